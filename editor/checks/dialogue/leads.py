"""What leads to a quotation: the comma after a verb of saying, the capital of what is said."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.dialogue import before
from editor.checks.dialogue.clauses import Attachment, clause_at
from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import Lead, Page, Speech, sentence_ends
from editor.checks.dialogue.verbs import Form, readings
from editor.checks.dialogue.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
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
RULES = (COMMA_BEFORE_QUOTATION, LOWERCASE, RESUMED)

_TERMINAL = frozenset(".?!…—–")
# Words for what is read or heard rather than said here: what follows them names it.
_SIGNS = frozenset(
    "sign notice label card note board plaque poster headline headlines screen banner placard tag caption inscription "
    "page paper shirt t-shirt badge message text telegram sticker lettering letters display".split()
)
_STEP = 4  # words that may stand between the verb of saying and the quotation


def leads(page: Page) -> Iterator[Finding]:
    """The place where narration meets a quotation."""
    previous: Speech | None = None
    for speech in page.speeches:
        if speech.closed and speech.first is not None:
            lead = speech.lead
            if lead is not None and not speech.resumes:
                yield from _led(page, speech, lead)
            elif lead is None:
                yield from _opening(page, speech)
                yield from _stopped(page, previous, speech)
            elif previous is not None and lead.mark == "":
                yield from _resumed_bare(page, previous, speech, lead)
            elif previous is not None:
                yield from _resumed(page, previous, speech, lead)
        previous = speech


def _sentence(page: Page, speech: Speech, least: int) -> bool:
    """Whether the quotation is a whole sentence rather than a word or a title."""
    return page.end_mark(speech) in _TERMINAL and page.said(speech) >= least


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
        if says is not None and _written(lead):
            return  # The notice said “Keep out.”
        if says is not None and (first.capital or (page.end_mark(speech) in "?!" and page.said(speech) >= 3)):
            closes = page.ends_paragraph(speech) or text[speech.follows].isupper() or page.said(speech) >= 2
            stopped = page.end_mark(speech) in _TERMINAL
            upper = text[speech.follows : speech.follows + 1].isupper()
            runs_on = page.end_mark(speech) == "," and (upper or page.said(speech) >= 3)
            if (stopped or runs_on) and closes and readings(says.low)[0].plain not in _WRITING:
                yield _comma_missing(page, speech, lead, None)
        elif first.capital and _interrupted(page, speech, lead):
            yield _comma_missing(page, speech, lead, Level.QUESTION)
    if first.text[0].islower() and says is not None and lead.mark in ("", ","):
        needed = 2 if lead.mark == "," and page.end_mark(speech) in "?!." else 3
        if lead.mark == "," and page.ends_paragraph(speech):
            needed = 1
        ended = _sentence(page, speech, needed) or (page.end_mark(speech) == "," and page.said(speech) >= 3)
        whole = ended and (lead.mark == "," or page.end_mark(speech) in "?!")
        if whole and not _aside(lead) and not _stammer(first.low):
            yield _small_start(page, speech, None, f"a whole sentence after “{says.text}”")
    if lead.mark == "," and first.capital and before.says_nothing(lead):
        yield from before.beat(page, speech, lead)


def _written(lead: Lead) -> bool:
    """Whether it is a thing with words on it that says them."""
    clause = lead.clause
    return clause is not None and not clause.inverted and any(word.low in _SIGNS for word in clause.subject)


def _interrupted(page: Page, speech: Speech, lead: Lead) -> bool:
    """A sentence of narration with an action in it runs straight into a spoken sentence."""
    clause, last = lead.clause, lead.words[-1]
    if clause is None or lead.says is not None or clause.attachment not in (Attachment.BEAT, Attachment.GREY):
        return False
    closed = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"that", "is", "was", "are", "were", "be"}
    if last.low in closed or any(word.low in before.NAMED for word in lead.words):
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
    elif mark in (".", "?", "!") and (page.ends_paragraph(speech) or _beside_sentences(page, speech)):
        yield _small_start(page, speech, Level.QUESTION, "it begins the sentence")


def _beside_sentences(page: Page, speech: Speech) -> bool:
    """Whether somebody acts after a whole sentence that is said: ``He tapped the glass. “it’s empty.” She laughed.``"""
    clause = speech.clause
    return clause is not None and page.text[speech.follows].isupper() and page.said(speech) > 1


def _stopped(page: Page, previous: Speech | None, speech: Speech) -> Iterator[Finding]:
    """``She said. “Sit down.”``: a sentence that only says who speaks is cut off from what is said."""
    text, at = page.text, speech.quotation.span.start
    floor = previous.quotation.span.end if previous is not None else 0
    while at > floor and text[at - 1].isspace():
        at -= 1
    if at - 1 <= floor or text[at - 1] != "." or not sentence_ends(text, at - 1):
        return
    start, limit = at - 1, max(floor, at - _SHORT)
    while start > limit and not (text[start - 1] in ":;\n" or sentence_ends(text, start - 1)):
        start -= 1
    if start == limit and (limit or previous is not None):
        return  # a longer sentence, or the tag of the quotation before
    clause = clause_at(text, start, at)
    if clause is None or clause.inverted or clause.helped or clause.reading.plain not in _ONLY_SAYS:
        return
    if any(not word.low.endswith("ly") for word in clause.rest) or not page.said(speech):
        return
    stop = Span(at - 1, at)
    span = Span(last_word(page, at - 1), speech.quotation.words.start)
    message = f"A full stop cuts “{clause.shown}” off from what is said; a comma belongs there."
    fix = put(page, stop, ",", ASK, "Put a comma for the full stop")
    level = None if clause.reading.plain == "say" else Level.QUESTION
    yield flag(COMMA_BEFORE_QUOTATION, page, span, message, f"“{clause.verb.text}” leads to it", (fix,), level)


# What is written or called somebody may follow as a thing: He wrote “Kit loves Nan” on the wall.
_WRITING = frozenset("call write scribble type text".split())
_SHORT = 60  # code points
_ONLY_SAYS = frozenset("say ask add reply exclaim announce murmur mutter whisper".split())


def _resumed_bare(page: Page, previous: Speech, speech: Speech, lead: Lead) -> Iterator[Finding]:
    """``“Hold on,” I said “I have to go.”``: neither comma nor full stop after the tag."""
    if previous.tag is None or page.end_mark(previous) not in ",?!" or not _adjacent(lead):
        return
    if speech.quotation.span.start == lead.span.end or page.said(speech) < 2 or not previous.closed:
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
    if clause.attachment is not Attachment.TAG or not first.capital or first.low not in SMALL | _HELPS:
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


_HELPS = AUXILIARIES - {"will", "may", "might", "must"}
