"""What follows a quotation: a tag after a comma, a beat as its own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from editor.checks.dialogue import beats
from editor.checks.dialogue.clauses import Attachment, Clause
from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import Page, Speech, sentence_ends
from editor.checks.dialogue.tokens import words_in
from editor.checks.dialogue.verbs import sure
from editor.checks.dialogue.words import DETERMINERS, QUESTION_WORDS, SMALL, SUBJECTS
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.span import Span

_SOURCE = "CMOS 13.39–13.45; New Hart's Rules 9.2"

COMMA_BEFORE_TAG = rule(
    "missing-comma-before-tag",
    Level.MISTAKE,
    "missing comma before the tag",
    "What is said and the words that say who says it are one sentence; a comma inside the quotation marks "
    "keeps the two apart.",
    "“We should go,” she said.",
    "“We should go” she said.",
    _SOURCE,
)
PERIOD_BEFORE_TAG = rule(
    "period-before-tag",
    Level.MISTAKE,
    "full stop before the tag",
    "The tag belongs to the sentence that is said; a full stop cuts it off, so a comma takes its place.",
    "“I’m late,” he said.",
    "“I’m late.” he said.",
    _SOURCE,
)
CAPITALISED_TAG = rule(
    "capitalised-tag",
    Level.MISTAKE,
    "capital begins the tag",
    "After a comma, a question mark or an exclamation mark the tag goes on with the same sentence and "
    "begins with a small letter, unless it begins with a name.",
    "“Late?” she asked.",
    "“Late?” She asked.",
    _SOURCE,
)
COMMA_BEFORE_SENTENCE = rule(
    "comma-before-new-sentence",
    Level.MISTAKE,
    "comma before a new sentence",
    "After a comma only a tag can follow; a new sentence needs the full stop inside the quotation marks.",
    "“He was mad.” But Dex kept the watch.",
    "“He was mad,” But Dex kept the watch.",
    _SOURCE,
)
RULES = (COMMA_BEFORE_TAG, PERIOD_BEFORE_TAG, CAPITALISED_TAG, COMMA_BEFORE_SENTENCE)

# Verbs that make a sentence of their own as easily as a tag: "He called.", "She answered."
_PLAIN_TAGS = frozenset("say ask reply whisper murmur mutter exclaim enquire inquire respond tell mumble".split())

# Verbs of saying that tell something of their own as well: "He spoke slowly.", "She thought for a moment."
_TELLING = frozenset(
    "think speak begin end finish read sing return look explain worry wonder hear swear curse lie rage falter "
    "reel rejoice converse reflect reason pray ponder muse deliberate greet address thank introduce describe "
    "press run go come break point put take question interrupt sob wail groan storm boom rattle purr cheer crow "
    "fuss fume fret gossip lecture carry own reveal squeak squeal screech shriek shrill scream rasp rumble "
    "thunder whine whimper hum laugh sneer defend order correct agree write type text scribble".split()
)

# Those of them that tell it even after a question or a shout: "He spoke slowly.", "She turned and ran."
_DOING = frozenset(
    "think speak begin end finish read sing return look worry hear swear lie reel rejoice converse reflect reason "
    "pray ponder muse greet thank introduce press run go come break point put take interrupt sob wail groan storm "
    "boom rattle purr cheer fuss fume fret gossip lecture carry own squeak squeal scream shriek screech whimper "
    "rumble thunder hum laugh defend correct agree write type text scribble".split()
)


def after(page: Page) -> Iterator[Finding]:
    """One finding at most for the place where a quotation meets the narration after it."""
    for number, speech in enumerate(page.speeches):
        if not speech.closed or speech.first is None or speech.follows == speech.quotation.span.end:
            continue
        if speech.follows >= len(page.text) or not page.text[speech.follows].isalpha():
            continue
        mark = page.end_mark(speech)
        if mark.isalnum():
            found = _no_mark(page, speech)
        else:
            cut = number + 1 < len(page.speeches) and page.speeches[number + 1].resumes
            found = _comma(page, speech, cut) if mark == "," else _full(page, speech, mark, cut)
        if found is not None:
            yield found


def _place(page: Page, speech: Speech, clause: Clause | None = None) -> Span:
    """The last word said, the marks, and the first word after them (and the verb, where it is next)."""
    start = last_word(page, speech.last if not page.end_mark(speech).isalnum() else speech.last + 1)
    word = next(words_in(page.text, speech.follows, len(page.text)))
    return Span(start, word.span.end)


def _no_mark(page: Page, speech: Speech) -> Finding | None:
    clause = speech.clause
    if clause is None or not page.is_dialogue(speech) or clause.attachment not in (Attachment.TAG, Attachment.GREY):
        return None
    if not speech.first or not (speech.first.capital or speech.resumes):
        return None  # a fragment that the narrator quotes
    if page.text[speech.follows].isupper() and clause.stands_alone:
        return None  # “The Long Road Home” He had read it twice.
    if clause.helped and page.opens_sentence(speech) and clause.subject[0].low == "it":
        return None  # “Rest period” it was called
    at = speech.last + 1
    grey = clause.attachment is Attachment.GREY
    if grey and (
        page.text[speech.follows].isupper() or clause.subject[0].low not in SUBJECTS or speech.lead is not None
    ):
        return None
    asks = speech.first.low in QUESTION_WORDS or clause.reading.plain in (
        "ask",
        "enquire",
        "inquire",
        "demand",
        "wonder",
    )
    many = len(list(islice(words_in(page.text, speech.quotation.words.start, speech.quotation.words.end), 2))) > 1
    certain = page.opens_sentence(speech) and many and not asks and not grey
    fixes = [put(page, Span(at, at), ",", SAFE if certain else ASK, "Put a comma")]
    if asks:
        fixes.insert(0, put(page, Span(at, at), "?", ASK, "Put a question mark"))
    span = _place(page, speech)
    message = f"A comma is missing between what is said and “{clause.shown}”."
    level = Level.QUESTION if grey else None
    return flag(COMMA_BEFORE_TAG, page, span, message, f"“{clause.verb.text}” says who speaks", tuple(fixes), level)


def _small(page: Page, speech: Speech) -> bool:
    """Whether the word after the quotation is one that is written small inside a sentence."""
    word = next(words_in(page.text, speech.follows, len(page.text)))
    return word.low in SMALL or word.low in DETERMINERS or sure(word.low)


def _lower(page: Page, speech: Speech) -> Edit:
    at = speech.follows
    return Edit(Span(at, at + 1), page.text[at].lower())


def _comma(page: Page, speech: Speech, cut: bool) -> Finding | None:
    clause, at = speech.clause, speech.follows
    capital = page.text[at].isupper()
    span = _place(page, speech)
    stop = Edit(Span(speech.last, speech.last + 1), ".")
    if clause is not None and clause.attachment is Attachment.BEAT:
        beat = beats.beat(page, speech, clause, stop, cut)
        if beat is not None or not capital:
            return beat
    if (
        clause is not None
        and clause.attachment is Attachment.GREY
        and not cut
        and not (capital and _small(page, speech))
    ):
        return beats.grey(page, speech, clause, stop)
    if clause is None and not (capital and _small(page, speech)):
        return beats.unlisted(page, speech, stop)
    if not capital or not _small(page, speech):
        return None
    if clause is not None and clause.attachment is Attachment.TAG:
        fix = Fix(f"Write {page.text[at].lower()}{page.text[at + 1 : span.end]}", (_lower(page, speech),), SAFE)
        message = f"“{clause.shown}” goes on with the sentence that is said, so it begins with a small letter."
        return flag(CAPITALISED_TAG, page, span, message, "a capital after a comma", (fix,))
    if clause is not None and clause.attachment is Attachment.GREY:
        fixes: tuple[Fix, ...] = (
            Fix("A sentence of its own", (stop,), ASK),
            Fix("A small letter", (_lower(page, speech),), ASK),
        )
    else:
        fixes = (Fix("Put a full stop for the comma", (stop,), ASK),)
    word = page.text[at : span.end]
    message = f"“{word}” begins a new sentence, but what is said before it ends with a comma."
    return flag(COMMA_BEFORE_SENTENCE, page, span, message, "a comma, then a capital", fixes)


def _full(page: Page, speech: Speech, mark: str, cut: bool) -> Finding | None:
    """After a full stop, a question mark, an exclamation mark, an ellipsis or a dash."""
    clause, at = speech.clause, speech.follows
    if page.text[at].islower() and (clause is None or clause.attachment is not Attachment.TAG):
        return beats.small(page, speech, clause, mark, cut)
    if clause is None or clause.attachment is not Attachment.TAG:
        return None
    capital = page.text[at].isupper()
    if capital and (clause.stands_alone or (not clause.inverted and not _tag_alone(clause, mark))):
        return None
    period = mark == "." and sentence_ends(page.text, speech.last) and page.text[speech.last - 1] != "."
    span = _place(page, speech)
    first = page.text[at : span.end]
    lowers = capital and _small(page, speech)
    level = Level.QUESTION if capital and clause.reading.plain not in _PLAIN_TAGS and not clause.inverted else None
    if period and capital and not lowers and clause.subject[0].low not in SUBJECTS:
        level = Level.QUESTION
    if period:
        if not page.is_dialogue(speech) or (capital and clause.subject[0].low == "it"):
            return None
        edits = [Edit(Span(speech.last, speech.last + 1), ",")]
        if lowers:
            edits.append(_lower(page, speech))
        fix = Fix("Put a comma for the full stop", tuple(edits), SAFE if not capital else ASK)
        message = f"A full stop cuts “{clause.shown}” off from what is said; a comma belongs there."
        return flag(PERIOD_BEFORE_TAG, page, span, message, f"“{clause.verb.text}” says who speaks", (fix,), level)
    if not lowers or mark not in "?!…—–.":
        return None
    fix = Fix(f"Write {first[0].lower()}{first[1:]}", (_lower(page, speech),), SAFE if level is None else ASK)
    message = f"“{clause.shown}” says who speaks, so it begins with a small letter."
    return flag(CAPITALISED_TAG, page, span, message, f"a capital after “{mark}” and a verb of saying", (fix,), level)


def _tag_alone(clause: Clause, mark: str) -> bool:
    """Whether the clause is a tag rather than a full sentence that happens to use a verb of saying.

    "He asked again the next day" tells; "He asked quietly." tags.  A tag has a bare verb: its past or
    present without an auxiliary, and little after it.  After a question or a shout a tag is likelier.
    """
    spaced = [word for word in clause.words if word.span.start < clause.verb.span.start and word not in clause.subject]
    if any(not word.low.endswith("ly") for word in spaced):
        return False
    if clause.reading.plain in _PLAIN_TAGS:
        return len(clause.rest) <= _LONG_TAG
    if not clause.rest and (clause.reading.plain in _WAITING or (mark in "?!" and clause.reading.plain in _ANSWERING)):
        return True
    bare = not clause.rest or clause.rest[0].low.endswith("ly") or clause.rest[0].low in _AFTER_TAG
    telling = clause.reading.plain in (_DOING if mark in "?!" else _TELLING)
    return len(clause.rest) <= _SHORT_TAG and not telling and clause.subject[0].low in SUBJECTS and bare


_SHORT_TAG, _LONG_TAG = 10, 14
# Verbs that say nothing by themselves: "She began." waits for what she began.
_WAITING = frozenset("begin explain continue".split())
# Verbs that nobody but a speaker does, so that after a question any subject may have them: "The child persisted."
_ANSWERING = frozenset("persist insist demand protest repeat retort add announce inquire enquire object remark".split())
_AFTER_TAG = frozenset("again aloud back with in to at through from out".split())
