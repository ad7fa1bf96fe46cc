"""A telling in the writer's words: ``past, close third, Mara`` read and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from editor.checks.intent import Declaration, Meant, Telling, View, fold
from editor.checks.narrative.model import Person, Tense
from editor.errors import EditorError

EXAMPLES = ("past, close third, Mara", "omniscient", "second person present", "letters")
"""What can be said, for help and for empty fields."""

_TENSES = {"past": Tense.PAST, "present": Tense.PRESENT}
_PERSONS = {
    "first": Person.FIRST, "i": Person.FIRST, "second": Person.SECOND, "you": Person.SECOND, "third": Person.THIRD,
}  # fmt: skip
_VIEWS = {"close": View.CLOSE, "limited": View.CLOSE, "omniscient": View.OMNISCIENT}
_LETTERS = {"letters": True, "letter": True, "documents": True, "document": True, "diary": True, "narration": False}
_FILLERS = frozenset("person tense and the in a narrator narration".split())
_INSIDE = ("inside ", "in the head of ", "on ")
_BOTH = " and "
T = TypeVar("T")


class TellingError(EditorError):
    """What was said of the telling cannot be understood; the message quotes it."""


def telling_of(said: str) -> Telling:
    """``past, close third, Mara`` as a telling.

    Parts are set apart by commas; a part that is not about tense, person or view names whose head it is,
    several of them joined by *and*.

    Raises:
        TellingError: if a part cannot be understood, or two of them contradict each other.
    """
    found = _Found(said)
    for part in said.replace(";", ",").split(","):
        found.take(" ".join(part.split()))
    if not found.telling():
        raise TellingError(f"“{said}” says nothing of how the story is told. Say, for example, “{EXAMPLES[0]}”.")
    return found.telling()


class _Found:
    def __init__(self, said: str) -> None:
        self._said = said
        self._tenses: list[Tense] = []
        self._persons: list[Person] = []
        self._views: list[View] = []
        self._letters: list[bool] = []
        self._heads: list[str] = []

    def take(self, part: str) -> None:
        """Read one part between commas."""
        lower = part.casefold()
        opener = next((opener for opener in _INSIDE if lower.startswith(opener)), "")
        if opener:
            self._name(part[len(opener) :])
            return
        words = part.split()
        while words and self._know(words[0].casefold().strip(".")):
            words.pop(0)
        if words and words[0].casefold() in ("on", "inside") and len(words) > 1:
            words.pop(0)
            self._name(" ".join(words))
        elif words and words[0][:1].isupper():
            self._name(" ".join(words))
        elif words:
            raise TellingError(
                f"I don’t know what “{' '.join(words)}” means in “{self._said}”. Say tense, person or view, and a "
                f"name with a capital letter: “{EXAMPLES[0]}”."
            )

    def _know(self, word: str) -> bool:
        if word in _TENSES:
            self._tenses.append(_TENSES[word])
        elif word in _PERSONS:
            self._persons.append(_PERSONS[word])
        elif word in _VIEWS:
            self._views.append(_VIEWS[word])
        elif word in _LETTERS and not (word == "narration" and (self._tenses or self._persons)):
            self._letters.append(_LETTERS[word])
        else:
            return word in _FILLERS
        return True

    def _name(self, names: str) -> None:
        self._heads += [name.strip() for name in names.split(_BOTH) if name.strip()]

    def telling(self) -> Telling:
        """Everything that was read."""
        view = self._one(self._views, "two views")
        if view is View.OMNISCIENT and self._heads:
            raise TellingError(
                f"“{self._said}” is omniscient and inside {_BOTH.join(self._heads)} at once. Say one of them."
            )
        tenses, persons = set(self._tenses), set(self._persons)
        return Telling(
            Tense.MIXED if len(tenses) > 1 else self._tenses[0] if tenses else None,
            Person.MIXED if len(persons) > 1 else self._persons[0] if persons else None,
            view,
            tuple(dict.fromkeys(self._heads)),
            self._one(self._letters, "letters and narration"),
        )

    def _one(self, said: Sequence[T], what: str) -> T | None:
        if len(set(said)) > 1:
            raise TellingError(f"“{self._said}” names {what}. Say one of them.")
        return said[0] if said else None


def tense_said(tense: Tense) -> str:
    """``past``, or ``past and present`` for both."""
    return f"{Tense.PAST}{_BOTH}{Tense.PRESENT}" if tense is Tense.MIXED else tense.value


def person_said(person: Person) -> str:
    """``third``, or ``first and third`` for both."""
    return f"{Person.FIRST}{_BOTH}{Person.THIRD}" if person is Person.MIXED else person.value


def said_of(telling: Telling) -> str:
    """The telling in words that :func:`telling_of` reads back; empty where nothing was said."""
    parts: list[str] = []
    if telling.letters is not None:
        parts.append("letters" if telling.letters else "narration")
    if telling.tense is not None:
        parts.append(tense_said(telling.tense))
    manner = [telling.view.value] if telling.view is not None else []
    if telling.person is not None:
        word = person_said(telling.person)
        manner.append(word if telling.person is Person.THIRD and telling.view is not None else f"{word} person")
    if manner:
        parts.append(" ".join(manner))
    if telling.heads:
        names = _BOTH.join(telling.heads)
        parts.append(names if telling.heads[0][:1].isupper() else f"inside {names}")
    return ", ".join(parts)


def unnamed(declarations: Iterable[Declaration], source: str) -> list[str]:
    """The declared heads that the text never names: most often a slip of the pen.

    Who tells a story as *I* may well go without a name.
    """
    heads = [head for d in declarations if d.telling.person is not Person.FIRST for head in d.telling.heads]
    text = fold(source)
    return [head for head in dict.fromkeys(heads) if not any(fold(word) in text for word in head.split())]


def meant_of(said: str) -> Meant:
    """``flashback``, ``dream`` or ``historic present``.

    Raises:
        TellingError: for any other word.
    """
    try:
        return Meant(" ".join(said.casefold().replace("-", " ").split()))
    except ValueError:
        kinds = ", ".join(f"“{kind}”" for kind in Meant)
        raise TellingError(f"“{said}” is no kind of passage. Say one of {kinds}.") from None
