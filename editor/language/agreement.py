"""What a verb's subject asks of it: its person and number.

After Huddleston & Pullum 2002, 5.18: *and* makes two of one, *or* listens to the nearer; *a lot of men* and *most of
the men* are as many as the men; *who* and *which* are as many as what they stand for.  What nobody can tell from the
sentence is said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.language.inflect import Number
from editor.language.names import given_pronoun
from editor.language.syntax import Syntax

_SINGULAR, _PLURAL = Number.SINGULAR, Number.PLURAL


@dataclass(frozen=True, slots=True)
class Agreement:
    """Person (1, 2, 3) and number of a subject; ``number`` None where the sentence does not tell."""

    number: Number | None
    person: int = 3

    @property
    def third_singular(self) -> bool | None:
        """Whether a present verb must end in *-s*; None if unknown."""
        return None if self.number is None else self.number is _SINGULAR and self.person == 3


_UNKNOWN = Agreement(None)
_ONE, _MANY = Agreement(_SINGULAR), Agreement(_PLURAL)
_PRONOUNS = {
    "i": Agreement(_SINGULAR, 1),
    "we": Agreement(_PLURAL, 1),
    "you": Agreement(_PLURAL, 2),
    "thou": Agreement(_SINGULAR, 2),
    **dict.fromkeys("they these those both few many several others two".split(), _MANY),
    **dict.fromkeys(
        "he she it this one each either neither another much little nobody nothing everybody everyone everything "
        "anybody anyone anything somebody someone something no-one".split(),
        _ONE,
    ),
}
_RELATIVE = frozenset({"who", "which", "that", "whoever", "whichever"})
# As many as what stands behind their *of*.
_SHARES = frozenset(
    "lot lots plenty number couple handful bunch half rest majority minority part most some none all any more less "
    "enough third quarter percent dozen dozens scores hundreds thousands".split()
)
_MASSES = frozenset("news physics mathematics politics measles billiards checkers dominoes athletics".split())
_HERDS = frozenset("police people cattle folk clergy vermin".split())
_NOMINAL = ("NN", "PR", "CD", "DT", "VBG", "JJ")


def agreement(tree: Syntax, head: int, subject: int | None, carrier: int) -> Agreement:
    """What ``subject`` asks of the finite verb at ``carrier`` in the predicate ``head``."""
    if subject is None:
        return _UNKNOWN
    if tree.lower[subject] in ("there", "here") or tree.tokens[subject].relation == "expl":
        behind = next((c for c in tree.related(head, "nsubj") if c != subject), None)
        if behind is None and tree.tokens[head].tag.startswith("NN"):
            behind = head  # "there is a man": some readings make the noun the predicate
        if behind is None and tree.lower[subject] != "it":
            near = range(carrier + 1, min(carrier + 8, len(tree.tokens)))
            behind = next((i for i in near if _stands_alone(tree, i)), None)
        if behind is None:
            return _ONE
        return _phrase(tree, behind, carrier)
    if tree.lower[subject] in ("what", "whatever"):
        return _ONE
    if tree.lower[subject] in _RELATIVE:
        return _antecedent(tree, head, subject, carrier)
    return _phrase(tree, subject, carrier)


def _stands_alone(tree: Syntax, index: int) -> bool:
    """Whether a token heads a noun phrase: "there existed a marine life form"."""
    token = tree.tokens[index]
    return token.tag in ("NN", "NNS", "NNP", "CD") and token.relation not in ("compound", "nummod", "nmod:poss", "amod")


def _antecedent(tree: Syntax, head: int, subject: int, carrier: int) -> Agreement:
    """Of *who*, *which*, *that*: what the relative clause hangs on."""
    clause = head
    for _ in range(6):
        relation = tree.tokens[clause].relation
        if relation.startswith("acl"):
            noun = tree.tokens[clause].head
            if 0 <= noun < subject:
                return _phrase(tree, noun, carrier)
            return _UNKNOWN
        if relation != "conj" or tree.tokens[clause].head < 0:
            break
        clause = tree.tokens[clause].head
    return _ONE  # "Who came?", "that was all", "what fell"


def _phrase(tree: Syntax, index: int, carrier: int, depth: int = 0) -> Agreement:
    joined = [c for c in tree.related(index, "conj") if tree.tokens[c].tag.startswith(_NOMINAL)]
    if index < carrier:
        joined = [c for c in joined if c < carrier]
    if joined:
        each = {tree.lower[c] for c in tree.related(index, "det")} & {"each", "every", "no"}
        joiners = {tree.lower[c] for j in joined for c in tree.related(j, "cc")}
        if "and" in joiners or "&" in joiners or not joiners:
            if each:
                return _ONE
            people = {tree.lower[i] for i in (index, *joined)}
            return Agreement(_PLURAL, 1 if people & {"i", "we", "me"} else 3)
        if joiners & {"or", "nor", "but"} and depth < 3:
            nearest = joined[-1] if index < carrier else index
            return (
                _phrase(tree, nearest, carrier, depth + 1) if nearest != index else _word(tree, index, depth, carrier)
            )
    return _word(tree, index, depth, carrier)


def _word(tree: Syntax, index: int, depth: int, carrier: int) -> Agreement:
    lower, token = tree.lower[index], tree.tokens[index]
    if lower in _SHARES and depth < 3:
        whole = next((c for c in tree.related(index, "nmod", "obl") if _has_of(tree, c)), None)
        few = lower == "number" and any(tree.lower[c] == "the" for c in tree.related(index, "det"))
        if whole is not None and not few:
            return _phrase(tree, whole, carrier, depth + 1)
        if token.tag in ("DT", "RB", "JJ", "JJR", "JJS", "PDT"):
            return _MANY if lower in ("some", "most") else _UNKNOWN
        if lower in ("lots", "plenty", "dozens", "scores", "hundreds", "thousands", "couple"):
            return _MANY
    known = _PRONOUNS.get(lower)
    if known is not None and (lower != "two" or token.tag == "CD"):
        return known
    if lower in ("mine", "yours", "hers", "his", "ours", "theirs", "rest", "none", "all", "any"):
        return _UNKNOWN
    if lower in _MASSES:
        return _ONE
    if lower in _HERDS:
        return _MANY
    if token.tag == "CD":
        clock = any(tree.lower[c] in ("o'clock", "clock") for c in tree.children(index))
        return _ONE if lower == "one" or clock else _MANY
    if any(tree.lower[c] in ("a", "an", "this", "that", "each", "every") for c in tree.related(index, "det")):
        return _ONE  # "a friendly summons"
    if token.text[:1].isupper() and given_pronoun(token.text):
        return _ONE  # "Ines", "Giles": no plurals, whatever their tag
    if token.tag in ("NNS", "NNPS") or "Number=Plur" in token.feats:
        return _MANY
    if token.tag == "NNP" and _two_titles(tree, index):
        return _MANY
    if token.tag in ("NN", "NNP"):
        determiners = {tree.lower[c] for c in tree.related(index, "det", "nummod", "amod")}
        if determiners & {"these", "those", "both", "two", "three", "four", "five", "six", "ten", "many", "several"}:
            return _MANY  # "two fish", "these sheep"
        return _ONE
    if token.tag == "JJ" and any(tree.lower[c] == "the" for c in tree.related(index, "det")):
        return _UNKNOWN  # "the poor go", "the impossible happens"
    if token.tag.startswith(("VB", "JJ", "DT", "PRP", "WP", "TO", "IN", "RB")):
        return _ONE
    return _UNKNOWN


def _has_of(tree: Syntax, index: int) -> bool:
    return any(tree.lower[c] == "of" for c in tree.related(index, "case"))


def _two_titles(tree: Syntax, index: int) -> bool:
    """*Mr. and Mrs. Reed*, *Tom and Ann Reed*."""
    edge = tree.left_edge(index)
    return any(tree.lower[i] == "and" for i in range(edge, index)) and tree.tokens[edge].tag == "NNP"
