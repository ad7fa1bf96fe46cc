"""The speech model of one paragraph: each quotation with its tag or its beat, and what it resumes.

Every rule of the family reads this and nothing else, so that what a tag is is decided once.  It works
from the words alone; it knows no rule and no level.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.checks.checker import Facts
from editor.checks.dialogue import words as w
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.verbs import Form, Tier, Verb, finite, readings
from editor.text.quotes import Ending, Quotation, QuoteStyle
from editor.text.span import Span

_SENTENCE_ENDS = frozenset(".!?…")
_CLAUSE_ENDS = frozenset('.!?…;:—–\n"“”«»()')
CLOSERS = frozenset("\"'”’»*_)")
# A tag reaches no further than this many words; the rest of the sentence is of no concern.
_REACH = 14
# How far back, in code points, the words that lead to a quotation are read.
_LEAD = 240


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
            return Attachment.BEAT if self._of_the_body else Attachment.TAG
        return {Tier.GREY: Attachment.GREY, Tier.NEVER: Attachment.BEAT}.get(self.reading.tier, Attachment.OTHER)

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
    def stands_alone(self) -> bool:
        """Whether the clause has an object of its own and so can be a sentence: "She said it twice"."""
        if not self.rest or self.inverted:
            return False
        first = self.rest[0]
        low = first.low
        if low in w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS or low.endswith(("ly", "ing")) or low == "aloud":
            return False
        if low in w.PERSONS - {"it"} and self.reading.plain in _PERSON_OBJECT:
            return len(self.rest) > 1 and _begins_object(self.rest[1])
        if low in w.POSSESSIVES | {"the"} and self.reading.plain in _PERSON_OBJECT:
            return len(self.rest) > 2 and self.rest[2].low not in w.PREPOSITIONS | w.CONJUNCTIONS
        return not (first.capital and self.reading.plain in _PERSON_OBJECT)


_PASSIVE = frozenset("is are was were be been am".split())
_PERSON_OBJECT = frozenset({"ask", "tell", "remind", "assure", "inform", "warn", "answer", "beg", "implore", "urge"})
_THINGS = frozenset(
    "hand hands arm arms head face eyes back finger fingers palm cup glass bottle chair seat drink tea coffee coat "
    "food cigarette handkerchief bow smile page letter book paper bread water wine".split()
)


def _begins_object(word: Word) -> bool:
    low = word.low
    return low in w.DETERMINERS | {"about", "what", "how", "why", "that", "it", "if", "whether"} or low == "to"


_POINTING = frozenset({"this", "that", "these", "those"})


def _clause_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The first words of a stretch, up to the end of its clause."""
    found: list[Word] = []
    at = start
    for word in words_in(text, start, end):
        between = text[at : word.span.start]
        abbreviated = bool(found) and found[-1].low in w.TITLES and between == ". "
        if not abbreviated and any(char in _CLAUSE_ENDS or char == "," for char in between):
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
    helped = False
    for index in range(at, min(at + 4, len(words))):
        word = words[index]
        if word.low in w.AUXILIARIES:
            helped = True
            continue
        if _adverb(word) and not readings(word.low):
            continue
        if word.capital:
            return None
        if helped:
            found = readings(word.low)
            passive = found and found[0].form is not Form.ING and words[index - 1].low in _PASSIVE
            return (index, found[0]) if found and not passive else None
        verb = finite(word.low, plural)
        return (index, verb) if verb is not None else None
    return None


def clause_at(text: str, start: int, end: int) -> Clause | None:
    """The clause that begins at ``start``, where it has a subject and a verb that is known."""
    words = _clause_words(text, start, end)
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
        verb = Verb(verb.plain, verb.form, Tier.SURE)
    return Clause(words, words[:at], words[index], verb, False, words[index + 1 :])


# Verbs of action that say something together with a small word: broke in, put in, ran on, went on.
_BREAKING = {
    "break": "in out off",
    "put": "in",
    "strike": "in",
    "cut": "in",
    "burst": "in out forth",
    "run": "on",
    "go": "on",
    "keep": "on",
    "take": "up",
    "catch": "up",
    "throw": "in out",
    "point": "out",
    "bring": "out",
}


def _with_particle(words: tuple[Word, ...], index: int, verb: Verb) -> bool:
    """Whether verb and particle together are a way of saying: "he broke in", "she pointed out"."""
    particles = _BREAKING.get(verb.plain, "").split()
    after = [word.low for word in words[index + 1 : index + 4] if word.low not in w.PERSONS]
    return bool(after) and after[0] in particles and (len(after) < 2 or after[1] not in w.DETERMINERS)


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


@dataclass(frozen=True, slots=True)
class Lead:
    """The narration of the same sentence before a quotation.

    ``mark`` is the last mark before it (``,`` ``:`` ``—``) or empty where a word stands directly before
    it; ``clause`` is its subject and verb; ``says`` the last word of it that is a verb of saying.
    """

    span: Span
    words: tuple[Word, ...]
    mark: str
    mark_at: int
    clause: Clause | None
    says: Word | None


