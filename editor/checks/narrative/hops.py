"""Where a scene looks into another head than its own.

Every mind that is opened as a fact and is not the focal character's is weighed: how sure it is whose scene this is and
whose mind, how plainly it is told, and how evenly the scene and the whole story open minds.  A narrator who knows
everybody (Genette's zero focalization) is recognised over the whole story and left alone.  The weights are data in
``resources/narrative/heads.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p

import regex

from editor.checks.narrative.focal import Seen, weights
from editor.checks.narrative.heads import SceneHeads
from editor.checks.narrative.minds import Inside
from editor.checks.narrative.people import ADDRESSED, TELLER
from editor.checks.narrative.scenes import Line, Told
from editor.language.persons import HE, SHE

_MOST = 4  # findings a scene; beyond that it is a habit, not a slip
_INNER = (Inside.TAGGED, Inside.THOUGHT, Inside.FEELING, Inside.MOOD, Inside.SENSE, Inside.BODY)
_FROM_WITHIN = (*_INNER, Inside.WILL)
_intrusive = regex.compile(r"\b(?:the reader|let us|you will have|dear reader|may as well say|we must not)\b")
_licensed = regex.compile(
    r"\b(?:i|me|we|us) (?:knew|could|saw|think|suppose|thought|felt|guess|believe|told|imagine|fancy|fancied|"
    r"perceived|know|wondered|understood|heard)\b|\b(?:told|said to|confessed to|informed|assured) (?:me|us)\b|"
    r"\b(?:afterwards|years later|later on|i have heard|it turned out)\b"
)
_introduced = regex.compile(r"\b(?:his|her|their) name (?:is|was)\b|\b(?:he|she|they) (?:is|was|are|were) called\b")
_TASTES = frozenset("like dislike love hate loathe detest adore enjoy prefer".split())
_TOLD_TO_ME = frozenset("know want remember decide understand forget like enjoy wish hope believe intend plan".split())
_SHOWN = frozenset("sure certain glad anxious proud sorry curious surprised astonished delighted amused".split())
_OWN = {TELLER: frozenset("i me my mine myself".split()), ADDRESSED: frozenset("you your yourself".split())}
_SURE = 0.8
_FEW, _ROVING, _LONG = 2, 0.25, 5000  # scenes that open minds; share of them with two heads; words
# Nouns that a narrator uses of the focal character, too: "the young man".
_EPITHETS = frozenset(
    "man woman boy girl lad fellow lady gentleman child husband wife bridegroom bride partner".split()
)
_DOUBT = 0.45  # a mind that is as likely the scene's own is none of another's
_BESIDE = 2  # paragraphs around an opening in which its owner is seen to do something
_PAGE = 300  # words
_NEAR = 1  # paragraphs around an opening in which the scene's own head is spoken of
_IN_PERSON = 3  # paragraphs from an "I" within which a first-person teller is plainly there


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """A look into another head than the scene's; ``before``: verbs that opened the focal character's mind."""

    seen: Seen
    focal: str
    before: tuple[str, ...]
    chance: float
    declared: bool = False


@dataclass(slots=True)
class Cues:
    """What speaks for a hop at one opened mind, each of the order of one."""

    always: float = 1.0
    focus: float = 0.0
    other: float = 0.0
    content: float = 0.0
    thought: float = 0.0
    mood: float = 0.0
    standing: float = 0.0
    noun: float = 0.0
    pronoun: float = 0.0
    rival: float = 0.0
    crowd: float = 0.0
    before: float = 0.0
    returns: float = 0.0
    here: float = 0.0
    first: float = 0.0
    acts: float = 0.0
    speaks: float = 0.0
    length: float = 0.0

    def chance(self, weight: Mapping[str, float]) -> float:
        """How likely the opened mind is one hop too many, 0–1."""
        return 1 / (1 + exp(-sum(weight[name] * getattr(self, name) for name in self.__slots__)))


def omniscient(scenes: Sequence[SceneHeads]) -> bool:
    """Whether the narrator of the whole story looks into everybody, or speaks to the reader."""
    rich = many = crowded = roving = 0
    for scene in scenes:
        minds = scene.bare()
        minds.pop(TELLER, None)
        total, most = sum(minds.values()), max(minds.values(), default=0)
        if total >= 3:
            rich += 1
            many += len(minds) >= 3 and most / total < 0.6
            roving += sum(number > 1 for number in minds.values()) > 1
            crowded += len(minds) >= 4 and most / total < 0.5
    # In a long text, second minds opened again and again are how it is told.
    if rich > _FEW and roving >= _ROVING * rich and sum(scene.text.words() for scene in scenes) >= _LONG:
        return True
    # One scene or two are too little to tell a method from slips, unless the minds are a crowd.
    if many >= 0.4 * rich and (many if rich > _FEW else crowded):
        return True
    return any(_intrusive.search(line.sentence.words) for scene in scenes for line in scene.text.lines)


def candidates(scene: SceneHeads) -> list[tuple[Seen, Cues]]:
    """Every mind that is opened as a fact and may be another one than the scene's own, with what speaks for a hop."""
    found: list[tuple[Seen, Cues]] = []
    if not scene.head or (scene.head.startswith("the ") and scene.chance < _SURE and not scene.declared):
        return found  # a scene is seldom that of somebody without a name
    inner = [s for s in scene.reading.seen if s.sign.inside in _INNER]
    own = [s for s in inner if s.who.name in scene.heads]
    bare = scene.bare()
    acts, speakers = _deeds(scene)
    mentioned = scene.reading.mentions
    length = log1p(scene.text.words() / _PAGE)
    for seen in scene.reading.seen:
        if not seen.sign.bare or seen.who.name in scene.heads or seen.who.name == TELLER:
            continue
        if seen.sign.generic and scene.head != ADDRESSED:
            continue
        other = _another(seen, scene)
        if other < _DOUBT:
            continue
        there = seen.who.name in speakers or bool(acts.get(seen.who.name)) or not seen.who.known
        there = there or (seen.who.by_noun and not mentioned.told_apart(TELLER, seen.who.name))
        if scene.head in (TELLER, ADDRESSED) and (not there or _may_be_told(seen, scene)):
            continue  # of somebody who is not there one knows what one has heard
        here, sign = seen.line, seen.sign
        if _handed_over(seen, scene):
            continue
        if sign.clause is not None and sign.clause.verb.lemma in _TASTES and _introduced.search(here.sentence.words):
            continue  # with a name comes what people say of themselves: "Her name was Ottla, she loathed tea"
        cues = Cues(
            focus=_log_odds(scene.chance),
            other=_log_odds(other),
            content=float(sign.content),
            thought=float(sign.inside is Inside.THOUGHT),
            mood=float(sign.inside is Inside.MOOD),
            standing=float(sign.standing),
            noun=float(seen.who.by_noun),
            pronoun=float(here.sentence.lower[sign.owner] in (HE, SHE)),
            rival=log1p(bare[seen.who.name]),
            crowd=log1p(len({name for name in bare if name not in scene.heads})),
            before=float(any(s.line.number <= here.number for s in own)),
            returns=float(any(s.line.number > here.number for s in own)),
            here=float(_is_near(scene, here.paragraph)),
            first=float(scene.head in (TELLER, ADDRESSED)),
            acts=log1p(sum(abs(at - here.paragraph) <= _BESIDE for at in acts.get(seen.who.name, ()))),
            speaks=float(seen.who.name in speakers),
            length=length,
        )
        found.append((seen, cues))
    return found


