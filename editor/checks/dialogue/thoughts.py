"""Two systems for what somebody thinks: with quotation marks here, without them there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.dialogue.checker import STANDS_ASIDE
from editor.checks.dialogue.flag import rule
from editor.checks.dialogue.speech import Page, page_of
from editor.checks.dialogue.tokens import Word, words_in
from editor.checks.dialogue.words import SMALL, SUBJECTS
from editor.checks.rule import Finding, Level, Rule
from editor.text.document import Kind
from editor.text.span import Span
from editor.text.zones import ZoneKind, zone_at

MIXED = rule(
    "mixed-thoughts",
    Level.ADVICE,
    "two systems for thoughts",
    "Thoughts may stand in quotation marks, in italics or plain. A reader who has learned one of these in a text "
    "takes thoughts in quotation marks for speech where the others have none.",
    "She thought, When will it end? He can’t know, she thought.",
    "She thought, “When will it end?” He can’t know, she thought.",
    "CMOS 13.43; CMOS Shop Talk 2020",
    False,
)
# A thought is told by this verb alone; who wonders or muses may do so aloud.
_THINKS = frozenset({"thought", "thinks", "think"})
# Of a thought without marks so many code points are looked at.
_SEEN = 200
# Words by which a thought without marks is told from what the narrator reports: "It was late, she thought."
_DIRECT = frozenset(
    "i i'm i'll my me is isn't are aren't it's he's she's they're that's what's can can't don't doesn't won't will "
    "must let's".split()
)


@dataclass(frozen=True, slots=True)
class ThoughtChecker:
    """One piece of advice for the whole text, at the first thought of the system that it uses less."""

    name: str = "thoughts"

    @property
    def rules(self) -> Sequence[Rule]:
        return (MIXED,)

    def check(self, story: Story) -> list[Finding]:
        if story.document.quotes.system in STANDS_ASIDE:
            return []
        quoted: list[Span] = []
        bare: list[Span] = []
        for index, facts in enumerate(story.facts):
            if facts.paragraph.kind is not Kind.PROSE or not any(form in facts.paragraph.text for form in _THINKS):
                continue
            page = page_of(facts)
            quoted += (story.document.to_source(index, span) for span in _quoted(page))
            bare += (story.document.to_source(index, span) for span in _bare(page))
        if not quoted or not bare:
            return []
        few, many = (quoted, bare) if len(quoted) <= len(bare) else (bare, quoted)
        names = ("with", "without") if few is quoted else ("without", "with")
        message = (
            f"Thoughts stand {names[0]} quotation marks here ({len(few)} in the text) and {names[1]} them elsewhere "
            f"({len(many)}); one way for all keeps them apart from speech."
        )
        source = story.document.source
        evidence = f"elsewhere: {many[0].of(source)}"
        return [Finding(MIXED, few[0], few[0].of(source), message, evidence, 0.8, (), None, tuple(few[1:]))]


def _quoted(page: Page) -> Iterator[Span]:
    """Where "she thought" stands beside quotation marks."""
    for speech in page.speeches:
        tag, lead = speech.tag, speech.lead
        if tag is not None and tag.verb.low in _THINKS and page.is_dialogue(speech) and not tag.stands_alone:
            yield tag.verb.span
        elif lead is not None and lead.mark in (",", ":") and not speech.resumes:
            last = lead.words[-1]
            if last == lead.says and last.low in _THINKS:
                yield last.span


def _bare(page: Page) -> Iterator[Span]:
    """Where "she thought" stands beside a thought that has no quotation marks."""
    text, before = page.text, None
    for word in words_in(text, 0, len(text)):
        subject, before = before, word
        if word.low not in _THINKS or subject is None or zone_at(page.facts.zones, word.span.start) is not _TOLD:
            continue
        if subject.low not in SUBJECTS and not subject.capital:
            continue
        if _led_in(page, word) or _rounded_off(page, subject, word):
            yield word.span


_TOLD = ZoneKind.NARRATION


def _led_in(page: Page, verb: Word) -> bool:
    """``She thought, When will it end?``"""
    text, at = page.text, verb.span.end
    if text[at : at + 2] not in (", ", ": "):
        return False
    if zone_at(page.facts.zones, at + 2) is ZoneKind.THOUGHT:
        return True
    after = next(words_in(text, at + 2, len(text)), None)
    return after is not None and after.span.start == at + 2 and after.capital and after.low in SMALL | _DIRECT


def _rounded_off(page: Page, subject: Word, verb: Word) -> bool:
    """``He can’t know, she thought.``"""
    text, at = page.text, subject.span.start - 1
    if at < 2 or text[at] != " " or text[at - 1] not in ",?!…" or text[verb.span.end : verb.span.end + 1] not in ".":
        return False
    kind = zone_at(page.facts.zones, at - 1)
    if kind is ZoneKind.THOUGHT or zone_at(page.facts.zones, at - 2) is ZoneKind.THOUGHT:
        return True
    start = max(at - _SEEN, 0)
    begun = max(text.rfind(mark, start, at - 1) for mark in '.?!\n”"')
    said = [word.low for word in words_in(text, max(begun, start), at)]
    return kind is _TOLD and (text[at - 1] in "?!" or not _DIRECT.isdisjoint(said))
