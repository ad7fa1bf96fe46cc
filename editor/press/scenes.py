"""A scene in words: its verdict, and what the writer says of it; for the window, the review and the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from editor.checks.intent import Telling
from editor.checks.narrative.model import SceneNarrative, VerdictState
from editor.checks.telling import said_of

MARK = "✓"
"""Stands behind a value that the writer declared."""


def verdict_words(scene: SceneNarrative) -> str:
    """``clean``; ``1 passage leaves the tense``; ``not evaluated: there is no narration here``."""
    reason = scene.verdict.reason.removesuffix(".")
    if scene.verdict.state is VerdictState.CLEAN:
        return "clean"
    if scene.verdict.state is VerdictState.FINDINGS:
        return reason or "look here"
    return f"not evaluated: {_lower(reason)}" if reason else "not evaluated"


def _lower(sentence: str) -> str:
    """The sentence inside another one; *I* keeps its capital."""
    return sentence if sentence[:2] in ("I ", "I’") else sentence[:1].lower() + sentence[1:]


def declared_bands(telling: Telling) -> tuple[bool, bool, bool]:
    """Whether tense, person and head are declared."""
    return telling.tense is not None, telling.person is not None, bool(telling.heads) or telling.view is not None


def declared_words(scene: SceneNarrative) -> str:
    """``You say: past, close third, Mara.``, or nothing."""
    return f"You say: {said_of(scene.declared)}." if scene.declared else ""


def runs(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches with those that meet joined; ``marks`` are sorted and half-open, in any unit."""
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