@dataclass(frozen=True, slots=True)
class Speech:
    """One quotation and what stands beside it.

    ``lead`` is None where the quotation begins a sentence or the paragraph; ``clause`` is what follows
    it; ``follows`` the offset of the first character after it that is no space (the text's length at the
    end); ``resumes`` says that it goes on with the sentence of the quotation before.
    """

    quotation: Quotation
    lead: Lead | None
    clause: Clause | None
    follows: int
    resumes: bool
    first: Word | None
    last: int

    @property
    def tag(self) -> Clause | None:
        """The tag that follows, if one does."""
        return self.clause if self.clause is not None and self.clause.attachment is Attachment.TAG else None

    @property
    def closed(self) -> bool:
        return self.quotation.ending is Ending.CLOSED


@dataclass(frozen=True, slots=True)
class Page:
    """One paragraph as the rules read it."""

    text: str
    style: QuoteStyle
    speeches: tuple[Speech, ...]
    strays: tuple[Span, ...]
    facts: Facts

    def end_mark(self, speech: Speech) -> str:
        """The last character said, empty where nothing is."""
        return self.text[speech.last] if speech.last >= speech.quotation.words.start else ""

    def ends_paragraph(self, speech: Speech) -> bool:
        return speech.follows >= len(self.text)

    def opens_sentence(self, speech: Speech) -> bool:
        """Whether the quotation begins its sentence (or the paragraph)."""
        return speech.lead is None and not speech.resumes

    def is_dialogue(self, speech: Speech) -> bool:
        """Whether somebody says it here, rather than the narrator quoting a word, a title or a sign."""
        lead = speech.lead
        return lead is None or lead.mark in (",", ":", "—") or (lead.says is not None and lead.mark == "")


def page_of(facts: Facts) -> Page:
    """The speech model of one paragraph."""
    text = facts.paragraph.text
    quotations = facts.scan.quotations
    speeches: list[Speech] = []
    for number, quotation in enumerate(quotations):
        before = quotations[number - 1] if number else None
        after = quotations[number + 1].span.start if number + 1 < len(quotations) else len(text)
        speeches.append(_speech(text, quotation, before, after))
    return Page(text, facts.style, tuple(speeches), facts.scan.strays, facts)


def _speech(text: str, quotation: Quotation, before: Quotation | None, after: int) -> Speech:
    floor = before.span.end if before is not None else 0
    start, end = quotation.words.start, quotation.words.end
    last = end - 1
    while last >= start and (text[last].isspace() or text[last] in CLOSERS):
        last -= 1
    follows = quotation.span.end
    while follows < len(text) and text[follows].isspace():
        follows += 1
    lead = _lead(text, floor, quotation.span.start)
    # It resumes where no sentence ends between the two: “If you go,” he said, “you stay gone.”
    first = next(words_in(text, floor, quotation.span.start), None)
    resumes = before is not None and lead is not None and first is not None and lead.span.start <= first.span.start
    if resumes and before is not None and first is not None and first.capital and _ended(text, before):
        # “No.” He sat down and said, “Bring them in.” — unless what stands between is a tag with a name.
        resumes = lead is not None and lead.clause is not None and lead.clause.attachment is Attachment.TAG
    return Speech(
        quotation,
        lead,
        clause_at(text, quotation.span.end, after),
        follows,
        resumes,
        next(words_in(text, start, end), None),
        last,
    )


def _ended(text: str, quotation: Quotation) -> bool:
    """Whether what is said ends a sentence."""
    return quotation.words.of(text).rstrip(" ’'*_")[-1:] in _SENTENCE_ENDS


def sentence_ends(text: str, at: int) -> bool:
    """Whether the mark at ``at`` ends a sentence: a full stop of an abbreviation or an initial does not."""
    if text[at] != ".":
        return text[at] in "!?…"
    start = at
    while start > 0 and at - start < 12 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    word = text[start:at].lower()
    if word == "i" or not word:
        return True
    # K.K.K., U.S., F. Scott; 8s. 6d. in old money.
    initials = all(len(part) == 1 for part in word.split(".") if part) and (text[start].isupper() or "." in word)
    money = len(word) > 1 and word[:-1].isdigit() and word[-1] in "sd"
    return not (word in w.ABBREVIATIONS or initials or money)


def _lead(text: str, floor: int, end: int) -> Lead | None:
    """What leads to the quotation at ``end`` within its sentence, back to ``floor``."""
    at = end
    while at > floor and (text[at - 1].isspace() or text[at - 1] in "*_(["):
        at -= 1
    if at == floor:
        return None
    start = at
    limit = max(floor, at - _LEAD)
    while start > limit:
        char = text[start - 1]
        if char == "\n" or (
            char in _SENTENCE_ENDS and (start == at or text[start].isspace()) and sentence_ends(text, start - 1)
        ):
            break
        start -= 1
    if start == at:
        return None
    last = text[at - 1]
    mark = "" if last.isalnum() else last
    found = tuple(words_in(text, start, at))
    if not found:
        return None
    says = next((word for word in reversed(found) if _says(word)), None)
    opens = found[0].span.start
    return Lead(Span(opens, at), found, mark, at - 1, clause_at(text, opens, at), says)


def _says(word: Word) -> bool:
    verbs = readings(word.low)
    return bool(verbs) and verbs[0].tier is Tier.SURE
