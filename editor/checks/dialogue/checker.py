"""The dialogue family: every rule over the speech model of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Facts
from editor.checks.dialogue import ends, leads, marks, tags, vocative
from editor.checks.dialogue.speech import page_of
from editor.checks.rule import Finding, Rule
from editor.text.document import Kind
from editor.text.quotes import System

_STANDS_ASIDE = frozenset({System.DASH, System.GUILLEMETS})


@dataclass(frozen=True, slots=True)
class DialogueChecker:
    """The punctuation of speech.

    It stands aside where speech is marked by dashes or guillemets, and in headings, verse and letters.
    """

    name: str = "dialogue"

    @property
    def rules(self) -> Sequence[Rule]:
        return (*ends.RULES, *tags.RULES, *leads.RULES, *marks.RULES, *vocative.RULES)

    def check(self, facts: Facts) -> list[Finding]:
        if facts.paragraph.kind is not Kind.PROSE or facts.style.system in _STANDS_ASIDE:
            return []
        page = page_of(facts)
        found = [
            *marks.marks(page),
            *ends.doubled(page),
            *ends.missing_end(page),
            *ends.outside(page),
            *tags.after(page),
            *leads.before(page),
            *vocative.commas(page),
        ]
        return sorted(found, key=lambda finding: (finding.span, finding.rule.id))
