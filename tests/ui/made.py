"""A small story with a made-up report about it, for the tests of the panels."""

from __future__ import annotations

from editor.checks.narrative.model import (
    Focal,
    Narrative,
    Person,
    SceneNarrative,
    Stretch,
    Tense,
    Verdict,
    VerdictState,
)
from editor.checks.readability.model import HardSentence, Readability, Score, Scores
from editor.checks.report import Report
from editor.checks.rule import Applicability, Edit, Family, Finding, Fix, Level, Rule
from editor.text.span import Span

STORY = (
    "The ferry is late. Ines counts the lamps on the quay and wished for tea.\n"
    "“It never comes.” says Marlow, who knows the boats.\n"
    "“You said that yesterday” She folds the map. Marlow thinks of his sister's house.\n"
    "\n* * *\n\n"
    "Marlow waits by the winch 🙂 and the gulls screams. He has somebody's umbrella.\n"
    "“Who is there!?” he asks.\n"
)
SECOND = STORY.index("Marlow waits")


def rule(id: str, family: Family, level: Level, summary: str) -> Rule:
    return Rule(id, family, level, summary, f"Why {summary}.", "A right one.", "A wrong one.", True, "A handbook, 3.1")


TENSE = rule("tense.slip", Family.TENSE, Level.QUESTION, "one verb against the scene")
HEAD = rule("pov.head-hop", Family.POV, Level.QUESTION, "another head")
STOP = rule("dialogue.period-before-tag", Family.DIALOGUE, Level.MISTAKE, "full stop before the tag")
OPEN = rule("dialogue.missing-end-mark", Family.DIALOGUE, Level.MISTAKE, "no end mark")
DOUBLED = rule("dialogue.doubled-end-mark", Family.DIALOGUE, Level.MISTAKE, "doubled end mark")
VERB = rule("grammar.harper.Agreement", Family.GRAMMAR, Level.MISTAKE, "subject and verb disagree")
MARKS = rule("consistency.quotation-marks", Family.CONSISTENCY, Level.MISTAKE, "straight among curly marks")
DULL = rule("style.to-be", Family.STYLE, Level.ADVICE, "a flat verb")


def finding(
    rule: Rule,
    words: str,
    *fixes: tuple[str, Applicability],
    message: str = "Look at this.",
    evidence: str = "",
    nth: int = 0,
) -> Finding:
    """A finding on the ``nth`` place of ``words`` in the story; each fix replaces them by its title."""
    at = -1
    for _ in range(nth + 1):
        at = STORY.index(words, at + 1)
    span = Span(at, at + len(words))
    made = tuple(Fix(title, (Edit(span, title),), kind) for title, kind in fixes)
    return Finding(rule, span, words, message, evidence, 0.9, made)


SAFE, ASK, SHOW = Applicability.SAFE, Applicability.ASK, Applicability.SHOW
WISHED = finding(
    TENSE,
    "wished",
    ("wishes", ASK),
    ("is wishing", ASK),
    message="wished is in the past, and this scene is told in the present.",
    evidence="9 of 10 verbs of the narration here are present.",
)
FINDINGS = tuple(
    sorted(
        (
            WISHED,
            finding(STOP, "comes.” says", ("comes,” says", SAFE)),
            finding(OPEN, "yesterday”", ("yesterday.”", ASK), ("yesterday,”", ASK)),
            finding(HEAD, "Marlow thinks"),
            finding(MARKS, "sister's", ("sister’s", SAFE)),
            finding(VERB, "screams", ("scream", ASK)),
            finding(MARKS, "somebody's", ("somebody’s", SAFE)),
            finding(DOUBLED, "there!?”", ("there?”", SAFE)),
            finding(DULL, "He has", ("He carries", SHOW)),
        ),
        key=lambda f: f.span,
    )
)
SHOWN = tuple(f for f in FINDINGS if f.severity > Level.ADVICE)


def scores(label: str, words: int) -> Scores:
    made = (
        Score("consensus_grade", "Consensus grade", 4.6, "A ten-year-old reads this."),
        Score("flesch_reading_ease", "Flesch reading ease", 88.2, "Easy."),
        Score("smog_index", "SMOG", None, "", "Too short for SMOG: it wants 30 sentences."),
    )
    return Scores(label, made, words, 9, 80, 3, 7, words / 238 * 60)


def hard(words: str, reason: str) -> HardSentence:
    at = STORY.index(words)
    return HardSentence(Span(at, at + len(words)), words, reason)


READABILITY = Readability(
    scores("Whole text", 1153),
    (scores("Scene 1", 738), scores("Scene 2", 415)),
    scores("Dialogue", 300),
    None,
    (
        hard("Ines counts the lamps on the quay and wished for tea.", "Eleven words."),
        hard("Marlow waits by the winch 🙂 and the gulls screams.", "A long one."),
    ),
)


def _stretch(start: int, end: int, value: str, note: str = "") -> Stretch:
    return Stretch(Span(start, end), value, note)


_BREAK = STORY.index("* * *")
_SLIP = WISHED.span
_HOP = STORY.index("Marlow thinks")
NARRATIVE = Narrative(
    (
        SceneNarrative(
            Span(0, _BREAK),
            1,
            "",
            738,
            Tense.PRESENT,
            Person.THIRD,
            (Focal("Ines", 0.86), Focal("Marlow", 0.14)),
            Verdict(VerdictState.FINDINGS, "One verb is in the past."),
            1,
            9,
            (
                _stretch(0, _SLIP.start, "present", "7 of 7 verbs are present"),
                _stretch(_SLIP.start, _SLIP.end, "past"),
                _stretch(_SLIP.end, _BREAK, "present"),
            ),
            (_stretch(0, _BREAK, "third"),),
            (_stretch(0, _HOP, "Ines"), _stretch(_HOP, _BREAK, "Marlow", "Marlow thinks")),
        ),
        SceneNarrative(
            Span(SECOND, len(STORY)),
            2,
            "The winch",
            415,
            Tense.UNKNOWN,
            Person.THIRD,
            (),
            Verdict(VerdictState.NOT_EVALUATED, "Too few verbs to tell."),
        ),
    )
)
REPORT = Report(FINDINGS, READABILITY, NARRATIVE, 1153)
EMPTY = Report((), READABILITY, NARRATIVE, 1153)
