"""Emphasis typed as ``*italic*``, ``_italic_``, ``**bold**``: found, and told from the words.

The flanking rules are CommonMark's (section 6.2), cut to what prose needs: a run of one to three equal
marks that touches a word on its inner side, closed by a run of the same length.
"""

from __future__ import annotations

from editor.text.document import Mark, Style
from editor.text.span import Span

_STYLES = {1: (Style.ITALIC,), 2: (Style.BOLD,), 3: (Style.ITALIC, Style.BOLD)}


def _runs(text: str) -> list[tuple[int, int]]:
    """Runs of one to three equal marks as (start, length); an escaped mark is not one."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char in "*_":
            end = at
            while end < len(text) and text[end] == char:
                end += 1
            if end - at <= 3:
                runs.append((at, end - at))
            at = end
        else:
            at += 1
    return runs


def strip_emphasis(text: str) -> tuple[list[int] | None, tuple[Mark, ...]]:
    """The indices of ``text`` that are words, and the marks over the words that are left.

    The first is None when there is no markup to take away.
    """
    if "*" not in text and "_" not in text:
        return None, ()
    pairs: list[tuple[int, int, int]] = []  # start of the opening run, start of the closing run, length
    opened: list[tuple[int, int]] = []
    for start, length in _runs(text):
        before = text[start - 1] if start else " "
        after = text[start + length] if start + length < len(text) else " "
        opens = not after.isspace() and not (after in ".,;:!?" and not before.isspace())
        closes = not before.isspace()
        if text[start] == "_":
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        match = next(
            (
                i
                for i in range(len(opened) - 1, max(len(opened) - 5, -1), -1)
                if opened[i][1] == length and text[opened[i][0]] == text[start]
            ),
            None,
        )
        if closes and match is not None:
            pairs.append((opened[match][0], start, length))
            del opened[match:]
        elif opens:
            opened.append((start, length))
    if not pairs:
        return None, ()
    gone = {start + i for a, b, length in pairs for start in (a, b) for i in range(length)}
    kept = [i for i in range(len(text)) if i not in gone]
    place = {index: at for at, index in enumerate(kept)}
    marks = [
        Mark(Span(place[a + length], place[b - 1] + 1), style)
        for a, b, length in pairs
        if b > a + length and a + length in place and b - 1 in place
        for style in _STYLES[length]
    ]
    return kept, tuple(sorted(marks, key=lambda mark: (mark.span, mark.style)))
