"""Scenes of two heads told as one: ``python -m editor.checks.narrative.training.merge``.

    PATH... [--heads FILE] [--changes N] [--stretch WORDS] [--seed N] [--json] [--model FOLDER] [--cache FOLDER]

A PATH is a text file or a folder of them, one book (Markdown or plain text).  Two scenes of a book in the close third
person, told in one tense, with a character in common and each with a head of its own, are told without a break
between them, one pair at a time.  The words are real; only the break is gone.  There are two ways, for they are two
questions:

*joined*
    The second scene goes on where the first ends, and nothing comes back to the first head.  That is a baton passed,
    which the checker lets pass by design where it can tell; what it asks here is told, and is no recall.
*came back*
    A stretch of the second scene stands in the middle of the first, between two paragraphs: some paragraphs with at
    most ``--stretch`` words of narration (100, the length of the head-hops that writers make) and a third of the first
    scene's.  It is the stretch that opens its head's mind most often, among those that say by name whose mind it is
    before they say *he* or *she*.  The head changes and changes back: a head-hop by any book on writing.

A change is *asked about* if the checker asks of a head-hop in the merged scene that it did not ask about before, at
the same words.  Changes whose stretch opens its head's mind twice or more (as the checker reads the second scene by
itself) are counted again: a reader cannot overlook those.  What it asks about all the scenes with a head of their own,
before any is merged, is the measure of false alarms.

Whose a scene is the checker says itself, where the mind of somebody with a name is opened three times and has three
fifths of the scene; that favours scenes that it reads well.  ``--heads`` takes a JSON file instead, the name of each
file to the heads of its scenes in order, an empty string where there is no single one.  Files that the checker takes
for told by a narrator who knows everybody are left out and counted: nothing is asked there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from pathlib import Path

from editor.checks.apply import apply
from editor.checks.intent import Dismissal, Scope, dismissal_of
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.heads import ScenePeople
from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Tense
from editor.checks.narrative.people import follow
from editor.checks.narrative.rules import HEAD_HOP
from editor.checks.narrative.scenes import SceneText
from editor.checks.narrative.training.corpus import Chapter, Shelf
from editor.checks.narrative.training.person_slips import cast_in
from editor.checks.narrative.training.texts import form_of, read, texts
from editor.checks.narrative.verdict import OMNISCIENT
from editor.checks.rule import Edit, Finding
from editor.language.cast import Cast
from editor.text.document import Document, Kind, Scene
from editor.text.span import Span

_SHARE = 0.6  # of the minds opened in a scene: less names no single head
_LEAST = 150  # words of narration of a scene
_PART = 3  # the stretch put in is at most such a part of the scene around it
_CLOSE = 3  # times that a mind is opened in a scene told close to it
_OPEN = 2  # signs of a mind that a reader cannot overlook


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A file that was read, and what the checker says of it as it is printed."""

    path: Path
    chapter: Chapter
    cast: Cast
    narrative: Narrative
    findings: Sequence[Finding]

    @property
    def document(self) -> Document:
        return self.chapter.story.document


