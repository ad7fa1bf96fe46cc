"""From a source as decoded to a :class:`Document`: plain text and Markdown.

Markdown is read for what fiction uses of it (headings, ``* * *``, ``>``, emphasis) by a scanner of our
own: the libraries that read Markdown do not say at which character of the source a word stands, and
every finding needs that.  Emphasis marks typed in plain text are read in the same way.  Nothing is ever
written back from here: the source stays the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import regex

from editor.text.document import Document, Kind, Mark, Paragraph, Place, Scene, Style
from editor.text.emphasis import strip_emphasis
from editor.text.quotes import Ending, QuoteStyle, System, detect, opens_with_quote, scan
from editor.text.span import Span


class Format(StrEnum):
    """How a source is written."""

    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span  # without its line end
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


_LINE_END = regex.compile(r"\r\n|\r|\n")
_ORNAMENTS = frozenset("*#~•·–—-_=⁂❦§○●◆◇■□+x")
_LONGEST_ORNAMENT = 12
_CHAPTER_WORDS = frozenset("chapter part book prologue epilogue interlude act scene foreword afterword".split())
_SPEAKS = (Kind.PROSE, Kind.QUOTATION)
# Lines no longer than this, most of them followed at once by another, are hard-wrapped text.
_WRAP = 90


def _lines(source: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for end in _LINE_END.finditer(source):
        lines.append(_Line(Span(start, end.start()), source[start : end.start()]))
        start = end.end()
    lines.append(_Line(Span(start, len(source)), source[start:]))
    return lines


def is_scene_break(line: str) -> bool:
    """Whether a line holds nothing but a break ornament (``* * *``, ``#``, ``---``)."""
    marks: list[str] = []
    for char in line:
        if char.isspace():
            continue
        if char not in _ORNAMENTS or len(marks) == _LONGEST_ORNAMENT:
            return False
        marks.append(char)
    if not marks:
        return False
    if marks == ["x"] or (len(marks) < 3 and marks[0] in "-–—_=+x·•"):
        return marks[0] in "—" and len(marks) == 1
    return len(set(marks)) == 1


def _plain_heading(line: str, first: bool) -> int:
    """The level of a heading in plain text, or 0."""
    text = line.strip()
    words = text.split()
    if not words or len(words) > 10 or text[-1] in ".,;:?!…—-" or any(mark in text for mark in '"“”'):
        return 0
    letters = [char for char in text if char.isalpha()]
    opener = words[0].lower().strip(":.")
    if opener in _CHAPTER_WORDS and len(words) <= 8 and words[0][0].isupper():
        return 1
    if len(letters) >= 3 and all(char.isupper() for char in letters):
        return 1
    small = frozenset("a an and as at but by for from in into nor of on or the to with".split())
    if first and all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in words):
        return 1
    return 0


