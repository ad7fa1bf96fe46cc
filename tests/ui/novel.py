"""A made-up novel of many scenes and a report about it, for looking at panels and for measuring them."""

from __future__ import annotations

from dataclasses import replace

from editor.checks.intent import BOOK, Declaration, Meant, Passage, Place, Reach, Telling, View
from editor.checks.narrative.model import (
    Focal,
    MeantPassage,
    Narrative,
    Person,
    SaidOf,
    SceneNarrative,
    Stretch,
    Tense,
    Verdict,
    VerdictState,
)
from editor.checks.report import Report
from editor.checks.rule import Finding
from editor.text.span import Span
from tests.ui.made import HEAD, READABILITY, TENSE, scores

HEADS = ("Ines", "Marlow", "Odd", "Yewande", "Petra")
_SENTENCE = "{name} walked along quay {place} and counted the lamps one by one. "
_BREAK = "\n\n* * *\n\n"


def novel(scenes: int = 300, words: int = 400) -> tuple[str, Report]:
    """The text, and a report with slips, a chapter in the present, letters, a dream, and much declared."""
    parts: list[str] = []
    told: list[SceneNarrative] = []
    findings: list[Finding] = []
    start = 0
    chapter = Place(Reach.CHAPTER, "", 1, 1)
    for number in range(scenes):
        name = HEADS[(number // 3) % len(HEADS)]
        title = f"Chapter {number // 12 + 1}" if number % 12 == 0 else ""
        if title:
            chapter = Place(Reach.CHAPTER, title, number // 12 + 1, -(-scenes // 12), title.lower(), title.lower())
        body = (f"{title}\n\n" if title else "") + "".join(
            _SENTENCE.format(name=name, place=60 * number + nth) for nth in range(words // 12 + number % 7)
        )
        span = Span(start, start + len(body))
        scene = _scene(number, span, name, title, chapter)
        told.append(scene)
        if scene.verdict.state is VerdictState.FINDINGS:
            findings += _flags(number, span, body)
        parts.append(body)
        start += len(body) + len(_BREAK)
    text = _BREAK.join(parts)
    dream = Passage(Meant.DREAM, "ines walked along quay 60", "one by one", "", "", 40)
    lost = Declaration(Place(Reach.SCENE, "", 4, 9, "it rained all night"), Telling(Tense.PRESENT))
    book = Declaration(BOOK, Telling(Tense.PAST, Person.THIRD, View.CLOSE))
    narrative = Narrative(
        tuple(told),
        "",
        (SaidOf(book, BOOK, 0, scenes), SaidOf(lost, None)),
        (MeantPassage(dream, dream, Span(told[1].span.start + 200, told[1].span.start + 900)),),
    )
    readability = replace(READABILITY, scenes=tuple(scores(f"Scene {n + 1}", words) for n in range(scenes)))
    return text, Report(tuple(findings), readability, narrative, scenes * words)


def _flags(number: int, span: Span, body: str) -> list[Finding]:
    found = []
    for rule, word in ((TENSE, "walked"), (HEAD, "counted"))[: 1 + number % 2]:
        at = body.index(word, len(body) // 2)
        place = Span(span.start + at, span.start + at + len(word))
        found.append(Finding(rule, place, word, f"Look at “{word}”."))
    return found


def _scene(number: int, span: Span, name: str, title: str, chapter: Place) -> SceneNarrative:
    present = number // 12 == 4
    tense = Tense.PRESENT if present else Tense.PAST
    letters = number % 50 == 29
    middle = (span.start + span.end) // 2
    verdict = Verdict(VerdictState.CLEAN)
    tenses: tuple[Stretch, ...] = (Stretch(span, tense.value, "38 of 40 verbs here are so"),)
    if letters:
        verdict = Verdict(VerdictState.NOT_EVALUATED, "You say that this is letters or documents, so I don’t judge it.")
    elif number % 9 == 4:
        verdict = Verdict(VerdictState.FINDINGS, "1 passage leaves the tense.")
        tenses = (
            Stretch(Span(span.start, middle), tense.value),
            Stretch(Span(middle, middle + 300), "past" if present else "present"),
            Stretch(Span(middle + 300, span.end), tense.value),
        )
    person = Person.FIRST if number // 12 == 7 else Person.THIRD
    return SceneNarrative(
        span, number + 1, title, 400, tense, person, (Focal(name, 0.86), Focal("Marlow", 0.14)), verdict, 40, 2, tenses,
        (Stretch(span, person.value),), (Stretch(span, "" if letters else name, "Inside: “wondered”."),),
        Telling(Tense.PRESENT if present else Tense.PAST, None, None, (), letters or None),
        Place(Reach.SCENE, chapter.chapter, number % 12 + 1, 12, f"scene {number}", f"scene {number}"), chapter,
    )  # fmt: skip