@dataclass(frozen=True, slots=True)
class Own:
    """A scene with a head of its own: its file, its number there, from 0, and everybody spoken of."""

    file: Read
    number: int
    head: str
    tense: Tense
    words: int
    people: frozenset[str]

    @property
    def place(self) -> Scene:
        return self.file.document.scenes[self.number]

    @property
    def text(self) -> SceneText:
        return self.file.chapter.scenes[self.number]

    @property
    def prose(self) -> list[int]:
        """Its paragraphs of prose."""
        paragraphs = self.file.document.paragraphs
        return [n for n in range(self.place.first, self.place.last) if paragraphs[n].kind is Kind.PROSE]


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with two scenes told as one, and where the merged scene lies."""

    source: str
    scene: Span


@dataclass(slots=True)
class Tally:
    """What was merged and asked about."""

    files: int = 0
    all_knowing: int = 0
    scenes: int = 0
    words: int = 0
    printed: int = 0
    joined: int = 0
    joined_asked: int = 0
    came_back: int = 0
    came_back_asked: int = 0
    open: int = 0
    open_asked: int = 0

    def lines(self) -> Iterator[str]:
        """The table, in Markdown."""
        yield f"{self.files} files, {self.all_knowing} of them told by one who knows everybody and left out."
        yield ""
        yield "| | asked about |"
        yield "|---|---|"
        yield f"| the head changes and comes back | {_of(self.came_back_asked, self.came_back)} |"
        yield f"| of these, with the second mind opened twice or more | {_of(self.open_asked, self.open)} |"
        yield f"| the head changes once (a baton passed) | {_of(self.joined_asked, self.joined)} |"
        rate = 10_000 * self.printed / max(1, self.words)
        scenes = f"all {self.scenes} scenes with a head of their own as printed, {self.words:,} words"
        yield f"| {scenes} | {self.printed} head-hops, {rate:.1f} per 10,000 words |"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.2f})" if whole else "none"


def owned(file: Read, given: Sequence[str] | None) -> list[Own]:
    """The scenes of a file with a head of their own: as ``given``, or else as the checker names it."""
    found: list[Own] = []
    for number, (text, scene) in enumerate(zip(file.chapter.scenes, file.narrative.scenes, strict=True)):
        if scene.person is not Person.THIRD or scene.tense not in (Tense.PAST, Tense.PRESENT) or scene.words < _LEAST:
            continue
        head = _named(scene, text, file.cast) if given is None else given[number] if number < len(given) else ""
        if head:
            people = frozenset(who.name for who in follow(text.lines, file.cast).who.values() if who.known)
            found.append(Own(file, number, head, scene.tense, scene.words, people))
    return found


def _named(scene: SceneNarrative, text: SceneText, cast: Cast) -> str:
    if not scene.focal or scene.focal[0].share < _SHARE or scene.focal[0].name not in cast.people:
        return ""
    head = scene.focal[0].name
    seen = ScenePeople(text, cast).read_as(head).seen
    return head if sum(s.sign.bare and s.who.name == head for s in seen) >= _CLOSE else ""


def pairs(scenes: Sequence[Own]) -> list[tuple[Own, Own]]:
    """The scenes that can be told as one."""
    return [
        (first, second)
        for first, second in permutations(scenes, 2)
        if first.head != second.head and first.tense is second.tense and first.people & second.people
    ]


def merged(first: Own, second: Own, at: int, stretch: range) -> Merged | None:
    """The text with the ``stretch`` of the second scene told in the first, before its paragraph ``at`` or at its end.

    What else there is of the second scene in the same file is left out; None where the scenes cannot be merged.
    """
    document, other = first.file.document, second.file.document
    prose, strange = first.prose, second.prose
    if len(prose) < _PART + 1 or not stretch or any(n not in strange for n in stretch):
        return None
    places, scene = document.places, first.place.span
    gap = document.source[places[prose[0]].span.end : places[prose[0] + 1].span.start]
    words = other.source[other.places[stretch.start].span.start : other.places[stretch.stop - 1].span.end]
    end = places[at - 1].span.end
    edits = [Edit(Span(end, end), gap + words)]
    shift = 0
    if other is document:
        edits.append(Edit(_with_break(document, second.number), ""))
        shift = len(edits[1].span) if second.number < first.number else 0
    text = apply(sorted(edits), document.source)
    return Merged(text, Span(scene.start - shift, scene.end - shift + len(gap) + len(words)))


def _with_break(document: Document, number: int) -> Span:
    """A scene with the break before it, or with the one behind it if it is the first."""
    scenes = document.scenes
    if number:
        return Span(scenes[number - 1].span.end, scenes[number].span.end)
    return Span(scenes[0].span.start, scenes[1].span.start)


def middle(scene: Own) -> int:
    """The paragraph before which about half of a scene's narration is told."""
    prose, words_of = scene.prose, narrated(scene.file)
    half, words = sum(words_of[n] for n in prose) / 2, 0
    for n in prose[:-1]:
        words += words_of[n]
        if words >= half:
            return n + 1
    return prose[-1]


def narrated(file: Read) -> list[int]:
    """The words of narration of every paragraph."""
    words = [0] * len(file.document.paragraphs)
    for scene in file.chapter.scenes:
        for line in scene.lines:
            sentence = line.sentence
            told = [i for i in range(sentence.start, sentence.end) if sentence.narrated(i)]
            words[line.paragraph] += sum(sentence.lower[i][0].isalnum() for i in told)
    return words


