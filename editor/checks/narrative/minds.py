"""Openings of a mind: clauses that tell what only the one who thinks or feels it can know.

After Cohn's psycho-narration, Uspensky's words of estrangement and Wiebe's private-state verbs.  A visible
state (*smiled*, *blushed*), a guess from outside (*seemed*, *must have*) and a speech tag open nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex

from editor.checks.narrative.clauses import Clause
from editor.language.verbs import Form
from editor.text.zones import ZoneKind


class Inside(StrEnum):
    """What kind of inner life is told."""

    THOUGHT = "thought"
    FEELING = "feeling"
    SENSE = "sense"


@dataclass(frozen=True, slots=True)
class Opening:
    """A mind opened: how telling it is, and by what."""

    points: float
    inside: Inside


THINKING = frozenset(
    "think know wonder realise realize remember decide suppose guess believe forget doubt recall understand imagine "
    "picture reflect assume conclude reckon consider calculate recollect".split()
)
FEELING = frozenset("want wish hope fear hate love long regret resent dread feel envy pity despise enjoy".split())
SENSING = frozenset("see hear smell notice sense".split())
MOODS = frozenset(
    "afraid ashamed glad curious frustrated relieved jealous sorry certain grateful proud anxious worried sure "
    "miserable lonely homesick disappointed".split()
)
BODY = frozenset("stomach heart pulse chest throat blood skin scalp gut".split())
_COLLECTIVE = frozenset(
    "everyone everybody nobody people they one someone somebody no-one crowd world town city village".split()
)
_outside = regex.compile(
    r"\b(?:seem(?:s|ed)?|appear(?:s|ed)?|apparently|evidently|obviously|clearly|as if|as though|must|perhaps|maybe|"
    r"probably|no doubt|might|may|surely|presumably|i think|i suppose|i knew|i saw|i could see|of course|plainly|"
    r"visibly)\b"
)
_generic_you = regex.compile(r"\b(?:you|your)\b")
_BRIEF = frozenset({"moment", "minute", "while", "second"})


def seen_from_outside(clause: Clause) -> bool:
    """Whether the clause is a guess about somebody rather than knowledge."""
    return _outside.search(clause.words) is not None or clause.verb.lemma in ("seem", "appear", "look")


def is_mood(clause: Clause) -> bool:
    """``was ashamed``."""
    head = clause.sentence.tree.tokens[clause.verb.head]
    mood = clause.sentence.lower[clause.verb.head] in MOODS
    return mood and (clause.verb.copular or head.tag in ("VBN", "JJ"))


def opening(clause: Clause) -> Opening | None:
    """The opening of the subject's mind in this clause, or None."""
    sentence, verb = clause.sentence, clause.verb
    if clause.tag or sentence.final == "?" or not (clause.main or clause.promoted) or clause.subject is None:
        return None
    if clause.subject_word in _COLLECTIVE or seen_from_outside(clause) or _generic_you.search(clause.words):
        return None
    if verb.form is Form.MODAL and not (verb.negated and verb.lemma in ("believe", "remember", "understand")):
        return None
    if (_beside_speech(clause) and verb.lemma in THINKING) or _known_to_another(clause):
        return None
    tree = sentence.tree
    relations = {tree.tokens[c].relation.split(":")[0] for c in tree.children(verb.head)}
    objects = {tree.lower[c] for c in tree.related(verb.head, "obj", "obl")}
    if objects & (_BRIEF | {"way"}):
        return None
    summary = verb.form is Form.PAST_PERFECT or bool(tree.words_below(verb.head) & {"always", "often"})
    if verb.lemma == "make" and "mind" in objects:
        return Opening(3, Inside.THOUGHT)  # "made up her mind"
    if verb.copular or is_mood(clause):
        return Opening(3, Inside.FEELING) if is_mood(clause) else None
    if verb.lemma in THINKING:
        return _thinking(clause, relations, summary)
    if verb.lemma in FEELING:
        return _feeling(clause, relations, summary)
    if verb.lemma in SENSING and relations & {"obj", "ccomp", "xcomp"}:
        return Opening(1.5, Inside.SENSE)
    return None


