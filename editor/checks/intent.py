"""What the writer declared: cast, dictionary, and flags answered with "I meant that".

Declared intent always beats detection.  Where it is kept is no business of this floor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from editor.checks.rule import Finding

# How much of the text on each side of a dismissed flag must still stand there.
_CONTEXT = 24


class Scope(StrEnum):
    """How far an "I meant that" reaches."""

    HERE = "here"
    WORD = "word"
    RULE = "rule"


def fold(text: str) -> str:
    """Text for comparing: lower case, straight quotes, single spaces."""
    for curly, straight in ("’'", "‘'", '“"', '”"'):
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One "I meant that".

    It is kept by its words and what stands around them, never by position, so that it survives every
    edit elsewhere.  ``text`` and ``context`` are folded; both are empty for a whole rule.
    """

    rule: str
    scope: Scope
    text: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """One of the cast, as the writer names them; ``pronouns`` like ``she/her`` or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Everything the writer has declared about one manuscript."""

    cast: tuple[Character, ...] = ()
    words: frozenset[str] = frozenset()
    dismissals: frozenset[Dismissal] = frozenset()
    variant: str = "en-US"

    def silences(self, finding: Finding, source: str) -> bool:
        """Whether the writer has answered this finding already; its span lies in ``source``."""
        if not self.dismissals:
            return False
        return any(
            dismissal_of(finding, source, scope) in self.dismissals for scope in (Scope.HERE, Scope.WORD, Scope.RULE)
        )


def dismissal_of(finding: Finding, source: str, scope: Scope) -> Dismissal:
    """The dismissal that answers ``finding`` (its span in ``source``) for ``scope``."""
    if scope is Scope.RULE:
        return Dismissal(finding.rule.id, scope)
    text = fold(finding.text)
    if scope is Scope.WORD:
        return Dismissal(finding.rule.id, scope, text)
    span = finding.span
    line_start = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
    ends = (source.find("\n", span.end), source.find("\r", span.end))
    line_end = min((at for at in ends if at >= 0), default=len(source))
    before = source[max(line_start, span.start - _CONTEXT) : span.start]
    after = source[span.end : min(line_end, span.end + _CONTEXT)]
    return Dismissal(finding.rule.id, scope, text, fold(f"{before}|{after}"))


def names_of(cast: Iterable[Character]) -> frozenset[str]:
    """Every single word of the cast's names and aliases, folded."""
    return frozenset(
        fold(word) for character in cast for name in (character.name, *character.aliases) for word in name.split()
    )
