"""Scenes of two heads told as one: ``python -m editor.checks.narrative.training.merge``.

    PATH... [--heads FILE] [--changes N] [--seed N] [--json] [--model FOLDER] [--cache FOLDER]

A PATH is a text file or a folder of them (Markdown or plain text); every file is a story of its own.  Two of its
scenes in the third person, told in one tense, with a character in common and each with a head of its own, are told
without the break between them, one pair at a time.  The words and the place of the change are real; only the break
is gone.  There are two ways, for they are two questions:

*joined*
    The second scene goes on where the first ends, and nothing comes back to the first head.  That is a baton passed,
    which the checker lets pass by design where it can tell; what it asks here is told, and is no recall.
*came back*
    A stretch of the second scene, some paragraphs with at most a third of the first scene's words, stands in the middle
    of the first, between two paragraphs.  It is the stretch that opens its head's mind most often, among those that
    say by name whose mind it is before they say *he* or *she*.  The head changes and changes back: a head-hop by any
    book on writing.

A change is *asked about* if the checker asks of a head-hop in the merged scene that it did not ask about before, at
the same words.  Changes whose stretch opens its head's mind twice or more (as the checker reads the second scene by
itself) are counted again: a reader cannot overlook those.  What it asks about the same scenes before they are merged
is the measure of false alarms.

Whose a scene is the checker says itself, where one mind has three fifths of the scene; that favours scenes it reads
well.  ``--heads`` takes a JSON file instead, the name of each file to the heads of its scenes in order, an empty string
where there is no single one.  Files that the checker takes for told by a narrator who knows everybody are left out and
counted: nothing is asked there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

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
from editor.checks.rule import Finding
from editor.language.cast import Cast
from editor.text.document import Document, Kind, Scene
from editor.text.span import Span

_SHARE = 0.6  # of the minds opened in a scene: less names no single head
_LEAST = 150  # words of narration of a scene
_PART = 3  # the stretch put in is at most such a part of the scene around it
_OPEN = 2  # signs of a mind that a reader cannot overlook


@dataclass(frozen=True, slots=True)
class Own:
    """A scene with a head of its own: its number in the text, from 0, and everybody spoken of."""

    number: int
    head: str
    tense: Tense
    words: int
    people: frozenset[str]


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
        yield (
            f"| the same {self.scenes} scenes as printed, {self.words:,} words | {self.printed} head-hops, "
            f"{rate:.1f} per 10,000 words |"
        )


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.2f})" if whole else "none"


def owned(chapter: Chapter, narrative: Narrative, cast: Cast, given: Sequence[str] | None) -> list[Own]:
    """The scenes with a head of their own: as ``given``, or else as the checker names it."""
    found: list[Own] = []
    for number, (text, scene) in enumerate(zip(chapter.scenes, narrative.scenes, strict=True)):
        if scene.person is not Person.THIRD or scene.tense not in (Tense.PAST, Tense.PRESENT) or scene.words < _LEAST:
            continue
        head = _named(scene) if given is None else given[number] if number < len(given) else ""
        if head:
            people = frozenset(who.name for who in follow(text.lines, cast).who.values() if who.known)
            found.append(Own(number, head, scene.tense, scene.words, people))
    return found


def _named(scene: SceneNarrative) -> str:
    return scene.focal[0].name if scene.focal and scene.focal[0].share >= _SHARE else ""


def pairs(scenes: Sequence[Own]) -> list[tuple[Own, Own]]:
    """The scenes that can be told as one, each pair in the order of the text."""
    return [
        (first, second)
        for at, first in enumerate(scenes)
        for second in scenes[at + 1 :]
        if first.head != second.head and first.tense is second.tense and first.people & second.people
    ]


def merged(document: Document, first: Own, second: Own, at: int, stretch: range) -> Merged | None:
    """The text with the ``stretch`` of the second scene told in the first, before its paragraph ``at`` or at its end.

    What else there is of the second scene is left out; None where the scenes cannot be merged.
    """
    one, two = document.scenes[first.number], document.scenes[second.number]
    source, places = document.source, document.places
    prose = _prose(document, one)
    if len(prose) < _PART + 1 or not stretch or document.paragraphs[two.first].kind is not Kind.PROSE:
        return None
    gap = source[places[prose[0]].span.end : places[prose[0] + 1].span.start]
    words = source[places[stretch.start].span.start : places[stretch.stop - 1].span.end]
    before = document.scenes[second.number - 1].span.end
    end = places[at - 1].span.end
    text = source[:end] + gap + words + source[end:before] + source[two.span.end :]
    return Merged(text, Span(one.span.start, one.span.end + len(gap) + len(words)))


def _prose(document: Document, scene: Scene) -> list[int]:
    return [n for n in range(scene.first, scene.last) if document.paragraphs[n].kind is Kind.PROSE]


def middle(prose: Sequence[int], narrated: Sequence[int]) -> int:
    """The paragraph before which about half of a scene's narration is told; ``narrated``: the words of each."""
    half, words = sum(narrated[n] for n in prose) / 2, 0
    for n in prose[:-1]:
        words += narrated[n]
        if words >= half:
            return n + 1
    return prose[-1]