def _thinking(clause: Clause, relations: set[str], summary: bool) -> Opening | None:
    lemma = clause.verb.lemma
    content = bool(relations & {"ccomp", "xcomp", "obj", "obl", "advcl"})
    if lemma in ("think", "know", "reckon", "consider", "calculate", "reflect", "understand") and not content:
        return None
    perfect = clause.verb.form in (Form.PRESENT_PERFECT, Form.PAST_PERFECT)
    if lemma == "forget" and perfect and not relations & {"ccomp", "xcomp", "advcl"}:
        return None  # "she has tucked a pencil into her braid and forgotten it": anybody sees that
    if lemma == "consider" and not relations & {"ccomp", "xcomp"}:
        return None  # "she considered the two of them": a look
    if lemma == "know" and not (relations & {"ccomp"} or clause.verb.negated or _knows_it(clause)):
        return None  # "he knows every river": a skill that anybody may see
    return Opening(1 if summary else 4 if "ccomp" in relations else 3, Inside.THOUGHT)


def _knows_it(clause: Clause) -> bool:
    """``She knew the answer``, ``he knows it``: a thing of the moment; *all*, *every* make a skill of it."""
    tree = clause.sentence.tree
    for what in tree.related(clause.verb.head, "obj"):
        inner = {tree.lower[c] for c in tree.children(what)} | {
            tree.lower[g] for c in tree.children(what) for g in tree.children(c)
        }
        return tree.tokens[what].tag not in ("NNP", "NNS") and not inner & {"every", "all", "any", "each"}
    return False


def _feeling(clause: Clause, relations: set[str], summary: bool) -> Opening | None:
    tree, verb = clause.sentence.tree, clause.verb
    inner = relations & {"obj", "xcomp", "ccomp"}
    if verb.lemma == "feel" and not inner:
        # "felt in his pocket" is a search, not a feeling.
        for place in tree.related(verb.head, "obl"):
            if tree.words_below(place) & {"in", "for", "along", "around", "about"}:
                return None
    if verb.lemma == "want" and "to know" in clause.sentence.words:
        return None  # "he wanted to know" is a way of asking
    if verb.lemma == "long" and not relations & {"xcomp", "obl"}:
        return None
    return Opening(1 if summary else 3, Inside.FEELING)


def _beside_speech(clause: Clause) -> bool:
    sentence = clause.sentence
    first = clause.verb.carrier if clause.subject is None else min(clause.subject, clause.verb.carrier)
    return any(sentence.zones[i] is ZoneKind.SPEECH for i in range(max(0, first - 2), first))


def _known_to_another(clause: Clause) -> bool:
    """``Owen was tired of her, she knew it``: what one is told of Owen lies in her head."""
    tokens = clause.sentence.tree.tokens
    for other in clause.sentence.clauses:
        verb = other.verb
        later = verb.subject is not None and verb.subject > clause.verb.carrier
        if later and verb.own_subject and verb.lemma in THINKING and verb.subject is not None:
            first = clause.sentence.tree.left_edge(verb.subject)
            if tokens[first - 1].text in (",", "—", ";") and verb.carrier - first < 4:
                return True
    return False


def tags_thought(clause: Clause) -> bool:
    """``*I can't stay,* she thought``: a thought in italics with its owner beside it."""
    sentence, verb = clause.sentence, clause.verb
    if verb.lemma not in ("think", "wonder", "write") or clause.subject is None:
        return False
    low, high = min(verb.carrier, clause.subject), max(verb.head, clause.subject)
    return any(
        0 <= at < len(sentence.zones) and sentence.zones[at] is ZoneKind.THOUGHT for at in (low - 1, high + 1, high + 2)
    )
