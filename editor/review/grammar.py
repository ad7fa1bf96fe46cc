"""LanguageTool's seat beside the engine: started early, on a thread of its own, there when it is there.

Nobody waits for it: the text is reviewed without it, and again when it has come.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from editor.checks.checker import ParagraphChecker
from editor.review.protocol import LANGUAGETOOL, EngineState


@dataclass(frozen=True, slots=True)
class Seated:
    """LanguageTool is ready to check, or (None) has gone."""

    checker: ParagraphChecker | None


class Grammar:
    """Starts, fetches and stops LanguageTool; ``say`` gets its states, ``put`` its coming and going."""

    name = LANGUAGETOOL

    def __init__(self, say: Callable[[EngineState], None], put: Callable[[Seated], None]) -> None:
        self._say = say
        self._put = put
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._cancelled = threading.Event()

    def use(self, mode: str) -> None: ...
    def install(self) -> None: ...
    def cancel_install(self) -> None: ...
    def close(self) -> None: ...
