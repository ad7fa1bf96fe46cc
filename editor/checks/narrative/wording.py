"""What the writer is told: findings made of slips, in plain words and with their evidence."""

from __future__ import annotations

from editor.checks.checker import Story
from editor.checks.narrative.hops import Hop
from editor.checks.narrative.minds import is_mood
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.people import ADDRESSED, TELLER
from editor.checks.narrative.person import Count, PersonSlip
from editor.checks.narrative.repair import converted, mended
from editor.checks.narrative.rules import HEAD_HOP, PERSON_SLIP, TENSE_SHIFT, TENSE_SLIP
from editor.checks.narrative.scenes import Told, token_span, word
from editor.checks.narrative.slips import Slip
from editor.checks.narrative.tense import SceneTense
from editor.checks.rule import Applicability, Edit, Finding, Fix, Level
from editor.text.span import Span

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


# A subject further from its verb than this is left out of the flagged words.
_FAR = 4


def in_words(number: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def group_text(told: Told) -> str:
    """A verb as it is written, with its helpers: ``is walking``; a predicate noun is left out."""
    clause = told.clause
    parts = [clause.verb.carrier]
    tokens = clause.sentence.tree.tokens
    if clause.verb.head > clause.verb.carrier and tokens[clause.verb.head].tag.startswith("V"):
        parts += [p for p in clause.verb.parts if p > clause.verb.carrier]
    return " ".join(word(told.line, p) for p in parts)


def tense_finding(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    """One finding for a slip or for a run of sentences."""
    return _slip(story, slip, tense) if slip.run <= 1 else _shift(story, slip, tense)


def _other(base: Tense) -> str:
    return "present" if base is Tense.PAST else "past"


def _slip(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    first = slip.verbs[0]
    span = _carrier(story, first)
    words = [group_text(told) for told in slip.verbs]
    named = " and ".join(f"“{w}”" for w in words)
    verb = "are" if len(words) > 1 else "is"
    where = f"This scene is told in the {slip.base} tense"
    if slip.base is not tense.base:
        where = f"This scene mixes past and present; around here it is told in the {slip.base} tense"
    between = _between(slip)
    message = f"{where}, but {named} {verb} in the {_other(slip.base)}."
    if between:
        message = f"{where}; {named}, {between}, {verb} in the {_other(slip.base)}."
    return Finding(
        rule=TENSE_SLIP,
        span=span,
        text=span.of(story.document.source),
        message=f"{message} Is that meant?",
        evidence=tense.evidence,
        confidence=slip.confidence,
        fixes=_fix(story, slip),
        level=None if slip.sure else Level.QUESTION,
        places=tuple(_carrier(story, told) for told in slip.verbs[1:]),
    )


def _between(slip: Slip) -> str:
    if slip.before is None or slip.after is None:
        return ""
    return f"between “{group_text(slip.before)}” and “{group_text(slip.after)}”"


def _fix(story: Story, slip: Slip) -> tuple[Fix, ...]:
    edits: list[Edit] = []
    titles: list[str] = []
    for told in slip.verbs:
        made = mended(told.clause, slip.base)
        if not made:
            return ()
        edits += [Edit(story.document.to_source(told.line.paragraph, edit.span), edit.replacement) for edit in made]
        titles.append(" … ".join(edit.replacement.strip() for edit in made))
    return (Fix(" … ".join(titles), tuple(edits), Applicability.ASK),)


def _run_fix(story: Story, slip: Slip) -> tuple[Fix, ...]:
    """The whole run in the scene's tense, as one step."""
    lines = [slip.verbs[-1].line]
    while lines[0].number > slip.verbs[0].line.number and lines[0].previous is not None:
        lines.insert(0, lines[0].previous)
    edits = converted(story, lines, slip.base)
    title = f"Tell these {in_words(slip.run)} in the {slip.base} tense"
    return (Fix(title, edits, Applicability.ASK),) if edits else ()


def _shift(story: Story, slip: Slip, tense: SceneTense) -> Finding:
    first, last = slip.verbs[0], slip.verbs[-1]
    span = Span(_carrier(story, first).start, _carrier(story, last).end)
    other = _other(slip.base)
    scene = f"a scene told in the {slip.base}" if slip.base is tense.base else "a scene that mixes past and present"
    return Finding(
        rule=TENSE_SHIFT,
        span=span,
        text=span.of(story.document.source),
        message=(
            f"From “{group_text(first)}” on, {in_words(slip.run)} sentences are in the {other} tense, in {scene}. "
            "Is the change meant?"
        ),
        evidence=tense.evidence,
        confidence=slip.confidence,
        fixes=_run_fix(story, slip),
        places=tuple(_carrier(story, told) for told in slip.verbs),
    )


def against_finding(story: Story, told: Told, tense: SceneTense) -> Finding:
    """One question for a scene that is told in another tense than the writer says; ``told`` its first verb."""
    span = _carrier(story, told)
    return Finding(
        rule=TENSE_SHIFT,
        span=span,
        text=span.of(story.document.source),
        message=(
            f"You say that this scene is told in the {tense.base} tense, but from “{group_text(told)}” on it is in the "
            f"{_other(tense.base)}. Is that meant?"
        ),
        evidence=tense.evidence,
        confidence=0.95,
    )


def _carrier(story: Story, told: Told) -> Span:
    return token_span(story, told.line, told.clause.verb.carrier)


def person_finding(story: Story, slip: PersonSlip, person: Person, counted: Count) -> Finding:
    """A word in another person than the story's."""
    span = token_span(story, slip.line, slip.index)
    text = span.of(story.document.source)
    if person is Person.SECOND:
        message = f"The narration here speaks of “you”, but “{text}” speaks for somebody else. Whose words are these?"
        evidence = f"“You” is the subject of {counted.second_subjects} of {counted.verbs} verbs of the narration."
    elif person is Person.THIRD:
        message = f"The narration here is in the third person, but “{text}” speaks for itself. Whose words are these?"
        evidence = (
            f"“I”, “me” and “my” stand {_times(counted.first)} in {counted.words:,} words of narration. If this is a "
            "thought, italics would show it."
        )
    else:
        message = f"The teller of this story says “I”, but here “{text}” seems to stand for the teller."
        evidence = f"“I” is the subject of {counted.first_subjects} of {counted.verbs} verbs of the narration."
    return Finding(rule=PERSON_SLIP, span=span, text=text, message=message, evidence=evidence, confidence=0.85)


def told_finding(story: Story, slip: PersonSlip, said: Person, counted: Count) -> Finding:
    """One question for a scene that is told in another person than the writer says; ``slip`` its first subject."""
    span = token_span(story, slip.line, slip.index)
    text = span.of(story.document.source)
    told = counted.person()
    subjects = {Person.FIRST: counted.first_subjects, Person.SECOND: counted.second_subjects}.get(told)
    evidence = "“I” does not stand in the narration here."
    if subjects is not None:
        who = "“I”" if told is Person.FIRST else "“You”"
        evidence = f"{who} is the subject of {subjects} of {counted.verbs} verbs of the narration."
    return Finding(
        rule=PERSON_SLIP,
        span=span,
        text=text,
        message=f"You say that this scene is told in the {said} person, but it is told in the {told}. Is that meant?",
        evidence=evidence,
        confidence=0.9,
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{in_words(number)} times")


def hop_finding(story: Story, hop: Hop) -> Finding:
    """A look into a second head."""
    sign, line = hop.seen.sign, hop.seen.line
    tokens = line.sentence.tree.tokens
    places = [sign.at]
    if abs(sign.owner - sign.at) < _FAR:
        places.append(sign.owner)
    clause = sign.clause
    if clause is not None and is_mood(clause) and clause.verb.head - clause.verb.carrier < _FAR:
        places.append(clause.verb.head)
    first, last = min(places), max(places)
    span = token_span(story, line, first, last)
    text = span.of(story.document.source)
    # Who *he* is may be in doubt; whose head it is not, is what was judged.
    named = tokens[sign.owner].tag not in ("PRP", "PRP$") and hop.seen.who.known
    name = hop.seen.who.name if named else "somebody else"
    if hop.focal == TELLER:
        message = f"The teller says “I” and cannot look into other heads, but “{text}” tells what {name} has in mind."
        evidence = "If the teller guesses it, a word like “must” or “seemed” shows that."
    elif hop.focal == ADDRESSED:
        message = f"This scene is told of “you”, but “{text}” tells what {name} has in mind."
        evidence = "If it is a guess, a word like “must” or “seems” shows that."
    elif hop.declared:
        message = f"You say that this scene stays with {hop.focal}; “{text}” tells what {name} has in mind."
        evidence = f"To stay there, show it from outside or let {hop.focal} guess."
    else:
        message = f"This scene is {hop.focal}’s; “{text}” tells what {name} has in mind."
        opened = ", ".join(f"“{verb}”" for verb in hop.before)
        evidence = f"{hop.focal}’s mind is opened here by {opened}." if opened else f"The scene follows {hop.focal}."
        evidence += f" To stay there, show it from outside or let {hop.focal} guess."
    return Finding(
        rule=HEAD_HOP,
        span=span,
        text=text,
        message=message,
        evidence=evidence,
        confidence=round(min(0.95, 0.5 + hop.chance / 2), 2),
    )
