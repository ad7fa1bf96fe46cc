"""The one place that assembles the engine, for the window's reviewing process and for the command.

Everything is imported where it is used: a front door that only asks for a version or a rule must not
load a language model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from editor.checks.checker import StoryChecker
from editor.checks.engine import Engine, Reader
from editor.checks.report import Failure
from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.engines.languagetool.checker import LanguageToolChecker

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


Build = Callable[[Settings], Engine]
"""Makes an engine; picklable by name, for it is called in another process."""


@runtime_checkable
class ReadsAhead(Protocol):
    """A checker that is quicker when it is told the paragraphs beforehand."""

    def prefetch(self, texts: list[str]) -> None: ...


def build(settings: Settings) -> Engine:
    """The whole engine, for a front door that can wait; LanguageTool starts while the rest is loaded.

    Raises:
        EditorError: if LanguageTool is required, or named by a URL, and cannot be had.
    """
    checker = _languagetool(settings)
    engine = assemble(settings)
    if checker is not None:
        if settings.languagetool == "require":
            checker.wait_ready()
        engine.paragraph_checkers = [*engine.paragraph_checkers, checker]
    return engine


def _languagetool(settings: Settings) -> LanguageToolChecker | None:
    if settings.languagetool == "off":
        return None
    from editor.engines.build import languagetool

    return languagetool(settings.languagetool, settings.variant, text_may_leave=settings.text_may_leave)


def read_ahead(engine: Engine, texts: Iterable[str]) -> None:
    """Let the engines that can look at many paragraphs at once do so before a review of them.

    Trouble with an engine is no trouble here: its check will say so.
    """
    for checker in engine.paragraph_checkers:
        if isinstance(checker, ReadsAhead):
            try:
                checker.prefetch(list(texts))
            except EditorError:
                continue


def close(engine: Engine) -> None:
    """End what the engine started (LanguageTool's server)."""
    for checker in engine.paragraph_checkers:
        end = getattr(checker, "close", None)
        if end is not None:
            end()


def assemble(settings: Settings) -> Engine:
    """The engine with everything but LanguageTool, which :mod:`editor.review.grammar` seats beside it.

    What cannot be had (the model is missing, an engine does not load) becomes a standing failure.
    """
    from editor.checks.consistency.glyphs import GlyphChecker
    from editor.checks.consistency.habits import HabitChecker
    from editor.checks.dialogue.checker import DialogueChecker
    from editor.checks.dialogue.people import PeopleChecker
    from editor.checks.narrative.checker import NarrativeChecker
    from editor.checks.readability.measure import measure
    from editor.engines.cast import CastSieve

    failures: list[Failure] = []
    reader: Reader | None = None
    try:
        from editor.language.reader import Reader as EnglishReader

        reader = EnglishReader.load()
    except (EditorError, ImportError) as error:
        failures.append(Failure("language", _without(error, "Tense and point of view are not checked")))
    whole: list[StoryChecker] = [GlyphChecker(), HabitChecker(), PeopleChecker()]
    engine = Engine(reader, [DialogueChecker()], whole, NarrativeChecker(), measure, [CastSieve()], tuple(failures))
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
