"""Matters of style beside speech: off the page until a writer asks for advice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from editor.checks.dialogue.clauses import Attachment, Clause
from editor.checks.dialogue.flag import ASK, flag, last_word, put, rule
from editor.checks.dialogue.speech import Page, Speech
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.verbs import Tier, readings, sure
from editor.checks.dialogue.words import DETERMINERS, POSSESSIVES, SINGULAR_SUBJECTS
from editor.checks.rule import Edit, Finding, Fix, Level
from editor.text.span import Span

PARTICIPLE = rule(
    "participle-after-tag",
    Level.ADVICE,
    "missing comma after the tag",
    "What the speaker does while speaking is added to the tag, and a comma sets it off.",
    "“No,” he said, shaking his head.",
    "“No,” he said shaking his head.",
    "CMOS 6.30",
)
TWO_SPEAKERS = rule(
    "two-speakers",
    Level.ADVICE,
    "two speakers in one paragraph",
    "A new speaker usually takes a new paragraph, so that a reader always knows whose words they are.",
    "“Go,” said Tom.",
    "“Go,” said Tom. “No,” said Ann.",
    "CMOS 13.39",
    False,
)
REPORTED = rule(
    "reported-in-quotes",
    Level.ADVICE,
    "reported speech in quotation marks",
    "After “that” speech is usually reported: in the narrator's tense and person, and without quotation marks.",
    "She said that she was late.",
    "She said that “she was late.”",
    "CMOS 13.14",
)
SPLICE = rule(
    "new-sentence-after-tag",
    Level.ADVICE,
    "new sentence after the tag",
    "Where what is said after the tag is a sentence of its own, a full stop ends the tag.",
    "“I’m late,” he said. “The bus broke down.”",
    "“I’m late,” he said, “the bus broke down.”",
    "CMOS 13.39–13.41",
)
CUT_OR_FADED = rule(
    "dash-or-ellipsis",
    Level.ADVICE,
    "dash and ellipsis confused",
    "A dash shows that speech is cut off, an ellipsis that it fades away.",
    "“Don’t—” The shot cut him off.",
    "“Don’t…” The shot cut him off.",
    "CMOS 6.87, 13.41",
)
RULES = (PARTICIPLE, TWO_SPEAKERS, REPORTED, SPLICE, CUT_OR_FADED)

_STARTS = frozenset("i you he she it we they i'm you're he's she's it's we're they're".split())
_REPORTS = frozenset("that if whether".split())
_REACH = 5  # words back from "that" to the verb of saying: told the old man that
_FULL = frozenset("i'm you're he's she's it's we're they're".split())
_LONG = 80  # a longer speech is not shown whole
_SOON = 100  # code points
_NEXT = 12  # words after a quotation that may say how it ended
_CUTS, _WHOM = ("cut", "cuts", "stopped"), ("him", "her", "me", "them", "us", "you")
_TRAILS = ("trailed", "trails", "drifted", "drifts")
_HE_SHE = frozenset({"he", "she"})


def advice(page: Page) -> Iterator[Finding]:
    """Everything that is a matter of taste."""
    yield from _two_speakers(page)
    previous: Speech | None = None
    for speech in page.speeches:
        if speech.closed and speech.first is not None:
            yield from _participle(page, speech)
            yield from _reported(page, speech)
            yield from _ended(page, speech)
            if previous is not None and speech.resumes:
                yield from _splice(page, previous, speech)
        previous = speech


def _participle(page: Page, speech: Speech) -> Iterator[Finding]:
    clause = speech.tag
    if clause is None or len(clause.words) < 4:
        return
    after = [
        word for word in clause.words if word.span.start > max(clause.verb.span.start, clause.subject[-1].span.end)
    ]
    if len(after) < 2 or not after[0].low.endswith("ing") or page.text[after[0].span.start - 1] != " ":
        return
    verbs = readings(after[0].low)
    if not verbs or verbs[0].tier is Tier.SURE or not _moves(after[1].low):
        return
    at = after[0].span.start - 1
    span = Span(last_word(page, at), after[0].span.end)
    fix = put(page, Span(at, at), ",", ASK, f"{span.of(page.text)[: at - span.start]},")
    message = f"“{after[0].text}” adds what the speaker does: a comma may set it off."
    yield flag(PARTICIPLE, page, span, message, f"“{after[0].text}” follows the tag directly", (fix,))


def _moves(word: str) -> bool:
    """Whether a word goes on with a gesture: "shaking his", "turning away"; not "looking tired"."""
    return word in POSSESSIVES | {"the", "a", "an"} | _WAYS


_WAYS = frozenset("at up down away back to toward towards around round over into out off from across".split())


def _two_speakers(page: Page) -> Iterator[Finding]:
    first: Clause | None = None
    before: Speech | None = None
    for speech in page.speeches:
        clause = speech.clause if speech.closed else None
        told = clause is not None and clause.attachment in (Attachment.TAG, Attachment.BEAT)
        stopped = page.end_mark(speech) == "." and page.text[speech.follows : speech.follows + 1].isupper()
        if clause is not None and speech.tag is not None and not stopped and page.opens_sentence(speech):
            answers = before is not None and before.closed and before.follows == speech.quotation.span.start
            one = " ".join(word.text for word in first.subject) if first is not None else ""
            two = " ".join(word.text for word in clause.subject)
            if first is not None and _differ(first.subject, clause.subject):
                yield _both(page, speech, clause, f"Both {one} and {two} speak in this paragraph.")
                return
            if answers and before is not None and before.clause is None and _ends_speech(page, before):
                yield _both(page, speech, clause, f"Somebody speaks, and {two} answers in the same paragraph.")
                return
        if told:
            first = first or clause
        before = speech


def _ends_speech(page: Page, speech: Speech) -> bool:
    return page.end_mark(speech) in ".?!…—" and page.opens_sentence(speech)


def _both(page: Page, speech: Speech, clause: Clause, message: str) -> Finding:
    span = Span(speech.quotation.span.start, clause.words[min(1, len(clause.words) - 1)].span.end)
    if len(span) > _LONG:
        span = Span(last_word(page, speech.last), span.end)
    return flag(TWO_SPEAKERS, page, span, message, "two speakers, one paragraph")


def _differ(one: tuple[Word, ...], two: tuple[Word, ...]) -> bool:
    a, b = one[-1], two[-1]
    if a.capital and b.capital and a.low not in SINGULAR_SUBJECTS and b.low not in SINGULAR_SUBJECTS:
        return not {word.low for word in one} & {word.low for word in two}
    return {a.low, b.low} == _HE_SHE or ({a.low, b.low} & {"i"} != set() and a.low != b.low)


def _reported(page: Page, speech: Speech) -> Iterator[Finding]:
    lead, first = speech.lead, speech.first
    if lead is None or lead.mark or first is None or len(lead.words) < 2 or lead.words[-1].low not in _REPORTS:
        return
    verb = next((word for word in reversed(lead.words[-_REACH:-1]) if sure(word.low)), None)
    if verb is None or first.low not in _STARTS | DETERMINERS or not first.text[0].islower():
        return
    said = list(islice(words_in(page.text, first.span.start, speech.quotation.words.end), 6))
    if len(said) < 3 or not any(word.low in ("was", "were", "had", "would", "could", "did") for word in said):
        return
    quotation = speech.quotation.span
    edits = (Edit(Span(quotation.start, quotation.start + 1), ""), Edit(Span(quotation.end - 1, quotation.end), ""))
    fix = Fix("No quotation marks", edits, ASK)
    span = Span(lead.words[-1].span.start, first.span.end)
    how = lead.words[-1].text
    message = f"What follows “{how}” is reported rather than said, so it may do without quotation marks."
    yield flag(REPORTED, page, span, message, f"“{verb.text}” and “{how}”", (fix,))


def _splice(page: Page, previous: Speech, speech: Speech) -> Iterator[Finding]:
    lead, first, begun = speech.lead, speech.first, previous.first
    if lead is None or first is None or begun is None or previous.tag is None or lead.mark != ",":
        return
    if page.end_mark(previous) != "," or not first.text[0].islower() or begun.low not in _FULL:
        return
    said = list(islice(words_in(page.text, first.span.start, speech.quotation.words.end), 3))
    whole = first.low in _FULL or (first.low in _STARTS and len(said) > 2) or (first.low == "the" and len(said) > 2)
    if not whole or sum(1 for _ in words_in(page.text, begun.span.start, previous.last)) < 2:
        return
    stop = Edit(Span(lead.mark_at, lead.mark_at + 1), ".")
    capital = Edit(Span(first.span.start, first.span.start + 1), first.text[0].upper())
    fix = Fix("Two sentences", (stop, capital), ASK)
    span = Span(last_word(page, lead.mark_at), first.span.end)
    message = f"“{first.text}” seems to begin a sentence of its own; a full stop may end the tag before it."
    yield flag(SPLICE, page, span, message, "a whole sentence on each side of the tag", (fix,))


def _ended(page: Page, speech: Speech) -> Iterator[Finding]:
    text, at = page.text, speech.last
    mark = page.end_mark(speech)
    if speech.follows >= len(text) or not (mark in "…—" or text[at - 2 : at + 1] == "..."):
        return
    words = [word.low for word in islice(words_in(text, speech.follows, min(speech.follows + _SOON, len(text))), _NEXT)]
    said = " ".join(words[:6])
    cut = any(f"{verb} {who} {how}" in said for verb in _CUTS for who in _WHOM for how in ("off", "short"))
    cut = cut or any(f" {verb}" in said for verb in ("interrupted", "interrupts", "cut in", "cuts in", "broke in"))
    faded = any(f"voice {verb}" in said for verb in ("trail", "fade", "died away", "sank", "drifted"))
    faded = faded or any(f"{who} {verb} off" in said for who in ("he", "she", "i", "they") for verb in _TRAILS)
    if cut == faded or (mark == "—") is cut:
        return
    start = at if mark in "…—" else at - 2
    wanted = "—" if cut else "…"
    span = Span(last_word(page, start), at + 1)
    fix = put(page, Span(start, at + 1), wanted, ASK, wanted)
    how = "is cut off, which a dash shows" if cut else "fades, which an ellipsis shows"
    message = f"The speech that ends with “{span.of(text)}” {how}."
    yield flag(CUT_OR_FADED, page, span, message, "the words after it say how it ends", (fix,))
