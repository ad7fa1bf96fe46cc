"""An action beside a quotation: a sentence of its own, never a tag."""

from __future__ import annotations

from itertools import islice

from editor.checks.dialogue.clauses import Attachment, Clause, clause_words, read_clause
from editor.checks.dialogue.flag import ASK, flag, last_word, rule
from editor.checks.dialogue.speech import Page, Speech, sentence_ends
from editor.checks.dialogue.tokens import words_in
from editor.checks.dialogue.verbs import Tier, readings, sure
from editor.checks.dialogue.words import AUXILIARIES, DETERMINERS, POSSESSIVES, SMALL, SUBJECTS
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.span import Span

BEAT = rule(
    "action-beat-comma",
    Level.MISTAKE,
    "comma before an action",
    "Nobody says words by shaking their head: an action beside speech is a sentence of its own, with its own "
    "capital and its own full stop.",
    "“I’m late.” He grabbed his coat.",
    "“I’m late,” he grabbed his coat.",
    "CMOS 13.39–13.45; New Hart's Rules 9.2",
)
GREY_TAG = rule(
    "smiled-words",
    Level.ADVICE,
    "smile or sigh as tag",
    "Nobody smiles or sighs words. Some houses let such verbs stand as tags; others ask for a sentence of its own.",
    "“Good night.” He smiled.",
    "“Good night,” he smiled.",
    "CMOS 13.39; house style",
)
SMALL_BEAT = rule(
    "lowercase-beat",
    Level.MISTAKE,
    "small letter begins an action",
    "What is said has come to its end, so the action after it is a new sentence and begins with a capital.",
    "“Get out!” He pointed at the door.",
    "“Get out!” he pointed at the door.",
    "CMOS 13.39–13.45",
)
RULES = (BEAT, GREY_TAG, SMALL_BEAT)


def beat(page: Page, speech: Speech, clause: Clause, stop: Edit, cut: bool) -> Finding | None:
    if clause.inverted or _also_says(page, clause):
        return None
    lead = speech.lead
    told = lead is not None and lead.mark in (",", ":") and lead.says is not None
    if not (page.opens_sentence(speech) or speech.resumes or (told and clause.subject[0].low in SUBJECTS)):
        return None
    at = speech.follows
    edits = (stop, Edit(Span(at, at + 1), page.text[at].upper())) if page.text[at].islower() else (stop,)
    span = Span(last_word(page, speech.last), clause.verb.span.end)
    message = f"“{clause.shown}” is an action, not a way of saying: it is a sentence of its own."
    fix = Fix("Make it a sentence of its own", edits, ASK)
    # Between two halves of one sentence older prose allows it; dashes are the rule there now.
    level = Level.QUESTION if cut or clause.helped else None
    return flag(BEAT, page, span, message, f"“{clause.verb.text}” is no verb of saying", (fix,), level)


def grey(page: Page, speech: Speech, clause: Clause, stop: Edit) -> Finding | None:
    """``“Good night,” he smiled``: some houses take it for a tag, most do not."""
    if clause.inverted or clause.helped or _also_says(page, clause) or not page.opens_sentence(speech):
        return None
    at = speech.follows
    span = Span(last_word(page, speech.last), clause.verb.span.end)
    edits = (stop, Edit(Span(at, at + 1), page.text[at].upper()))
    fix = Fix("Make it a sentence of its own", edits, ASK)
    message = f"“{clause.shown}” is a sound or a look rather than a way of saying; many houses set it apart."
    return flag(GREY_TAG, page, span, message, f"“{clause.verb.text}” says no words", (fix,))


def small(page: Page, speech: Speech, clause: Clause | None, mark: str, cut: bool) -> Finding | None:
    """``“Get out!” he pointed at the door``: the words after an end mark are no tag and begin small."""
    text, at = page.text, speech.follows
    ended = mark in "?!" or (mark in ".…" and (mark == "…" or sentence_ends(text, speech.last))) or mark in "—–"
    if not ended or cut or not (page.opens_sentence(speech) or speech.resumes):
        return None
    fades = mark in "…—–" or text[speech.last - 1] == "."
    if clause is not None and clause.attachment is Attachment.BEAT:
        first = clause.words[0].low
        if clause.inverted or clause.helped or _also_says(page, clause) or first in ("it", "one", "that", "this"):
            return None
        if clause.reading.plain == "go" and not clause.rest:
            return None  # “Ah-choo!” he went.
        end, message = clause.verb.span.end, f"“{clause.shown}” is an action, so it begins a sentence with a capital."
        level = Level.QUESTION if fades else None
    elif clause is None and not fades and _is_state(page, speech):
        words = list(islice(words_in(text, at, len(text)), 2))
        end, level = words[1].span.end, Level.QUESTION
        message = f"“{text[at:end]}” does not say who speaks, so it begins a sentence with a capital."
    else:
        return None
    span = Span(last_word(page, speech.last), end)
    fix = Fix("A capital", (Edit(Span(at, at + 1), text[at].upper()),), ASK)
    return flag(
        SMALL_BEAT, page, span, message, f"“{mark}” ends what is said; no verb of saying follows", (fix,), level
    )


