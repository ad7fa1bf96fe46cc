"""What the writer declared: how the story is told, what is meant, cast, dictionary, "I meant that".

Declared intent always beats detection.  Where it is kept is no business of this floor; how a declared
place is found again in an edited text is that of ``anchors``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor.checks.rule import Finding
from editor.text.quotes import QuoteStyle

if TYPE_CHECKING:  # the narrative's model holds what is declared here
    from editor.checks.narrative.model import Person, Tense

# How much of the text on each side of a dismissed flag must still stand there.
_CONTEXT = 24


class Scope(StrEnum):
    """How far an "I meant that" reaches."""

    HERE = "here"
    WORD = "word"
    RULE = "rule"


def fold(text: str) -> str:
    """Text for comparing: lower case, straight quotes, single spaces."""
    for curly, straight in ("’'", "‘'", '“"', '”"'):
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One "I meant that".

    It is kept by its words and what stands around them, never by position, so that it survives every
    edit elsewhere.  ``text`` and ``context`` are folded; both are empty for a whole rule.
    """

    rule: str
    scope: Scope
    text: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """One of the cast, as the writer names them; ``pronouns`` like ``she/her`` or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str = ""


class View(StrEnum):
    """From where the narration looks: out of one head, or into all of them."""

    CLOSE = "close"
    OMNISCIENT = "omniscient"


@dataclass(frozen=True, slots=True)
class Telling:
    """How a part of the story is told, as the writer says it; what is None or empty was not said.

    ``tense`` and ``person`` MIXED mean that both are used on purpose; ``heads`` are the characters whose
    minds may be open; ``letters`` True says that the part is letters or documents, which nobody judges,
    False that it is narration though the part around it is letters.
    """

    tense: Tense | None = None
    person: Person | None = None
    view: View | None = None
    heads: tuple[str, ...] = ()
    letters: bool | None = None

    def __bool__(self) -> bool:
        return self != NOTHING_SAID

    def over(self, outer: Telling) -> Telling:
        """This telling with everything that it leaves unsaid taken from ``outer``.

        Who says *omniscient* has spoken of heads, who names a head has spoken of the view, and in another
        person than the outer one another head tells.
        """
        person = self.person if self.person is not None else outer.person
        view, heads = self.view, self.heads
        if heads:
            view = view or View.CLOSE
        elif view is None and person is outer.person:
            view, heads = outer.view, outer.heads
        elif view is View.CLOSE and person is outer.person:
            heads = outer.heads
        return Telling(
            self.tense if self.tense is not None else outer.tense,
            person,
            view,
            heads,
            self.letters if self.letters is not None else outer.letters,
        )

    @property
    def all_knowing(self) -> bool:
        """Whether every mind may be opened."""
        return self.view is View.OMNISCIENT


NOTHING_SAID = Telling()


class Reach(StrEnum):
    """How much of the text a telling is said of."""

    BOOK = "book"
    CHAPTER = "chapter"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Place:
    """A book, a chapter or a scene, by what a reader would know it again by; never by an offset.

    ``chapter`` is the heading as written (empty where there is none); ``number`` the scene's in its
    chapter, or the chapter's in the text, from 1, ``of`` how many there were; ``opening`` and ``closing``
    are its first and last words, folded.  What is empty or 0 is not known.
    """

    reach: Reach
    chapter: str = ""
    number: int = 0
    of: int = 0
    opening: str = ""
    closing: str = ""


BOOK = Place(Reach.BOOK)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the writer says of one place."""

    place: Place
    telling: Telling


class Meant(StrEnum):
    """Why a passage leaves the scene's manner."""

    FLASHBACK = "flashback"
    DREAM = "dream"
    HISTORIC_PRESENT = "historic present"

    @property
    def tense_only(self) -> bool:
        """Whether person and head are still the scene's."""
        return self is Meant.HISTORIC_PRESENT


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that is meant to be otherwise, kept by its words and what stands around them.

    ``opening`` and ``closing`` are its first and last words, ``before`` and ``after`` the words around it,
    all folded and joined by single spaces; ``words`` is its length.
    """

    kind: Meant
    opening: str
    closing: str
    before: str
    after: str
    words: int


@dataclass(frozen=True, slots=True)
class Intent:
    """Everything the writer has declared about one manuscript."""

    cast: tuple[Character, ...] = ()
    words: frozenset[str] = frozenset()
    dismissals: frozenset[Dismissal] = frozenset()
    variant: str = "en-US"
    declarations: tuple[Declaration, ...] = ()
    passages: tuple[Passage, ...] = ()
    quotes: QuoteStyle | None = None  # the quotation marks as declared; None where they were not

    def silences(self, finding: Finding, source: str) -> bool:
        """Whether the writer has answered this finding already; its span lies in ``source``."""
        if not self.dismissals:
            return False
        return any(
            dismissal_of(finding, source, scope) in self.dismissals for scope in (Scope.HERE, Scope.WORD, Scope.RULE)
        )


def dismissal_of(finding: Finding, source: str, scope: Scope) -> Dismissal:
    """The dismissal that answers ``finding`` (its span in ``source``) for ``scope``."""
    if scope is Scope.RULE:
        return Dismissal(finding.rule.id, scope)
    text = fold(finding.text)
    if scope is Scope.WORD:
        return Dismissal(finding.rule.id, scope, text)
    span = finding.span
    line_start = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
    ends = (source.find("\n", span.end), source.find("\r", span.end))
    line_end = min((at for at in ends if at >= 0), default=len(source))
    before = source[max(line_start, span.start - _CONTEXT) : span.start]
    after = source[span.end : min(line_end, span.end + _CONTEXT)]
    return Dismissal(finding.rule.id, scope, text, fold(f"{before}|{after}"))


def names_of(cast: Iterable[Character]) -> frozenset[str]:
    """Every single word of the cast's names and aliases, folded."""
    return frozenset(
        fold(word) for character in cast for name in (character.name, *character.aliases) for word in name.split()
    )
