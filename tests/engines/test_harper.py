"""What Harper may say of fiction, and where it must keep quiet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from editor.checks.rule import Applicability, Family
from editor.engines.curation import curation
from editor.engines.harper import HarperChecker
from editor.engines.wording import fixes
from editor.text.span import Span
from tests.engines.desk import facts, flags, review

HARPER = [HarperChecker()]


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), [(rule, *pair) for rule, pair in sorted(curation("harper").examples.items())]
)
def test_a_rule_flags_its_wrong_example_and_not_its_right_one(rule: str, wrong: str, right: str) -> None:
    assert rule in [name for name, _ in flags(wrong, HARPER)]
    assert rule not in [name for name, _ in flags(right, HARPER)]


@pytest.mark.parametrize(
    "text",
    [
        # Dialogue and dialect.
        "“I ain’t goin’ nowhere, an’ you was told so,” said the ferryman.",
        "“W-wait, I never meant it,” she said. “P-please.”",
        "“Nooooo!” The boy ran. “Heeelp!”",
        "“She don’t know nothing about it,” the cook said.",
        "“We was late, and that’s the truth.”",
        "“He come out the back way with a ’orse an’ cart.”",
        "“So… you’re leaving. . . now?” he asked.",
        # Narration that letter-writers' rules dislike.
        "She had had enough of the sea.",
        "He knew that that was the last train.",
        "It was very, very quiet -- too quiet.",
        "An honoured guest sat by the fire.",
        "Every one of them had kept some one waiting.",
        "she walked. and walked. The sentence had no end, and the road had none, and the rain went on over both.",
        "Meanwhile the boats came in.",
        # Names and invented words.
        "Xaltoth drew the ul’varn and smiled at Hermia.",
        "The krellin rose. A krellin never forgets.",
        "The colour of the harbour was grey; the color of the sky was gray.",
        "THE HARBOR OF TRINLOW",
        "He struck the A above middle C.",
    ],
)
def test_good_fiction_is_left_alone(text: str) -> None:
    assert flags(text, HARPER) == []


def test_spelling_is_checked_inside_speech_too() -> None:
    assert flags("“I did not recieve your letter,” said Ines.", HARPER) == [("SpellCheck", "recieve")]


def test_grammar_inside_plain_speech_is_only_what_nobody_says_on_purpose() -> None:
    assert flags("“She sat under a apple tree,” said Ines.", HARPER) == [("AnA", "a")]
    assert flags("“They was late for the ferry,” said Ines.", HARPER) == []


def test_spans_are_code_points_and_fixes_fit_them() -> None:
    text = "🎉🎉 She did not recieve the 👩‍👩‍👧 letter."
    (finding,) = review(text, HARPER).findings
    assert finding.span.of(text) == finding.text == "recieve"
    fix = finding.fixes[0]
    assert fix.applicability is Applicability.ASK
    (edit,) = fix.edits
    assert text[: edit.span.start] + edit.replacement + text[edit.span.end :] == text.replace("recieve", "receive")


def test_a_replacement_takes_the_apostrophe_of_the_text() -> None:
    text = "It wasn’t his."
    assert [fix.title for fix in fixes(text, Span(3, 9), ["weren't", "wasn't"])] == ["weren’t"]


def test_a_finding_says_what_and_who_in_words() -> None:
    (finding,) = review("They was late for the ferry.", HARPER).findings
    assert finding.rule.id == "grammar.harper.PronounInflectionBe"
    assert finding.family is Family.GRAMMAR
    assert "was" in finding.message
    assert "`" not in finding.message
    assert finding.evidence == "Harper, rule PronounInflectionBe"


def test_every_rule_has_a_reason() -> None:
    rules = HARPER[0].rules
    assert len(rules) > 300
    assert all(rule.why and rule.summary and rule.id.split(".")[1] == "harper" for rule in rules)


def test_one_checker_serves_several_threads() -> None:
    checker = HarperChecker()
    paragraph = facts("The dog lost it's collar, and she did not recieve the letter.")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: checker.check(paragraph), range(24)))
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) == 2


@pytest.mark.parametrize("text", ["", " ", "\u200b", "?!", "🎉", "a" * 5_000, "'" * 400, "\ud800 teh"])
def test_odd_paragraphs_do_no_harm(text: str) -> None:
    for finding in HARPER[0].check(facts(f"{text}")) if text.strip() else []:
        assert finding.span.end <= len(text)
        assert isinstance(finding.span, Span)
