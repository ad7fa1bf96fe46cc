"""Two engines on the same words make one card."""

from __future__ import annotations

from editor.checks.overlap import settle
from editor.checks.rule import Family, Finding, Level, Rule
from editor.text.span import Span


def finding(rule: str, family: Family, start: int, end: int, level: Level = Level.MISTAKE) -> Finding:
    return Finding(Rule(rule, family, level, "s", "w", "r", "x"), Span(start, end), "x" * (end - start), "m")


HARPER = finding("grammar.harper.RepeatedWords", Family.GRAMMAR, 10, 17)
LANGUAGETOOL = finding("grammar.languagetool.ENGLISH_WORD_REPEAT_RULE", Family.GRAMMAR, 14, 21)
OURS = finding("dialogue.doubled-end-marks", Family.DIALOGUE, 16, 19)
TENSE = finding("tense.slip", Family.TENSE, 12, 16)


def test_the_engine_that_explains_better_keeps_the_card() -> None:
    assert settle([HARPER, LANGUAGETOOL]) == [LANGUAGETOOL]


def test_our_own_rule_beats_both_engines() -> None:
    assert settle([LANGUAGETOOL, OURS]) == [OURS]


def test_tense_shares_words_with_grammar() -> None:
    assert settle([TENSE, HARPER]) == [HARPER, TENSE]


def test_findings_apart_all_stay_and_are_sorted() -> None:
    far = finding("spelling.harper.SpellCheck", Family.SPELLING, 2000, 2004)
    assert settle([far, HARPER]) == [HARPER, far]


def test_a_long_finding_is_compared_with_one_far_from_its_start() -> None:
    long = finding("grammar.languagetool.LONG", Family.GRAMMAR, 0, 3000)
    inside = finding("grammar.harper.Short", Family.GRAMMAR, 2500, 2510)
    assert settle([inside, long]) == [long]
