"""Subject and verb of the narration beside a quotation: a tag, a beat, or something else.

It works from the words; where a clause does not begin with its subject, from the reading of the paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from editor.checks.dialogue import words as w
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.verbs import Form, Tier, Verb, finite, readings
from editor.language.reading import Reading

_CLAUSE_ENDS = frozenset('.!?…;:—–\n"“”«»()')
# A tag reaches no further than this many words; the rest of the sentence is of no concern.
_REACH = 14
# A message shows no more words of subject and verb.
_SHOWN = 5


class Attachment(StrEnum):
    """What the narration beside a quotation does."""

    TAG = "tag"  # names who says it, and how
    GREY = "grey"  # a sound or a look that some houses take for a tag
    BEAT = "beat"  # an action: a sentence of its own
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject and verb at the start of a stretch of narration beside a quotation.

    ``rest`` are the words after both, up to the end of the clause; ``inverted`` says that the verb
    comes first (``said Tom``); ``object`` that the verb has one, so that the clause can stand alone.
    """

    words: tuple[Word, ...]
    subject: tuple[Word, ...]
    verb: Word
    reading: Verb
    inverted: bool
    rest: tuple[Word, ...]

    @property
    def attachment(self) -> Attachment:
        if self.reading.tier is Tier.SURE:
            if self._begins_doing:
                return Attachment.OTHER
            return Attachment.BEAT if self._of_the_body else Attachment.TAG
        return {Tier.GREY: Attachment.GREY, Tier.NEVER: Attachment.BEAT}.get(self.reading.tier, Attachment.OTHER)

    @property
    def shown(self) -> str:
        """Subject and verb as a message shows them, a title with its full stop if it has one."""
        words = sorted((*self.subject, self.verb), key=lambda word: word.span)[:_SHOWN]
        stops = [". " if b.span.start - a.span.end == 2 and a.low in w.TITLES else " " for a, b in pairwise(words)]
        return "".join(word.text + stop for word, stop in zip(words, (*stops, ""), strict=True))

    @property
    def helped(self) -> bool:
        """Whether an auxiliary stands before the verb: "he would say"."""
        between = (word for word in self.words if word.span.start < self.verb.span.start)
        return not self.inverted and any(word.low in w.AUXILIARIES for word in between if word not in self.subject)

    @property
    def _of_the_body(self) -> bool:
        """Offered his hand, read her palm: a verb of saying with a thing that is not said."""
        rest = self.rest
        return (
            not self.inverted
            and len(rest) > 1
            and rest[0].low in w.POSSESSIVES | {"a", "the"}
            and rest[1].low in _THINGS
        )

    @property
    def _begins_doing(self) -> bool:
        """Began to ring, went on digging: what begins is something other than saying."""
        words = [word.low for word in self.rest[:3] if word.low != "on"]
        if self.inverted or self.reading.plain not in _BEGINNING or not words:
            return False
        if words[0] == "to":
            return len(words) > 1 and bool(words[1].isalpha()) and not _can_say(words[1])
        return words[0].endswith("ing") and bool(readings(words[0])) and not _can_say(words[0])

    @property
    def stands_alone(self) -> bool:
        """Whether the clause has an object of its own and so can be a sentence: "She said it twice"."""
        if not self.rest or self.inverted:
            return False
        first = self.rest[0]
        low = first.low
        if low in _ANYTHING or (low == "for" and self.reading.plain in ("ask", "beg", "call")):
            return True
        if low in w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS or low.endswith(("ly", "ing")) or low == "aloud":
            return False
        if low in w.PERSONS - {"it"} | _EVERYBODY and self.reading.plain in _PERSON_OBJECT:
            return len(self.rest) > 1 and _begins_object(self.rest[1])
        if low in w.POSSESSIVES | {"the"} and self.reading.plain in _PERSON_OBJECT:
            return len(self.rest) > 2 and self.rest[2].low not in w.PREPOSITIONS | w.CONJUNCTIONS
        return not (first.capital and self.reading.plain in _PERSON_OBJECT)


