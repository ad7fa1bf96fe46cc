"""An action before a quotation that ends with a comma, as if it said something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editor.checks.dialogue.clauses import Attachment, read_clause
from editor.checks.dialogue.flag import ASK, flag, last_word, put, rule
from editor.checks.dialogue.speech import Lead, Page, Speech
from editor.checks.dialogue.tokens import Word
from editor.checks.dialogue.verbs import Form, Tier, readings, sure
from editor.checks.dialogue.words import DETERMINERS, INTERJECTIONS, SMALL
from editor.checks.rule import Finding, Level
from editor.text.span import Span

BEAT_BEFORE = rule(
    "action-beat-comma-before",
    Level.MISTAKE,
    "comma after an action",
    "A smile or a shake of the head does not say anything: the action is a sentence of its own and ends with a "
    "full stop before the quotation marks.",
    "He grins. “Behind the old mill.”",
    "He grins, “Behind the old mill.”",
    "CMOS 13.39–13.45; New Hart's Rules 9.2",
)
RULES = (BEAT_BEFORE,)

_TERMINAL = frozenset(".?!…—–")
NAMED = frozenset(
    "word words phrase question answer sign title song poem motto line letter note message voice tone screen "
    "label card name poster headline book chapter heading inscription verse slogan text caption paper page board "
    "notice telegram called named titled entitled labelled labeled marked reading whisper shriek call cry shout "
    "yell roar murmur exclamation expression remark toast".split()
)
# Grey verbs after which words are written, spelt or brought out, so that a comma before them is right.
_PRODUCING = frozenset("spit burst cut break choke pant flash wave jot paint".split())
# What is done to a thing with words on it by somebody who is not reading it.
_HANDLING = frozenset(
    "fold drop close shut tear throw crumple snatch slam burn toss fling tuck pocket lay set pick seal stuff grab put "
    "push slide pass hand".split()
)
_NEAR = 3  # a word for what is read or heard names what follows only from so near


def says_nothing(lead: Lead) -> bool:
    """Whether no verb of saying leads to the quotation: "the yells" and "her mouth" are none."""
    before: Word | None = None
    for word in lead.words:
        # "Her mouth" and "the yells" name things; "in his, spoke" does not.
        held = before is not None and word.span.start - before.span.end == 1 and _holds(before)
        if sure(word.low) and not held:
            return False
        before = word
    return True


def _holds(word: Word) -> bool:
    return word.low in DETERMINERS or word.low.endswith("'s")


def beat(page: Page, speech: Speech, lead: Lead) -> Iterator[Finding]:
    clause = lead.clause or read_clause(page.facts.reading, lead.words)
    if clause is None or clause.inverted:
        yield from _state(page, speech, lead)
        return
    if clause.helped or clause.attachment not in (Attachment.BEAT, Attachment.GREY):
        return
    if (
        clause.reading.plain in _PRODUCING
        or lead.words[-1].low in _LEADING
        or not _can_follow(page, speech, lead, clause.subject)
    ):
        return
    grey = clause.attachment is Attachment.GREY
    aside = "," in page.text[clause.verb.span.end : lead.mark_at]
    level = Level.QUESTION if grey or aside or lead.clause is None else None
    message = f"“{clause.verb.text}” is an action, not a way of saying: a full stop belongs before the quotation."
    yield _stop_before(page, speech, lead, message, f"“{clause.verb.text}” is no verb of saying", level)


def _state(page: Page, speech: Speech, lead: Lead) -> Iterator[Finding]:
    """``He was at the door, “Wait!”``: what leads to the quotation only tells how things are."""
    words = lead.words
    if len(words) < 3 or words[1].low not in _BEING or words[-1].low in _BEING | _LEADING:
        return
    if words[2].low.endswith("ing") and not any(verb.tier is Tier.NEVER for verb in readings(words[2].low)):
        return  # was whistling, was saying
    subject = words[0]
    if not (subject.low in _WHO or (subject.capital and subject.low not in SMALL)):
        return
    if not _can_follow(page, speech, lead, words[:1]):
        return
    message = f"“{subject.text} {words[1].text}” says nothing: a full stop belongs before the quotation."
    yield _stop_before(page, speech, lead, message, "no verb of saying leads to it", Level.QUESTION)


# Prepositions that reach for what is said: "He turned to her with, “…”".
_LEADING = frozenset("with by as than like of for".split())
_BEING = frozenset("was were is are had has".split())
_WHO = frozenset("he she they i we there somebody someone everybody everyone nobody".split())


def _can_follow(page: Page, speech: Speech, lead: Lead, subject: Sequence[Word]) -> bool:
    """Whether the quotation is speech that could stand by itself, and nothing before it names it."""
    handled = lead.clause is not None and lead.clause.reading.plain in _HANDLING
    if any(_names(word) for word in (*subject, *(() if handled else lead.words[-_NEAR:]))):
        return False
    if any(verb.tier is Tier.SURE and verb.form is Form.ING for word in lead.words for verb in readings(word.low)):
        return False
    if speech.quotation.words.of(page.text).isupper():
        return False  # a sign or a motto
    mark = page.end_mark(speech)
    if mark not in _TERMINAL | {","}:
        return False
    first = speech.first
    assert first is not None
    return page.said(speech) >= 2 or mark in "?!" or first.low in INTERJECTIONS


def _names(word: Word) -> bool:
    return word.low in NAMED or word.low.removesuffix("s") in NAMED


def _stop_before(page: Page, speech: Speech, lead: Lead, message: str, evidence: str, level: Level | None) -> Finding:
    at, first = lead.mark_at, speech.first
    assert first is not None
    span = Span(last_word(page, at), first.span.end)
    fix = put(page, Span(at, at + 1), ".", ASK, "Put a full stop for the comma")
    return flag(BEAT_BEFORE, page, span, message, evidence, (fix,), level)
