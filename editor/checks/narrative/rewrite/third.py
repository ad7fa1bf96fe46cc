"""From the first person to the third: *I opened my door* → *Mara opened her door*.

The name stands where the teller comes in first in a scene, and again wherever somebody else that the pronoun could
mean was spoken of since; the pronoun everywhere else.  Speech is not touched; a thought keeps its *I*, and the note
says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.narrative.clauses import Clause, Sentence
from editor.checks.narrative.rewrite.teller import (
    FIRST,
    OBJECT,
    OWN,
    POSSESSIVE,
    SELF,
    SUBJECT,
    WE,
    Teller,
    agreed,
    another,
    possessive,
    starts,
)
from editor.checks.narrative.rewrite.tense import Retold
from editor.checks.narrative.rewrite.turn import verb_of
from editor.checks.narrative.scenes import Line, SceneText
from editor.checks.rule import Edit
from editor.language.cast import HE, SHE, Cast
from editor.text.zones import ZoneKind

_NAMED = {HE: ("he", "him", "his", "himself"), SHE: ("she", "her", "hers", "herself")}
_PLURALS = ("they", "them", "their", "theirs", "themselves")


def told_in_third(scene: SceneText, teller: Teller, cast: Cast) -> Iterator[tuple[Line, Retold]]:
    """The sentences of a scene that change."""
    clear = False  # the pronoun can mean nobody but the teller
    for line in scene.lines:
        sentence = line.sentence
        edits: list[Edit] = []
        doubts: list[str] = []
        called: dict[int, str] = {}  # the teller's words in this sentence, and what stands for each
        plural = rival = False
        for index in range(sentence.start, sentence.end):
            if not sentence.narrated(index):
                continue
            part = _first(sentence, index)
            if part is None:
                if _other(sentence, index, teller, cast):
                    clear, rival = False, True
                if sentence.lower[index] in WE and sentence.tree.tokens[index].tag in ("PRP", "PRP$"):
                    plural = True
                    edits.append(_word(sentence, index, WE[sentence.lower[index]]))
                continue
            named = not clear and part is not SELF
            # "She knew Mara, and Mara nodded": named as an object, the teller is not yet who *she* is.
            clear = clear or (named and (part is SUBJECT or not rival))
            called[index] = "name" if named else teller.pronoun
            edits.append(_word(sentence, index, _stands_for(sentence, teller, part, named)))
        for clause in sentence.clauses:
            edit = _agreement(clause, called, teller)
            if edit is not None:
                edits.append(edit)
        if not edits:
            continue
        if sentence.thought and called:
            doubts.append("A thought in its own words may keep its “I”.")
        notes = ["“we” has become “they”: see who that is now."] if plural else []
        if _thinks(sentence):
            notes.append("The thought here keeps its “I”.")
        yield line, Retold(tuple(sorted(set(edits))), tuple(doubts), tuple(notes))


def _first(sentence: Sentence, index: int) -> int | None:
    """Which of the teller's words stands here."""
    token = sentence.tree.tokens[index]
    if token.tag not in ("PRP", "PRP$") or sentence.lower[index] not in FIRST:
        return None
    part = FIRST.index(sentence.lower[index])
    return POSSESSIVE if part is OWN and token.relation.startswith("nmod:poss") else part


def _other(sentence: Sentence, index: int, teller: Teller, cast: Cast) -> bool:
    """Whether somebody is spoken of here whom the teller's pronoun could mean as well."""
    tree, lower = sentence.tree, sentence.lower[index]
    tag = tree.tokens[index].tag
    if teller.pronoun == "they":
        return (lower in _PLURALS and tag.startswith("PRP")) or lower in WE
    if tag in ("PRP", "PRP$"):
        return lower in _NAMED[teller.pronoun]
    return another(sentence, index, teller, cast)


def _stands_for(sentence: Sentence, teller: Teller, part: int, named: bool) -> str:
    if not named:
        return teller.words[part]
    if part in (SUBJECT, OBJECT):
        return teller.name
    return possessive(teller.name, any("’" in token.text for token in sentence.tree.tokens))


def _word(sentence: Sentence, index: int, new: str) -> Edit:
    tag = any(c.tag and c.subject == index for c in sentence.clauses)
    capital = starts(sentence.tree, index, tag)
    return Edit(sentence.tree.tokens[index].span, new[:1].upper() + new[1:] if capital else new)


def _agreement(clause: Clause, called: dict[int, str], teller: Teller) -> Edit | None:
    verb = verb_of(clause)
    subject = verb.subject
    if subject is None or subject not in called or verb.tree.lower[subject] != "i":
        return None
    if verb.tree.has(subject, "conj"):
        return None  # "I and Tom go": they go
    host = verb.group.carrier - 1 == subject
    if called[subject] == "name":
        return agreed(verb, "name" if host else "one")
    return agreed(verb, "they" if teller.pronoun == "they" else "one")


def _thinks(sentence: Sentence) -> bool:
    return any(
        sentence.zones[i] is ZoneKind.THOUGHT and sentence.lower[i] in FIRST
        for i in range(sentence.start, sentence.end)
    )
