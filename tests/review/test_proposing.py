"""Orders: worked out in the reviewing process, refused in words, withdrawn, and survived."""

from __future__ import annotations

from editor.checks.proposal import Proposal
from editor.checks.rule import Edit
from editor.review.protocol import Done, Propose, Proposed, Review
from editor.text.span import Span
from tests.review.desks import Louder
from tests.review.test_reviewer import SLOW, reviewing


def test_an_order_is_worked_out() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.propose(Propose(1, "One teh.", Louder()))
        assert ear.wait(Proposed).proposals == (Proposal(Span(4, 7), (Edit(Span(4, 7), "TEH"),)),)


def test_a_refusal_is_a_sentence() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.propose(Propose(1, "One teh.", Louder("refuse")))
        assert ear.wait(Proposed) == Proposed(1, refusal="No louder, please.")
        reviewer.propose(Propose(2, "One teh.", Louder("trip")))
        assert ear.wait(Proposed).refusal == "The rewriting check could not finish (ValueError: tripped)."


def test_a_later_order_supersedes_an_earlier_one() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, SLOW))
        reviewer.propose(Propose(1, "One teh.", Louder()))
        reviewer.propose(Propose(2, "No such word.", Louder()))
        assert ear.wait(Proposed) == Proposed(2)


def test_a_withdrawn_order_is_not_answered() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.review(Review(1, SLOW))
        reviewer.propose(Propose(1, "One teh.", Louder()))
        reviewer.withdraw()
        ear.wait(Done)
        reviewer.propose(Propose(2, "No such word.", Louder()))
        assert ear.wait(Proposed).number == 2
        assert [a.number for a in ear.passed if isinstance(a, Proposed)] == [2]


def test_a_fall_is_told_and_the_next_order_works() -> None:
    with reviewing() as (reviewer, ear):
        reviewer.propose(Propose(1, "One teh.", Louder("crash")))
        assert "stopped over this" in ear.wait(Proposed).refusal
        reviewer.propose(Propose(2, "One teh.", Louder()))
        assert len(ear.wait(Proposed).proposals) == 1
