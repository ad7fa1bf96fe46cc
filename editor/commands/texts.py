"""Texts for the command: read a file, know what its writer meant, and review it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor.commands.output import Output
from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.checks.engine import Engine
    from editor.checks.intent import Intent
    from editor.checks.report import Report
    from editor.engines.languagetool.checker import LanguageToolChecker
    from editor.manuscript.reading import Manuscript
    from editor.text.document import Document

FOUND_NOTHING = 0
FOUND_SOMETHING = 1
FAILED = 2


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One text, and what the review found in it."""

    path: str
    manuscript: Manuscript
    document: Document
    report: Report


class Desk:
    """Reads and reviews; the engine is made for the first text that can be read."""

    def __init__(self, output: Output, languagetool: str, variant: str | None, intent: str | None = None) -> None:
        self._output = output
        self._languagetool = languagetool
        self._variant = variant
        self._intent = intent
        self._engines: dict[str, Engine] = {}
        self._tools: dict[str, LanguageToolChecker] = {}
        self._answers: dict[str, Future[None]] = {}
        self._aside = ThreadPoolExecutor(1, "languagetool")

    def read(self, path: str) -> Manuscript:
        """Open a file.

        Raises:
            EditorError: if it cannot be read.
        """
        from editor.manuscript.reading import read

        manuscript = read(Path(path))
        if manuscript.note:
            self._output.say(manuscript.note)
        return manuscript

    def intent(self, manuscript: Manuscript, document: Document) -> Intent:
        """What the writer declared about this text: in the window, and in the file of intent over that.

        A text never opened in the window has no notebook.

        Raises:
            EditorError: if the file of intent cannot be read or understood.
        """
        from editor.checks.intent import Intent
        from editor.manuscript.notebook import Notebook, notebook_file

        intent = Intent()
        try:
            if manuscript.path is not None and notebook_file(manuscript.path).exists():
                notebook = Notebook.open(manuscript.path)
                try:
                    intent = notebook.intent()
                finally:
                    notebook.close()
                if notebook.note:
                    self._output.say(notebook.note)
        except EditorError as error:
            self._output.say(str(error))
        if self._intent is not None:
            from editor.checks.telling import unnamed
            from editor.manuscript.intent_file import read_intent

            intent = read_intent(Path(self._intent), document, intent)
            for head in unnamed(intent.declarations, document.source):
                self._output.say(f"{self._intent} tells the story from {head}, whom the text never names.")
        return intent if self._variant is None else replace(intent, variant=self._variant)

    def engine(self, variant: str, document: Document) -> Engine:
        """The engine for a variety of English, with LanguageTool as asked for, which starts on ``document``.

        Raises:
            EditorError: if LanguageTool is required and cannot be had.
        """
        if variant not in self._engines:
            from editor.engines.build import languagetool
            from editor.review.build import Settings, assemble

            self._output.progress("Starting …")
            # Its server comes up in a process of its own while everything else is loaded here.
            tool = languagetool(self._languagetool, variant)
            if tool is not None:
                self._tools[variant] = tool
                self._ask_ahead(variant, document)
            threading.Thread(target=_warm, args=(variant,), name="warming", daemon=True).start()
            engine = self._engines[variant] = assemble(Settings(self._languagetool, variant))
            if tool is not None:
                engine.paragraph_checkers = [*engine.paragraph_checkers, tool]
            for failure in engine.standing_failures:
                self._output.say(failure.message)
        else:
            self._ask_ahead(variant, document)
        return self._engines[variant]

    def review(self, path: str) -> Reviewed:
        """Read and review a file.

        Raises:
            EditorError: if it cannot be read, or a required engine cannot be had.
        """
        from editor.text.parse import parse

        manuscript = self.read(path)
        document = parse(manuscript.text, manuscript.form)
        intent = self.intent(manuscript, document)
        if intent.quotes is not None:
            document = parse(manuscript.text, manuscript.form, intent.quotes)
        engine = self.engine(intent.variant, document)

        def progress(done: int, total: int) -> bool:
            self._output.progress(f"Checking {manuscript.name} … {100 * done // max(total, 1)} %")
            return True

        engine.story(document, intent, progress)
        self.await_languagetool(intent.variant)
        report = engine.review(document, intent, progress)
        standing = {failure.checker for failure in engine.standing_failures}
        for failure in report.failures:
            if failure.checker not in standing:
                self._output.say(failure.message)
        return Reviewed(path, manuscript, document, report)

    def _ask_ahead(self, variant: str, document: Document) -> None:
        """Let LanguageTool read the whole text while the rest is loaded and read here."""
        tool = self._tools.get(variant)
        if tool is not None:
            texts = [paragraph.text for paragraph in document.paragraphs]
            self._answers[variant] = self._aside.submit(tool.prefetch, texts)

    def await_languagetool(self, variant: str) -> None:
        """Wait for LanguageTool's answers; go on without it if it does not come up.

        Raises:
            EditorError: if it does not come up though it was asked for.
        """
        answer = self._answers.pop(variant, None)
        if answer is None:
            return
        try:
            answer.result()
        except EditorError as error:
            if self._languagetool != "auto":
                raise
            self._output.say(f"{error} The text was checked without it.")
            tool, engine = self._tools.pop(variant), self._engines[variant]
            engine.paragraph_checkers = [checker for checker in engine.paragraph_checkers if checker is not tool]
            tool.close()

    def review_all(self, paths: Sequence[str]) -> Iterator[Reviewed | None]:
        """Review each file; None, after a sentence, for one that cannot be read."""
        for path in paths:
            try:
                yield self.review(path)
            except EditorError as error:
                self._output.say(str(error))
                yield None

    def close(self) -> None:
        """Stop what was started."""
        self._output.done()
        for tool in self._tools.values():
            tool.close()
        self._aside.shutdown(wait=False, cancel_futures=True)


@contextmanager
def desk(output: Output, languagetool: str, variant: str | None, intent: str | None = None) -> Iterator[Desk]:
    """A desk whose engines are gone afterwards."""
    made = Desk(output, languagetool, variant, intent)
    try:
        yield made
    finally:
        made.close()


def _warm(variant: str) -> None:
    """Load what does not need the language model while that computes: together it takes two seconds."""
    from editor.checks.readability.counting import textstat
    from editor.engines.build import harper

    with suppress(EditorError, ImportError):  # whoever needs them says so
        _ = harper(variant).rules
        textstat()


def same_file(a: str, b: str) -> bool:
    """Whether two names are of one file, links followed."""
    try:
        return Path(a).samefile(b)
    except OSError:
        return os.path.realpath(a) == os.path.realpath(b)
