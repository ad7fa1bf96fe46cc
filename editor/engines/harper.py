"""Harper as a checker: in process, one paragraph a call, only the rules that fiction can bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import harper

from editor.checks.checker import Facts
from editor.checks.rule import Finding, Level, Rule
from editor.engines.curation import Policy, curation
from editor.engines.dictionary import linter, misspelled
from editor.engines.speech import admits, out_of_bounds, right_article
from editor.engines.wording import cleaned, fixes, sentence
from editor.text.span import Span

SPELLING = "SpellCheck"
_ARTICLE = "AnA"

# Paragraphs longer than this are not prose (a novel's longest are a tenth of it) and would hold up the rest.
_LIMIT = 60_000

_DIALECTS = {
    "en-US": harper.Dialect.AMERICAN,
    "en-GB": harper.Dialect.BRITISH,
    "en-AU": harper.Dialect.AUSTRALIAN,
    "en-CA": harper.Dialect.CANADIAN,
    "en-IN": harper.Dialect.INDIAN,
}


class HarperChecker:
    """The grammar and spelling that Harper finds and a copy-editor of fiction would mark."""

    name = "harper"

    def __init__(self, variant: str = "en-US") -> None:
        self._dialect = _DIALECTS.get(variant, harper.Dialect.AMERICAN)
        self._curation = curation("harper")
        self._rules: dict[str, Rule] = {}

    @property
    def rules(self) -> Sequence[Rule]:
        """Every rule that stands, with Harper's own description as its reason."""
        self._learn()
        return tuple(self._rules.values())

    def check(self, facts: Facts) -> list[Finding]:
        """What Harper finds in one paragraph; spans are relative to it."""
        text = facts.paragraph.text
        if out_of_bounds(facts) or len(text) > _LIMIT:
            return []
        self._learn()
        # Overlapping lints are settled by our own ranks: Harper would let a rule that is off win.
        found = linter(self._dialect).organized_lints(text, language=harper.Language.PLAINTEXT, dedup=False)
        return [
            finding
            for name, lints in found.items()
            if lints and (policy := self._curation.policy(name)) is not None
            for finding in self._findings(facts, name, policy, lints)
        ]

    def _learn(self) -> None:
        if self._rules:
            return
        described = linter(self._dialect).get_lint_descriptions()
        for name, policy in self._curation.rules.items():
            wrong, right = self._curation.example(name)
            why = cleaned(described.get(name, ""))
            self._rules[name] = Rule(
                id=f"{policy.family}.harper.{name}",
                family=policy.family,
                level=policy.level,
                summary=_spaced(name),
                why=why,
                right=right,
                wrong=wrong,
                fixable=True,
                source="Harper",
            )

    def _findings(self, facts: Facts, name: str, policy: Policy, lints: Sequence[harper.Lint]) -> Iterator[Finding]:
        text = facts.paragraph.text
        for lint in lints:
            span = Span(lint.span.start, lint.span.end)
            if not span.start < span.end <= len(text) or not admits(facts, policy, span):
                continue
            replacements = [_replaced(lint, suggestion) for suggestion in lint.suggestions]
            if name == SPELLING and not misspelled(span.of(text), replacements):
                continue
            if name == _ARTICLE and right_article(text, span):
                continue
            yield Finding(
                rule=self._rules[name],
                span=span,
                text=span.of(text),
                message=_message(name, span.of(text), lint.message, replacements),
                evidence=f"Harper, rule {name}",
                confidence=0.9 if policy.level is Level.MISTAKE else 0.6,
                fixes=fixes(text, span, replacements),
            )


def _replaced(lint: harper.Lint, suggestion: harper.Suggestion) -> str:
    if suggestion.kind is harper.SuggestionKind.REMOVE:
        return ""
    if suggestion.kind is harper.SuggestionKind.INSERT_AFTER:
        return lint.problem_text + suggestion.replacement_text
    return suggestion.replacement_text


def _message(name: str, flagged: str, message: str, replacements: Sequence[str]) -> str:
    if name == SPELLING:
        return f"“{flagged}” is not a word that any English dictionary knows; it may be “{replacements[0]}”."
    return sentence(flagged, message)


def _spaced(name: str) -> str:
    """``ItsPossessive`` as ``Its possessive``."""
    out = "".join(f" {char.lower()}" if char.isupper() and at else char for at, char in enumerate(name))
    return " ".join(out.split())


def version() -> str:
    """The version of the package that brings Harper."""
    from importlib.metadata import version as installed

    return installed("harper-py")
