"""Proposals: changes that the writer asked for and looks at one by one before any is made.

A finding is ours, a proposal is the writer's own wish worked out: *tell this scene in the present*, *make every
quotation mark curly*.  An :class:`Order` is that wish; it is plain data, so that the reviewing process can carry
it out while the window stays free.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from editor.checks.checker import Story
from editor.checks.rule import Edit
from editor.errors import EditorError
from editor.text.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change to accept or decline.

    ``span`` is the sentence or passage as it is shown (code points of the source), ``edits`` lie inside it, sorted
    and disjoint, and are made together or not at all.  ``note`` says in a sentence what to look at; a proposal that
    is not ``sure`` starts declined, and its note says why.
    """

    span: Span
    edits: tuple[Edit, ...]
    note: str = ""
    sure: bool = True


class NotWorkedOut(EditorError):
    """What the writer asked for cannot be proposed; the message says why."""


class Order(Protocol):
    """What the writer asked for; a frozen dataclass that can be pickled."""

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        """What would be changed in ``story``: in order of place, not overlapping.

        Raises:
            NotWorkedOut: if it cannot be told.
        """
        ...


def edits_in(proposals: Iterable[Proposal]) -> tuple[Edit, ...]:
    """The edits of all ``proposals``, in order."""
    return tuple(sorted(edit for proposal in proposals for edit in proposal.edits))
