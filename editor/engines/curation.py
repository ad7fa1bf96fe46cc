"""What of an engine's rules is of use to fiction: read from a data file, one policy a rule.

An engine's rules are written for letters and reports.  Each data file in ``resources/engines`` names
the rules that stand (or, for LanguageTool, the categories), whether they may judge speech, and the
words they are trusted on.  A rule that fired on clean, proofread fiction and found nothing is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from editor.checks.intent import fold
from editor.checks.rule import Family, Level
from editor.resources import resource


@dataclass(frozen=True, slots=True)
class Policy:
    """How one rule of an engine is taken.

    ``speech``: may it judge spoken words; ``dialect``: even where they are spelled as dialect.
    ``words``: the only flagged words (folded) it is trusted on, if any; ``never``: those it is not;
    ``after``: the words one of which must stand before the flagged ones, if any; ``after_name``: may the
    word before them be a name inside its sentence or a lone one at its start (*Venters was*).
    """

    family: Family
    level: Level
    speech: bool = False
    dialect: bool = True
    words: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    after_name: bool = True

    def trusts(self, text: str, start: int, end: int) -> bool:
        """Whether the words of ``text[start:end]`` are among those that the rule is trusted on."""
        flagged = fold(text[start:end])
        if flagged in self.never or (self.words and flagged not in self.words):
            return False
        before = text[max(0, start - 40) : start].split()
        last = before[-1].strip("\"'“”‘’([—–-") if before else ""
        if not self.after_name and last[:1].isupper():
            return False
        return not self.after or fold(last) in self.after


@dataclass(frozen=True, slots=True)
class Curation:
    """The policies of one engine; a rule without one is off."""

    engine: str
    rules: Mapping[str, Policy]
    categories: Mapping[str, Policy]
    off: frozenset[str]
    off_prefixes: tuple[str, ...]
    off_categories: tuple[str, ...]
    examples: Mapping[str, tuple[str, str]]

    def policy(self, rule: str, category: str = "") -> Policy | None:
        """How ``rule`` is taken; None if it is off."""
        if rule in self.rules:
            return self.rules[rule]
        if rule in self.off or rule.startswith(self.off_prefixes):
            return None
        return self.categories.get(category)

    def example(self, rule: str) -> tuple[str, str]:
        """An example of the mistake and of the right form; both empty where there is none."""
        return self.examples.get(rule, ("", ""))


@lru_cache(maxsize=4)
def curation(engine: str) -> Curation:
    """The curation of ``harper`` or ``languagetool``.

    Raises:
        ResourceMissing: if the installation is incomplete.
    """
    data: dict[str, Any] = json.loads(resource("engines", f"{engine}.json").read_text(encoding="utf-8"))
    return Curation(
        engine=data["engine"],
        rules=dict(_rules(data["groups"])),
        categories={name: _policy(entry) for name, entry in data.get("categories", {}).items()},
        off=frozenset(data.get("off", ())),
        off_prefixes=tuple(data.get("off_prefixes", ())),
        off_categories=tuple(data.get("off_categories", ())),
        examples={rule: (wrong, right) for rule, (wrong, right) in data["examples"].items()},
    )


def _rules(groups: list[dict[str, Any]]) -> Iterator[tuple[str, Policy]]:
    for group in groups:
        policy = _policy(group)
        for rule in group["rules"]:
            yield rule, policy


def _policy(entry: Mapping[str, Any]) -> Policy:
    return Policy(
        family=Family(entry["family"]),
        level=Level[entry["level"].upper()],
        speech=entry["speech"],
        dialect=entry.get("dialect", True),
        words=frozenset(entry.get("words", ())),
        never=frozenset(entry.get("never", ())),
        after=frozenset(entry.get("after", ())),
        after_name=entry.get("after_name", True),
    )