def hops(scene: SceneHeads) -> list[Hop]:
    """The head-hops of one scene, the plainest ones where there are too many, in order."""
    weight = weights("hop")
    least = weight["declared_from" if scene.declared else "from"]
    found: dict[tuple[int, str], Hop] = {}
    before = scene.words(scene.head)
    for seen, cues in candidates(scene):
        chance = cues.chance(weight)
        key = (seen.line.number, seen.who.name)
        if chance >= least and key not in found:  # one question a sentence is enough
            found[key] = Hop(seen, scene.head, before, chance, scene.declared)
    plainest = sorted(found.values(), key=lambda hop: -hop.chance)[:_MOST]
    return [hop for hop in found.values() if hop in plainest]


def _handed_over(seen: Seen, scene: SceneHeads) -> bool:
    """Whether the scene goes on in the other head from here on and never comes back: a baton passed, not a hop."""
    here = seen.line
    if scene.head in (TELLER, ADDRESSED):
        return False
    mine = [
        s for s in scene.reading.seen if s.who.name in scene.heads and s.sign.inside in _FROM_WITHIN and s.sign.main
    ]
    if any(s.line.number > here.number or s.line.paragraph == here.paragraph for s in mine):
        return False
    last = max((s.line.paragraph for s in mine), default=-1)
    theirs = {s.line.paragraph for s in scene.reading.seen if s.who.name == seen.who.name and s.sign.bare}
    return sum(paragraph > last for paragraph in theirs) > 1


