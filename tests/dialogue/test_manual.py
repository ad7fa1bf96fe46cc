"""The manual page tells of every rule, with its examples."""

from __future__ import annotations

from editor.checks.consistency.glyphs import GlyphChecker
from editor.checks.consistency.habits import HabitChecker
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.dialogue.manual import manual
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.dialogue.thoughts import ThoughtChecker

_WORDS = 5
_HABITS = (*GlyphChecker().rules, *HabitChecker().rules)


def test_every_rule_has_its_entry() -> None:
    page = manual()
    for rule in (*DialogueChecker().rules, *PeopleChecker().rules, *ThoughtChecker().rules, *_HABITS):
        assert page.count(f"- Rule `{rule.id}`; ") == 1
        assert rule.right in page and rule.wrong in page and rule.why in page


def test_a_summary_fits_behind_its_family_on_a_card() -> None:
    for rule in (*DialogueChecker().rules, *HabitChecker().rules):
        assert len(rule.summary.split()) <= _WORDS and not rule.summary.endswith(".")
        assert rule.summary[0].islower() or rule.summary.startswith("OK"), rule.summary
