"""Words for people: nouns and titles with the pronoun they ask for; data in ``resources/narrative/people.toml``."""

from __future__ import annotations

import tomllib

from editor.resources import resource

HE, SHE, THEY = "he", "she", "they"


def _lists(table: str) -> dict[str, frozenset[str]]:
    with resource("narrative", "people.toml").open("rb") as file:
        data: dict[str, str] = tomllib.load(file)[table]
    return {pronoun: frozenset(words.split()) for pronoun, words in data.items()}


_NOUNS, _TITLES = _lists("nouns"), _lists("titles")
MALE_NOUNS, FEMALE_NOUNS = _NOUNS[HE], _NOUNS[SHE]
PERSON_NOUNS = MALE_NOUNS | FEMALE_NOUNS | _NOUNS["either"]
MALE_TITLES, FEMALE_TITLES = _TITLES[HE], _TITLES[SHE]
TITLES = MALE_TITLES | FEMALE_TITLES | _TITLES["either"]


def plain_title(word: str) -> str:
    """A word as titles are compared: lower case, no full stop."""
    return word.casefold().rstrip(".")


def noun_pronoun(noun: str) -> str:
    """*he*, *she*, or an empty string for a noun that may be either's."""
    return HE if noun in MALE_NOUNS else SHE if noun in FEMALE_NOUNS else ""
