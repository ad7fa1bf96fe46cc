"""What is not so, or only thought of: clauses whose past tells no time (Huddleston & Pullum 2002, 3.6.2 and 8.14)."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.narrative.clauses import Clause, Sentence
from editor.language.syntax import Syntax
from editor.language.verbs import Form

_WISHES = frozenset({"wish", "pretend"})
AUXILIARY_HAVE = frozenset({"have", "'ve", "of"})
"""*Have* behind a modal verb, also as some write it."""


def _above(tree: Syntax, head: int) -> Iterator[int]:
    """The predicates that a clause stands under, itself first."""
    for _ in range(12):
        yield head
        head = tree.tokens[head].head
        if head < 0:
            return


def unreal(clause: Clause) -> bool:
    """Whether the clause, or one that it stands under, says what is not so."""
    tree, verb = clause.sentence.tree, clause.verb
    for head in _above(tree, verb.head):
        for child in tree.children(head):
            if tree.tokens[child].relation != "mark" or not child:
                continue
            before, mark = tree.lower[child - 1], tree.lower[child]
            if (mark in ("if", "though") and before == "as") or mark == "lest":
                return True
            if mark == "as" and tree.lower[child + 1 : child + 2] in (("if",), ("though",)):
                return True
            if mark == "if" and tree.lower[child + 1 : child + 2] == ("only",):
                return True
        above = tree.tokens[head].head
        if above < 0:
            break
        relation = tree.tokens[head].relation
        if relation == "ccomp" and tree.tokens[above].lemma.lower() in _WISHES:
            return True
        if tree.lower[above] == "time" and relation.startswith(("acl", "ccomp")) and not tree.has(above, "det", "amod"):
            return True
    if verb.form is Form.PAST_PERFECT and _past_condition(clause):
        return True
    return _turned_condition(clause)


def _past_condition(clause: Clause) -> bool:
    """``If he had known, he would have come``."""
    tree = clause.sentence.tree
    marks = {tree.lower[c] for h in _above(tree, clause.verb.head) for c in tree.related(h, "mark")}
    return bool(marks & {"if", "unless"}) and _would_have(clause.sentence)


def _turned_condition(clause: Clause) -> bool:
    """``Had he known``, ``were it not for her``: no question."""
    verb, sentence = clause.verb, clause.sentence
    lower = sentence.lower[verb.carrier]
    if lower not in ("had", "were") or clause.subject is None or clause.subject < verb.carrier:
        return False
    if sentence.final == "?" or clause.subject != verb.carrier + 1:
        return False
    relation = sentence.tree.tokens[verb.head].relation
    return relation == "advcl" or (verb.form is Form.PAST_PERFECT and _would_have(sentence))


def _would_have(sentence: Sentence) -> bool:
    return any(
        sentence.lower[c.verb.carrier] in ("would", "could", "might", "should", "'d")
        and c.verb.form is Form.MODAL
        and any(sentence.lower[p] in AUXILIARY_HAVE for p in c.verb.parts)
        for c in sentence.clauses
    )


def open_condition(clause: Clause) -> bool:
    """``If they moved, the guard would see them``: it may come true, or not."""
    sentence, tree = clause.sentence, clause.sentence.tree
    would = any(
        sentence.lower[c.verb.carrier] in ("would", "'d", "could", "might") and c.verb.form is Form.MODAL
        for c in sentence.clauses
    )
    if not would:
        return False
    for other in sentence.clauses:
        head = other.verb.head
        if tree.tokens[head].relation != "advcl":
            continue
        if any(tree.lower[c] in ("if", "unless") for c in tree.related(head, "mark")):
            return other is clause or clause.verb.form is Form.MODAL
    return False