def _deeds(scene: SceneHeads) -> tuple[dict[str, list[int]], set[str]]:
    """The paragraphs in which everybody is seen to do something, and those who speak: they are there in person."""
    acts: dict[str, list[int]] = {}
    speakers: set[str] = set()
    inner = {(s.line.number, s.sign.at) for s in scene.reading.seen}
    for line in scene.text.lines:
        for clause in line.sentence.clauses:
            who = scene.reading.mentions.subject(Told(clause, line))
            if who is None or not who.known or not clause.main:
                continue
            if clause.tag:
                speakers.add(who.name)
            elif (line.number, clause.verb.carrier) not in inner:
                acts.setdefault(who.name, []).append(line.paragraph)
    return acts, speakers


def _log_odds(chance: float) -> float:
    kept = min(0.98, max(0.02, chance))
    return log(kept / (1 - kept))


def _another(seen: Seen, scene: SceneHeads) -> float:
    """How likely the opened mind is not the scene's own, 0–1."""
    who, mentions = seen.who, scene.reading.mentions
    if scene.head in (TELLER, ADDRESSED):
        return 1.0
    own = {mentions.pronoun(name) for name in scene.heads if name not in mentions.doubtful} - {""}
    if who.pronoun and own and who.pronoun not in own:
        return 1.0
    if not who.known:
        return 0.3
    chance = 1.0 - sum(who.chance(name) for name in scene.heads)
    if who.pronoun and seen.line.sentence.lower[seen.sign.owner] in (HE, SHE) and mentions.doubtful & scene.heads:
        return min(chance, 0.3)
    if who.by_noun and not any(mentions.told_apart(who.name, name) for name in scene.heads):
        new = who.name in mentions.brought_in or scene.head.startswith("the ")
        chance = min(chance, 0.9 if new else 0.4 if who.name.removeprefix("the ") in _EPITHETS else 0.6)
    return max(0.0, chance)


def _is_near(scene: SceneHeads, paragraph: int) -> bool:
    """Whether the scene's own head is spoken of in a paragraph or beside it."""
    near = {line.number for line in scene.text.lines if abs(line.paragraph - paragraph) <= _NEAR}
    return any(number in near and who.name in scene.heads for (number, _), who in scene.reading.mentions.who.items())


def _may_be_told(seen: Seen, scene: SceneHeads) -> bool:
    """Whether a first-person teller may know it: a guess, a thing shown or told, or a story heard from others."""
    clause = seen.sign.clause
    if _licensed.search(seen.line.sentence.words) or clause is None:
        return True
    if clause.verb.lemma in _TOLD_TO_ME and not seen.sign.content:
        return True
    if clause.verb.copular and clause.sentence.lower[clause.verb.head] in _SHOWN:
        return True
    here = seen.line.paragraph
    return not any(
        word in _OWN[scene.head] for line in _lines_near(scene, here) for word in line.sentence.words.split()
    )


def _lines_near(scene: SceneHeads, paragraph: int) -> Iterator[Line]:
    return (line for line in scene.text.lines if abs(line.paragraph - paragraph) <= _IN_PERSON)
