"""Taking fixes: only where the words still stand, last to first, never two on the same place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.checks.apply import Choice, apply, edits_of, standing
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.span import Span

RULE = Rule("dialogue.made-up", Family.DIALOGUE, Level.MISTAKE, "s", "w", "right", "wrong")


def choice(source: str, start: int, end: int, replacement: str) -> Choice:
    span = Span(start, end)
    fix = Fix(replacement or "delete", (Edit(span, replacement),), Applicability.SAFE)
    return Choice(Finding(RULE, span, span.of(source), "m", fixes=(fix,)), fix)


def test_edits_are_made_from_last_to_first() -> None:
    source = "one 😀 two three"
    edits, taken = edits_of([choice(source, 10, 15, "3"), choice(source, 0, 3, "first")], source)
    assert apply(edits, source) == "first 😀 two 3" + source[15:]
    assert len(taken) == 2


def test_a_fix_is_left_alone_when_its_words_have_changed() -> None:
    stale = choice("the old words", 4, 7, "new")
    assert not standing(stale.finding, "the odd words")
    assert edits_of([stale], "the odd words") == ((), ())


def test_of_two_fixes_on_one_place_one_is_taken() -> None:
    source = "ready.?"
    edits, taken = edits_of([choice(source, 5, 7, "?"), choice(source, 6, 7, "")], source)
    assert len(edits) == len(taken) == 1


def test_two_insertions_at_one_place_are_not_both_made() -> None:
    source = "ab"
    edits, taken = edits_of([choice(source, 1, 1, "x"), choice(source, 1, 1, "y")], source)
    assert len(edits) == len(taken) == 1


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), st.text(max_size=4)), max_size=8)
)
def test_what_no_edit_touches_stays_as_it_was(source: str, cuts: list[tuple[int, int, str]]) -> None:
    choices = [choice(source, min(a, len(source)), min(a + n, len(source)), words) for a, n, words in cuts]
    edits, _ = edits_of(choices, source)
    result = apply(edits, source)
    kept = source
    for edit in reversed(edits):
        kept = kept[: edit.span.start] + kept[edit.span.end :]
    assert len(result) == len(kept) + sum(len(edit.replacement) for edit in edits)
    assert all(a.span.end <= b.span.start for a, b in pairwise(edits))
