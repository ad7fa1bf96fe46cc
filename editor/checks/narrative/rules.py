"""The rules of tense and point of view: what they look for, why, and examples."""

from __future__ import annotations

from editor.checks.rule import Family, Level, Rule

TENSE_SLIP = Rule(
    id="tense.slip",
    family=Family.TENSE,
    level=Level.MISTAKE,
    summary="A verb of the narration leaves the scene's tense",
    why=(
        "A scene is told in one tense. A single verb in another one reads as a slip of the pen and pulls the reader "
        "out of the moment, unless it is a look back, a general truth or the teller's own now."
    ),
    right="Nadia unlocked the gate, walked in and called for the dog.",
    wrong="Nadia unlocked the gate, walks in and called for the dog.",
    fixable=True,
    source="CMOS 5.118–5.135; Huddleston & Pullum 2002, chapter 3; Labov & Waletzky 1967",
)

TENSE_SHIFT = Rule(
    id="tense.shift",
    family=Family.TENSE,
    level=Level.QUESTION,
    summary="Several sentences leave the scene's tense",
    why=(
        "A passage that changes tense without a break makes the reader ask whether time has changed. It may be meant, "
        "a memory or a moment told as if it happened now; then a time phrase or a line break shows it."
    ),
    right="The bus stopped. Omar climbed in. He found a seat and opened his book.",
    wrong="The bus stopped. Omar climbs in. He finds a seat and opens his book.",
    fixable=True,
    source="Schiffrin 1981; Fleischman 1990",
)

PERSON_SLIP = Rule(
    id="pov.person-slip",
    family=Family.POV,
    level=Level.QUESTION,
    summary="The narration changes its person",
    why=(
        "A story told of 'she' says 'I' only in speech and thought, and a story told by 'I' does not call its teller "
        "'he'. A change usually stayed behind from an earlier draft."
    ),
    right="Ingrid put down the oars. Her hands were bleeding.",
    wrong="Ingrid put down the oars. My hands were bleeding.",
    source="Genette 1972; CMOS 5.42",
)

HEAD_HOP = Rule(
    id="pov.head-hop",
    family=Family.POV,
    level=Level.QUESTION,
    summary="The scene looks into a second head",
    why=(
        "A scene that stays inside one character knows only what that character knows. Looking into another head for a "
        "sentence loosens the reader's hold, unless the narrator knows everybody from the start."
    ),
    right="Clara wondered whether he had heard. Ben's jaw tightened.",
    wrong="Clara wondered whether he had heard. Ben knew that she was lying.",
    source="Genette 1972 (focalization); Cohn 1978; Wiebe 1994",
)

RULES = (TENSE_SLIP, TENSE_SHIFT, PERSON_SLIP, HEAD_HOP)
