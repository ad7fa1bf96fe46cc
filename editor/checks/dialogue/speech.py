"""The speech model of one paragraph: each quotation with its tag or its beat, and what it resumes.

Every rule of the family reads this and nothing else, so that what a tag is is decided once.  It works
from the words alone; it knows no rule and no level.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from editor.checks.checker import Facts
from editor.checks.dialogue import words as w
from editor.checks.dialogue.clauses import Attachment, Clause, clause_at
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.verbs import Tier, readings
from editor.text.quotes import Ending, Quotation, QuoteStyle
from editor.text.span import Span

_SENTENCE_ENDS = frozenset(".!?…")
_CUTS = frozenset("—–-")
CLOSERS = frozenset("\"'”’»*_)")
# How far back, in code points, the words that lead to a quotation are read.
_LEAD = 240
_COUNTED = 5


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

    def said(self, speech: Speech) -> int:
        """How many words are said, counted no further than any rule asks."""
        words = speech.quotation.words
        return sum(1 for _ in islice(words_in(self.text, words.start, words.end), _COUNTED))

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
        # What follows one quotation is often what leads to the next: it is read once.
        told = speeches[-1].clause if speeches else None
        speeches.append(_speech(text, quotation, before, after, told))
    return Page(text, facts.style, tuple(speeches), facts.scan.strays, facts)


def _speech(text: str, quotation: Quotation, before: Quotation | None, after: int, told: Clause | None) -> Speech:
    floor = before.span.end if before is not None else 0
    start, end = quotation.words.start, quotation.words.end
    last = end - 1
    while last >= start and (text[last].isspace() or text[last] in CLOSERS):
        last -= 1
    follows = quotation.span.end
    while follows < len(text) and text[follows].isspace():
        follows += 1
    lead = _lead(text, floor, quotation.span.start, before is not None, told)
    # It resumes where no sentence ends between the two: “If you go,” he said, “you stay gone.”
    resumes = False
    if before is not None and lead is not None and next(words_in(text, floor, lead.span.start), None) is None:
        first = lead.words[0]
        # “No.” He sat down and said, “Bring them in.” — unless what stands between is a tag with a name.
        tagged = lead.clause is not None and lead.clause.attachment is Attachment.TAG
        resumes = tagged or not (first.capital and _ended(text, before, first))
    return Speech(
        quotation,
        lead,
        clause_at(text, quotation.span.end, after),
        follows,
        resumes,
        next(words_in(text, start, end), None),
        last,
    )


def _ended(text: str, quotation: Quotation, after: Word) -> bool:
    """Whether what is said ends a sentence; one that is cut off does where a pronoun has a capital after it."""
    mark = quotation.words.of(text).rstrip(" ’'*_")[-1:]
    return mark in _SENTENCE_ENDS or (mark in _CUTS and after.low in w.SUBJECTS | w.POSSESSIVES)


def sentence_ends(text: str, at: int) -> bool:
    """Whether the mark at ``at`` ends a sentence: a full stop of an abbreviation or an initial does not."""
    if text[at] != ".":
        return text[at] in "!?…"
    if text[max(at - 2, 0) : at] == ". ":
        return False  # a spaced ellipsis
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


def _lead(text: str, floor: int, end: int, after_speech: bool, told: Clause | None) -> Lead | None:
    """What leads to the quotation at ``end`` within its sentence, back to ``floor``.

    ``told`` is the clause that begins at ``floor``, where speech stands before it.
    """
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
    clause = told if after_speech and start == floor else clause_at(text, opens, at)
    return Lead(Span(opens, at), found, mark, at - 1, clause, says)


def _says(word: Word) -> bool:
    verbs = readings(word.low)
    return bool(verbs) and verbs[0].tier is Tier.SURE
