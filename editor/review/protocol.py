"""What the window and the reviewing process say to each other: plain data, pickled over a pipe.

Requests go down, answers come up.  Every answer about a text carries the revision it is about, so that
one that comes too late can be told from a fresh one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from editor.checks.intent import Intent
from editor.checks.proposal import Order, Proposal
from editor.checks.report import Report
from editor.checks.rule import Finding
from editor.text.parse import Format
from editor.text.span import Span

CHECKER = "checker"


@dataclass(frozen=True, slots=True)
class Review:
    """Check this text.

    ``revision`` only ever grows; a newer review supersedes one that is running.  ``visible`` is what
    the writer sees of ``source`` (code points, half-open): it is read first.
    """

    revision: int
    source: str
    form: Format = Format.TEXT
    intent: Intent = field(default_factory=Intent)
    visible: Span | None = None


@dataclass(frozen=True, slots=True)
class Propose:
    """Work out what ``order`` would change in this text, after the review that is running.

    ``number`` tells its answers from those to an earlier one, which it supersedes.
    """

    number: int
    source: str
    order: Order
    form: Format = Format.TEXT
    intent: Intent = field(default_factory=Intent)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Nobody waits for the proposals any more."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the running review; what was found out about its paragraphs is kept."""


@dataclass(frozen=True, slots=True)
class SetLanguageTool:
    """Use LanguageTool or not: ``auto`` (where it is installed), ``off``, ``require``, or a server's URL."""

    mode: str


@dataclass(frozen=True, slots=True)
class InstallLanguageTool:
    """Fetch LanguageTool (the writer has been asked), then use it."""


@dataclass(frozen=True, slots=True)
class CancelInstall:
    """Stop fetching LanguageTool."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the process, and whatever it started."""


Request = Review | Propose | Withdraw | Cancel | SetLanguageTool | InstallLanguageTool | CancelInstall | Quit


class State(StrEnum):
    """How an engine, or the reviewing process itself, is doing."""

    STARTING = "starting"
    READY = "ready"
    WORKING = "working"
    INSTALLING = "installing"
    OFF = "off"
    MISSING = "missing"  # not installed; the window may offer to get it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EngineState:
    """``name`` is ``checker`` (the process), ``languagetool``, ...; ``sentence`` is for the status line.

    ``done`` is a share (0-1) while something is being fetched, None otherwise.
    """

    name: str
    state: State
    sentence: str
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps of the review of ``revision``."""

    revision: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Partial:
    """What our own paragraph rules say inside ``span`` of a text that is being read for the first time.

    The grammar engines are silent here: what is a name shows only in the whole text.
    """

    revision: int
    span: Span
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole report; it replaces everything said before about the text.

    It may come more than once for a revision: as it was kept from the last time, as it is now, and with
    what LanguageTool adds when it has started.
    """

    revision: int
    report: Report


@dataclass(frozen=True, slots=True)
class Failed:
    """The text of ``revision`` could not be checked; ``sentence`` says why and what can be done."""

    revision: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposing:
    """``done`` of ``total`` parts of the text of order ``number`` are read."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What order ``number`` would change; or, with a ``refusal``, why nothing can be proposed."""

    number: int
    proposals: tuple[Proposal, ...] = ()
    refusal: str = ""


Answer = EngineState | Progress | Partial | Done | Failed | Proposing | Proposed
