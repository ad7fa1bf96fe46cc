"""Passages that are meant ("flashback"), found again by their words and by what stands around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import regex

from editor.checks.intent import Meant, Passage, fold
from editor.text.span import Span

# Words of each end that are kept, and words around it.
_ENDS, _AROUND = 10, 6
_SHORT = 8
# A passage may become so many times as long or as short before it is taken for another one.
_STRETCH = 4
_NEARLY = 0.5
# So many places of the same words are looked at: a refrain that comes more often tells nothing.
_MOST = 200
# Lines remembered: a 500,000-word novel has about 12,000 paragraphs.
_REMEMBERED = 20_000
_word = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*")


class Words:
    """A text as folded words with their places in it; ``starts`` and ``ends`` are code points.

    Lines are remembered, so that after an edit only its own line is read again.
    """

    def __init__(self, source: str) -> None:
        words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        before = 0
        for line in source.splitlines(keepends=True):
            found, starts, ends = _of_line(line)
            words += found
            self.starts += [before + at for at in starts]
            self.ends += [before + at for at in ends]
            before += len(line)
        self.words = words
        self._joined = f" {' '.join(words)} "
        self._places = list(accumulate((len(word) + 1 for word in words), initial=1))

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The words ``first`` to ``last`` (not included) as a span of the source."""
        return Span(self.starts[first], self.ends[last - 1])

    def at(self, wanted: Sequence[str]) -> list[int]:
        """Where ``wanted`` stands, each place by its first word's number; the first two hundred."""
        found: list[int] = []
        if not wanted:
            return found
        sought = f" {' '.join(wanted)} "
        at = self._joined.find(sought)
        while at >= 0 and len(found) < _MOST:
            found.append(bisect_left(self._places, at + 1))
            at = self._joined.find(sought, at + 1)
        return found


@lru_cache(maxsize=_REMEMBERED)
def _of_line(line: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The folded words of a line, where they begin and where they end."""
    found = list(_word.finditer(line))
    return (
        tuple(fold(match[0]) for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def passage_of(kind: Meant, span: Span, text: Words) -> Passage | None:
    """The passage at ``span`` of the text that ``text`` was made of; None where it holds no word."""
    first, last = bisect_right(text.ends, span.start), bisect_left(text.starts, span.end)
    if first >= last:
        return None
    words = text.words
    return Passage(
        kind,
        " ".join(words[first : min(first + _ENDS, last)]),
        " ".join(words[max(last - _ENDS, first) : last]),
        " ".join(words[max(first - _AROUND, 0) : first]),
        " ".join(words[last : last + _AROUND]),
        last - first,
    )


def find_passage(passage: Passage, text: Words) -> Span | None:
    """Where the passage stands now, or None.

    Its first words find its beginning, or, where those were changed, the words before it do; its end is
    found in the same way.  Of several places the one with most of its words, then most of its surroundings,
    then the nearest length wins.  A short one ("He ran.") is not believed without its surroundings.
    """
    starts = _edges(text, passage.before, passage.opening, starts=True)
    stops = _by_kind(_edges(text, passage.after, passage.closing, starts=False))
    best: tuple[int, int, float, int, int] | None = None
    for start, begins in starts.items():
        for stop, ends in _near(stops, start + passage.words):
            size = stop - start
            if size < 1 or size > _STRETCH * passage.words + _ENDS or _STRETCH * size + _ENDS < passage.words:
                continue
            own, around = begins.own + ends.own, begins.around + ends.around
            change = abs(size - passage.words) / max(size, passage.words)
            believed = passage.words >= _SHORT or (around and change <= _NEARLY)
            if not own:
                believed = around == 2 and change <= _NEARLY
            mark = (own, around, -change, -start, stop)
            if believed and (best is None or mark > best):
                best = mark
    if best is None:
        return None
    return text.span(-best[3], best[4])


def _near(stops: Sequence[tuple[list[int], _Edge]], wanted: int) -> Iterator[tuple[int, _Edge]]:
    """The stops of each kind that lie nearest to where the passage would end; a refrain may have thousands."""
    for places, edge in stops:
        at = bisect_left(places, wanted)
        yield from ((place, edge) for place in places[max(at - 1, 0) : at + 1])


def _by_kind(edges: dict[int, _Edge]) -> list[tuple[list[int], _Edge]]:
    """Places in order, those together for which the same speaks."""
    kinds: dict[_Edge, list[int]] = {}
    for place in sorted(edges):
        kinds.setdefault(edges[place], []).append(place)
    return [(places, edge) for edge, places in kinds.items()]


@dataclass(frozen=True, slots=True)
class _Edge:
    """What speaks for a passage starting (or stopping) at a word: its own words, those around it; 0 or 1."""

    own: int
    around: int


def _edges(text: Words, around: str, own: str, *, starts: bool) -> dict[int, _Edge]:
    """Where the passage may start (or stop), by the number of a word."""
    inside, beside = own.split(), around.split()
    by_own = {at if starts else at + len(inside) for at in text.at(inside)}
    by_around = {at + len(beside) if starts else at for at in text.at(beside)}
    if not beside:  # the text begins (or ends) with the passage
        by_around = {0 if starts else len(text)}
    return {place: _Edge(int(place in by_own), int(place in by_around)) for place in by_own | by_around}
