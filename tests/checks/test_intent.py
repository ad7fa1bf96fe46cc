""" "I meant that": here, this word, this rule; by words and surroundings, never by position."""

from __future__ import annotations

import pytest

from editor.checks.intent import Intent, Scope, dismissal_of
from editor.checks.rule import Family, Finding, Level, Rule
from editor.text.span import Span

RULE = Rule("tense.slip", Family.TENSE, Level.QUESTION, "s", "w", "r", "x")
SOURCE = "Ada walked in.\nShe looks at the rain and looks away."


def finding(source: str, words: str, nth: int = 0) -> Finding:
    start = -1
    for _ in range(nth + 1):
        start = source.index(words, start + 1)
    return Finding(RULE, Span(start, start + len(words)), words, "m")


def silenced(scope: Scope, meant: Finding, source: str, later: Finding, later_source: str) -> bool:
    intent = Intent(dismissals=frozenset({dismissal_of(meant, source, scope)}))
    return intent.silences(later, later_source)


def test_here_holds_when_text_is_put_before_it() -> None:
    edited = "A new first paragraph.\n" + SOURCE
    assert silenced(Scope.HERE, finding(SOURCE, "looks"), SOURCE, finding(edited, "looks"), edited)


def test_here_holds_when_another_paragraph_changes() -> None:
    edited = SOURCE.replace("walked", "ran")
    assert silenced(Scope.HERE, finding(SOURCE, "looks"), SOURCE, finding(edited, "looks"), edited)


def test_here_does_not_reach_the_same_word_elsewhere() -> None:
    assert not silenced(Scope.HERE, finding(SOURCE, "looks"), SOURCE, finding(SOURCE, "looks", 1), SOURCE)


def test_this_word_reaches_it_everywhere() -> None:
    assert silenced(Scope.WORD, finding(SOURCE, "looks"), SOURCE, finding(SOURCE, "looks", 1), SOURCE)


def test_this_word_does_not_reach_another_word() -> None:
    assert not silenced(Scope.WORD, finding(SOURCE, "looks"), SOURCE, finding(SOURCE, "away"), SOURCE)


def test_this_rule_reaches_everything() -> None:
    assert silenced(Scope.RULE, finding(SOURCE, "looks"), SOURCE, finding(SOURCE, "away"), SOURCE)


@pytest.mark.parametrize("scope", list(Scope))
def test_curly_quotes_do_not_undo_an_answer(scope: Scope) -> None:
    straight = '"It\'s late," she says.'
    curly = "“It’s late,” she says."
    assert silenced(scope, finding(straight, "says"), straight, finding(curly, "says"), curly)
