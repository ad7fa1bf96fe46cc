"""What the Consistency panel says in words.  Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from editor.checks.narrative.model import Narrative, Person, SceneNarrative, Tense, VerdictState
from editor.checks.rule import Family, Finding, Level
from editor.press.scenes import MARK, declared_bands

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
# A scene is close to one head when that head opens at least this share of the minds in it.
_CLOSE = 0.6
_UNKNOWN = "cannot tell"


def number_word(number: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def told_passages(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that belong on the timeline: tense and point of view, advice apart."""
    return [f for f in findings if f.family in (Family.TENSE, Family.POV) and f.severity > Level.ADVICE]


def headline(narrative: Narrative, findings: Sequence[Finding]) -> str:
    """``2 scenes · present, close third, Yewande · one passage to look at``."""
    scenes = narrative.scenes
    if not scenes:
        return narrative.note or "Nothing to tell of tense and point of view yet."
    judged = [s for s in scenes if s.verdict.state is not VerdictState.NOT_EVALUATED]
    count = f"{len(scenes):,} scene{'s' * (len(scenes) > 1)}"
    if not judged:
        reasons = Counter(s.verdict.reason for s in scenes if s.verdict.reason)
        reason = narrative.note or (reasons.most_common(1)[0][0] if reasons else "")
        return " · ".join(part for part in (count, "cannot tell tense and point of view", reason) if part)
    manner = [part for part in (_tense(judged), _person(judged), _heads(judged)) if part]
    passages = len(told_passages(findings))
    look = "nothing to look at"
    if passages:
        look = f"{number_word(passages)} passage{'s' * (passages > 1)} to look at"
    letters = sum(s.declared.letters is True for s in scenes)
    silent = len(scenes) - len(judged) - letters
    parts = [count, ", ".join(manner), look]
    if letters:
        parts.append(f"{number_word(letters)} scene{'s' * (letters > 1)} of letters")
    if silent:
        parts.append(f"cannot tell in {number_word(silent)} scene{'s' * (silent > 1)}")
    return " · ".join(part for part in parts if part)


def _shares(scenes: Iterable[SceneNarrative], value: str) -> list[str]:
    """The values of ``tense`` or ``person`` that hold at least a tenth of the words, the largest first."""
    words: Counter[str] = Counter()
    for scene in scenes:
        words[str(getattr(scene, value))] += max(scene.words, 1)
    total = words.total()
    return [word for word, number in words.most_common() if number * 10 >= total and word != "unknown"]


def _tense(scenes: Sequence[SceneNarrative]) -> str:
    return " and ".join(_shares(scenes, "tense")[:2])


def _person(scenes: Sequence[SceneNarrative]) -> str:
    persons = _shares(scenes, "person")
    if persons == [Person.THIRD.value]:
        close = sum(s.words for s in scenes if s.focal and s.focal[0].share >= _CLOSE)
        return "close third" if 2 * close >= sum(s.words for s in scenes) > 0 else "third"
    return " and ".join(f"{person} person" if len(persons) == 1 else person for person in persons[:2])


def _heads(scenes: Sequence[SceneNarrative]) -> str:
    words: Counter[str] = Counter()
    for scene in scenes:
        for focal in scene.focal[:1]:
            words[focal.name] += max(scene.words, 1)
    names = [name for name, number in words.most_common() if number * 5 >= words.total()]
    if len(words) > 3 and len(names) != 1:
        return f"{number_word(len(words))} heads"
    return " and ".join(names[:2])


def scene_name(scene: SceneNarrative) -> str:
    """``Scene 1``, or its title."""
    return scene.title or f"Scene {scene.number}"


def tense_words(scene: SceneNarrative) -> str:
    return _marked(_UNKNOWN if scene.tense is Tense.UNKNOWN else scene.tense.value, scene, 0)


def person_words(scene: SceneNarrative) -> str:
    return _marked(_UNKNOWN if scene.person is Person.UNKNOWN else scene.person.value, scene, 1)


def head_words(scene: SceneNarrative) -> str:
    """The head that the scene is told from, ``everybody’s`` for a declared narrator who knows all."""
    if scene.declared.all_knowing:
        return _marked("everybody’s", scene, 2)
    return _marked(scene.focal[0].name if scene.focal else "nobody’s", scene, 2)


def share_words(scene: SceneNarrative) -> str:
    """``86 %``: the share of that head among the minds opened."""
    known = bool(scene.focal) and scene.focal[0].share > 0 and not scene.declared.all_knowing
    return f"{scene.focal[0].share * 100:.0f} %" if known else "–"


def _marked(value: str, scene: SceneNarrative, band: int) -> str:
    return f"{value} {MARK}" if declared_bands(scene.declared)[band] else value
