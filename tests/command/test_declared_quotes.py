"""``quotes = "…"`` in a file of intent: judged by, noted down, printed, forgotten, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command.conftest import Run

SIGNS = "The sign said “closed”. The other said “open”.\n\n‘It’s late.’ she said.\n\nThe third said “ring twice”.\n"


@pytest.fixture
def signs(tmp_path: Path) -> Path:
    (tmp_path / "signs.txt").write_text(SIGNS, "utf-8")
    (tmp_path / "uk.toml").write_text('quotes = "UK single, curly"\n', "utf-8")
    (tmp_path / "odd.toml").write_text('book = "past"\nquotes = "tripled"\n', "utf-8")
    return tmp_path


def rules(run: Run, *arguments: str) -> set[str]:
    done = run("check", "--languagetool", "off", "--format", "json", "signs.txt", *arguments)
    (entry,) = json.loads(done.stdout)["files"]
    return {finding["rule"] for finding in entry["findings"]}


def test_declared_marks_are_judged_by_and_noted_down(run: Run, signs: Path) -> None:
    assert "dialogue.period-before-tag" not in rules(run)
    assert "dialogue.period-before-tag" in rules(run, "--intent", "uk.toml")
    assert run("intent", "signs.txt", "--take", "uk.toml").returncode == 0
    assert "dialogue.period-before-tag" in rules(run)
    assert 'quotes = "single, curly"' in run("intent", "signs.txt").stdout
    assert run("intent", "signs.txt", "--forget").returncode == 0
    assert "dialogue.period-before-tag" not in rules(run)


def test_marks_that_are_not_known_are_refused_with_their_line(run: Run, signs: Path) -> None:
    refused = run("check", "--languagetool", "off", "signs.txt", "--intent", "odd.toml")
    assert refused.returncode == 2
    assert "“tripled” is not known of quotation marks" in refused.stderr and "(line 2)" in refused.stderr
