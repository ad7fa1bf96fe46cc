"""How many slips put into clean texts the whole checker finds: ``python -m editor.checks.narrative.training.strata``.

    PATH... [--words N] [--passes K] [--seed N] [--teller NAME --pronoun she] [--json]
    [--model FOLDER] [--cache FOLDER] [--rules-only]

A PATH is a text file or a folder of them (Markdown or plain text); every file is a story of its own, and ``--words``
of each PATH are taken.  Slips of tense and of person are put in, far apart, tense and person each in a copy of its
own; the copy is read anew, and every finding of the kind that touches a slip counts.  Printed for each PATH by stratum
and by what the text is told in: recall, and how often the first repair of a slip that was found gives back what was
printed (a slip of person has no repair: who is meant is the writer's to say); then the findings on the same texts as
they were printed, per 10,000 words of narration.  ``--teller`` and ``--pronoun`` say who *I* is; without them no slips
of person are put into what is told in the first person.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.model import Narrative
from editor.checks.narrative.rewrite.teller import Teller
from editor.checks.narrative.training.corpus import Chapter, Shelf
from editor.checks.narrative.training.person_slips import person_slips
from editor.checks.narrative.training.tense_slips import tense_slips
from editor.checks.narrative.training.texts import PutIn, about, form_of, put_in, read, restores, texts
from editor.checks.rule import Finding

TENSE, PERSON = "tense", "pov.person"  # what the ids of the rules begin with
_FAMILIES = {TENSE: "tense", PERSON: "person", "pov.head": "head"}


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """A row of the table: the slips of one kind in what is told in one tense or person."""

    rule: str
    kind: str
    told: str


@dataclass(slots=True)
class Tally:
    """Counts by stratum; words and printed findings by what the scene is told in."""

    put_in: Counter[Stratum] = field(default_factory=Counter)
    found: Counter[Stratum] = field(default_factory=Counter)
    restored: Counter[Stratum] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    printed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def as_printed(self, narrative: Narrative, findings: Sequence[Finding]) -> None:
        """Count the findings of a clean text in."""
        for scene in narrative.scenes:
            told = f"{scene.person} person, {scene.tense}"
            self.words[told] += scene.words
            for rule in _FAMILIES:
                self.printed[told, rule] += sum(
                    f.rule.id.startswith(rule) and scene.span.start <= f.span.start < scene.span.end for f in findings
                )

    def lines(self) -> Iterator[str]:
        """The tables, in Markdown."""
        yield "| slip | stratum | told in | recall | found | repair right |"
        yield "|---|---|---|---|---|---|"
        for row in sorted(self.put_in):
            found, number = self.found[row], self.put_in[row]
            right = f"{self.restored[row] / found:.2f}" if found and row.rule == TENSE else ""
            name = f"{_FAMILIES[row.rule]} | {row.kind} | {row.told}"
            yield f"| {name} | {found / number:.2f} | {found} of {number} | {right} |"
        yield ""
        yield "| as printed, told in | words | tense, per 10,000 | person | head |"
        yield "|---|---|---|---|---|"
        for told, words in sorted(self.words.items()):
            if words:
                rates = (f"{n} ({10_000 * n / words:.1f})" for n in (self.printed[told, rule] for rule in _FAMILIES))
                yield f"| {told} | {words:,} | {' | '.join(rates)} |"

    def record(self) -> dict[str, object]:
        """The same as plain data."""
        slips = [
            {
                "slip": _FAMILIES[row.rule],
                "stratum": row.kind,
                "told_in": row.told,
                "put_in": number,
                "found": self.found[row],
                "repair_right": self.restored[row] if row.rule == TENSE else None,
            }
            for row, number in sorted(self.put_in.items())
        ]
        printed = [
            {"told_in": told, "words": words} | {name: self.printed[told, rule] for rule, name in _FAMILIES.items()}
            for told, words in sorted(self.words.items())
        ]
        return {"slips": slips, "as_printed": printed}


@dataclass(frozen=True, slots=True)
class Test:
    """What is measured, with what, and how often."""

    shelf: Shelf
    checker: NarrativeChecker
    teller: Teller | None
    passes: int
    seed: int

    def run(self, paths: Sequence[Path], words: int) -> Tally:
        """Count the files in until there are ``words`` of narration."""
        tally = Tally()
        for path in paths:
            if sum(tally.words.values()) >= words:
                break
            self._file(tally, path)
        return tally

    def _file(self, tally: Tally, path: Path) -> None:
        chapter = read(self.shelf, path)
        narrative, findings = self.checker.narrate(chapter.story)
        tally.as_printed(narrative, findings)
        persons = [scene.person for scene in narrative.scenes]
        for number in range(self.passes):
            rng = random.Random(f"{self.seed}.{number}.{path.name}")
            self._count(tally, chapter, path, tense_slips(chapter, rng), TENSE)
            self._count(tally, chapter, path, person_slips(chapter, persons, self.teller, rng), PERSON)

    def _count(self, tally: Tally, chapter: Chapter, path: Path, slips: Sequence[PutIn], rule: str) -> None:
        if not slips:
            return
        source = chapter.story.document.source
        text, spans = put_in(source, slips)
        findings = self.checker.check(self.shelf.story(text, form_of(path)))
        for slip, span in zip(slips, spans, strict=True):
            row = Stratum(rule, slip.kind, slip.told)
            found = list(about(findings, rule, span))
            tally.put_in[row] += 1
            tally.found[row] += bool(found)
            tally.restored[row] += any(restores(finding, text, source, slips, slip) for finding in found)


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Put slips into clean texts and count what is found.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--words", type=int, default=60_000, help="words of narration taken of each PATH")
    parser.add_argument("--passes", type=int, default=2, help="copies of each file, with other slips in each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teller", help="the name of who says I, as others call them")
    parser.add_argument("--pronoun", choices=("he", "she"), default="she", help="the teller's pronoun")
    parser.add_argument("--json", action="store_true", help="print plain data instead of tables")
    parser.add_argument("--model", type=Path, help="a reader other than the shipped one")
    parser.add_argument("--cache", type=Path, help="where readings are kept; every model needs one of its own")
    parser.add_argument("--rules-only", action="store_true", help="without the trained detector")
    given = parser.parse_args(arguments)
    shelf = Shelf(given.cache, given.model)
    checker = NarrativeChecker(None if given.rules_only else shelf.reader)
    teller = Teller(given.teller, given.pronoun) if given.teller else None
    test = Test(shelf, checker, teller, given.passes, given.seed)
    records = {}
    for path in given.paths:
        files = texts(path)
        random.Random(given.seed).shuffle(files)
        tally = test.run(files, given.words)
        records[path.stem] = tally.record()
        if not given.json:
            print(f"### {path.stem}\n", *tally.lines(), "", sep="\n", flush=True)
    if given.json:
        print(json.dumps(records, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
