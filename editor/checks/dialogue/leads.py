"""What leads to a quotation: the comma after a verb of saying, the capital of what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from editor.checks.dialogue.clauses import Attachment, read_clause
from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import Lead, Page, Speech
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.verbs import Form, Tier, readings, sure
from editor.checks.dialogue.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    INTERJECTIONS,
    PERSONS,
    PREPOSITIONS,
    SMALL,
)
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.span import Span

_SOURCE = "CMOS 13.14, 13.18–13.20, 13.39; New Hart's Rules 9.2"

COMMA_BEFORE_QUOTATION = rule(
    "missing-comma-before-quotation",
    Level.MISTAKE,
    "missing comma before the quotation",
    "A comma stands between the words that say who speaks and the sentence that is spoken.",
    "She said, “Sit down.”",
    "She said “Sit down.”",
    _SOURCE,
)
LOWERCASE = rule(
    "lowercase-quotation",
    Level.MISTAKE,
    "small letter begins a quotation",
    "A whole sentence that is quoted begins with a capital, wherever it stands in the sentence around it.",
    "He said, “You heard the lady.”",
    "He said, “you heard the lady.”",
    _SOURCE,
)
RESUMED = rule(
    "resumed-capital",
    Level.QUESTION,
    "capital after an interrupting tag",
    "When the tag interrupts a sentence, the second half goes on with a small letter; a new sentence needs a "
    "full stop after the tag.",
    "“If you go,” he said, “you stay gone.”",
    "“If you go,” he said, “You stay gone.”",
    "CMOS 13.39–13.41",
)
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
RULES = (COMMA_BEFORE_QUOTATION, LOWERCASE, RESUMED, BEAT_BEFORE)

_TERMINAL = frozenset(".?!…—–")
# Words for what is read or heard rather than said here: what follows them names it.
_NAMED = frozenset(
    "word words phrase question answer sign title song poem motto line letter note message voice tone screen "
    "label card name poster headline book chapter heading inscription verse slogan text caption paper page board "
    "notice telegram called named titled entitled labelled labeled marked reading whisper shriek call cry shout "
    "yell roar murmur exclamation expression remark toast".split()
)
# Grey verbs after which words are written, spelt or brought out, so that a comma before them is right.
_PRODUCING = frozenset(
    "write type text sign finger try spit burst cut break choke pant flash wave scribble jot paint".split()
)
_NEAR = 3  # a word for what is read or heard names what follows only from so near
_STEP = 4  # words that may stand between the verb of saying and the quotation


def before(page: Page) -> Iterator[Finding]:
    """The place where narration meets a quotation."""
    previous: Speech | None = None
    for speech in page.speeches:
        if speech.closed and speech.first is not None:
            lead = speech.lead
            if lead is not None and not speech.resumes:
                yield from _led(page, speech, lead)
            elif lead is None:
                yield from _opening(page, speech)
            elif previous is not None and lead.mark == "":
                yield from _resumed_bare(page, previous, speech, lead)
            elif previous is not None:
                yield from _resumed(page, previous, speech, lead)
        previous = speech


def _said(page: Page, speech: Speech) -> int:
    """How many words are said, counted no further than any rule asks."""
    return len(list(islice(words_in(page.text, speech.quotation.words.start, speech.quotation.words.end), 5)))


def _sentence(page: Page, speech: Speech, least: int) -> bool:
    """Whether the quotation is a whole sentence rather than a word or a title."""
    return page.end_mark(speech) in _TERMINAL and _said(page, speech) >= least


def _adjacent(lead: Lead) -> bool:
    """Whether nothing but whom and how stands between the verb of saying and the quotation."""
    if lead.says is None:
        return False
    after = [word for word in lead.words if word.span.start > lead.says.span.start]
    if len(after) > _STEP or (after and after[-1].low == "to"):
        return False
    for word in after:
        plain = word.low in PERSONS | {"to", "again", "back", "out", "aloud", "was", "is"}
        if not (plain or word.capital or word.low.endswith("ly")):
            return False
    return True


def _is_verb(lead: Lead) -> bool:
    """Whether the verb of saying is a verb there: not "the order", not "a cry"."""
    at = lead.words.index(lead.says) if lead.says in lead.words else 0
    before_it = lead.words[at - 1].low if at else ""
    return before_it not in DETERMINERS and not before_it.endswith("'s")


def _led(page: Page, speech: Speech, lead: Lead) -> Iterator[Finding]:
    text, quotation = page.text, speech.quotation
    gap = quotation.span.start > lead.span.end
    first = speech.first
    if first is None or first.span.start != quotation.words.start:
        return
    says = lead.says if _adjacent(lead) and _is_verb(lead) else None
    if lead.mark == "" and gap and not quotation.words.of(text).isupper():
        if says is not None and (first.capital or (page.end_mark(speech) in "?!" and _said(page, speech) >= 3)):
            closes = page.ends_paragraph(speech) or text[speech.follows].isupper() or _said(page, speech) >= 2
            stopped = page.end_mark(speech) in _TERMINAL
            upper = text[speech.follows : speech.follows + 1].isupper()
            runs_on = page.end_mark(speech) == "," and (upper or _said(page, speech) >= 3)
            if (stopped or runs_on) and closes and readings(says.low)[0].plain != "call":
                yield _comma_missing(page, speech, lead, None)
        elif first.capital and _interrupted(page, speech, lead):
            yield _comma_missing(page, speech, lead, Level.QUESTION)
    if first.text[0].islower() and says is not None and lead.mark in ("", ","):
        needed = 2 if lead.mark == "," and page.end_mark(speech) in "?!." else 3
        if lead.mark == "," and page.ends_paragraph(speech):
            needed = 1
        ended = _sentence(page, speech, needed) or (page.end_mark(speech) == "," and _said(page, speech) >= 3)
        whole = ended and (lead.mark == "," or page.end_mark(speech) in "?!")
        if whole and not _aside(lead) and not _stammer(first.low):
            yield _small_start(page, speech, None, f"a whole sentence after “{says.text}”")
    if lead.mark == "," and first.capital and _says_nothing(lead):
        yield from _beat(page, speech, lead)


def _interrupted(page: Page, speech: Speech, lead: Lead) -> bool:
    """A sentence of narration with an action in it runs straight into a spoken sentence."""
    clause, last = lead.clause, lead.words[-1]
    if clause is None or lead.says is not None or clause.attachment not in (Attachment.BEAT, Attachment.GREY):
        return False
    closed = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"that", "is", "was", "are", "were", "be"}
    if last.low in closed or any(word.low in _NAMED for word in lead.words):
        return False
    if len(lead.words) > 1 and lead.words[-2].low in DETERMINERS and clause.reading.plain not in ("shake", "nod"):
        return False
    ends = page.ends_paragraph(speech) or page.text[speech.follows].isupper()
    return ends and _sentence(page, speech, 4)


def _comma_missing(page: Page, speech: Speech, lead: Lead, level: Level | None) -> Finding:
    at = lead.span.end
    start = last_word(page, at)
    first = speech.first
    assert first is not None
    span = Span(start, speech.quotation.words.start)
    verb = lead.says.text if lead.says is not None else ""
    if level is None:
        fixes = [put(page, Span(at, at), ",", SAFE if verb and first.capital else ASK, "Put a comma")]
        message = f"A comma is missing between “{lead.words[-1].text}” and what is said."
        evidence = f"“{verb}” leads to a whole sentence"
        level = Level.QUESTION if _woven_in(lead) else None
    else:
        fixes = [
            put(page, Span(at, at), mark, ASK, f"Put a {name}") for mark, name in ((".", "full stop"), (",", "comma"))
        ]
        message = f"No mark stands between “{lead.words[-1].text}” and the sentence that is said."
        evidence = "a whole sentence follows without a mark"
    return flag(COMMA_BEFORE_QUOTATION, page, span, message, evidence, tuple(fixes), level)


def _woven_in(lead: Lead) -> bool:
    """Whether the verb depends on another: "by saying “Hush!”", "stops to say “Good day.”" may go without a comma."""
    if lead.says is None:
        return False
    at = lead.words.index(lead.says)
    return readings(lead.says.low)[0].form is Form.ING or (at > 0 and lead.words[at - 1].low == "to")


def _aside(lead: Lead) -> bool:
    """Whether the verb of saying stands in an aside: "It was, he said, “a fine thing.”"."""
    assert lead.says is not None
    text_words = [word for word in lead.words if word.span.start < lead.says.span.start]
    if not text_words:
        return False
    if lead.clause is not None and lead.clause.verb == lead.says:
        return False
    gaps = zip(lead.words, lead.words[1:], strict=False)
    commas = [a for a, b in gaps if b.span.start - a.span.end > 1 and b.span.start <= lead.says.span.start]
    if not commas:
        return False
    segment = [word for word in lead.words if word.span.start > commas[-1].span.start]
    if segment[0].low == "as":
        return True  # as she puts it
    if lead.words[0].low in CONJUNCTIONS | _WHEN:
        return False  # "When he was through, she said": the comma ends another clause
    waits = commas[-1].low in AUXILIARIES | PREPOSITIONS | DETERMINERS | CONJUNCTIONS | {"that", "as"}
    return len(segment) <= 3 and waits and segment[0].low not in CONJUNCTIONS


_WHEN = frozenset("as after before until till where".split())


def _stammer(word: str) -> bool:
    return len(word) > 2 and word[1] == "-" and word[2] == word[0]


def _small_start(page: Page, speech: Speech, level: Level | None, evidence: str) -> Finding:
    first = speech.first
    assert first is not None
    span = Span(first.span.start, first.span.end)
    initial = Span(span.start, span.start + 1)
    title = first.text[0].upper() + first.text[1:]
    fix = Fix(f"Write {title}", (Edit(initial, title[0]),), ASK)
    message = f"“{first.text}” begins a spoken sentence, so it takes a capital."
    return flag(LOWERCASE, page, span, message, evidence, (fix,), level)


def _opening(page: Page, speech: Speech) -> Iterator[Finding]:
    """A quotation that opens its sentence and begins with a small letter."""
    first = speech.first
    if first is None or not first.text[0].islower() or first.span.start != speech.quotation.words.start:
        return
    if _stammer(first.low) or any(char.isupper() for char in first.text):
        return
    mark = page.end_mark(speech)
    if speech.tag is not None and mark in ",?!…—":
        yield _small_start(page, speech, None if mark == "," else Level.QUESTION, "it begins the sentence")
    elif mark in (".", "?", "!") and page.ends_paragraph(speech):
        yield _small_start(page, speech, Level.QUESTION, "it begins the sentence")


def _resumed_bare(page: Page, previous: Speech, speech: Speech, lead: Lead) -> Iterator[Finding]:
    """``“Hold on,” I said “I have to go.”``: neither comma nor full stop after the tag."""
    if previous.tag is None or page.end_mark(previous) not in ",?!" or not _adjacent(lead):
        return
    if speech.quotation.span.start == lead.span.end or _said(page, speech) < 2 or not previous.closed:
        return
    first = speech.first
    if first is None or page.end_mark(speech) not in _TERMINAL | {","}:
        return
    at = lead.span.end
    marks = ((".", "full stop"), (",", "comma")) if first.capital else ((",", "comma"),)
    fixes = tuple(put(page, Span(at, at), mark, ASK, f"Put a {name}") for mark, name in marks)
    word = lead.words[-1].text
    span = Span(last_word(page, at), speech.quotation.words.start)
    message = f"No mark stands between the tag, “{word}”, and what is said after it."
    yield flag(COMMA_BEFORE_QUOTATION, page, span, message, "a tag runs straight into speech", fixes)


def _resumed(page: Page, previous: Speech, speech: Speech, lead: Lead) -> Iterator[Finding]:
    first = speech.first
    clause = previous.clause
    if first is None or lead.mark != "," or page.end_mark(previous) != "," or clause is None:
        return
    if clause.attachment is not Attachment.TAG or not first.capital or first.low not in SMALL:
        return
    if first.span.start != speech.quotation.words.start or first.text.isupper():
        return
    initial = Span(first.span.start, first.span.start + 1)
    fixes = (
        Fix(f"Write {first.text[0].lower()}{first.text[1:]}", (Edit(initial, first.text[0].lower()),), ASK),
        Fix("Put a full stop after the tag", (Edit(Span(lead.mark_at, lead.mark_at + 1), "."),), ASK),
    )
    message = f"“{first.text}” goes on with the sentence before the tag, so it begins with a small letter."
    yield flag(RESUMED, page, first.span, message, "a comma before and after the tag", fixes)


def _says_nothing(lead: Lead) -> bool:
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


def _beat(page: Page, speech: Speech, lead: Lead) -> Iterator[Finding]:
    clause = lead.clause or read_clause(page.facts.reading, lead.words)
    if clause is None or clause.inverted:
        yield from _state(page, speech, lead)
        return
    if clause.helped or clause.attachment not in (Attachment.BEAT, Attachment.GREY):
        return
    if clause.reading.plain in _PRODUCING or not _can_follow(page, speech, lead, clause.subject):
        return
    grey = clause.attachment is Attachment.GREY
    aside = "," in page.text[clause.verb.span.end : lead.mark_at]
    level = Level.QUESTION if grey or aside or lead.clause is None else None
    message = f"“{clause.verb.text}” is an action, not a way of saying: a full stop belongs before the quotation."
    yield _stop_before(page, speech, lead, message, f"“{clause.verb.text}” is no verb of saying", level)


def _state(page: Page, speech: Speech, lead: Lead) -> Iterator[Finding]:
    """``He was at the door, “Wait!”``: what leads to the quotation only tells how things are."""
    words = lead.words
    if len(words) < 3 or words[1].low not in _BEING or words[-1].low in _BEING:
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


_BEING = frozenset("was were is are had has".split())
_WHO = frozenset("he she they i we there somebody someone everybody everyone nobody".split())


def _can_follow(page: Page, speech: Speech, lead: Lead, subject: Sequence[Word]) -> bool:
    """Whether the quotation is speech that could stand by itself, and nothing before it names it."""
    if any(_names(word) for word in (*subject, *lead.words[-_NEAR:])):
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
    return _said(page, speech) >= 2 or mark in "?!" or first.low in INTERJECTIONS


def _names(word: Word) -> bool:
    return word.low in _NAMED or word.low.removesuffix("s") in _NAMED


def _stop_before(page: Page, speech: Speech, lead: Lead, message: str, evidence: str, level: Level | None) -> Finding:
    at, first = lead.mark_at, speech.first
    assert first is not None
    span = Span(last_word(page, at), first.span.end)
    fix = put(page, Span(at, at + 1), ".", ASK, "Put a full stop for the comma")
    return flag(BEAT_BEFORE, page, span, message, evidence, (fix,), level)
