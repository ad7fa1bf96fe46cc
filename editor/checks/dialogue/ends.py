"""How a quotation ends: doubled, missing and misplaced end marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import regex

from editor.checks.dialogue.clauses import Attachment, clause_at
from editor.checks.dialogue.flag import ASK, SAFE, flag, last_word, put, rule
from editor.checks.dialogue.speech import CLOSERS, Page, Speech, sentence_ends
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.words import INTERJECTIONS, QUESTION_WORDS, SMALL, SUBJECTS
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.span import Span

DOUBLED = rule(
    "doubled-end-marks",
    Level.MISTAKE,
    "two end marks",
    "A sentence ends once: the question mark or the exclamation mark takes the place of the full stop and of "
    "the comma. Only an ellipsis may stand before another mark.",
    "“Are you ready?” she asks.",
    "“Are you ready.?” she asks.",
    "CMOS 6.9, 6.125; New Hart's Rules 4.5",
)
TWO_DOTS = rule(
    "two-dots",
    Level.MISTAKE,
    "two dots",
    "A sentence ends with one full stop and trails off with three dots; two are a slip of the finger.",
    "“It’s only an onion…”",
    "“It’s only an onion..”",
    "CMOS 13.50",
)
MISSING_END = rule(
    "missing-end-mark",
    Level.MISTAKE,
    "no end mark",
    "Speech that ends its sentence carries its full stop, question mark or exclamation mark inside the "
    "quotation marks.",
    "“I’m going.” He took his hat.",
    "“I’m going” He took his hat.",
    "CMOS 6.9, 13.39",
)
OUTSIDE = rule(
    "mark-outside-quotation",
    Level.MISTAKE,
    "mark outside the quotation",
    "In dialogue the comma or full stop belongs to what is said and stands inside the quotation marks, in "
    "American and in British use.",
    "“I’m late,” he said.",
    "“I’m late”, he said.",
    "CMOS 6.9; New Hart's Rules 9.2.3",
)
RULES = (DOUBLED, TWO_DOTS, MISSING_END, OUTSIDE)

_RUN = regex.compile(r"[.,?!…]{2,}+")
# Runs that are right, or a matter of taste: ellipses with or without an end mark, shouted questions.
_RIGHT = regex.compile(r"(?:\.{3,}+|…++)[?!]{0,3}+[.,]?+|[?!]++(?:\.{3,}+|…++)?+")
_LONG = 6  # a longer run is a drawing, not a slip
_TITLE = 16  # no title or sign has so many words
_SPOKEN = 3  # so many words between quotation marks are said rather than named


def doubled(page: Page) -> Iterator[Finding]:
    """``.?`` ``?.`` ``!.`` ``,.`` ``.,`` ``?,`` ``..``: one mark is enough."""
    text = page.text
    by_end = {speech.last: speech for speech in page.speeches if speech.closed}
    for match in _RUN.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        if (
            len(run) > _LONG
            or _RIGHT.fullmatch(run)
            or start == 0
            or not (text[start - 1].isalnum() or text[start - 1] in CLOSERS)
        ):
            continue
        if "..." in run or "…" in run or (end < len(text) and text[end].isdigit()):
            continue
        if run[0] == "." and not sentence_ends(text, start):
            continue  # etc., p.m.? and a name’s initial
        if run == ".," and text[end : end + 1] not in _CLOSING and not _whole_word(text, start):
            continue  # an abbreviation that we do not know
        span = Span(last_word(page, start), end)
        if run == "..":
            dots = "…" if page.style.curly or "…" in text else "..."
            speech = by_end.get(end - 1)
            fixes: tuple[Fix, ...] = (put(page, Span(start, end), dots, ASK, "An ellipsis"),)
            goes_on = text[end : end + 2].strip()[:1].islower() or (speech is not None and speech.tag is not None)
            if not goes_on:
                fixes = (put(page, Span(start + 1, end), "", ASK, "One full stop"), *fixes)
            yield flag(TWO_DOTS, page, span, f"“{span.of(text)}” ends with two dots.", "two full stops", fixes)
        else:
            yield _one_mark(page, span, start, run, by_end.get(end - 1))
    for speech in page.speeches:
        yield from _doubled_across(page, speech)


_CLOSING = frozenset("\"”'’»")


def _whole_word(text: str, at: int) -> bool:
    """Whether the word that ends at ``at`` is too long and too small for an abbreviation."""
    start = at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return at - start >= 5 and text[start:at].islower()


def _one_mark(page: Page, span: Span, start: int, run: str, speech: Speech | None) -> Finding:
    """The finding for a run of end marks of which one is too many."""
    end = start + len(run)
    loud = "".join(mark for mark in run if mark in "?!")
    if loud:
        kept, sure = loud, True
    elif speech is not None and (speech.tag is not None or page.ends_paragraph(speech)):
        kept, sure = "," if speech.tag is not None else ".", True
    else:
        kept, sure = ("," if page.text[end : end + 2].strip()[:1].islower() else "."), False
    # Only what is too many goes; the mark that stays is not touched.
    if run.endswith(kept):
        edit, put_in = Span(start, end - len(kept)), ""
    elif run.startswith(kept):
        edit, put_in = Span(start + len(kept), end), ""
    else:
        edit, put_in = Span(start, end), kept
    fix = put(page, edit, put_in, SAFE if sure else ASK, f"Keep only the {_NAMES.get(kept, kept)}")
    message = f"“{span.of(page.text)}” ends with “{run}”: one of the marks is too many."
    return flag(DOUBLED, page, span, message, f"marks typed: {' '.join(run)}", (fix,))


_NAMES = {".": "full stop", ",": "comma", "?": "question mark", "!": "exclamation mark"}


def _doubled_across(page: Page, speech: Speech) -> Iterator[Finding]:
    """An end mark inside and another outside: ``“I’m late.”.``, ``“Really?”, she said``."""
    end = speech.quotation.span.end
    if not speech.closed or end >= len(page.text) or page.text[end] not in ",." or page.text[end + 1 : end + 2] == ".":
        return
    inside, outside = page.end_mark(speech), page.text[end]
    if inside not in (".", ",", "?", "!") or (inside == "." and not sentence_ends(page.text, speech.last)):
        return
    clause = clause_at(page.text, end + 1, len(page.text))
    tagged = clause is not None and clause.attachment is Attachment.TAG and not clause.stands_alone
    told = speech.lead is not None and speech.lead.says is not None and speech.lead.mark == ","
    stopped = inside in "?!" and outside == "." and (told or page.opens_sentence(speech))
    if not (inside == outside or stopped or (outside == "," and tagged and page.is_dialogue(speech))):
        return
    span = Span(last_word(page, speech.last), end + 1)
    edits = [Edit(Span(end, end + 1), "")]
    if inside == "." and outside == ",":
        edits.insert(0, Edit(Span(speech.last, speech.last + 1), ","))
    fix = Fix("Keep the mark inside", tuple(edits), SAFE)
    message = f"“{span.of(page.text)}” has an end mark on each side of the quotation mark."
    yield flag(DOUBLED, page, span, message, f"inside {inside} outside {outside}", (fix,))


def missing_end(page: Page) -> Iterator[Finding]:
    """Speech that ends its sentence without a mark."""
    text = page.text
    for speech in page.speeches:
        if (
            not speech.closed
            or not page.end_mark(speech).isalnum()
            or speech.tag is not None
            or not _spoken(page, speech)
        ):
            continue
        lead = speech.lead
        told = lead is not None and lead.says is not None and lead.mark in (",", ":")
        begins = (
            page.opens_sentence(speech)
            or told
            or (speech.resumes and lead is not None and lead.mark in (",", ";", "—"))
        )
        following = text[speech.follows : speech.follows + 1]
        spaced = speech.follows > speech.quotation.span.end
        mark = "."
        level = Level.MISTAKE
        if page.ends_paragraph(speech):
            if not begins:
                if lead is None or lead.mark != "," or not _long(page, speech):
                    continue
                level = Level.QUESTION
        elif begins and spaced and following.isupper():
            if speech.clause is not None and speech.clause.attachment is Attachment.GREY:
                level = Level.QUESTION
            if not (_long(page, speech) or _interjection(speech) or _beside_action(page, speech)):
                continue
        elif begins and spaced and following.islower():
            if not _runs_into(speech, told, page):
                continue
            if speech.clause is None or speech.clause.subject[0].low not in SUBJECTS:
                mark = ","
        else:
            continue
        yield _missing(page, speech, mark, level)


def _beside_action(page: Page, speech: Speech) -> bool:
    """Whether two words are said and somebody acts after them: ``“Thank you” He bowed.``"""
    clause = speech.clause
    if clause is None or clause.attachment is not Attachment.BEAT or clause.subject[0].low not in SUBJECTS:
        return False
    return page.opens_sentence(speech) and len(_said(page, speech)) == 2


def _runs_into(speech: Speech, told: bool, page: Page) -> bool:
    """Whether narration in small letters goes on after something said."""
    clause = speech.clause
    if clause is not None and clause.attachment is Attachment.BEAT:
        return clause.subject[0].low in SUBJECTS and not clause.inverted and page.opens_sentence(speech)
    first = next(words_in(page.text, speech.follows, len(page.text)), None)
    return (
        told
        and _long(page, speech)
        and first is not None
        and first.low in ("and", "but", "while", "as", "before", "then")
    )


def _missing(page: Page, speech: Speech, mark: str, level: Level) -> Finding:
    at = speech.last + 1
    span = Span(last_word(page, at), speech.quotation.span.end)
    edits = [Edit(Span(at, at), mark)]
    if mark == "." and page.text[speech.follows : speech.follows + 1].islower():  # an action begins anew
        edits.append(Edit(Span(speech.follows, speech.follows + 1), page.text[speech.follows].upper()))
    fixes = [Fix(f"Put a {_NAMES[mark]}", tuple(edits), ASK)]
    if mark == "." and speech.first is not None and speech.first.low in QUESTION_WORDS:
        fixes.insert(0, put(page, Span(at, at), "?", ASK, "Put a question mark"))
    message = f"“{span.of(page.text).strip(_MARKS)}” ends what is said, but has no end mark."
    return flag(MISSING_END, page, span, message, "no mark before the closing quotation mark", tuple(fixes), level)


_MARKS = "\"“”'‘’«»"


_THERE = frozenset({"that", "this", "there", "here"})


def _said(page: Page, speech: Speech) -> list[Word]:
    """The first words of a quotation: enough to tell speech from a title."""
    return list(islice(words_in(page.text, speech.quotation.words.start, speech.quotation.words.end), _TITLE))


def _long(page: Page, speech: Speech) -> bool:
    said = _said(page, speech)
    subject = bool(said) and said[0].low.split("'")[0] in SUBJECTS | _THERE
    return len(said) >= _SPOKEN or (len(said) > 1 and subject)


def _interjection(speech: Speech) -> bool:
    return speech.first is not None and speech.first.low in INTERJECTIONS


def _spoken(page: Page, speech: Speech) -> bool:
    """Whether the words can be speech: no title, no sign, no name alone."""
    said = _said(page, speech)
    if not said or not (said[0].capital or speech.resumes):
        return False
    if len(said) == 1:
        return said[0].low in INTERJECTIONS and not said[0].text.isupper()
    if len(said) == _TITLE:
        return True
    big = sum(word.capital or word.text[0].isdigit() or word.low in SMALL for word in said)
    speaks = said[0].low in INTERJECTIONS or any(word.low.split("'")[0] in SUBJECTS | _THERE for word in said)
    title = big == len(said) and sum(word.capital for word in said) > 1 and not speaks
    return not title and not all(word.text.isupper() for word in said if word.low not in ("i", "a"))


def _tagged_after(text: str, at: int) -> bool:
    """Whether a tag follows at ``at``."""
    clause = clause_at(text, at, len(text))
    return clause is not None and clause.attachment is Attachment.TAG


def outside(page: Page) -> Iterator[Finding]:
    """``“I’m late”, he said``: the mark belongs to what is said."""
    text = page.text
    for speech in page.speeches:
        end = speech.quotation.span.end
        mark = text[end : end + 1]
        if (
            not speech.closed
            or mark not in (",", ".", "?", "!")
            or not page.end_mark(speech).isalnum()
            or text[end + 1 : end + 2] == "."
        ):
            continue
        lead = speech.lead
        begins = page.opens_sentence(speech) or (lead is not None and lead.says is not None and lead.mark == ",")
        if mark == ",":
            clause = clause_at(text, end + 1, len(text))
            if clause is None or clause.attachment is not Attachment.TAG or not begins:
                continue
            if speech.first is None or not (speech.first.capital or speech.resumes):
                continue
        elif mark in "?!":
            # Did he say “I’m off”? asks about what is said: only speech of its own takes the mark in.
            if not page.opens_sentence(speech) or not _tagged_after(text, end + 1):
                continue
        elif not begins or not _spoken(page, speech) or not _long(page, speech):
            continue
        at = speech.last + 1
        span = Span(last_word(page, at), end + 1)
        certain = page.opens_sentence(speech) and _long(page, speech)
        fix = Fix(
            f"Move the {_NAMES[mark]} inside",
            (Edit(Span(at, at), mark), Edit(Span(end, end + 1), "")),
            SAFE if certain else ASK,
        )
        message = f"The {_NAMES[mark]} after “{span.of(text)[:-1].strip(_MARKS)}” belongs inside the quotation marks."
        yield flag(OUTSIDE, page, span, message, f"the {_NAMES[mark]} stands after the closing mark", (fix,))
