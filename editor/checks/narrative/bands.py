"""The three bands of a scene: tense, person and head, each covering the scene without gaps.

A value is empty where nobody can tell; the note then says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.exceptions import looks_back
from editor.checks.narrative.heads import SceneHeads
from editor.checks.narrative.model import Person, Stretch, Tense
from editor.checks.narrative.people import TELLER
from editor.checks.narrative.person import FIRST_WORDS, Count
from editor.checks.narrative.scenes import Line, SceneText
from editor.checks.narrative.tense import SceneTense
from editor.language.verbs import Form
from editor.text.span import Span

# Costs of a change of tense from one sentence to the next, in log-odds (narrative.md 3.4).
_INSIDE, _AT_PARAGRAPH, _CUE = 4.0, 2.5, 1.5
_EVENT, _STATE = 2.0, 1.0
_ENTERS = 2.0  # a trace that opens a head
_NO_HEAD = "Nobody’s thoughts are opened here, so I can’t tell whose scene this is. That can be a choice."


@dataclass(frozen=True, slots=True)
class _Piece:
    first: Line
    value: str
    note: str


def _laid(story: Story, scene: SceneText, pieces: Sequence[_Piece], empty: str) -> tuple[Stretch, ...]:
    """Pieces as stretches from one's first sentence to the next one's, the ends of the scene included."""
    whole = scene.scene.span
    if not pieces:
        return (Stretch(whole, "", empty),)
    starts = [whole.start] + [_start(story, piece.first) for piece in pieces[1:]] + [whole.end]
    return tuple(
        Stretch(Span(a, b), piece.value, piece.note)
        for piece, a, b in zip(pieces, starts, starts[1:], strict=False)
        if b > a
    )


def _start(story: Story, line: Line) -> int:
    return story.document.to_source(line.paragraph, line.sentence.span).start


def tense_band(story: Story, scene: SceneText, tense: SceneTense) -> tuple[Stretch, ...]:
    """Where the scene is told in the past and where in the present, single verbs smoothed away."""
    lines = [line for line in scene.lines if _verbs(line.sentence) != (0.0, 0.0)]
    if not lines or tense.base is Tense.UNKNOWN:
        return _laid(story, scene, (), "There are too few verbs of narration here to tell the tense.")
    pieces: list[_Piece] = []
    states = _smooth(lines)
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or states[at] is not states[start]:
            pieces.append(_Piece(lines[start], states[start].value, _tense_note(lines[start:at], states[start])))
            start = at
    return _laid(story, scene, pieces, "")


def _verbs(sentence: Sentence) -> tuple[float, float]:
    """The weights of past and present main-line verbs."""
    weights = [0.0, 0.0]
    for clause in sentence.clauses:
        if clause.main and clause.verb.form in (Form.PAST, Form.PRESENT) and not sentence.thought:
            weights[clause.verb.form is Form.PRESENT] += _STATE if clause.verb.stative else _EVENT
    return weights[0], weights[1]


def _smooth(lines: Sequence[Line]) -> list[Tense]:
    """The cheapest sequence of tenses over the sentences (Viterbi 1967, two states)."""
    states = (Tense.PAST, Tense.PRESENT)
    cost = [0.0, 0.0]
    came: list[tuple[int, int]] = []
    for line in lines:
        past, present = _verbs(line.sentence)
        change = _INSIDE
        if line.previous is None or line.previous.paragraph != line.paragraph:
            change = _AT_PARAGRAPH
        if looks_back(line.sentence):
            change -= _CUE
        choices = [min((cost[a] + (change if a != b else 0.0), a != b, a) for a in (0, 1)) for b in (0, 1)]
        came.append((choices[0][2], choices[1][2]))
        cost = [choices[0][0] + present, choices[1][0] + past]
    state = 0 if cost[0] <= cost[1] else 1
    path = [state]
    for back in reversed(came[1:]):
        state = back[state]
        path.append(state)
    return [states[s] for s in reversed(path)]


def _tense_note(lines: Sequence[Line], tense: Tense) -> str:
    forms = [
        c.verb.form
        for line in lines
        for c in line.sentence.clauses
        if c.main and c.verb.form in (Form.PAST, Form.PRESENT)
    ]
    wanted = Form.PAST if tense is Tense.PAST else Form.PRESENT
    return f"{sum(f is wanted for f in forms)} of {len(forms)} verbs here are in the {tense} tense."


def person_band(story: Story, scene: SceneText, person: Person, counted: Count) -> tuple[Stretch, ...]:
    """In what person the scene is told; a mixed one paragraph by paragraph."""
    if person is Person.UNKNOWN:
        return _laid(story, scene, (), "There is too little narration here to tell the person.")
    if person is not Person.MIXED:
        note = f"“I” is the subject of {counted.first_subjects} of {counted.verbs} verbs here."
        return (Stretch(scene.scene.span, person.value, note),)
    pieces: list[_Piece] = []
    for line in scene.lines:
        if line.previous is not None and line.previous.paragraph == line.paragraph:
            continue
        own = any(
            other.sentence.narrated(i) and other.sentence.lower[i] in FIRST_WORDS
            for other in scene.lines
            if other.paragraph == line.paragraph
            for i in range(other.sentence.start, other.sentence.end)
        )
        value = Person.FIRST.value if own else Person.THIRD.value
        if not pieces or pieces[-1].value != value:
            pieces.append(_Piece(line, value, "“I” stands in the narration here." if own else ""))
    return _laid(story, scene, pieces, "")


def head_band(story: Story, heads: SceneHeads) -> tuple[Stretch, ...]:
    """Whose mind is open where: a head holds until another one is opened."""
    pieces: list[_Piece] = []
    verbs: list[str] = []
    for trace in heads.traces:
        name = trace.who.name
        if trace.weight <= 0 or not trace.clear:
            continue
        if pieces and pieces[-1].value == name:
            verbs.append(trace.word)
        elif trace.weight < _ENTERS or not trace.main:
            continue  # what somebody sees or must do is too little to change heads
        else:
            verbs = [trace.word]
            pieces.append(_Piece(trace.line, name, ""))
        inside = "the teller" if name == TELLER else name
        seen = ", ".join(f"“{v}”" for v in list(dict.fromkeys(verbs))[:4])
        pieces[-1] = _Piece(pieces[-1].first, name, f"Inside {inside}: {seen}.")
    # Two heads opened in one sentence would leave the first no room.
    kept = [p for i, p in enumerate(pieces) if i + 1 == len(pieces) or pieces[i + 1].first is not p.first]
    kept = [p for i, p in enumerate(kept) if not i or kept[i - 1].value != p.value]
    return _laid(story, heads.text, kept, _NO_HEAD)
