"""Small engines for the tests of the reviewing process: they crash, stall and dawdle on command."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Facts, Story
from editor.checks.engine import Engine
from editor.checks.intent import Intent
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.proposal import NotWorkedOut, Proposal
from editor.checks.readability.measure import measure
from editor.checks.rule import Edit, Family, Finding, Level, Rule
from editor.language.reader import Reader
from editor.review.build import Settings
from editor.text.parse import parse
from editor.text.span import Span

RULE = Rule("dialogue.test", Family.DIALOGUE, Level.MISTAKE, "A word", "For the test.", "the", "teh")


class WordChecker:
    """Flags ``teh``, and does as it is told by the words in brackets."""

    name = "words"
    rules: Sequence[Rule] = (RULE,)

    def check(self, facts: Facts) -> list[Finding]:
        text = facts.paragraph.text
        if "[crash]" in text:
            os._exit(9)
        if "[stall]" in text:
            threading.Event().wait()
        if "[slow]" in text:
            sum(range(400_000))
        found: list[Finding] = []
        at = text.find("teh")
        while at >= 0:
            found.append(Finding(RULE, Span(at, at + 3), "teh", "“teh” is misspelt."))
            at = text.find("teh", at + 1)
        return found


def desk(settings: Settings) -> Engine:
    """An engine with nothing but the word checker."""
    engine = Engine(None, [WordChecker()], [], None, measure)
    engine.review(parse("Warm the rulers."), Intent())  # so that the first text is as quick as the next
    return engine


def no_desk(settings: Settings) -> Engine:
    """An engine that cannot be made."""
    os._exit(7)


@dataclass(frozen=True, slots=True)
class Louder:
    """An order: every ``teh`` in capitals; what it does else is told by its ``mood``."""

    mood: str = ""

    def propose(self, story: Story) -> tuple[Proposal, ...]:
        if self.mood == "crash":
            os._exit(9)
        if self.mood == "trip":
            raise ValueError("tripped")
        if self.mood == "refuse":
            raise NotWorkedOut("No louder, please.")
        source = story.document.source
        at = source.find("teh")
        return (Proposal(Span(at, at + 3), (Edit(Span(at, at + 3), "TEH"),)),) if at >= 0 else ()


def reading_desk(settings: Settings) -> Engine:
    """An engine that reads English and checks tense and point of view alone."""
    return Engine(Reader.load(), [], [], NarrativeChecker(), measure)
