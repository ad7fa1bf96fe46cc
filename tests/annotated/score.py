"""How good the program is, in figures: ``python -m tests.annotated.score [--languagetool off|auto|require|URL]``.

Runs ``bluepencil check --format json`` over the annotated stories and prints Markdown: recall, precision and
false alarms per 10,000 words, by family and by kind, for the stories that rules are tuned on and for the blind
ones (``blind.txt``) apart.  ``--report FILE`` scores a report made before instead.

A marked mistake is found when a finding of its family touches it: within three code points in dialogue and
grammar, within the sentence in tense and point of view.  A finding is right when it so touches a mistake of its
family; neutral when it touches one of another family only; else a false alarm, marked as a trap or not.  Advice,
style and consistency are not counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

HERE = Path(__file__).parent
STORIES = HERE / "stories"
FAMILIES = ("dialogue", "tense", "pov", "grammar")
_KINDS = {
    "dialogue": "empty-quote doubled-punctuation missing-terminal missing-comma-before-quote comma-then-capital "
    "capitalised-tag action-beat-comma period-before-tag mismatched-quotes unclosed-quote lowercase-quote-start "
    "vocative-comma",
    "tense": "tense-slip tense-shift",
    "pov": "person-slip head-hop",
    "grammar": "agreement homophone repeated-word missing-word wrong-article comma-splice spelling",
}
FAMILY_OF_KIND = {kind: family for family, kinds in _KINDS.items() for kind in kinds.split()}
# The program's families as the gold knows them; the others are not judged.
_FAMILY_OF_FINDING = {
    "dialogue": "dialogue",
    "tense": "tense",
    "pov": "pov",
    "grammar": "grammar",
    "spelling": "grammar",
}
_REACH = 3
_BY_SENTENCE = ("tense", "pov")
_SENTENCE_END = regex.compile(r"[.!?…][\"”’')]*\s+|\n\n")


class NoReport(Exception):
    """The program made no report; the message says why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A planted mistake (``ok`` false) or a trap; ``start`` and ``end`` in code points, half-open."""

    start: int
    end: int
    kind: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding of the program, as its report gives it."""

    start: int
    end: int
    family: str
    rule: str


@dataclass(frozen=True, slots=True)
class Story:
    """An annotated text."""

    name: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Tally:
    """The counts of one family."""

    planted: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    neutral: int = 0


@dataclass(slots=True)
class Score:
    """The counts of a set of stories; ``kinds`` maps a kind to (found, planted)."""

    stories: int = 0
    words: int = 0
    families: dict[str, Tally] = field(default_factory=lambda: {family: Tally() for family in FAMILIES})
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)  # false alarms by rule


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), by their end marks alone."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    starts = [0, *ends]
    return [(start, end) for start, end in zip(starts, ends, strict=False) if end > start]


