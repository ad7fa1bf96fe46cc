"""``bluepencil rewrite``: shows what it would do, writes only when told where, and leaves out what is not sure."""

from __future__ import annotations

from pathlib import Path

from .conftest import CALM, STORY, Run


def test_what_would_change_is_shown_and_nothing_is_written(run: Run, calm: Path) -> None:
    done = run("rewrite", "calm.txt", "--tense", "present")
    assert done.returncode == 0
    assert "- The ferry [lay] at the quay.\n+ The ferry [lies] at the quay.\n" in done.stdout
    assert "3 of 3 sentences told anew. Say -o OUT" in done.stderr
    assert calm.read_text() == CALM


def test_there_and_back(run: Run, calm: Path, tmp_path: Path) -> None:
    assert run("rewrite", "calm.txt", "--tense", "present", "-o", "now.txt").returncode == 0
    assert (tmp_path / "now.txt").read_text() == (
        "The ferry lies at the quay. Ines walks down to it and waits. Nobody comes.\n"
    )
    done = run("rewrite", "now.txt", "--tense", "past", "--out", "then.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "then.txt").read_text() == CALM
    assert calm.read_text() == CALM


def test_another_person(run: Run, story: Path, tmp_path: Path) -> None:
    who = ("--person", "first", "--name", "Ines", "--pronoun", "she")
    done = run("rewrite", "story.txt", *who, "-o", "first.txt")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "first.txt").read_bytes().decode()
    assert "I looked at the quay." in text and "\r\n" in text
    assert story.read_bytes() == STORY.encode()


def test_what_is_not_sure_is_left_out_unless_asked_for(run: Run, tmp_path: Path) -> None:
    source = "Three years ago he sold the boat. He bought a horse.\n"
    (tmp_path / "boat.txt").write_text(source)
    shown = run("rewrite", "boat.txt", "--tense", "present")
    assert "? “three years ago”" in shown.stdout or "? “years ago”" in shown.stdout
    assert "1 of 2 sentences told anew. 1 left as it is" in shown.stderr
    run("rewrite", "boat.txt", "--tense", "present", "-o", "sure.txt")
    assert (tmp_path / "sure.txt").read_text() == source.replace("bought", "buys")
    run("rewrite", "boat.txt", "--tense", "present", "--unsure", "-o", "all.txt")
    assert (tmp_path / "all.txt").read_text() == source.replace("bought", "buys").replace("sold", "sells")


def test_what_cannot_be_done_is_said(run: Run, calm: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Mine.")
    for arguments, said in (
        (("calm.txt",), "--tense past or present"),
        (("calm.txt", "--tense", "past", "--person", "first"), "Say either"),
        (("calm.txt", "--person", "first"), "--name NAME"),
        (("calm.txt", "--person", "first", "--name", "Robin", "--pronoun", "they"), "Nobody called Robin"),
        (("calm.txt", "--tense", "present", "-o", "calm.txt"), "the text itself"),
        (("calm.txt", "--tense", "present", "-o", "other.txt"), "--force"),
        (("missing.txt", "--tense", "past"), "missing.txt"),
    ):
        done = run("rewrite", *arguments)
        assert done.returncode == 2 and said in done.stderr, (arguments, done.stderr)
        assert done.stdout == ""
    assert (tmp_path / "other.txt").read_text() == "Mine."
    assert calm.read_text() == CALM
