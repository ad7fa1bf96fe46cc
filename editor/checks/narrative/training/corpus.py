"""Novels as the checker sees them: chapters read once, their readings kept on disk."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.checks.checker import Facts, Story
from editor.checks.intent import Intent
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.scenes import SceneText, lay_out
from editor.checks.narrative.tense import SceneTense, settle_bases, weigh
from editor.language.pieces import Pieces
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.resources import resource
from editor.text.parse import Format, parse
from editor.text.span import Span
from editor.text.zones import scan_of, zones_of

# Files shorter than this are title pages and dedications.
_SHORTEST = 1500
_REMEMBERED = 2000
_Packed = list[list[tuple[int, int, str, str, str, str, str, int, str, bool]]]


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """One file of a novel: its story, and its scenes with the tense each is told in."""

    book: str
    name: str
    story: Story
    scenes: tuple[SceneText, ...]
    tenses: tuple[SceneTense, ...]


class Shelf:
    """Reads chapters with the shipped reader, or the one in the folder ``model``.

    With a ``cache`` folder each text is read only once; every model needs a cache of its own.
    """

    def __init__(self, cache: Path | None = None, model: Path | None = None) -> None:
        self._cache = cache
        self._model = model
        self._reader: Reader | None = None
        self._known: OrderedDict[str, Reading] = OrderedDict()

    @property
    def reader(self) -> Reader:
        """The reader; loaded when it is first asked for."""
        if self._reader is None:
            self._reader = Reader.load(self._model)
        return self._reader

    def chapter(self, path: Path) -> Chapter:
        """A chapter from its file."""
        return self.told(path.parent.name, path.stem, path.read_text(encoding="utf-8"))

    def told(self, book: str, name: str, source: str, form: Format = Format.MARKDOWN) -> Chapter:
        """A chapter from its text."""
        story = self.story(source, form)
        scenes = lay_out(story, [sentences_of(facts) for facts in story.facts])
        tenses = [weigh(scene) for scene in scenes]
        settle_bases(tenses)
        return Chapter(book, name, story, tuple(scenes), tuple(tenses))

    def story(self, source: str, form: Format = Format.MARKDOWN) -> Story:
        """The facts of each paragraph of a text."""
        document = parse(source, form)
        readings = self._read([paragraph.text for paragraph in document.paragraphs])
        style = document.quotes
        facts = (
            Facts(p, style, scan_of(p, style), zones_of(p, style), reading)
            for p, reading in zip(document.paragraphs, readings, strict=True)
        )
        return Story(document, tuple(facts), Intent())

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        file = None
        if self._cache is not None:
            self._cache.mkdir(parents=True, exist_ok=True)
            name = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:24]
            file = self._cache / f"{name}.readings"
            if file.exists():
                return self._keep(texts, _unpacked(marshal.loads(file.read_bytes())))
        known = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= zip(new, self.reader.read(new), strict=True)
        readings = self._keep(texts, [known[text] for text in texts])
        if file is not None and 2 * len(new) > len(texts):
            part = file.with_suffix(".part")
            part.write_bytes(marshal.dumps(_packed(readings)))
            part.replace(file)
        return readings

    def _keep(self, texts: Sequence[str], readings: list[Reading]) -> list[Reading]:
        """Remember the paragraphs of the last chapters: a text with a few slips in it is read in a moment."""
        for text, reading in zip(texts, readings, strict=True):
            self._known[text] = reading
            self._known.move_to_end(text)
        while len(self._known) > max(_REMEMBERED, len(texts)):
            self._known.popitem(last=False)
        return readings


def files(novels: Path, books: Sequence[str] = ()) -> Iterator[Path]:
    """The chapters of a folder of novels (one folder a book), or of the books whose name holds one of ``books``."""
    for path in sorted(novels.glob("*/*.md")):
        if path.stat().st_size < _SHORTEST:
            continue
        if not books or any(book in path.parent.name for book in books):
            yield path


def vocabulary() -> Pieces:
    """The word pieces of the shipped reader."""
    return Pieces(json.loads(resource("language", "vocabulary.json").read_text(encoding="utf-8"))["pieces"])


def _packed(readings: Sequence[Reading]) -> _Packed:
    return [
        [
            (t.span.start, t.span.end, t.text, t.tag, t.upos, t.feats, t.lemma, t.head, t.relation, t.starts_sentence)
            for t in reading.tokens
        ]
        for reading in readings
    ]


def _unpacked(packed: _Packed) -> list[Reading]:
    return [
        Reading(tuple(Token(Span(start, end), *rest) for start, end, *rest in tokens))  # type: ignore[arg-type]
        for tokens in packed
    ]