def _reach(mark: Mark, family: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a finding must touch to have found ``mark``."""
    if family in _BY_SENTENCE:
        for start, end in spans:
            if start <= mark.start < end:
                return start, max(end, mark.end)
    return mark.start - _REACH, mark.end + _REACH


def _touches(flag: Flag, reach: tuple[int, int]) -> bool:
    return flag.start < reach[1] and flag.end > reach[0]


def score(stories: Iterable[Story], flags: Mapping[str, Sequence[Flag]]) -> Score:
    """The counts over ``stories``; ``flags`` are keyed by the stories' names."""
    total = Score()
    for story in stories:
        total.stories += 1
        total.words += len(story.text.split())
        spans = sentences(story.text)
        mistakes = [mark for mark in story.marks if not mark.ok]
        judged = [flag for flag in flags.get(story.name, ()) if flag.family in _FAMILY_OF_FINDING]
        for mark in mistakes:
            family = FAMILY_OF_KIND[mark.kind]
            reach = _reach(mark, family, spans)
            hit = any(_FAMILY_OF_FINDING[flag.family] == family and _touches(flag, reach) for flag in judged)
            found, planted = total.kinds.get(mark.kind, (0, 0))
            total.kinds[mark.kind] = (found + hit, planted + 1)
            total.families[family].planted += 1
            total.families[family].found += hit
        for flag in judged:
            family = _FAMILY_OF_FINDING[flag.family]
            tally = total.families[family]
            own = [mark for mark in mistakes if FAMILY_OF_KIND[mark.kind] == family]
            if any(_touches(flag, _reach(mark, family, spans)) for mark in own):
                tally.right += 1
            elif any(_touches(flag, (mark.start - _REACH, mark.end + _REACH)) for mark in mistakes):
                tally.neutral += 1
            else:
                tally.false += 1
                total.rules[flag.rule] = total.rules.get(flag.rule, 0) + 1
    return total


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def table(title: str, result: Score) -> Iterator[str]:
    """The lines of a Markdown section for one set of stories."""
    yield f"### {title}: {result.stories} stories, {result.words:,} words"
    yield ""
    yield "| family | recall | found | precision | false alarms | per 10,000 words |"
    yield "|---|---|---|---|---|---|"
    for family in FAMILIES:
        tally = result.families[family]
        rate = f"{tally.false / result.words * 10_000:.1f}" if result.words else "–"
        yield (
            f"| {family} | {_share(tally.found, tally.planted)} | {tally.found} of {tally.planted} "
            f"| {_share(tally.right, tally.right + tally.false)} | {tally.false} | {rate} |"
        )
    yield ""
    yield "| kind | family | recall | found |"
    yield "|---|---|---|---|"
    for family in FAMILIES:
        for kind, (found, planted) in sorted(result.kinds.items()):
            if FAMILY_OF_KIND[kind] == family:
                yield f"| {kind} | {family} | {_share(found, planted)} | {found} of {planted} |"
    yield ""


def false_alarms(result: Score) -> Iterator[str]:
    """False alarms by rule, the noisiest first."""
    yield "| rule | false alarms |"
    yield "|---|---|"
    for rule, number in sorted(result.rules.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {rule} | {number} |"
    yield ""


def load_stories(folder: Path) -> list[Story]:
    """The annotated stories of a folder, by name."""
    stories = []
    for path in sorted(folder.glob("*.plain.txt")):
        name = path.name.removesuffix(".plain.txt")
        gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
        marks = tuple(Mark(mark["start"], mark["end"], mark["kind"], mark["ok"]) for mark in gold)
        stories.append(Story(name, path.read_text(encoding="utf-8"), marks))
    return stories


def read_report(report: str) -> dict[str, list[Flag]]:
    """The findings of a JSON report, advice left out, by the name of the story.

    Raises:
        NoReport: if it is not a report of schema 1.
    """
    try:
        data = json.loads(report)
        if data["schema"] != 1:
            raise NoReport(f"The report has schema {data['schema']}; this scorer knows schema 1.")
        return {
            Path(file["path"]).name.removesuffix(".plain.txt"): [
                Flag(finding["start"], finding["end"], finding["family"], finding["rule"])
                for finding in file["findings"]
                if finding["level"] != "advice"
            ]
            for file in data["files"]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise NoReport(f"This is not a report of the program: {error!r}") from error


def make_report(folder: Path, languagetool: str) -> str:
    """Run the program over the stories of ``folder``; its report.

    Raises:
        NoReport: if it could not read a story or failed.
    """
    paths = [str(path) for path in sorted(folder.glob("*.plain.txt"))]
    command = [sys.executable, "-m", "editor", "check", "--format", "json", "--languagetool", languagetool, *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise NoReport(f"The program failed ({done.returncode}): {done.stderr.strip()}")
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 0, or 2 when there is no report."""
    parser = argparse.ArgumentParser(prog="python -m tests.annotated.score", description=__doc__.splitlines()[0])
    parser.add_argument("--languagetool", default="off", metavar="off|auto|require|URL", help="default: off")
    parser.add_argument("--report", type=Path, metavar="FILE", help="score this JSON report instead of making one")
    parser.add_argument("--rules", action="store_true", help="also the false alarms by rule, of the stories not blind")
    args = parser.parse_args(arguments)
    blind = set((HERE / "blind.txt").read_text(encoding="utf-8").split())
    try:
        if args.report is not None:
            report = args.report.read_text(encoding="utf-8")
        else:
            report = make_report(STORIES, args.languagetool)
        flags = read_report(report)
    except (NoReport, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    stories = load_stories(STORIES)
    seen = score((story for story in stories if story.name not in blind), flags)
    unseen = score((story for story in stories if story.name in blind), flags)
    lines = [*table("Tuned on", seen), *table("Blind", unseen), *(false_alarms(seen) if args.rules else ())]
    print("\n".join(lines).rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
