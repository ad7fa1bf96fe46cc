"""The dialogue family: every rule over the speech model of one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from editor.checks.checker import Facts
from editor.checks.dialogue import advice, beats, before, ends, house, leads, marks, questions, strokes, tags
from editor.checks.dialogue.speech import Page, page_of
from editor.checks.rule import Finding, Rule
from editor.text.document import Kind
from editor.text.quotes import System

_RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    marks.marks,
    ends.doubled,
    ends.missing_end,
    ends.outside,
    tags.after,
    leads.leads,
    questions.questions,
    strokes.strokes,
    advice.advice,
    house.house,
)
# A paragraph with more findings of one kind than this is no prose; a writer is helped by the first of them.
_MOST = 100
STANDS_ASIDE = frozenset({System.DASH, System.GUILLEMETS})


@dataclass(frozen=True, slots=True)
class DialogueChecker:
    """The punctuation of speech.

    It stands aside where speech is marked by dashes or guillemets, and in headings, verse and letters.
    """

    name: str = "dialogue"

    @property
    def rules(self) -> Sequence[Rule]:
        return (
            *ends.RULES,
            *tags.RULES,
            *beats.RULES,
            *leads.RULES,
            *before.RULES,
            *marks.RULES,
            *questions.RULES,
            *strokes.RULES,
            *advice.RULES,
            *house.RULES,
        )

    def check(self, facts: Facts) -> list[Finding]:
        if facts.paragraph.kind is not Kind.PROSE or facts.style.system in STANDS_ASIDE:
            return []
        page = page_of(facts)
        found = [finding for rule in _RULES for finding in islice(rule(page), _MOST)]
        return sorted(found, key=lambda finding: (finding.span, finding.rule.id))
