"""What a rule is and what it finds: levels, fixes, findings.

Nothing here knows a language, a file or a window.  Spans are half-open and in code points: relative
to the paragraph inside a paragraph checker, to the document's source in a report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from editor.text.span import Span


class Level(IntEnum):
    """How sure and how grave: the order is the order of ``--level``."""

    ADVICE = 0  # style; off the page until asked for
    QUESTION = 1  # is this meant?
    MISTAKE = 2  # a copy-editor would mark it

    @property
    def word(self) -> str:
        return self.name.lower()


class Family(StrEnum):
    """What kind of trouble; each family has its own underline."""

    DIALOGUE = "dialogue"
    TENSE = "tense"
    POV = "pov"
    GRAMMAR = "grammar"
    SPELLING = "spelling"
    STYLE = "style"
    CONSISTENCY = "consistency"


class Applicability(IntEnum):
    """How freely a fix may be applied."""

    SHOW = 0  # advice only, no button
    ASK = 1  # one click each, never in bulk
    SAFE = 2  # cannot change meaning or voice: "fix all safe" and ``clean`` use these

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the program looks for.

    ``id`` is stable and dotted (``dialogue.empty-quotation``), so that a prefix switches a group.
    ``why`` says in a sentence or two what a copy-editor would say; ``right`` and ``wrong`` are own
    examples; ``source`` names where the rule comes from.
    """

    id: str
    family: Family
    level: Level
    summary: str
    why: str
    right: str
    wrong: str
    fixable: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``replacement`` where ``span`` stands."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair a writer can take with one click; ``title`` is what the button says (``smells``)."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.ASK


@dataclass(frozen=True, slots=True)
class Finding:
    """One flag.

    ``text`` is the flagged words, compared again before a fix is applied; ``message`` one sentence that
    names the words; ``evidence`` one line of what was counted or seen; ``confidence`` 0–1, never shown
    as a number; ``places`` further spans of the same finding (a minority form's other places).
    ``level`` may be milder than the rule's own.
    """

    rule: Rule
    span: Span
    text: str
    message: str
    evidence: str = ""
    confidence: float = 1.0
    fixes: tuple[Fix, ...] = ()
    level: Level | None = None
    places: tuple[Span, ...] = ()

    @property
    def severity(self) -> Level:
        """The finding's own level, or else its rule's."""
        return self.rule.level if self.level is None else self.level

    @property
    def family(self) -> Family:
        return self.rule.family

    def moved(self, move: Callable[[Span], Span]) -> Finding:
        """The same finding with every span put through ``move``."""
        return replace(
            self,
            span=move(self.span),
            places=tuple(move(place) for place in self.places),
            fixes=tuple(
                replace(fix, edits=tuple(Edit(move(edit.span), edit.replacement) for edit in fix.edits))
                for fix in self.fixes
            ),
        )
