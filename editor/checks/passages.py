"""Passages that are meant ("flashback"), found again by their words and by what stands around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from editor.checks.intent import Meant, Passage, fold
from editor.text.span import Span

# Words of each end that are kept, and words around it.
_ENDS, _AROUND = 10, 6
_SHORT = 8
# A passage may become so many times as long or as short before it is taken for another one.
_STRETCH = 4
_NEARLY = 0.5
_word = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as folded words with their places in it."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, source: str) -> Words:
        """The words of ``source``, marks left out."""
        found = [(fold(match[0]), Span(*match.span())) for match in _word.finditer(source)]
        return cls(tuple(word for word, _ in found), tuple(span for _, span in found))

    def at(self, wanted: Sequence[str]) -> list[int]:
        """Where ``wanted`` stands, each place by its first word's number."""
        size, words = len(wanted), self.words
        if not size:
            return []
        head, whole = wanted[0], tuple(wanted)
        found: list[int] = []
        at = -1
        while True:
            try:
                at = words.index(head, at + 1)
            except ValueError:
                return found
            if words[at : at + size] == whole:
                found.append(at)


def passage_of(kind: Meant, span: Span, text: Words) -> Passage | None:
    """The passage at ``span`` of the text that ``text`` was made of; None where it holds no word."""
    first = bisect_right(text.spans, span.start, key=lambda place: place.end)
    last = bisect_left(text.spans, span.end, key=lambda place: place.start)
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
    return Span(text.spans[-best[3]].start, text.spans[best[4] - 1].end)


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
        by_around = {0 if starts else len(text.words)}
    return {place: _Edge(int(place in by_own), int(place in by_around)) for place in by_own | by_around}
