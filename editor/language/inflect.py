"""Verb forms: *go* → *went*, *gone*, *going*, *goes*; and the form a subject asks for.

Rules for the regular verbs (Quirk et al. 1985, 3.5–3.10), a table for the others.  The table
(``words.json``) was made with :mod:`editor.language.training.words` from the lexicon of LemmInflect 0.2.3
(MIT licence), which is sound but has had no release since 2022, loads in half a second and knows no *snuck*, and
from the verbs of WordNet; our corrections are listed there.  A verb that is in neither follows the rules.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache

from editor.errors import EditorError
from editor.resources import resource

_VOWELS = "aeiou"
# An unknown verb with one of these goes like the verb behind it: *outsing*, *outsang*.
PREFIXES = ("counter", "under", "over", "fore", "with", "out", "mis", "re-", "re", "un", "up")


class Slot(IntEnum):
    """Where a form stands in the table."""

    PAST = 0
    PARTICIPLE = 1
    GERUND = 2
    THIRD = 3


class Number(StrEnum):
    """The grammatical number of a subject."""

    SINGULAR = "singular"
    PLURAL = "plural"


class WordsMissing(EditorError):
    """The table of word forms that comes with the program is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Words:
    """The table.

    ``verbs`` are words that are verbs as readily as anything else, ``seldom`` those that hardly ever are (*hat*,
    *church*): they can be inflected, but make no verb of a doubtful word.  ``irregular`` holds the forms that no
    rule makes (per verb and slot, preferred first), ``lemmas`` the lemmas of odd forms.
    """

    verbs: frozenset[str]
    seldom: frozenset[str]
    irregular: dict[str, tuple[tuple[str, ...], ...]]
    lemmas: dict[str, dict[str, str]]


@cache
def words() -> Words:
    """The table of word forms.

    Raises:
        WordsMissing: if it cannot be read.
        ResourceMissing: if it is not there.
    """
    try:
        data = json.loads(resource("language", "words.json").read_text(encoding="utf-8"))
        irregular = {
            verb: tuple(tuple(slot.split("/")) if slot else () for slot in slots.split(","))
            for verb, slots in data["irregular"].items()
        }
        seldom = frozenset(data["seldom"].split())
        verbs = frozenset(data["verbs"].split()) | irregular.keys()
        return Words(verbs - seldom, seldom, irregular, data["lemmas"])
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise WordsMissing("The table of word forms is damaged. Please install Blue Pencil again.") from error


def _doubles(verb: str) -> bool:
    """Whether a verb of one syllable doubles its last consonant: *stop*, but not *fix*, *wait*, *cook*."""
    if len(verb) < 3 or verb[-1] in "aeiouwxy" or verb[-2] not in _VOWELS or sum(c in _VOWELS for c in verb) > 2:
        return False
    before = verb[:-2]
    if before.endswith("qu"):
        return True
    return not any(char in _VOWELS for char in before) and before[-1:] not in ("", *_VOWELS)


def _ends_consonant_y(verb: str) -> bool:
    return len(verb) > 1 and verb[-1] == "y" and verb[-2] not in _VOWELS


def regular(verb: str, slot: Slot) -> str:
    """The form of ``verb`` that the rules make."""
    if slot is Slot.THIRD:
        if verb.endswith(("s", "x", "z", "ch", "sh")) or (verb.endswith("o") and verb[-2:-1] not in (*_VOWELS, "")):
            return verb + "es"
        return verb[:-1] + "ies" if _ends_consonant_y(verb) else verb + "s"
    stem = verb + verb[-1:] if _doubles(verb) else verb
    if slot is Slot.GERUND:
        if verb.endswith("ie"):
            return verb[:-2] + "ying"
        if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
            return verb[:-1] + "ing"
        return stem + "ing"
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if _ends_consonant_y(verb) else stem + "ed"


def forms(verb: str, slot: Slot) -> tuple[str, ...]:
    """All forms of ``verb`` in a slot, the one to propose first (*dived*, *dove*)."""
    table = words()
    known = table.irregular.get(verb)
    if known:
        return known[slot] or (regular(verb, slot),)
    if verb not in table.verbs and verb not in table.seldom:
        for prefix in PREFIXES:
            base = table.irregular.get(verb.removeprefix(prefix)) if verb.startswith(prefix) else None
            if base and base[slot]:
                return tuple(prefix + form for form in base[slot])
    return (regular(verb, slot),)


def past(lemma: str, number: Number = Number.SINGULAR, person: int = 3) -> str:
    """The simple past: *go* → *went*; ``number`` and ``person`` (1, 2, 3) matter for *be* alone."""
    if lemma == "be":
        return "was" if number is Number.SINGULAR and person != 2 else "were"
    return forms(lemma, Slot.PAST)[0]


def participle(lemma: str) -> str:
    """The past participle: *go* → *gone*."""
    return forms(lemma, Slot.PARTICIPLE)[0]


def gerund(lemma: str) -> str:
    """The -ing form: *lie* → *lying*."""
    return forms(lemma, Slot.GERUND)[0]


def third_singular(lemma: str) -> str:
    """The present after *he*, *she*, *it*: *go* → *goes*."""
    return forms(lemma, Slot.THIRD)[0]


def like(word: str, model: str) -> str:
    """``word`` with the capitals of ``model``: *went* like *Goes* is *Went*."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if model[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