def plainest(scene: Own, most: int) -> tuple[range, int]:
    """The stretch of a scene with at most ``most`` words that opens its head's mind most often, and how often.

    It names its head before it says *he* or *she*; an empty stretch if there is none that opens the mind.
    """
    cast, text, words_of = scene.file.cast, scene.text, narrated(scene.file)
    member = next(iter(sorted(cast.canonical(scene.head) & cast.people)), scene.head)
    reading = ScenePeople(text, cast).read_as(member)
    signs = Counter(s.line.paragraph for s in reading.seen if s.sign.bare and s.who.name == member)
    named: dict[int, bool] = {}
    for line in text.lines:
        for index in range(line.sentence.start, line.sentence.end):
            who = reading.mentions.at(line, index)
            if who is not None and who.name == member:
                named.setdefault(line.paragraph, line.sentence.tree.tokens[index].tag.startswith("NN"))
    best, times = range(0), 0
    for start in (paragraph for paragraph, by_name in named.items() if by_name):
        end, words, opened = start, 0, 0
        while end < text.scene.last and words + words_of[end] <= most:
            words += words_of[end]
            opened += signs[end]
            end += 1
        if opened > times:
            best, times = range(start, end), opened
    return best, times


def hops(findings: Sequence[Finding], source: str, within: Span) -> set[Dismissal]:
    """The head-hops asked about in a part of a text, known by their words and what stands around them."""
    inside = [f for f in findings if f.rule is HEAD_HOP and within.covers(f.span)]
    return {dismissal_of(finding, source, Scope.HERE) for finding in inside}


@dataclass(frozen=True, slots=True)
class Test:
    """What is measured, and with what; ``heads`` as they are given, by the names of files."""

    shelf: Shelf
    checker: NarrativeChecker
    heads: Mapping[str, Sequence[str]] | None
    changes: int
    stretch: int

    def run(self, paths: Sequence[Path], rng: random.Random) -> Tally:
        """Merge the scenes of a book."""
        tally = Tally(files=len(paths))
        scenes: list[Own] = []
        for path in paths:
            file = self._read(path)
            if file.narrative.note == OMNISCIENT:
                tally.all_knowing += 1
            else:
                scenes += owned(file, None if self.heads is None else self.heads.get(path.stem, ()))
        able = pairs(scenes)
        for own in scenes:
            tally.scenes += 1
            tally.words += own.words
            tally.printed += sum(f.rule is HEAD_HOP and own.place.span.covers(f.span) for f in own.file.findings)
        for first, second in rng.sample(able, min(len(able), self.changes)):
            self._merge(tally, first, second)
        return tally

    def _read(self, path: Path) -> Read:
        chapter = read(self.shelf, path)
        return Read(path, chapter, cast_in(chapter.scenes), *self.checker.narrate(chapter.story))

    def _merge(self, tally: Tally, first: Own, second: Own) -> None:
        whole = merged(first, second, first.place.last, range(second.place.first, second.place.last))
        if whole is not None:
            tally.joined += 1
            tally.joined_asked += self._asked(whole, first.file)
        stretch, times = plainest(second, min(self.stretch, first.words // _PART))
        made = merged(first, second, middle(first), stretch)
        if made is not None:
            asked = self._asked(made, first.file)
            tally.came_back += 1
            tally.came_back_asked += asked
            tally.open += times >= _OPEN
            tally.open_asked += asked and times >= _OPEN

    def _asked(self, made: Merged, file: Read) -> bool:
        """Whether something new is asked about a merged scene."""
        source = file.document.source
        before = hops(file.findings, source, Span(0, len(source)))
        findings = self.checker.check(self.shelf.story(made.source, form_of(file.path)))
        return bool(hops(findings, made.source, made.scene) - before)


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Tell scenes of two heads as one and count what is asked.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--heads", type=Path, help="whose each scene is, as JSON")
    parser.add_argument("--changes", type=int, default=40, help="pairs of scenes merged of each PATH, at most")
    parser.add_argument("--stretch", type=int, default=100, help="words of narration that a strange stretch may have")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print plain data instead of a table")
    parser.add_argument("--model", type=Path, help="a reader other than the shipped one")
    parser.add_argument("--cache", type=Path, help="where readings are kept; every model needs one of its own")
    options = parser.parse_args(arguments)
    heads = json.loads(options.heads.read_text(encoding="utf-8")) if options.heads else None
    # Tense plays no part here, so the detector of its slips need not be asked.
    test = Test(Shelf(options.cache, options.model), NarrativeChecker(), heads, options.changes, options.stretch)
    records = {}
    for path in options.paths:
        tally = test.run(texts(path), random.Random(options.seed))
        records[path.stem] = asdict(tally)
        if not options.json:
            print(f"### {path.stem}\n", *tally.lines(), "", sep="\n", flush=True)
    if options.json:
        print(json.dumps(records, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
