"""A reviewed page of our own, with everything a report can hold and some things that must be escaped."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from editor.checks.checker import Facts, Story
from editor.checks.intent import BOOK, Declaration, Intent, Meant, Passage, Place, Reach, Telling
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
from editor.checks.readability.measure import measure
from editor.checks.report import Failure, Report
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.document import Document
from editor.text.parse import parse
from editor.text.span import Span
from editor.text.zones import scan_of, zones_of

SOURCE = (
    "“We are late.” Said Ines & Tomas <both>.\r\n\r\nShe walks to the quay and smelled the *tar* there. 🦊 sat "
    "on a crate.\r\n\r\n* * *\r\n\r\nTomas feared the “old” sea. He had always\r\nfeared it."
)

TAG = Rule(
    "dialogue.period-before-tag",
    Family.DIALOGUE,
    Level.MISTAKE,
    "full stop before the tag",
    "A speech that its tag completes ends in a comma <not a full stop>.",
    "“Go,” she said.",
    "“Go.” she said.",
    fixable=True,
    source="CMOS 13.40",
)
SLIP = Rule("tense.slip", Family.TENSE, Level.QUESTION, "one verb against the scene", "It jars.", "", "", True)
HOP = Rule("pov.head-hop", Family.POV, Level.QUESTION, "another head", "We were inside Ines.", "", "")
MARKS = Rule("consistency.quotation-marks", Family.CONSISTENCY, Level.ADVICE, "two kinds of marks", "Keep one.", "", "")


_DREAM = Passage(Meant.DREAM, "tomas feared", "feared it", "", "", 9)


@dataclass(frozen=True)
class Page:
    document: Document
    report: Report


def _finding(rule: Rule, words: str, message: str, *fixes: Fix, evidence: str = "") -> Finding:
    start = SOURCE.index(words)
    return Finding(rule, Span(start, start + len(words)), words, message, evidence, 0.9, fixes)


@pytest.fixture
def page() -> Page:
    document = parse(SOURCE)
    style = document.quotes
    facts = tuple(Facts(p, style, scan_of(p, style), zones_of(p, style), None) for p in document.paragraphs)
    stop, said = SOURCE.index(".” Said"), SOURCE.index("Said")
    smelled = SOURCE.index("smelled")
    comma = Fix(
        "“We are late,” said",
        (Edit(Span(stop, stop + 1), ","), Edit(Span(said, said + 1), "s")),
        Applicability.SAFE,
    )
    findings = (
        _finding(TAG, ".” Said", "The tag “Said <both>” goes on from the speech.", comma),
        _finding(
            SLIP,
            "smelled",
            "This scene is told in the present; smelled is past.",
            Fix("smells", (Edit(Span(smelled, smelled + 7), "smells"),)),
            evidence="1 of 2 verbs here is present.",
        ),
        _finding(HOP, "Tomas feared", "Here the text tells us what Tomas feared."),
        _finding(MARKS, "“old”", "These marks differ.", Fix("look", (), Applicability.SHOW)),
    )
    one, two = document.scenes
    middle = smelled
    narrative = Narrative(
        (
            SceneNarrative(
                one.span,
                1,
                "",
                20,
                Tense.PRESENT,
                Person.THIRD,
                (Focal("Ines", 1.0),),
                Verdict(VerdictState.FINDINGS, "One verb is past."),
                1,
                1,
                (
                    Stretch(Span(one.span.start, middle), "present", "1 verb"),
                    Stretch(Span(middle, one.span.end), "past"),
                ),
                (Stretch(one.span, "third"),),
                (Stretch(one.span, "Ines <i>"),),
                Telling(Tense.PRESENT, None, None, ("Ines <i>",)),
                Place(Reach.SCENE, "", 1, 2),
                Place(Reach.CHAPTER, "", 1, 1),
            ),
            SceneNarrative(
                two.span,
                2,
                "",
                10,
                Tense.UNKNOWN,
                Person.UNKNOWN,
                (),
                Verdict(VerdictState.NOT_EVALUATED, "Too short to tell."),
            ),
        ),
        "Two heads in two scenes.",
        (SaidOf(Declaration(BOOK, Telling(Tense.PRESENT)), BOOK, 0, 2),),
        (MeantPassage(_DREAM, _DREAM, Span(two.span.start, two.span.end)), MeantPassage(_DREAM, None, None)),
    )
    readability = measure(Story(document, facts, Intent()))
    failure = Failure("harper", "The harper check could not finish.")
    report = Report(findings, readability, narrative, readability.whole.words, (failure,))
    return Page(document, report)