def _hard_wrapped(lines: Sequence[_Line]) -> bool:
    full = [line for line in lines if not line.blank]
    if len(full) < 4 or any(len(line.text) > _WRAP for line in full):
        return False
    followed = sum(not a.blank and not b.blank for a, b in pairwise(lines))
    wide = sum(len(line.text) > _WRAP // 2 for line in full)
    return followed > len(full) // 2 and wide > len(full) // 2


@dataclass(slots=True)
class _Block:
    lines: list[_Line]
    kind: Kind
    level: int = 0
    skip: int = 0  # code points of markup at the start of each line
    blanks_before: int = 0


def _blocks(lines: Sequence[_Line], form: Format) -> list[_Block]:
    joins = form is Format.MARKDOWN or _hard_wrapped(lines)
    blocks: list[_Block] = []
    blanks = 0
    for number, line in enumerate(lines):
        if line.blank:
            blanks += 1
            continue
        text = line.text.strip()
        indent = len(line.text) - len(line.text.lstrip())
        alone = (number == 0 or lines[number - 1].blank) and (number + 1 == len(lines) or lines[number + 1].blank)
        block: _Block
        hashes = len(text) - len(text.lstrip("#"))
        if is_scene_break(text):
            block = _Block([line], Kind.SCENE_BREAK)
        elif 0 < hashes <= 6 and text[hashes : hashes + 1].isspace():
            body = len(text[hashes:]) - len(text[hashes:].lstrip())
            block = _Block([line], Kind.HEADING, hashes, indent + hashes + body)
        elif text.startswith(">"):
            body = len(text[1:]) - len(text[1:].lstrip())
            block = _Block([line], Kind.QUOTATION, 0, indent + 1 + body)
        elif form is Format.TEXT and alone and (level := _plain_heading(text, not blocks)):
            block = _Block([line], Kind.HEADING, level, indent)
        else:
            block = _Block([line], Kind.PROSE, 0, indent)
            last = blocks[-1] if blocks else None
            if joins and not blanks and last is not None and last.kind is Kind.PROSE:
                last.lines.append(line)
                continue
        block.blanks_before = blanks
        blanks = 0
        blocks.append(block)
    return blocks


def _paragraph(block: _Block) -> tuple[Paragraph, Place]:
    """One block as a paragraph and its place; lines of a wrapped paragraph are joined by a space."""
    chars: list[str] = []
    offsets: list[int] = []
    for number, line in enumerate(block.lines):
        body = line.text.rstrip()
        skip = block.skip if number == 0 else len(body) - len(body.lstrip())
        if number:
            chars.append(" ")
            offsets.append(block.lines[number - 1].span.end)
        chars.extend(body[skip:])
        offsets.extend(range(line.span.start + skip, line.span.start + len(body)))
    end = offsets[-1] + 1 if offsets else block.lines[0].span.start + len(block.lines[0].text.rstrip())
    text = "".join(chars)
    kept, marks = strip_emphasis(text) if block.kind is not Kind.SCENE_BREAK else (None, ())
    if kept is not None:
        text = "".join(text[i] for i in kept)
        offsets = [offsets[i] for i in kept]
    start = offsets[0] if offsets else end
    straight = len(offsets) == end - start and (not offsets or offsets[-1] == end - 1)
    place = Place(Span(start, end), None if straight else (*offsets, end))
    return Paragraph(text, block.kind, block.level, marks), place


def _with_speech(paragraphs: Sequence[Paragraph], style: QuoteStyle) -> tuple[Paragraph, ...]:
    """Mark the paragraphs over which a speech runs (CMOS 13.32): open without a close, then opened again."""
    out = list(paragraphs)
    for i in range(len(out) - 1):
        here, after = out[i], out[i + 1]
        if here.kind not in _SPEAKS or after.kind not in _SPEAKS:
            continue
        if not opens_with_quote(after.text, style):
            continue
        found = scan(here.text, style).quotations
        if found and found[-1].ending is Ending.UNCLOSED and found[-1].span.end == len(here.text):
            out[i] = replace(here, speech_runs_on=True)
            out[i + 1] = replace(after, speech_open=True)
    return tuple(out)


def _scenes(blocks: Sequence[_Block], paragraphs: Sequence[Paragraph], places: Sequence[Place]) -> tuple[Scene, ...]:
    ornaments = any(p.kind is Kind.SCENE_BREAK for p in paragraphs)
    scenes: list[Scene] = []
    first = 0

    def end_scene(last: int) -> None:
        nonlocal first
        body = [p for p in paragraphs[first:last] if p.kind not in (Kind.HEADING, Kind.SCENE_BREAK)]
        if body:
            titles = [p.text for p in paragraphs[first:last] if p.kind is Kind.HEADING]
            span = Span(places[first].span.start, places[last - 1].span.end)
            scenes.append(Scene(len(scenes) + 1, first, last, span, titles[-1] if titles else ""))
            first = last

    for i, paragraph in enumerate(paragraphs):
        if paragraph.kind is Kind.SCENE_BREAK:
            end_scene(i)
            first = i + 1
        elif paragraph.kind is Kind.HEADING or (not ornaments and i and blocks[i].blanks_before >= 3):
            end_scene(i)
    end_scene(len(paragraphs))
    return tuple(scenes)


def parse(source: str, form: Format = Format.TEXT, quotes: QuoteStyle | None = None) -> Document:
    """Read a decoded source (byte-order mark dropped, line ends as they are) as a document.

    ``quotes`` is the style of its quotation marks as the writer declared it; None finds it out.
    """
    blocks = _blocks(_lines(source), form)
    pairs = [_paragraph(block) for block in blocks]
    plain = [paragraph for paragraph, _ in pairs]
    style = detect(p.text for p in plain if p.kind is Kind.PROSE)
    if style.system is System.NONE:  # perhaps only its letters and its verse have speech
        style = detect(p.text for p in plain if p.kind in _SPEAKS)
    if quotes is not None:
        style = replace(style, system=quotes.system, curly=quotes.curly)
    paragraphs = _with_speech(plain, style)
    places = tuple(place for _, place in pairs)
    return Document(source, paragraphs, places, style, _scenes(blocks, paragraphs, places))


__all__ = ["Format", "Mark", "Style", "is_scene_break", "parse"]
