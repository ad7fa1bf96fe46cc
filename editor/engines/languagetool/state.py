"""How LanguageTool is doing, in a word and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from editor.errors import EditorError


class Status(StrEnum):
    """What can be said of LanguageTool; only READY checks anything."""

    ABSENT = "absent"
    NO_JAVA = "no java"
    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LanguageToolState:
    """``sentence`` is for the status line and the doctor."""

    status: Status
    sentence: str


OnState = Callable[[LanguageToolState], None]

ABSENT = LanguageToolState(
    Status.ABSENT,
    "LanguageTool is not installed. Get it in the window, or run “bluepencil languagetool install”.",
)
NO_JAVA = LanguageToolState(
    Status.NO_JAVA,
    "LanguageTool needs a Java runtime (17 or newer) and none was found. "
    "Install Blue Pencil with its “languagetool” extra, which brings one.",
)
OFF = LanguageToolState(Status.OFF, "LanguageTool is switched off.")
STARTING = LanguageToolState(Status.STARTING, "LanguageTool is starting…")
STOPPED = LanguageToolState(Status.STOPPED, "LanguageTool was stopped.")


def ready(version: str) -> LanguageToolState:
    """The state of a server that has answered a probe."""
    return LanguageToolState(Status.READY, f"LanguageTool {version} is checking too.")


def failed(sentence: str) -> LanguageToolState:
    """The state of a server that did not come up or does not answer."""
    return LanguageToolState(Status.FAILED, sentence)


def silent(state: LanguageToolState) -> None:
    """Tells nobody."""


class LanguageToolUnavailable(EditorError):
    """LanguageTool cannot check; ``state`` says why."""

    def __init__(self, state: LanguageToolState) -> None:
        super().__init__(state.sentence)
        self.state = state
