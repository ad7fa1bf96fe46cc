"""The verbs of speech tags in three tiers, with their inflections, from ``resources/dialogue/verbs.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from editor.resources import resource

_VOWELS = "aeiou"


class Tier(IntEnum):
    """What a verb beside a quotation is; the higher, the stronger when one form is in two tiers."""

    UNKNOWN = 0
    NEVER = 1  # an action: shakes, reaches
    GREY = 2  # a sound or a look that some houses allow as a tag: laughs, sighs
    SURE = 3  # a way of saying: says, asks, whispers


class Form(StrEnum):
    """Which form of a verb a word is."""

    PLAIN = "plain"
    PRESENT = "present"  # third person singular
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of one verb; ``plain`` is its dictionary form."""

    plain: str
    form: Form
    tier: Tier


def _present(plain: str) -> str:
    if plain.endswith("y") and plain[-2] not in _VOWELS:
        return plain[:-1] + "ies"
    return plain + ("es" if plain.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(plain: str) -> str:
    if plain.endswith("e"):
        return plain + "d"
    if plain.endswith("y") and plain[-2] not in _VOWELS:
        return plain[:-1] + "ied"
    return plain + "ed"


def _ing(plain: str, doubled: bool) -> str:
    if doubled:
        return plain + plain[-1] + "ing"
    if plain.endswith("ie"):
        return plain[:-2] + "ying"
    if plain.endswith("e") and not plain.endswith(("ee", "oe", "ye")):
        return plain[:-1] + "ing"
    return plain + "ing"


def inflections(entry: str) -> Iterator[tuple[str, Form]]:
    """The forms of an entry: a plain form, then its past and participle where they are not regular."""
    plain, *irregular = entry.split()
    yield plain, Form.PLAIN
    yield _present(plain), Form.PRESENT
    pasts = irregular or [_past(plain)]
    for past in pasts[:2] if len(pasts) > 1 else pasts:
        yield past, Form.PAST
    for participle in pasts[2:]:
        yield participle, Form.PARTICIPLE
    doubled = any(past == plain + plain[-1] + "ed" for past in pasts)
    # begin, sit, swim: a short vowel before one final consonant doubles it even where the past is irregular.
    short = bool(irregular) and plain[-1] in "bgmnpt" and plain[-2] in "aeiou" and plain[-3:-2] not in _VOWELS
    yield _ing(plain, doubled or short), Form.ING
    if plain.endswith("el") and plain[-3] not in _VOWELS:  # marvelled, in British spelling
        yield plain + "led", Form.PAST
        yield plain + "ling", Form.ING


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[Verb, ...]]:
    with resource("dialogue", "verbs.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    forms: dict[str, list[Verb]] = {}
    for name, tier in (("sure", Tier.SURE), ("grey", Tier.GREY), ("never", Tier.NEVER)):
        for entry in data[name].replace("\n", " ").split(";"):
            for word, form in inflections(entry.strip()):
                forms.setdefault(word, []).append(Verb(entry.split()[0], form, tier))
    return {word: tuple(sorted(verbs, key=lambda v: -v.tier)) for word, verbs in forms.items()}


def readings(word: str) -> tuple[Verb, ...]:
    """Every verb form that ``word`` can be, the strongest tier first."""
    return _lexicon().get(word.lower(), ())


def finite(word: str, plural: bool | None = None) -> Verb | None:
    """The verb that ``word`` can be after a subject: present or past, as one that governs it.

    ``plural`` says whether the subject takes the plain form (I, we, you, they); None allows both.
    """
    for verb in readings(word):
        if verb.form is Form.PAST:
            return verb
        if verb.form is Form.PRESENT and plural is not True:
            return verb
        if verb.form is Form.PLAIN and plural is not False:
            return verb
    return None


def sure(word: str) -> bool:
    """Whether ``word`` is a form of a verb of saying."""
    found = readings(word)
    return bool(found) and found[0].tier is Tier.SURE
