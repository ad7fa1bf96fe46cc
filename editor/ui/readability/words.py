"""Numbers in the words a writer uses.  Knows no Qt."""

from __future__ import annotations

from editor.checks.readability.model import Score, Scores

CONSENSUS = "consensus_grade"


def reading_time(seconds: float) -> str:
    """``5 min to read``, from a number of seconds."""
    minutes = round(seconds / 60)
    if seconds <= 0:
        return "nothing to read"
    if minutes < 1:
        return "less than a minute to read"
    if minutes < 60:
        return f"{minutes} min to read"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min to read" if rest else f"{hours} h to read"


def consensus_of(scores: Scores) -> Score | None:
    """The grade that the formulas agree on, where it could be computed."""
    return next((s for s in scores.scores if s.key == CONSENSUS and s.value is not None), None)


def headline(scores: Scores) -> str:
    """The first line of the panel: the grade and the time it takes to read."""
    if not scores.words:
        return "No words yet"
    grade = consensus_of(scores)
    if grade is None or grade.value is None:
        return f"Too short for a grade · {reading_time(scores.reading_seconds)}"
    return f"Grade {max(grade.value, 0):.0f} · {reading_time(scores.reading_seconds)}"


def shown_value(score: Score) -> str:
    """A score's value as it is shown; a dash where the text is too short for the formula."""
    return "–" if score.value is None else f"{score.value:.1f}".replace("-", "−")


def counts_of(scores: Scores) -> list[tuple[str, str]]:
    """Each count with its label, in the order of the panel."""
    mean = scores.words / scores.sentences if scores.sentences else 0.0
    counts = [
        (scores.words, "word", "words"),
        (scores.sentences, "sentence", "sentences"),
        (scores.syllables, "syllable", "syllables"),
        (scores.long_words, "long word", "long words"),
        (scores.difficult_words, "difficult word", "difficult words"),
    ]
    shown = [(f"{number:,}", one if number == 1 else many) for number, one, many in counts]
    shown.insert(2, (f"{mean:.1f}", "words a sentence"))
    return shown
