"""How much of a text an order is about: what is selected, the scene or chapter around a place, or everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from editor.text.document import Document, Kind
from editor.text.span import Span

_START = Span(0, 0)


class Reach(StrEnum):
    """How far an order reaches."""

    SELECTION = "selection"
    SCENE = "scene"
    CHAPTER = "chapter"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Where:
    """A reach and the place (code points of the source) it is meant from."""

    reach: Reach = Reach.ALL
    at: Span = _START

    def within(self, document: Document) -> Callable[[Span], bool]:
        """A test whether a span of the source belongs to it; of a sentence, a part is enough."""
        whole = self._span(document)
        return lambda span: whole is None or span.overlaps(whole)

    def _span(self, document: Document) -> Span | None:
        if self.reach is Reach.SELECTION:
            return self.at
        if self.reach is Reach.SCENE:
            before = [scene.span for scene in document.scenes if scene.span.start <= self.at.start]
            return before[-1] if before else (document.scenes[0].span if document.scenes else None)
        if self.reach is Reach.CHAPTER:
            return self._chapter(document)
        return None

    def _chapter(self, document: Document) -> Span:
        pairs = zip(document.paragraphs, document.places, strict=True)
        heads = [place.span.start for paragraph, place in pairs if paragraph.kind is Kind.HEADING]
        start = max((head for head in heads if head <= self.at.start), default=0)
        return Span(start, min((head for head in heads if head > self.at.start), default=len(document.source)))


EVERYWHERE = Where()
