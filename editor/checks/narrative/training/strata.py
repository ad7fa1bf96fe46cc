"""How many injected slips the whole checker finds: ``python -m editor.checks.narrative.training.strata``.

    --novels FOLDER [--books NAME ...] [--words N] [--passes K] [--seed N] [--model FOLDER] [--cache FOLDER]

Verbs of clean chapters are put into the other tense, far apart, the text is read anew, and every tense finding
that touches one counts.  Printed by stratum and base tense: recall and how often the proposed repair restores the
text; and the findings on the same chapters as they were printed, per 10,000 words.  What nobody could call a slip
is not injected: *it is*, *there is* and states of everybody, verbs beside a time phrase, first sentences of scenes,
forms that are the same in both tenses.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.checks.apply import apply
from editor.checks.checker import Story
from editor.checks.narrative.anchors import far
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.clauses import Subject
from editor.checks.narrative.model import Tense
from editor.checks.narrative.repair import mended
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.checks.narrative.training.corpus import Chapter, Shelf, files
from editor.checks.narrative.training.retell import flipped
from editor.checks.narrative.training.slipping import Stratum, eligible, stratum
from editor.checks.rule import Edit, Family, Finding
from editor.language.verbs import Form
from editor.text.span import Span

RUN = "run"
_APART = 40  # sentences between two slips: about 600 words
_LONGEST_RUN = 5


@dataclass(frozen=True, slots=True)
class Slipped:
    """What was injected: edits in the source, and what to call it."""

    kind: str
    base: Tense
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class Tally:
    """Counts by (stratum, base tense)."""

    injected: Counter[tuple[str, Tense]] = field(default_factory=Counter)
    found: Counter[tuple[str, Tense]] = field(default_factory=Counter)
    restored: Counter[tuple[str, Tense]] = field(default_factory=Counter)
    words: Counter[Tense] = field(default_factory=Counter)
    alarms: Counter[Tense] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The table, in Markdown."""
        yield "| stratum | told in | recall | found | repair right |"
        yield "|---|---|---|---|---|"
        for key in sorted(self.injected):
            found, injected = self.found[key], self.injected[key]
            right = f"{self.restored[key] / found:.2f}" if found and key[0] != RUN else ""
            yield f"| {key[0]} | {key[1]} | {found / injected:.2f} | {found} of {injected} | {right} |"
        for base in sorted(self.words):
            rate = 10_000 * self.alarms[base] / self.words[base]
            yield f"\nAs printed, told in the {base}: {self.alarms[base]} findings in {self.words[base]:,} words, "
            yield f"{rate:.1f} per 10,000."


def slips_in(chapter: Chapter, rng: random.Random) -> list[Slipped]:
    """Slips to inject into a chapter, far apart."""
    found: list[Slipped] = []
    for scene, tense in zip(chapter.scenes, chapter.tenses, strict=True):
        if tense.base in (Tense.PAST, Tense.PRESENT):
            found += _in_scene(chapter.story, scene, tense.base, rng)
    return found


