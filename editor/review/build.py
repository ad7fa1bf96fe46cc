"""The one place that assembles the engine, for the window's reviewing process and for the command.

Everything is imported where it is used: a front door that only asks for a version or a rule must not
load a language model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.checks.checker import StoryChecker
from editor.checks.engine import Engine, Reader
from editor.checks.report import Failure
from editor.errors import EditorError

HARPER = "harper"
LANGUAGETOOL = "languagetool"


@dataclass(frozen=True, slots=True)
class Settings:
    """``languagetool`` is ``auto`` (used where it is installed), ``off``, ``require``, or a server's URL.

    ``variant`` is the English that the grammar engines spell (``en-US``, ``en-GB``, ...);
    ``text_may_leave`` that the writer agreed to a server on another machine.
    """

    languagetool: str = "auto"
    variant: str = "en-US"
    text_may_leave: bool = False


_RULES_ALONE = (
    "The language model here cannot judge tense slips, so hand-written rules judge them alone and miss more. "
    "Please install Blue Pencil again."
)

Build = Callable[[Settings], Engine]
"""Makes an engine; picklable by name, for it is called in another process."""


def assemble(settings: Settings) -> Engine:
    """The engine with everything but LanguageTool, which :mod:`editor.review.grammar` seats beside it.

    What cannot be had (the model is missing, an engine does not load) becomes a standing failure.
    """
    from editor.checks.consistency.glyphs import GlyphChecker
    from editor.checks.consistency.habits import HabitChecker
    from editor.checks.dialogue.aside import AsideChecker
    from editor.checks.dialogue.checker import DialogueChecker
    from editor.checks.dialogue.people import PeopleChecker
    from editor.checks.dialogue.thoughts import ThoughtChecker
    from editor.checks.narrative.checker import NarrativeChecker
    from editor.checks.narrative.decision import DecisionMissing
    from editor.checks.readability.measure import measure
    from editor.engines.cast import CastSieve

    failures: list[Failure] = []
    reader: Reader | None = None
    narrator = NarrativeChecker()
    try:
        from editor.language.reader import Reader as EnglishReader

        english = EnglishReader.load()
        reader = english
        narrator = NarrativeChecker(english)
        if not english.has_slips:
            failures.append(Failure("language", _RULES_ALONE))
    except DecisionMissing as error:
        failures.append(Failure("language", f"{error} Until then hand-written rules judge tense slips alone."))
    except (EditorError, ImportError) as error:
        failures.append(Failure("language", _without(error, "Tense and point of view are not checked")))
    whole: list[StoryChecker] = [GlyphChecker(), HabitChecker(), PeopleChecker(), ThoughtChecker(), AsideChecker()]
    engine = Engine(reader, [DialogueChecker()], whole, narrator, measure, [CastSieve()], tuple(failures))
    use_variant(engine, settings.variant)
    return engine


def use_variant(engine: Engine, variant: str) -> None:
    """Let Harper spell ``variant`` from now on."""
    others = [checker for checker in engine.paragraph_checkers if checker.name != HARPER]
    failures = [failure for failure in engine.standing_failures if failure.checker != HARPER]
    try:
        from editor.engines.harper import HarperChecker

        others.append(HarperChecker(variant))
    except (EditorError, ImportError) as error:
        failures.append(Failure(HARPER, _without(error, "Grammar and spelling are not checked by Harper")))
    engine.paragraph_checkers = others
    engine.standing_failures = tuple(failures)
    engine.forget(HARPER)


def _without(error: Exception, loss: str) -> str:
    if isinstance(error, EditorError):
        return f"{error} {loss}."
    return f"{loss}: a part of the program is missing ({error}). Please install it again."