def unlisted(page: Page, speech: Speech, stop: Edit) -> Finding | None:
    """After a comma: a state, a verb that is not listed, or an action that the tree finds further on."""
    return _state(page, speech, stop) or _unknown(page, speech, stop) or _further_on(page, speech, stop)


def _further_on(page: Page, speech: Speech, stop: Edit) -> Finding | None:
    """``“Nobody move,” slowly he lifted the lamp``: the clause does not begin with subject and verb."""
    if not page.opens_sentence(speech) or page.text[speech.follows].isupper():
        return None
    words = clause_words(page.text, speech.follows, len(page.text))
    if any(sure(word.low) for word in words):
        return None
    clause = read_clause(page.facts.reading, words)
    if clause is None or clause.helped or clause.attachment is not Attachment.BEAT:
        return None
    return _own_sentence(page, speech, stop, clause.verb.span.end, f"“{clause.verb.text}” is no verb of saying")


def _state(page: Page, speech: Speech, stop: Edit) -> Finding | None:
    """``“Yes,” he was silent``: a subject and a form of to be or to do, with no verb of saying after it."""
    if not _is_state(page, speech):
        return None
    verb = list(islice(words_in(page.text, speech.follows, len(page.text)), 2))[1]
    return _own_sentence(page, speech, stop, verb.span.end, "no verb of saying follows")


def _is_state(page: Page, speech: Speech) -> bool:
    words = list(islice(words_in(page.text, speech.follows, len(page.text)), 6))
    if len(words) < 3 or not page.opens_sentence(speech):
        return False
    subject, verb = words[0], words[1]
    if subject.low in POSSESSIVES and words[1].low in _BODY:
        # “That’s mine,” his hand came down on it.
        moves = words[2]
        return (
            not readings(moves.low) and moves.low not in AUXILIARIES and not any(sure(word.low) for word in words[3:])
        )
    if verb.low not in _STATES:
        return False
    there = subject.low == "there" and verb.low in ("was", "were", "is", "are")
    named = subject.capital and subject.low not in SMALL
    if not (named or there or subject.low in SUBJECTS - {"it", "one", "both", "i", "you"}):
        return False
    return not any(readings(word.low) and readings(word.low)[0].tier is not Tier.NEVER for word in words[2:])


def _unknown(page: Page, speech: Speech, stop: Edit) -> Finding | None:
    """``“Yes,” he inverted the jug``: a verb nobody listed, with a thing that it is done to or a way that it goes."""
    words = list(islice(words_in(page.text, speech.follows, len(page.text)), 6))
    if len(words) < 4 or not page.opens_sentence(speech):
        return None
    subject, verb, thing, last = words[:4]
    if not (subject.low in ("he", "she", "they", "we") or (subject.capital and subject.low not in SMALL)):
        return None
    gap = page.text[subject.span.end : last.span.start]
    if readings(verb.low) or not verb.low.endswith(("ed", "s")) or verb.low in AUXILIARIES or verb.low.endswith("ss"):
        return None
    if verb.capital or not gap.replace(" ", "").isalpha():
        return None
    if thing.low not in POSSESSIVES | {"the", "a", "an"} | _WAYS:
        return None
    if any(sure(word.low) for word in words[2:]) or last.low in _UTTERED:
        return None
    return _own_sentence(page, speech, stop, verb.span.end, f"“{verb.text}” goes with {thing.text} {last.text}")


def _own_sentence(page: Page, speech: Speech, stop: Edit, end: int, evidence: str) -> Finding:
    at = speech.follows
    span = Span(last_word(page, speech.last), end)
    fix = Fix("Make it a sentence of its own", (stop, Edit(Span(at, at + 1), page.text[at].upper())), ASK)
    message = f"“{page.text[at:end]}” does not say who speaks: it begins a sentence of its own."
    return flag(BEAT, page, span, message, evidence, (fix,), Level.QUESTION)


_BODY = frozenset(
    "hand hands arm arms eye eyes eyebrow eyebrows gaze face cheek cheeks chin jaw head shoulder shoulders knee knees "
    "leg legs foot feet finger fingers fist fists heart stomach chest".split()
)
# Ways that a body goes and a voice does not.
_WAYS = frozenset("across along around beside beneath onto past through toward towards under".split())
# What a tag may bring out: "he amplified the point".
_UTTERED = frozenset(
    "word words point answer question thought sentence line name names phrase remark statement other others "
    "obvious truth lie explanation theme subject old boy girl man woman child group crowd rest company".split()
)
_STATES = frozenset("was is were are had has didn't doesn't wasn't isn't couldn't".split())


def _also_says(page: Page, clause: Clause) -> bool:
    """Whether the action leads on to a verb of saying: "he turned and said"."""
    for before, word in zip((clause.verb, *clause.rest), clause.rest, strict=False):
        if before.low in _MEANWHILE or (before.low in SUBJECTS and word is not clause.rest[0]):
            return False  # "he took his hat as he spoke": what follows is another clause
        if sure(word.low) and before.low not in DETERMINERS:
            return True
    return False


_MEANWHILE = frozenset("as before after while when until till if that because where what".split())
