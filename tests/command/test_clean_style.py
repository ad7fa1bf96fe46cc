"""``clean`` with a style of marks for the whole text."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run

MIXED = '"It\'s late," said Ines... "Go -- now."\n\n“Not yet…” said Marit. "The boys\' coats are wet."\n'


def test_a_text_takes_one_style(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED, "utf-8")
    style = ("--quotes", "curly", "--system", "uk", "--ellipsis", "sign", "--dash", "en-spaced")
    done = run("clean", "mixed.txt", "-o", "one.txt", "--languagetool", "off", *style)
    assert done.returncode == 0 and "marks set in the style asked for" in done.stderr
    made = (tmp_path / "one.txt").read_text("utf-8")
    assert made == "‘It’s late,’ said Ines… ‘Go – now.’\n\n‘Not yet…’ said Marit. ‘The boys’ coats are wet.’\n"
    again = run("clean", "one.txt", "-o", "two.txt", "--languagetool", "off", *style)
    assert again.returncode == 0 and (tmp_path / "two.txt").read_text("utf-8") == made
    assert (tmp_path / "mixed.txt").read_text("utf-8") == MIXED


def test_the_style_is_shown_before_it_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED, "utf-8")
    shown = run("clean", "mixed.txt", "--diff", "--quotes", "straight", "--languagetool", "off")
    assert shown.returncode == 0 and '+ "Not yet…" said Marit.' in shown.stdout.replace("[", "").replace("]", "")


def test_every_style_that_can_be_asked_for_exists(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED, "utf-8")
    for option, value, words in (
        ("--ellipsis", "dots", "Not yet..."),
        ("--ellipsis", "spaced", "Not yet. . ."),
        ("--dash", "em", "Go—now"),
        ("--dash", "hyphens", "Go--now"),
        ("--dash", "em-spaced", "Go — now"),
    ):
        out = f"{value}.txt"
        assert run("clean", "mixed.txt", "-o", out, "--languagetool", "off", option, value).returncode == 0
        assert words in (tmp_path / out).read_text("utf-8")
    assert run("clean", "mixed.txt", "-o", "no.txt", "--dash", "wavy").returncode == 2
