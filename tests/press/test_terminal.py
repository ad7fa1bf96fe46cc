"""What a writer reads in a terminal."""

from __future__ import annotations

from editor.checks.rule import Level
from editor.press import terminal
from editor.press.context import duration, excerpt, tally
from editor.press.difference import difference
from editor.text.parse import parse
from editor.text.span import Span

from .conftest import HOP, MARKS, SLIP, SOURCE, TAG, Page


def test_a_finding_has_its_place_words_reason_and_fix(page: Page) -> None:
    text = terminal.findings_text("story.txt", page.document, page.report)
    assert text.startswith("story.txt: 1 mistake, 2 questions in 31 words.\n")
    assert "line 1, column 13  Dialogue mistake (dialogue.period-before-tag)" in text
    assert "“We are late[.” Said] Ines & Tomas <both>." in text
    assert "The tag “Said <both>” goes on from the speech." in text
    assert "Fix (safe): “We are late,” said  →  “We are late,” said Ines & Tomas" in text
    assert "Fix: smells  →  She walks to the quay and smells the *tar* there." in text
    assert "1 of 2 verbs here is present." in text
    assert "bluepencil clean" in text
    assert "consistency" not in text


def test_lower_levels_are_shown_when_asked_for(page: Page) -> None:
    assert "Hint: look" in terminal.findings_text("s", page.document, page.report, Level.ADVICE)
    assert "smelled" not in terminal.findings_text("s", page.document, page.report, Level.MISTAKE)


def test_the_whole_review_has_scores_and_scenes(page: Page) -> None:
    text = terminal.review_text("story.txt", page.document, page.report)
    assert "Flesch reading ease" in text and "Too short for SMOG" in text
    assert "Scene 1 (20 words): present tense, third person; inside Ines 100%. One verb is past." in text
    assert "Scene 2 (10 words): tense not clear, person not clear. Too short to tell." in text
    assert text.index("Flesch") < text.index("Scene 1") < text.index("line 1, column 13")


def test_no_line_is_too_long_to_read(page: Page) -> None:
    for line in terminal.review_text("story.txt", page.document, page.report).splitlines():
        assert len(line) <= 100, line


def test_a_text_without_words_reads_well() -> None:
    assert (tally([]), duration(0), duration(20), duration(300), duration(3600), duration(5000)) == (
        "nothing to flag",
        "no time",
        "less than a minute",
        "5 min",
        "1 h",
        "1 h 23 min",
    )


def test_the_rules_are_listed_by_family_and_explained() -> None:
    listed = terminal.rules_list([HOP, TAG, SLIP, MARKS])
    assert listed.index("Dialogue") < listed.index("dialogue.period-before-tag") < listed.index("Point of view")
    told = terminal.rule_text(TAG)
    assert told.startswith("dialogue.period-before-tag\nDialogue, mistake: full stop before the tag\n")
    assert "wrong:  “Go.” she said." in told and "right:  “Go,” she said." in told
    assert "After CMOS 13.40." in told


def test_a_difference_shows_old_above_new() -> None:
    shown = terminal.difference_text(difference("One.\n“Go.” she said.", "One.\n“Go,” she said."))
    assert shown == "line 2\n- “Go[.]” she said.\n+ “Go[,]” she said.\n"


def test_an_excerpt_is_one_short_line_without_control_characters() -> None:
    source = "A\x1b[31mred\x00 word. " + "Far away from here. " * 20 + "She *ran*\nhome. " + "And on it went. " * 20
    document = parse(source)
    start = source.index("*ran*")
    shown = excerpt(document, Span(start, start + 10)).marked("[", "]")
    assert "[*ran* home]" in shown and len(shown) < 120
    assert shown.startswith("…") and shown.endswith("…")
    head = excerpt(document, Span(0, 4)).marked("[", "]")
    assert all(char.isprintable() for char in head)
    assert excerpt(document, Span(0, len(source))).words.count("…") == 2
    assert SOURCE
