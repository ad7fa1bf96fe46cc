"""``bluepencil check``: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.checks.intent import Dismissal, Scope
from editor.manuscript.notebook import Notebook

from ..press.schema import problems
from ..press.test_contract import SCHEMA
from .conftest import STORY, Run


def test_findings_are_printed_and_the_status_says_so(run: Run, story: Path, calm: Path) -> None:
    done = run("check", "story.txt")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "line 1, column " in done.stdout and "dialogue.capitalised-tag" in done.stdout
    assert ".?" in done.stdout
    quiet = run("check", "calm.txt")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert quiet.stdout == "calm.txt: nothing to flag in 15 words.\n"


def test_the_json_is_the_contract(run: Run, story: Path, calm: Path) -> None:
    done = run("check", "--format", "json", "--level", "advice", "story.txt", "calm.txt")
    assert done.stderr == ""
    body = json.loads(done.stdout)
    assert problems(body, SCHEMA) == []
    assert [entry["path"] for entry in body["files"]] == ["story.txt", "calm.txt"]
    rules = {finding["rule"] for finding in body["files"][0]["findings"]}
    assert {"dialogue.capitalised-tag", "dialogue.doubled-end-marks"} <= rules
    for finding in body["files"][0]["findings"]:
        assert STORY[finding["start"] : finding["end"]] == finding["text"]
    assert body["files"][0]["narrative"]["scenes"]


def test_a_level_hides_what_is_below_it(run: Run, calm: Path, tmp_path: Path) -> None:
    (tmp_path / "doubt.txt").write_text("It’s late. It’s cold. It’s dark. It’s Ines’s boat. It's gone.\n", "utf-8")
    question = run("check", "--level", "question", "doubt.txt")
    mistake = run("check", "--level", "mistake", "doubt.txt")
    assert question.returncode == 1 and mistake.returncode == 0, question.stdout
    assert mistake.stdout.endswith("nothing to flag in 11 words.\n")


def test_bad_files_are_named_and_the_others_are_checked(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "spaces.txt").write_bytes(b"   \n\t \n ")
    (tmp_path / "line.txt").write_bytes(b"The ferry came late and nobody cared. " * 3_000 + b"a" * 900_000)
    (tmp_path / "nul.txt").write_bytes(b"The ferry\x00 came. Ines waited.")
    (tmp_path / "western.txt").write_bytes("“Café,” Said Ines.".encode("cp1252"))
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "folder").mkdir()
    locked = tmp_path / "locked.txt"
    locked.write_bytes(b"Secret.")
    locked.chmod(0)
    names = ["empty.txt", "spaces.txt", "line.txt", "nul.txt", "western.txt", "story.txt"]
    bad = ["broken.txt", "folder", "missing.txt"] + ([] if os.access(locked, os.R_OK) else ["locked.txt"])
    done = run("check", "--format", "json", *names, *bad)
    locked.chmod(0o600)
    assert done.returncode == 2
    body = json.loads(done.stdout)
    assert problems(body, SCHEMA) == []
    assert [entry["path"] for entry in body["files"]] == names
    assert [entry["words"] for entry in body["files"][:2]] == [0, 0]
    assert body["files"][0]["findings"] == body["files"][1]["findings"] == []
    assert "dialogue.capitalised-tag" in {finding["rule"] for finding in body["files"][4]["findings"]}
    for name in bad:
        assert name in done.stderr
    assert "is a folder" in done.stderr and "no file" in done.stderr.lower()
    for line in done.stderr.splitlines():
        assert line.endswith("."), line


def test_what_the_writer_meant_is_not_flagged_again(
    run: Run, story: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLUEPENCIL_HOME", str(home))
    notebook = Notebook.open(story)
    notebook.dismiss(Dismissal("dialogue.capitalised-tag", Scope.RULE))
    notebook.close()
    done = run("check", "story.txt")
    assert "capitalised-tag" not in done.stdout and "doubled-end-marks" in done.stdout


def test_checking_leaves_no_notes_behind(run: Run, story: Path, home: Path) -> None:
    run("check", "story.txt")
    assert list((home / "data").rglob("*.notebook")) == []
    assert story.read_bytes() == STORY.encode()


def test_a_wrong_call_is_explained(run: Run, story: Path) -> None:
    for arguments in (
        ("check",),
        ("check", "--level", "grave", "story.txt"),
        ("check", "--languagetool", "maybe", "story.txt"),
        ("check", "--format", "xml", "story.txt"),
        ("report", "story.txt"),
        ("languagetool",),
    ):
        done = run(*arguments)
        assert done.returncode == 2 and done.stdout == "" and done.stderr, arguments


def test_an_engine_that_is_required_and_missing_is_an_error(run: Run, story: Path) -> None:
    done = run("check", "--languagetool", "require", "story.txt")
    assert done.returncode == 2 and done.stdout == ""
    assert "LanguageTool is not installed" in done.stderr
    away = run("check", "--languagetool", "http://127.0.0.1:9", "story.txt")
    assert away.returncode == 2 and "LanguageTool" in away.stderr


def test_the_variant_is_obeyed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "uk.txt").write_text("The harbour was grey, and the colour of the grey water did not change at all.\n")
    british = run("check", "--variant", "en-GB", "uk.txt")
    assert british.returncode == 0, british.stdout


def test_a_reader_who_goes_away_is_no_error(run: Run, story: Path, tmp_path: Path, home: Path) -> None:
    environment = {**os.environ, "BLUEPENCIL_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "editor", "check", "--languagetool", "off", "story.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in (0, 1)
    assert said == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_a_writer_may_stop_it(tmp_path: Path, home: Path) -> None:
    # No two paragraphs are alike: what was read once would not be read again, and the work be done before the signal.
    said = (f"“It is {n} o’clock,” said Ines. She walked to quay {n} and waited there." for n in range(9_000))
    (tmp_path / "novel.txt").write_text("\n\n".join(said))
    process = subprocess.Popen(
        [sys.executable, "-m", "editor", "check", "--languagetool", "off", "novel.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "BLUEPENCIL_HOME": str(home)},
        # Started in the background, the tests inherit a SIGINT that is ignored; a writer's terminal is not like that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while not (home / "data").exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)  # the first thing it does with the text is to look for notes on it
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b"" and b"Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_report_that_cannot_be_written_is_a_failure(calm: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "editor", "check", "--languagetool", "off", str(calm)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"could not be written" in done.stderr
