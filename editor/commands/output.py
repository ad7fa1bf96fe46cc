"""Where words go: the report to standard output and nothing else there, all the rest to standard error.

Libraries, engines and their processes also print.  So the real standard output is taken away at the
start, everything that prints is led to standard error, and only :meth:`Output.report` writes to it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO

_CLEAR = "\r\x1b[K"


class Output:
    """The two streams of one run of the command."""

    def __init__(self) -> None:
        self._out = _take_standard_output()
        self.failed = False
        """Whether a part of the report could not be written (a full disk)."""
        self._shown = False
        self._terminal = sys.stderr is not None and _is_terminal(sys.stderr)

    def report(self, text: str) -> None:
        """Write a piece of the report; a reader who has gone away (``| head``) is no error."""
        self.done()
        if self._out is None:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except (BrokenPipeError, ValueError):
            self._gone()
        except OSError as error:
            self._gone()
            self.failed = True
            self.say(f"The report could not be written ({error.strerror}).")

    def say(self, sentence: str) -> None:
        """Tell the writer something that is not part of the report."""
        self.done()
        _to_standard_error(sentence + "\n")

    def ask(self, question: str) -> bool:
        """Whether the writer answers yes; no when nobody is there to answer."""
        if not self._terminal or sys.stdin is None or not _is_terminal(sys.stdin):
            return False
        _to_standard_error(f"{question} [y/N] ")
        try:
            return sys.stdin.readline().strip().lower() in ("y", "yes")
        except (OSError, ValueError):
            return False

    def progress(self, words: str) -> None:
        """Show what is going on, in one line that the next one replaces; only on a terminal."""
        if self._terminal:
            self._shown = True
            _to_standard_error(_CLEAR + words)

    def done(self) -> None:
        """Take the line of progress away."""
        if self._shown:
            self._shown = False
            _to_standard_error(_CLEAR)

    def _gone(self) -> None:
        # What is still buffered must not be tried again when the program ends.
        if self._out is not None:
            with suppress(OSError, ValueError):
                handle = os.open(os.devnull, os.O_WRONLY)
                os.dup2(handle, self._out.fileno())
                os.close(handle)
            self._out = None


def _take_standard_output() -> IO[str] | None:
    """The real standard output as a stream of our own; what prints from now on goes to standard error."""
    old = sys.stdout
    if old is None:
        return None  # a program without a console
    try:
        old.flush()
        handle = old.fileno()
        encoding = old.encoding if _is_terminal(old) else "utf-8"
        own = open(os.dup(handle), "w", encoding=encoding, errors="replace", newline="")  # noqa: SIM115, PTH123
    except (OSError, ValueError):
        return None
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            os.dup2(sys.stderr.fileno(), handle)
            sys.stdout = sys.stderr
    return own


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def _to_standard_error(text: str) -> None:
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(text.encode(sys.stderr.encoding or "utf-8", "replace").decode(sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
