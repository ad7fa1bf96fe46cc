"""The manual page of the punctuation of speech, made from its rules: ``python -m editor.checks.dialogue.manual``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.checks.consistency.glyphs import GlyphChecker
from editor.checks.consistency.habits import HabitChecker
from editor.checks.dialogue.aside import AsideChecker
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.dialogue.thoughts import ThoughtChecker
from editor.checks.rule import Level, Rule

_LEVELS = {
    Level.MISTAKE: "Mistakes: a copy-editor would mark them",
    Level.QUESTION: "Questions: is this meant?",
    Level.ADVICE: "Advice: shown only when it is asked for",
}
_ABOUT = (
    "Blue Pencil reads each quotation with the tag or the action beside it. It stands aside in headings, letters "
    "and verse, and in texts that mark speech with dashes or guillemets.",
    "What the text mostly does wins. Each of these is one flag for the whole text, with all its places.",
)


def manual() -> str:
    """The page, as Markdown."""
    whole = (DialogueChecker(), PeopleChecker(), ThoughtChecker(), AsideChecker())
    habits = (*GlyphChecker().rules, *HabitChecker().rules)
    lines = [
        "# The punctuation of speech",
        "",
        _ABOUT[0],
        "",
        *_levels(rule for checker in whole for rule in checker.rules),
    ]
    lines += ["# The habits of a text", "", _ABOUT[1], "", *_levels(habits)]
    return "\n".join(lines).rstrip() + "\n"


def _levels(rules: Iterable[Rule]) -> Iterator[str]:
    known = list(rules)
    for level, title in _LEVELS.items():
        mine = sorted((rule for rule in known if rule.level is level), key=lambda rule: rule.summary)
        if mine:
            yield from (f"## {title}", "")
            for rule in mine:
                yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    yield from (f"### {rule.summary[0].upper()}{rule.summary[1:]}", "", rule.why, "")
    yield from (f"- Not: {rule.wrong}", f"- But: {rule.right}")
    yield from (f"- Rule `{rule.id}`; after {rule.source}", "")


if __name__ == "__main__":
    print(manual(), end="")