def _in_scene(story: Story, scene: SceneText, base: Tense, rng: random.Random) -> Iterator[Slipped]:
    at = rng.randrange(2, _APART)
    kinds = [*Stratum, RUN]
    while at < len(scene.lines):
        kind = rng.choice(kinds)
        for line in range(at, min(at + _APART // 2, len(scene.lines))):
            made = _run(story, scene.lines[line : line + rng.randint(2, _LONGEST_RUN)], base) if kind == RUN else ()
            if kind != RUN:
                able = [
                    t for t in _told(scene.lines[line : line + 1]) if _may_slip(t, base) and stratum(t.clause) == kind
                ]
                made = _edits(story, able[:1], base)
            if made:
                yield Slipped(str(kind), base, made)
                break
        at += _APART + rng.randrange(_APART // 2)


def _told(lines: Iterable[Line]) -> list[Told]:
    return [Told(clause, line) for line in lines for clause in line.sentence.clauses]


def _may_slip(told: Told, base: Tense) -> bool:
    clause = told.clause
    vague = clause.kind in (Subject.EXPLETIVE, Subject.GENERIC, Subject.PLURAL, Subject.BARE)
    teller = clause.kind is Subject.FIRST and clause.verb.stative
    if (clause.verb.stative and vague) or teller or far(clause.words):
        return False
    return not clause.promoted and eligible(told, Form.PAST if base is Tense.PAST else Form.PRESENT)


def _edits(story: Story, told: Sequence[Told], base: Tense) -> tuple[Edit, ...]:
    off = Tense.PRESENT if base is Tense.PAST else Tense.PAST
    edits: list[Edit] = []
    for each in told:
        if flipped(each, off) is None:
            continue
        for edit in mended(each.clause, off):
            place = story.document.to_source(each.line.paragraph, edit.span)
            edits.append(Edit(place, edit.replacement))
    return tuple(sorted(edits))


def _run(story: Story, lines: Sequence[Line], base: Tense) -> tuple[Edit, ...]:
    """Sentences in a row, every one of which has a verb of the main line that can slip."""
    own = Form.PAST if base is Tense.PAST else Form.PRESENT
    for line in lines:
        if line.paragraph != lines[0].paragraph or far(line.sentence.words):
            return ()
        if not any(_may_slip(told, base) for told in _told([line])):
            return ()
    return _edits(story, [t for t in _told(lines) if t.clause.verb.form is own], base) if len(lines) > 1 else ()


def injected(source: str, slips: Sequence[Slipped]) -> tuple[str, list[Span]]:
    """The source with its slips, and where each lies there (first edit to last)."""
    shift = 0
    spans: list[Span] = []
    for slip in sorted(slips, key=lambda s: s.edits[0].span):
        start = slip.edits[0].span.start + shift
        shift += sum(len(edit.replacement) - len(edit.span) for edit in slip.edits)
        spans.append(Span(start, slip.edits[-1].span.end + shift))
    return apply([edit for slip in slips for edit in slip.edits], source), spans


def touches(finding: Finding, span: Span) -> bool:
    """Whether a tense finding is about ``span``."""
    return finding.family is Family.TENSE and any(s.overlaps(span) for s in (finding.span, *finding.places))


def _count(tally: Tally, chapter: Chapter, shelf: Shelf, checker: NarrativeChecker, rng: random.Random) -> None:
    slips = sorted(slips_in(chapter, rng), key=lambda s: s.edits[0].span)
    if not slips:
        return
    source = chapter.story.document.source
    text, spans = injected(source, slips)
    findings = checker.check(shelf.story(text))
    for slip, span in zip(slips, spans, strict=True):
        key = (slip.kind, slip.base)
        tally.injected[key] += 1
        about = [finding for finding in findings if touches(finding, span)]
        tally.found[key] += bool(about)
        if any(_restores(finding, text, source, slips, slip) for finding in about):
            tally.restored[key] += 1


def _restores(finding: Finding, text: str, source: str, slips: Sequence[Slipped], slip: Slipped) -> bool:
    """Whether a proposed repair gives back what was printed."""
    others = apply([edit for other in slips if other is not slip for edit in other.edits], source)
    return any(apply(fix.edits, text) == others for fix in finding.fixes)


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Inject slips into clean chapters and count what is found.")
    parser.add_argument("--novels", type=Path, required=True)
    parser.add_argument("--books", nargs="*", default=())
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--rules-only", action="store_true")
    given = parser.parse_args(arguments)
    shelf = Shelf(given.cache, given.model)
    checker = NarrativeChecker(None if given.rules_only else shelf.reader)
    paths = list(files(given.novels, given.books))
    random.Random(given.seed).shuffle(paths)
    tally = Tally()
    for path in paths:
        if sum(tally.words.values()) >= given.words:
            break
        chapter = shelf.chapter(path)
        narrative, findings = checker.narrate(chapter.story)
        for scene in narrative.scenes:
            tally.words[scene.tense] += scene.words
            tally.alarms[scene.tense] += sum(
                f.family is Family.TENSE and f.span.start >= scene.span.start and f.span.end <= scene.span.end
                for f in findings
            )
        for number in range(given.passes):
            _count(tally, chapter, shelf, checker, random.Random(f"{given.seed}.{number}.{path.name}"))
    print("\n".join(tally.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