_EVERYBODY = frozenset({"everyone", "everybody", "someone", "somebody"})
_ANYTHING = frozenset({"something", "nothing", "anything", "everything"})
_BEGINNING = frozenset({"begin", "commence", "continue", "proceed", "resume", "go", "finish", "end", "threaten"})
_PASSIVE = frozenset("is are was were be been am".split())
_PERSON_OBJECT = frozenset({"ask", "tell", "remind", "assure", "inform", "warn", "answer", "beg", "implore", "urge"})
_THINGS = frozenset(
    "hand hands arm arms head face eyes back finger fingers palm cup glass bottle chair seat drink tea coffee coat "
    "food cigarette handkerchief bow smile page letter book paper bread water wine".split()
)


def _begins_object(word: Word) -> bool:
    low = word.low
    return low in w.DETERMINERS | {"about", "what", "how", "why", "that", "it", "if", "whether"} or low == "to"


def _can_say(word: str) -> bool:
    """Whether a word is a verb of saying, or of a sound that may be one: "he began to laugh"."""
    return any(verb.tier >= Tier.GREY for verb in readings(word))


_POINTING = frozenset({"this", "that", "these", "those"})


def clause_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The first words of a stretch, up to the end of its clause."""
    found: list[Word] = []
    at = start
    for word in words_in(text, start, end):
        between = text[at : word.span.start]
        titled = between == ". " and bool(found) and found[-1].low in w.TITLES
        if between != " " and not titled and any(char in _CLAUSE_ENDS or char == "," for char in between):
            break
        found.append(word)
        at = word.span.end
        if len(found) == _REACH:
            break
    return tuple(found)


def _adverb(word: Word) -> bool:
    return word.low in w.ADVERBS or (word.low.endswith("ly") and not word.capital)


def _name_end(words: tuple[Word, ...], at: int) -> int:
    """The index after the name that begins at ``at``; ``at`` where none does."""
    end = at
    while end < len(words) and end - at < 4 and words[end].capital and words[end].low not in w.SMALL | {"i"}:
        end += 1
    if end > at and end + 1 < len(words) and words[end].low == "and" and words[end + 1].capital:
        return _name_end(words, end + 1)
    return end


def _governed(words: tuple[Word, ...], at: int, plural: bool | None) -> tuple[int, Verb] | None:
    """The finite verb at ``at``, past adverbs and auxiliaries, as its index and reading."""
    helper = ""
    for index in range(at, min(at + 4, len(words))):
        word = words[index]
        if word.low in w.AUXILIARIES:
            helper = word.low
            continue
        if _adverb(word) and not readings(word.low):
            continue
        if word.capital:
            return None
        if helper:
            found = readings(word.low)
            passive = found and found[0].form is not Form.ING and helper in _PASSIVE
            return (index, found[0]) if found and not passive else None
        verb = finite(word.low, plural)
        return (index, verb) if verb is not None else None
    return None


def clause_at(text: str, start: int, end: int) -> Clause | None:
    """The clause that begins at ``start``, where it has a subject and a verb that is known."""
    words = clause_words(text, start, end)
    if not words:
        return None
    first = words[0]
    if first.low in w.SUBJECTS:
        return _straight(words, 1, first.low in w.PLURAL_SUBJECTS)
    inverted = _inverted(words)
    if inverted is not None:
        return inverted
    possessive = first.low.endswith("'s") and first.capital
    if first.low in w.DETERMINERS - _POINTING or possessive:
        # The boy asked; a man's voice replied; the old man by the door says.
        for index in range(2, min(7, len(words))):
            if words[index - 1].low in w.DETERMINERS | w.PREPOSITIONS or words[index].low in w.DETERMINERS:
                continue
            found = _governed(words, index, False if not words[index - 1].low.endswith("s") else None)
            if found is not None:
                return _straight(words, index, None) if found[1].tier is Tier.SURE or index <= 3 else None
        return None
    if first.capital and not _adverb(first) and first.low != "very":
        after = _name_end(words, 0)
        if after:
            return _straight(words, after, None if after > 2 else False)
    return None


def _straight(words: tuple[Word, ...], at: int, plural: bool | None) -> Clause | None:
    found = _governed(words, at, plural)
    if found is None:
        return None
    index, verb = found
    if _with_particle(words, index, verb):
        verb = _saying(verb)
    return Clause(words, words[:at], words[index], verb, False, words[index + 1 :])


# Verbs of action that say something together with a small word: broke in, put in, ran on, went on.
_BREAKING = {
    "bite": "out off",
    "break": "in out off",
    "bring": "out",
    "burst": "in out forth",
    "carry": "on",
    "catch": "up",
    "cut": "in",
    "draw": "out",
    "fling": "back out at",
    "force": "out",
    "get": "out",
    "go": "on",
    "grind": "out",
    "grit": "out",
    "jerk": "out",
    "keep": "on",
    "leave": "off",
    "let": "out slip drop fly",
    "play": "along",
    "point": "out",
    "push": "on",
    "put": "in",
    "rap": "out",
    "run": "on",
    "shoot": "back",
    "squeeze": "out",
    "strike": "in",
    "take": "up",
    "tear": "out",
    "throw": "in out back",
    "toss": "back out off",
    "trail": "off",
    "wind": "up",
}


def _with_particle(words: tuple[Word, ...], index: int, verb: Verb) -> bool:
    """Whether verb and particle together are a way of saying: "he broke in", "she pointed out"."""
    particles = _BREAKING.get(verb.plain, "").split()
    after = [word.low for word in words[index + 1 : index + 4] if word.low not in w.PERSONS]
    if not after or after[0] not in particles:
        return False
    little = after[1:3] in (["a", "little"], ["a", "bit"], ["a", "moment"])
    return len(after) < 2 or after[1] not in w.DETERMINERS or little


def _inverted(words: tuple[Word, ...]) -> Clause | None:
    verb = finite(words[0].low)
    if verb is None or verb.tier is Tier.NEVER or verb.form is Form.PLAIN or len(words) < 2:
        return None
    second = words[1]
    if second.low in w.SUBJECTS - {"it", "one", "both"}:
        end = 2
    elif second.low in w.DETERMINERS - {"that", "this"} or second.low.endswith("'s"):
        end = min(3, len(words))
    elif second.capital:
        end = max(_name_end(words, 1), 2)
    else:
        return None
    return Clause(words, words[1:end], words[0], verb, True, words[end:])


def read_clause(reading: Reading | None, words: tuple[Word, ...]) -> Clause | None:
    """The main clause of ``words`` by the reading of the paragraph, where it does not begin with its subject.

    "Then Tom laughed", "After a while she looked up"; None where English is not read.
    """
    if reading is None or not words:
        return None
    tokens = reading.tokens
    first = bisect_left(tokens, words[0].span.start, key=lambda token: token.span.start)
    last = bisect_left(tokens, words[-1].span.end, key=lambda token: token.span.start)
    for number in range(first, last):
        token = tokens[number]
        if token.tag not in ("VBD", "VBZ", "VBP") or (first <= token.head < last):
            continue
        subject = next((t for t in tokens[first:number] if t.head == number and t.relation == "nsubj"), None)
        verb = next((word for word in words if word.span.start == token.span.start), None)
        if subject is None or verb is None:
            continue
        known = finite(verb.low)
        who = tuple(word for word in words if word.span.start == subject.span.start)
        if known is not None and who:
            at = words.index(verb)
            clause = Clause(words, who, verb, known, False, words[at + 1 :])
            particle = _with_particle(words, at, known)
            return Clause(words, who, verb, _saying(known), False, words[at + 1 :]) if particle else clause
    return None


def _saying(verb: Verb) -> Verb:
    return Verb(verb.plain, verb.form, Tier.SURE)
