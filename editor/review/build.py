"""The one place that assembles the engine, for the window's reviewing process and for the command.

Everything is imported where it is used: a front door that only asks for a version or a rule must not
load a language model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.checks.checker import ParagraphChecker, Sieve, StoryChecker
from editor.checks.engine import Engine, NarrativeChecker, Reader
from editor.checks.report import Failure
from editor.errors import EditorError


@dataclass(frozen=True, slots=True)
class Settings:
    """``languagetool`` is ``auto`` (used where it is installed), ``off``, ``require``, or a server's URL."""

    languagetool: str = "auto"


Build = Callable[[Settings], Engine]
"""Makes an engine; picklable by name, for it is called in another process."""


def build(settings: Settings) -> Engine:
    """The engine with everything but LanguageTool, which :mod:`editor.review.grammar` seats beside it.

    What cannot be had (the model is missing, an engine does not load) becomes a standing failure.
    """
    from editor.checks.consistency import ConsistencyChecker
    from editor.checks.dialogue import DialogueChecker
    from editor.checks.narrative import NarrativeChecker as Narrator
    from editor.checks.readability.measure import measure
    from editor.engines.cast import CastSieve
    from editor.engines.harper import HarperChecker
    from editor.language.reader import Reader as EnglishReader

    failures: list[Failure] = []
    reader: Reader | None = None
    narrative: NarrativeChecker | None = None
    try:
        reader = EnglishReader.load()
        narrative = Narrator()
    except EditorError as error:
        failures.append(Failure("language", str(error)))
    paragraph_checkers: list[ParagraphChecker] = [DialogueChecker()]
    try:
        paragraph_checkers.append(HarperChecker())
    except EditorError as error:
        failures.append(Failure("harper", str(error)))
    story_checkers: list[StoryChecker] = [ConsistencyChecker()]
    sieves: list[Sieve] = [CastSieve()]
    return Engine(reader, paragraph_checkers, story_checkers, narrative, measure, sieves, tuple(failures))
