"""From the third person to the first: *Mara opened her door* → *I opened my door*.

The name is certain.  A pronoun is, where nobody else in the scene could be meant by it, or where the resolver that
follows the subjects of a scene names the teller; everything else is put to the writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor.checks.narrative.clauses import Clause, Sentence
from editor.checks.narrative.people import follow
from editor.checks.narrative.rewrite.teller import (
    FIRST,
    OBJECT,
    POSSESSIVE,
    SUBJECT,
    Teller,
    agreed,
    another,
    starts,
)
from editor.checks.narrative.rewrite.tense import Retold
from editor.checks.narrative.rewrite.turn import verb_of
from editor.checks.narrative.scenes import Line, SceneText
from editor.checks.rule import Edit
from editor.language.cast import Cast
from editor.language.persons import THEY
from editor.language.syntax import Syntax
from editor.text.span import Span

_SURE, _LIKELY = 0.85, 0.4


@dataclass(slots=True)
class _Sentence:
    """What changes in one sentence."""

    edits: list[Edit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)


def told_in_first(scene: SceneText, teller: Teller, cast: Cast) -> Iterator[tuple[Line, Retold]]:
    """The sentences of a scene that change."""
    mentions = follow(scene.lines, cast, teller.name)
    alone = teller.pronoun != THEY and not any(
        line.sentence.narrated(index) and another(line.sentence, index, teller, cast)
        for line in scene.lines
        for index in range(line.sentence.start, line.sentence.end)
    )
    for line in scene.lines:
        sentence = line.sentence
        made = _Sentence()
        for index in range(sentence.start, sentence.end):
            if not sentence.narrated(index):
                continue
            name = _name_at(sentence.tree, index, teller, cast)
            part = teller.part_of(sentence.tree, index) if name is None else None
            if name is not None:
                _replace_name(sentence, name, index, made)
            elif part is not None:
                who = mentions.at(line, index)
                chance = 1.0 if alone else who.chance(teller.name) if who is not None else 0.0
                if chance >= _LIKELY:
                    _replace_pronoun(sentence, index, part, made, teller.name if chance < _SURE else "")
        for clause in sentence.clauses:
            edit = _agreement(clause, made.subjects)
            if edit is not None:
                made.edits.append(edit)
        if made.edits:
            yield line, Retold(_clean(made.edits), tuple(dict.fromkeys(made.doubts)))


def _replace_pronoun(sentence: Sentence, index: int, part: int, made: _Sentence, doubtful: str) -> None:
    made.edits.append(_pronoun(sentence, index, part))
    if part is SUBJECT:
        made.subjects.add(index)
    clause = _around(sentence, index)
    # "She knew her": both cannot be the teller.
    twice = part is OBJECT and clause is not None and clause.subject in made.subjects
    if doubtful or twice:
        made.doubts.append(
            f"Whether “{sentence.tree.tokens[index].text}” is {doubtful or 'I'} cannot be told for certain."
        )


def _around(sentence: Sentence, index: int) -> Clause | None:
    """The last clause whose verb or subject stands before ``index``."""
    found = None
    for clause in sentence.clauses:
        first = clause.verb.carrier if clause.subject is None else min(clause.subject, clause.verb.carrier)
        if first <= index:
            found = clause
    return found


def _name_at(tree: Syntax, index: int, teller: Teller, cast: Cast) -> range | None:
    """The tokens of the teller's name (with title and surname) whose last is ``index``."""
    token = tree.tokens[index]
    member = cast.named(tree, index) if token.tag.startswith("NN") else None
    if member is None or member.name != teller.name:
        return None
    following = index + 1
    if following < len(tree.tokens) and tree.tokens[following].tag == "NNP" and _same(tree, following, teller, cast):
        return None  # the surname is the last word
    first = index
    while first and tree.tokens[first - 1].tag == "NNP" and tree.tokens[first - 1].text[:1].isupper():
        first -= 1
    return range(first, index + 1)


def _same(tree: Syntax, index: int, teller: Teller, cast: Cast) -> bool:
    member = cast.named(tree, index)
    return member is not None and member.name == teller.name


def _replace_name(sentence: Sentence, name: range, index: int, made: _Sentence) -> None:
    tree = sentence.tree
    start, end = tree.tokens[name.start].span.start, tree.tokens[index].span.end
    head = next((i for i in name if tree.tokens[i].head not in name), index)
    if index + 1 < len(tree.tokens) and tree.tokens[index + 1].tag == "POS":
        end = tree.tokens[index + 1].span.end
        made.edits.append(Edit(Span(start, end), _capital(sentence, name.start, FIRST[POSSESSIVE])))
        return
    subject = next((c for c in sentence.clauses if c.subject is not None and c.subject in name), None)
    joined = tree.tokens[head].relation == "conj"
    above = tree.tokens[head].head if joined else head
    nominative = subject is not None or tree.tokens[above].relation.startswith("nsubj")
    if subject is not None and subject.tag and subject.verb.carrier == name.start - 1:
        said = tree.tokens[subject.verb.carrier]  # "said Mara": I said
        made.edits.append(Edit(Span(said.span.start, end), f"I {said.text}"))
        return
    made.edits.append(Edit(Span(start, end), "I" if nominative else "me"))
    if subject is not None and subject.subject is not None:
        made.subjects.add(subject.subject)
    if tree.tokens[head].relation in ("appos", "vocative"):
        made.doubts.append(f"“{Span(start, end).of(_words(tree))}” may have to go here.")


def _words(tree: Syntax) -> str:
    """The paragraph's text as far as its tokens tell: the gaps are spaces."""
    text = ""
    for token in tree.tokens:
        text += " " * (token.span.start - len(text)) + token.text
    return text


def _pronoun(sentence: Sentence, index: int, part: int) -> Edit:
    return Edit(sentence.tree.tokens[index].span, _capital(sentence, index, FIRST[part]))


def _capital(sentence: Sentence, index: int, new: str) -> str:
    if new == "i":
        return "I"
    return new.capitalize() if starts(sentence.tree, index, False) else new


def _agreement(clause: Clause, subjects: set[int]) -> Edit | None:
    verb = verb_of(clause)
    if verb.subject is None or verb.subject not in subjects or verb.tree.has(verb.subject, "conj"):
        return None
    return agreed(verb, "i")


def _clean(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Sorted, and without what lies inside a larger edit."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.span.start, -e.span.end)):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return tuple(kept)
