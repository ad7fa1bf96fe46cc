"""One verb group in the other tense: *was not* → *is not*, *he'd gone* → *he's gone*, *couldn't* → *can't*.

Only the form is decided here, never whether the verb ought to move.  Agreement and contractions after Huddleston &
Pullum 2002, 3.1 and 18.6.2; what has no present or past of its own (*must*, *should*, *might*, *used to*) stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.checks.narrative.clauses import Clause
from editor.checks.narrative.model import Tense
from editor.checks.rule import Edit
from editor.language.agreement import Agreement, agreement
from editor.language.forms import base_of
from editor.language.inflect import Slot, forms, like, third_singular, words
from editor.language.syntax import Syntax
from editor.language.verbs import Form, VerbGroup
from editor.text.span import Span


@dataclass(frozen=True, slots=True)
class Turned:
    """The edits (in the paragraph's text, sorted) that move a verb, and why that may be wrong, or nothing."""

    edits: tuple[Edit, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb group in its paragraph; ``subject`` is the narrator's, where the tree took a spoken word."""

    tree: Syntax
    group: VerbGroup
    subject: int | None

    @property
    def lower(self) -> str:
        """The word that carries the tense, in lower case and with a straight apostrophe."""
        return self.tree.lower[self.group.carrier]

    def after(self, steps: int = 1) -> str:
        """The word so many tokens behind the carrier, in lower case."""
        index = self.group.carrier + steps
        return self.tree.lower[index] if index < len(self.tree.lower) else ""

    @property
    def asks(self) -> Agreement:
        """What the subject asks of the verb."""
        return agreement(self.tree, self.group.head, self.subject, self.group.carrier)

    @property
    def has(self) -> bool:
        """Whether ``'s`` is *has*: before *been*, *got*, or a participle that is no passive."""
        group, lower = self.group, self.tree.lower
        if group.progressive or (group.copular and not any(lower[p] == "been" for p in group.parts)):
            return False
        if any(lower[p] in ("been", "got", "had") for p in group.parts if p > group.carrier):
            return True
        head = self.tree.tokens[group.head]
        return not group.passive and head.tag in ("VBN", "VBD") and group.head != group.carrier

    @property
    def guessed_third(self) -> bool:
        """Where the subject does not tell: whether the reader took the verb for one with *he*, *she* or *it*."""
        feats = self.tree.tokens[self.group.carrier].feats
        return "Number=Plur" not in feats and "Person=1" not in feats and "Person=2" not in feats


def verb_of(clause: Clause) -> Verb:
    """The verb of a clause of the narration, with the subject that it shares or that stands behind it."""
    subject, verb, tree = clause.subject, clause.verb, clause.sentence.tree
    if subject is None:
        before = [c for c in clause.sentence.clauses if c.verb.carrier < verb.carrier and c.subject is not None]
        joint = tree.tokens[verb.carrier - 1] if verb.carrier else None
        joined = joint is not None and (joint.text in (",", ";") or joint.tag in ("CC", "RB"))
        subject = before[-1].subject if before and (joined or clause.tag) else _behind(clause)
    return Verb(tree, verb, subject)


# "Down the stairs came the twins": verbs that have no object, so what looks like one is their subject.
_INVERTING = frozenset("come go lie stand sit hang run rise fall appear remain emerge follow".split())


def _behind(clause: Clause) -> int | None:
    verb, tree = clause.verb, clause.sentence.tree
    if verb.lemma in _INVERTING:
        return next((c for c in tree.related(verb.head, "obj") if c > verb.carrier), None)
    if clause.tag:  # "“Why not?” broke in her son"
        near = range(verb.carrier + 1, min(verb.carrier + 5, clause.sentence.end))
        return next((i for i in near if tree.tokens[i].tag in ("NN", "NNS", "NNP", "PRP")), None)
    return None


_MODALS = {"could": "can", "would": "will"}
_PAST_MODALS = {"can": "could", "will": "would", "may": "might", "shall": "would", "ca": "could", "wo": "would"}
_BEFORE_NOT = {"can": "ca", "will": "wo"}
_BE_PAST = {"is": "was", "am": "was", "are": "were", "'m": "was", "'s": "was", "'re": "were"}
_PRONOUNS = frozenset("i you he she it we they who there that this what".split())
NO_NUMBER = "Whether “{}” has one subject or many cannot be told for certain."
# What looks like a verb in the present and may be none: "some of them close to the camp".
_ADJECTIVES = frozenset(
    "close clear clean open dry warm cool slow quiet narrow smooth tame tense lean pale blank".split()
)
# Those who tell a lie lie *to* somebody, *about* something, or just lie; everything else lies somewhere.
_TELLING = frozenset({"to", "about"})


def turned(verb: Verb, to: Tense, prefer: Mapping[str, str]) -> Turned | None:
    """``verb`` in the tense ``to`` (past or present); None where it stands in it, or has no other form.

    ``prefer`` says which of several past forms the story uses: ``{"dive": "dove"}``.
    """
    return _past(verb, prefer) if to is Tense.PAST else _present(verb)


# --- to the present


def _present(verb: Verb) -> Turned | None:
    group, lower = verb.group, verb.lower
    match group.form:
        case Form.MODAL:
            return _present_modal(verb)
        case Form.PAST_PERFECT:
            return _present_perfect(verb)
        case Form.PAST:
            return _simple_present(verb)
        case Form.AMBIGUOUS if verb.tree.tokens[group.carrier].tag in ("VBD", "VBN"):
            sure = verb.asks.third_singular is False  # "they put", "I read": one form for both
            made = None if sure else _simple_present(verb)
            return made and Turned(made.edits, f"“{_word(verb)}” may be past or present here.")
        case Form.AMBIGUOUS if base_of(lower) is not None and base_of(lower) != lower:
            made = _simple_present(verb)
            return made and Turned(made.edits, f"“{_word(verb)}” may be past or present here.")
        case _:
            return None


def _present_modal(verb: Verb) -> Turned | None:
    lower = verb.lower
    if lower == "'d":
        return Turned((_edit(verb, "'ll"),))
    new = _MODALS.get(lower)
    if new is None:
        return None
    if verb.after() == "n't":
        return Turned((_edit(verb, _BEFORE_NOT[new]),))
    if new == "can" and verb.after() == "not" and _gap(verb) == " ":
        carrier = verb.group.carrier
        span = Span(verb.tree.tokens[carrier].span.start, verb.tree.tokens[carrier + 1].span.end)
        return Turned((Edit(span, like("cannot", _word(verb))),))
    return Turned((_edit(verb, new),))


def _present_perfect(verb: Verb) -> Turned:
    asks = verb.asks
    short = verb.lower == "'d"
    if asks.third_singular is None:
        third = verb.guessed_third
        new = ("'s" if third else "'ve") if short else ("has" if third else "have")
        return Turned((_edit(verb, new),), NO_NUMBER.format(_word(verb)))
    if short:
        return Turned((_edit(verb, "'s" if asks.third_singular else "'ve"),))
    return Turned((_edit(verb, "has" if asks.third_singular else "have"),))


def _simple_present(verb: Verb) -> Turned | None:
    lower, asks = verb.lower, verb.asks
    if lower in ("was", "were"):
        return _is(verb)
    base = {"had": "have", "'d": "have", "did": "do"}.get(lower) or base_of(lower)
    base = base or verb.tree.tokens[verb.group.carrier].lemma.lower()
    if lower == "lied":
        base = "lie"
    if lower.endswith("ed") and base == lower and lower not in words().verbs:
        return None  # nobody knows this verb
    third = asks.third_singular if asks.number is not None else verb.guessed_third
    new = third_singular(base) if third else base
    doubt = NO_NUMBER.format(_word(verb)) if asks.number is None else ""
    if new == lower:
        return None
    return Turned((_edit(verb, new),), doubt)


def _is(verb: Verb) -> Turned:
    first = verb.subject is not None and verb.tree.lower[verb.subject] == "i" and not _joined(verb)
    lower, carrier = verb.lower, verb.group.carrier
    if not first or lower == "were":
        return Turned((_edit(verb, "is" if lower == "was" else "are"),))
    if verb.after() != "n't":
        return Turned((_edit(verb, "am"),))
    tokens = verb.tree.tokens
    start, end = tokens[carrier].span.start, tokens[carrier + 1].span.end
    before = verb.tree.lower[carrier - 1] if carrier else ""
    if before == "i" and start == tokens[carrier - 1].span.end + 1:
        return Turned((Edit(Span(start - 1, end), apostrophes(verb, "'m not")),))
    return Turned((_edit(verb, "are"),))  # "aren't I"


def _joined(verb: Verb) -> bool:
    return verb.subject is not None and verb.tree.has(verb.subject, "conj")


# --- to the past


def _past(verb: Verb, prefer: Mapping[str, str]) -> Turned | None:
    group, lower = verb.group, verb.lower
    tag = verb.tree.tokens[group.carrier].tag
    match group.form:
        case Form.MODAL:
            return _past_modal(verb)
        case Form.PRESENT_PERFECT:
            return _past_perfect(verb)
        case Form.PRESENT:
            return _simple_past(verb, prefer)
        case Form.AMBIGUOUS if tag in ("VBP", "VBZ") and lower in ("are", "have", "do", "am"):
            return _simple_past(verb, prefer)
        case Form.AMBIGUOUS if tag in ("VBP", "VBZ") and verb.tree.tokens[group.carrier].lemma.lower() in words().verbs:
            made = _simple_past(verb, prefer)
            known = verb.subject is not None and not (lower in _ADJECTIVES and verb.after() in ("to", "with", "of"))
            if made is None or (known and (group.own_subject or verb.asks.third_singular is (tag == "VBZ"))):
                return made
            return Turned(made.edits, f"“{_word(verb)}” may be no verb in the present here.")
        case _:
            return None


def _past_modal(verb: Verb) -> Turned | None:
    lower = verb.lower
    if lower == "'ll":
        carrier = verb.group.carrier
        if verb.after() == "not":
            return Turned((_edit(verb, "'d"),))
        return Turned((_edit(verb, "'d" if verb.tree.lower[carrier - 1] in _PRONOUNS else " would"),))
    new = _PAST_MODALS.get(lower)
    if new is None:
        return None
    if lower == "can" and verb.after() == "not" and _gap(verb) == "":
        new += " "
    return Turned((_edit(verb, new),))


def _past_perfect(verb: Verb) -> Turned:
    lower = verb.lower
    if not lower.startswith("'"):
        return Turned((_edit(verb, "had"),))
    if lower == "'s" and not verb.has:
        return _was(verb)
    pronoun = verb.tree.lower[verb.group.carrier - 1] in _PRONOUNS
    return Turned((_edit(verb, "'d" if pronoun else " had"),))


def _simple_past(verb: Verb, prefer: Mapping[str, str]) -> Turned | None:
    lower, token = verb.lower, verb.tree.tokens[verb.group.carrier]
    if lower == "ai":
        return None
    if lower == "'s" and verb.has:
        return _past_perfect(verb)
    if lower in _BE_PAST:
        return _was(verb)
    if lower == "'ve":
        return Turned((_edit(verb, " had"),))
    base = {"has": "have", "does": "do"}.get(lower) or token.lemma.lower()
    new = _preferred(verb, base, prefer)
    return None if new == lower else Turned((_edit(verb, new),))


def _preferred(verb: Verb, base: str, prefer: Mapping[str, str]) -> str:
    if base == "lie":
        below = [c for c in verb.tree.children(verb.group.head) if c > verb.group.carrier]
        cases = {verb.tree.lower[case] for c in below for case in verb.tree.related(c, "case")}
        alone = all(verb.tree.tokens[c].relation in ("punct", "conj", "cc") for c in below)
        person = verb.subject is not None and verb.tree.tokens[verb.subject].tag in ("PRP", "NNP")
        return "lied" if cases & _TELLING or (alone and person) else "lay"
    made = forms(base, Slot.PAST)
    return prefer[base] if prefer.get(base) in made else made[0]


def _was(verb: Verb) -> Turned:
    lower, carrier = verb.lower, verb.group.carrier
    new = _BE_PAST[lower]
    if not lower.startswith("'"):
        return Turned((_edit(verb, new),))
    if verb.after() == "not" and verb.after(2) not in ("only", "just", "so") and _gap(verb) == " ":
        tokens = verb.tree.tokens
        span = Span(tokens[carrier].span.start, tokens[carrier + 1].span.end)
        return Turned((Edit(span, apostrophes(verb, f" {new}n't")),))
    return Turned((_edit(verb, f" {new}"),))


# --- letters


def _edit(verb: Verb, new: str) -> Edit:
    token = verb.tree.tokens[verb.group.carrier]
    return Edit(token.span, apostrophes(verb, like(new, token.text)))


def _word(verb: Verb) -> str:
    return verb.tree.tokens[verb.group.carrier].text


def _gap(verb: Verb) -> str:
    tokens, carrier = verb.tree.tokens, verb.group.carrier
    return " " * (tokens[carrier + 1].span.start - tokens[carrier].span.end)


def apostrophes(verb: Verb, new: str) -> str:
    """The mark that the word itself, or else its paragraph, uses."""
    carrier = verb.group.carrier
    if "'" not in new:
        return new
    near = "".join(token.text for token in verb.tree.tokens[carrier : carrier + 2])
    curly = "’" in near or ("'" not in near and any("’" in token.text for token in verb.tree.tokens))
    return new.replace("'", "’") if curly else new