def _narrated(chapter: Chapter) -> list[int]:
    words = [0] * len(chapter.story.document.paragraphs)
    for scene in chapter.scenes:
        for line in scene.lines:
            sentence = line.sentence
            told = [i for i in range(sentence.start, sentence.end) if sentence.narrated(i)]
            words[line.paragraph] += sum(sentence.lower[i][0].isalnum() for i in told)
    return words


def plainest(text: SceneText, cast: Cast, head: str, narrated: Sequence[int], most: int) -> tuple[range, int]:
    """The stretch of a scene with at most ``most`` words that opens its head's mind most often, and how often.

    It names its head before it says *he* or *she*; an empty stretch if there is none that opens the mind.
    """
    member = next(iter(sorted(cast.canonical(head) & cast.people)), head)
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
        while end < text.scene.last and words + narrated[end] <= most:
            words += narrated[end]
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

    def run(self, paths: Sequence[Path], rng: random.Random) -> Tally:
        """Merge the scenes of files."""
        tally = Tally()
        for path in paths:
            self._file(tally, path, rng)
        return tally

    def _file(self, tally: Tally, path: Path, rng: random.Random) -> None:
        chapter = read(self.shelf, path)
        narrative, findings = self.checker.narrate(chapter.story)
        tally.files += 1
        if narrative.note == OMNISCIENT:
            tally.all_knowing += 1
            return
        document, cast = chapter.story.document, cast_in(chapter.scenes)
        given = None if self.heads is None else self.heads.get(path.stem, ())
        able = pairs(owned(chapter, narrative, cast, given))
        for own in {own.number: own for pair in able for own in pair}.values():
            span = document.scenes[own.number].span
            tally.scenes += 1
            tally.words += own.words
            tally.printed += sum(f.rule is HEAD_HOP and span.covers(f.span) for f in findings)
        narrated = _narrated(chapter)
        before = hops(findings, document.source, Span(0, len(document.source)))
        for first, second in rng.sample(able, min(len(able), self.changes)):
            one, two = document.scenes[first.number], document.scenes[second.number]
            whole = merged(document, first, second, one.last, range(two.first, two.last))
            if whole is not None:
                tally.joined += 1
                tally.joined_asked += self._asked(whole, path, before)
            text = chapter.scenes[second.number]
            stretch, times = plainest(text, cast, second.head, narrated, first.words // _PART)
            made = merged(document, first, second, middle(_prose(document, one), narrated), stretch)
            if made is not None:
                asked = self._asked(made, path, before)
                tally.came_back += 1
                tally.came_back_asked += asked
                tally.open += times >= _OPEN
                tally.open_asked += asked and times >= _OPEN

    def _asked(self, made: Merged, path: Path, before: set[Dismissal]) -> bool:
        """Whether something new is asked about a merged scene."""
        findings = self.checker.check(self.shelf.story(made.source, form_of(path)))
        return bool(hops(findings, made.source, made.scene) - before)


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Tell scenes of two heads as one and count what is asked.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--heads", type=Path, help="whose each scene is, as JSON")
    parser.add_argument("--changes", type=int, default=12, help="pairs of scenes merged of each file, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print plain data instead of a table")
    parser.add_argument("--model", type=Path, help="a reader other than the shipped one")
    parser.add_argument("--cache", type=Path, help="where readings are kept; every model needs one of its own")
    options = parser.parse_args(arguments)
    heads = json.loads(options.heads.read_text(encoding="utf-8")) if options.heads else None
    # Tense plays no part here, so the detector of its slips need not be asked.
    test = Test(Shelf(options.cache, options.model), NarrativeChecker(), heads, options.changes)
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
