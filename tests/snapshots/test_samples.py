"""What is found in the sample texts, held fast: rules, offsets and words, never scores.

After a change that is meant, write the snapshots anew and read the difference:

    python -m tests.snapshots.test_samples
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from editor.checks.engine import Engine
from editor.checks.intent import Intent
from editor.manuscript.reading import Manuscript, read
from editor.press.difference import difference
from editor.review.build import Settings, assemble
from editor.review.clean import clean
from editor.text.parse import parse

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "sample_texts").iterdir() if path.suffix in (".txt", ".md")
)
KEPT = Path(__file__).parent


@lru_cache(1)
def engine() -> Engine:
    """Everything but LanguageTool, which is not installed everywhere."""
    return assemble(Settings("off"))


def manuscript_of(path: Path) -> Manuscript:
    return read(path)


def found_in(path: Path) -> list[str]:
    """Each finding on a line: place, rule, level, words."""
    manuscript = manuscript_of(path)
    report = engine().review(parse(manuscript.text, manuscript.form), Intent())
    assert report.failures == ()
    return [
        f"{f.span.start}-{f.span.end} {f.rule.id} {f.severity.word} {json.dumps(f.text, ensure_ascii=False)}"
        for f in report.findings
    ]


def snapshot(path: Path) -> Path:
    return KEPT / f"{path.stem}.findings.txt"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_findings_are_those_of_the_snapshot(path: Path) -> None:
    assert found_in(path) == snapshot(path).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_flagged_words_stand_where_the_finding_says(path: Path) -> None:
    manuscript = manuscript_of(path)
    document = parse(manuscript.text, manuscript.form)
    for finding in engine().review(document, Intent()).findings:
        for fix in finding.fixes:
            for edit in fix.edits:
                assert 0 <= edit.span.start <= edit.span.end <= len(manuscript.text)
        assert finding.message and finding.span.of(manuscript.text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("accepted", [(), ("dialogue", "consistency")], ids=["safe", "accepted"])
def test_fixes_settle_and_a_second_run_changes_nothing(path: Path, accepted: tuple[str, ...]) -> None:
    manuscript = manuscript_of(path)
    once = clean(manuscript.text, manuscript.form, engine(), Intent(), accepted)
    twice = clean(once.text, manuscript.form, engine(), Intent(), accepted)
    assert twice.text == once.text and twice.taken == ()
    if not once.taken:
        assert once.text == manuscript.text and difference(manuscript.text, once.text) == ()


if __name__ == "__main__":
    for sample in SAMPLES:
        snapshot(sample).write_text("".join(f"{line}\n" for line in found_in(sample)), encoding="utf-8")
