"""Verb groups: which verbs of a sentence carry tense, in what form, and who their subject is.

The form lexicon (:mod:`editor.language.forms`) beats the tagger: an irregular preterite is never present, a form
in *-s* never past, a form in *-ed* never present; an invariable verb (*put*, *hit*) is past only where its
subject would ask for *-s* (Huddleston & Pullum 2002, chapter 3).  What cannot be decided so is AMBIGUOUS and never
judged.  *'s* is *is* or *has* by what follows; where it is a possessive, or nothing tells, there is no group.
Infinitives, participles and imperatives carry no tense: they are no groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.language.forms import HOMOGRAPHS, INVARIANT, FormTense, base_of, tense_of, third_person_forms
from editor.language.inflect import words
from editor.language.syntax import Syntax


class Form(StrEnum):
    """The form of the group's tense carrier; ``simple`` forms are what a scene's tense is read from."""

    PAST = "past"
    PRESENT = "present"
    PAST_PERFECT = "past perfect"
    PRESENT_PERFECT = "present perfect"
    MODAL = "modal"
    SUBJUNCTIVE = "subjunctive"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """One finite verb group; the numbers are token indices of the reading.

    ``carrier`` bears the tense, ``head`` is the lexical head (the predicate noun or adjective of a
    copula), ``lemma`` the dictionary form of the verb that means something.  ``subject`` may be shared
    with a verb this one is joined to; ``own_subject`` says that it stands in this clause.  Its person and
    number say :mod:`editor.language.agreement`.
    """

    form: Form
    carrier: int
    head: int
    parts: tuple[int, ...]
    lemma: str
    subject: int | None
    own_subject: bool
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    copular: bool = False
    do_support: bool = False
    singular: bool = False
    stative: bool = False


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARY = ("aux", "aux:pass", "cop")
MODALS = frozenset("would could should might must can may will shall 'll wo ca ought".split())
_PRESENT_AUXILIARIES = frozenset("is am are 's 're 'm has have 've does do ai".split())
_BE = frozenset("is are was were am 's 're 'm be been being".split())
# Adjectives and adverbs that the tagger takes for verbs: "their rifles slack in their hands".
_NOT_VERBS = frozenset(
    "worth like near even busy loose slack black white close lean pale open dry wet bare clean clear cool warm thin "
    "dim tense stiff still calm quiet blank free lame narrow smooth slow steady tame tight".split()
)
_THIRD_SINGULAR = frozenset(
    "he she it this that nobody everybody somebody someone everyone nothing something everything anyone anybody "
    "neither each".split()
)
# Singular nouns that may take a plural verb: "the pair say nothing" (Huddleston & Pullum 2002, 5.17).
_COLLECTIVE = frozenset(
    "pair couple crowd crew family team police staff band gang group audience jury committee council government army "
    "public rest lot half majority minority number party company cast choir class congregation trio quartet enemy "
    "population press clergy nobility household tribe clan".split()
)
# After *'s* their participles are as likely a perfect as a passive.
_SELF_MOVED = frozenset(
    "go come arrive stop leave fall die grow change turn start begin finish wake run happen become get move return "
    "rise sink stand sit lie vanish disappear appear stay remain pass end quit escape recover".split()
)
# "Up goes the lid", "behind them lies the letter": after a fronted place the noun behind these is their subject,
# whatever the tree says (Huddleston & Pullum 2002, 16.5).
_INVERTING = frozenset(
    "come go stand lie sit hang walk fly run rise fall drop stretch lurk loom emerge appear march ride roll sail step "
    "stumble trot tumble wait rest sleep begin remain live dwell kneel crouch perch swing float drift".split()
)
_PLACES = frozenset(
    "up down in out off away back here there over through behind above below beneath after before inside outside along "
    "past beyond upstairs downstairs".split()
)
_NO_SUBJECT = frozenset({"RB", "RP", "IN", "TO"})
STATIVE = frozenset(
    "be have know think believe seem appear look belong contain depend deserve own possess need want like love hate "
    "prefer resemble remain exist lie stand mean matter cost consist include involve concern owe suppose understand "
    "remember stay live keep sound feel smell taste hold lead run extend reach stretch overlook border face fit "
    "suit amount".split()
)


def verb_groups(tree: Syntax, sentence: range) -> list[VerbGroup]:
    """The finite verb groups of one sentence, in order of their tense carriers."""
    found: dict[int, VerbGroup] = {}
    for index in sentence:
        token = tree.tokens[index]
        head = token.head if token.relation in _AUXILIARY and token.head in sentence else index
        if head in found or not _may_be_finite(tree, index):
            continue
        group = _group(tree, index, head)
        if group is not None:
            found[head] = group
    return sorted(found.values(), key=lambda g: g.carrier)


def _may_be_finite(tree: Syntax, index: int) -> bool:
    token = tree.tokens[index]
    if token.tag in FINITE:
        return True
    if token.tag == "VB":
        return _joined_to_finite(tree, index)
    return token.tag == "VBN" and token.relation in ("root", "conj", "parataxis", "ccomp", "advcl", "acl:relcl")


def _joined_to_finite(tree: Syntax, index: int) -> bool:
    """``They opened the door and go in``: a bare form joined to a past one is finite, whatever its tag."""
    token = tree.tokens[index]
    if token.relation != "conj" or token.head < 0 or not index or tree.tokens[index - 1].tag not in ("CC", "RB"):
        return False
    host = token.head
    if tree.tokens[host].tag != "VBD" or tree.has(host, "aux", "mark") or tree.has(index, "aux", "mark"):
        return False
    return not any(child < index for child in tree.related(host, "xcomp", "ccomp", "advcl"))


def subject_of(tree: Syntax, head: int, depth: int = 0) -> int | None:
    """The subject of a predicate; of a joined one, that of the verb it is joined to."""
    for relation in (("nsubj", "expl"), ("csubj",)):
        for child in tree.related(head, *relation):
            if tree.tokens[child].tag not in _NO_SUBJECT:
                return child
    token = tree.tokens[head]
    if token.lemma.lower() in _INVERTING and _opens_with_place(tree, head):
        for child in tree.related(head, "obj"):
            if child > head:
                return child
    if token.relation == "conj" and token.head >= 0 and depth < 4:
        return subject_of(tree, token.head, depth + 1)
    return None


def _opens_with_place(tree: Syntax, head: int) -> bool:
    for child in tree.children(head):
        if child < head and (tree.tokens[child].relation == "obl" or tree.lower[child] in _PLACES):
            return True
    return False


def third_singular(tree: Syntax, subject: int | None) -> bool:
    """Whether a present verb after this subject must end in *-s*."""
    if subject is None or tree.has(subject, "conj"):
        return False
    return tree.lower[subject] in _THIRD_SINGULAR or tree.tokens[subject].tag in ("NN", "NNP")


def _asks_for_s(tree: Syntax, subject: int | None) -> bool:
    """Whether a present verb after this subject can only end in *-s*."""
    return third_singular(tree, subject) and subject is not None and tree.lower[subject] not in _COLLECTIVE


def _group(tree: Syntax, index: int, head: int) -> VerbGroup | None:
    tokens = tree.tokens
    children = tree.children(head)
    parts = tuple(sorted([c for c in children if tokens[c].relation in _AUXILIARY] + [head]))
    carrier = next((p for p in parts if tokens[p].tag in FINITE or (p == index and tokens[p].tag == "VB")), None)
    own = [c for c in children if tokens[c].relation.startswith("nsubj") or tokens[c].relation == "expl"]
    subject = subject_of(tree, head)
    if carrier is None:
        # A participle with a subject of its own and no auxiliary is a past tense the tagger misread.
        if len(parts) > 1 or not any(c < head and head - c <= 3 for c in own) or not _is_preterite(tree.lower[head]):
            return None
        carrier = head
    elif carrier == head and tokens[head].tag in ("VBD", "VBN") and tokens[head].relation == "conj" and not own:
        host = tokens[head].head
        if (
            host >= 0
            and tokens[host].tag in ("VBN", "VBD")
            and tree.has(host, "aux")
            and (tokens[head].tag == "VBN" or tree.lower[head].endswith("ed"))
        ):
            return None  # "had washed and dried": the second participle shares the auxiliary
    after = [p for p in parts if p > carrier]
    form = Form.AMBIGUOUS if not own and _may_be_noun(tree, carrier, head) else _form(tree, carrier, after, subject)
    copular = any(tokens[p].relation == "cop" for p in parts) or (carrier == head and tree.lower[head] in _BE)
    lemma = "be" if copular else tokens[head].lemma.lower()
    if not copular and tokens[head].tag in ("VBD", "VBN"):
        lemma = base_of(tree.lower[head]) or lemma
    lower = tree.lower[carrier]
    return VerbGroup(
        form=form,
        carrier=carrier,
        head=head,
        parts=parts,
        lemma=lemma,
        subject=subject,
        own_subject=bool(own),
        progressive=tokens[head].tag == "VBG" and carrier != head,
        passive=any(tokens[p].relation == "aux:pass" for p in parts),
        negated=any(tree.lower[c] in ("n't", "not", "never") for c in children),
        copular=copular,
        do_support=lower in ("do", "does", "did") and carrier != head,
        singular=third_singular(tree, subject),
        stative=copular or lemma in STATIVE or (lower in ("has", "have", "had") and carrier == head),
    )


def _may_be_noun(tree: Syntax, carrier: int, head: int) -> bool:
    """``over sundials and brick walks``: a joined verb follows its coordinator, a comma or an adverb, never a noun."""
    tokens = tree.tokens
    if carrier != head or not carrier or tokens[head].relation != "conj" or tokens[carrier].tag not in ("VBP", "VBZ"):
        return False
    if tokens[carrier - 1].tag in ("NN", "NNP", "JJ", "DT"):
        return True
    # "saw the cat creep in and emerge": as likely the second infinitive.
    bare = tree.related(tokens[head].head, "xcomp", "ccomp")
    return tokens[carrier].tag == "VBP" and any(tokens[c].tag == "VB" and c < carrier for c in bare)


def _is_preterite(lower: str) -> bool:
    return base_of(lower) is not None or tense_of(lower) is FormTense.PAST


def _form(tree: Syntax, carrier: int, after: list[int], subject: int | None) -> Form:
    tokens, lower = tree.tokens, tree.lower[carrier]
    tag = tokens[carrier].tag
    if tag == "MD" or lower in MODALS:
        return Form.MODAL
    if lower == "'d":
        return Form.PAST_PERFECT if tag == "VBD" else Form.MODAL
    participle = any(tokens[p].tag in ("VBN", "VBD") or tree.lower[p] == "been" for p in after)
    if lower == "had" and participle:
        return Form.PAST_PERFECT
    if lower in ("has", "have", "'ve") and participle:
        return Form.PRESENT_PERFECT
    if lower == "'s" and participle and any(tree.lower[p] == "been" for p in after):
        return Form.PRESENT_PERFECT
    if lower == "'s" and after and tokens[after[0]].tag == "VBN":
        # "It's locked" is a passive; "he's stopped" is or has, present either way but no event.
        passive = tokens[carrier].relation == "aux:pass" and tokens[after[-1]].lemma.lower() not in _SELF_MOVED
        return Form.PRESENT if passive else Form.PRESENT_PERFECT
    singular = _asks_for_s(tree, subject)
    if lower == "were" and singular:
        return Form.SUBJUNCTIVE
    if lower in INVARIANT:
        return Form.PAST if singular and tag != "VBZ" else Form.AMBIGUOUS
    if lower in _PRESENT_AUXILIARIES:
        plural = lower in ("are", "have", "do", "am")
        if plural and singular and subject is not None and tokens[subject].tag != "NN":
            return Form.AMBIGUOUS
        return Form.PRESENT
    if base_of(lower) is not None:
        return Form.AMBIGUOUS if lower in HOMOGRAPHS and tag in ("VBP", "VB") and not singular else Form.PAST
    if lower in third_person_forms():
        return Form.PRESENT
    known = tense_of(lower)
    if known is FormTense.PAST:
        return Form.PAST
    if tag == "VBZ":
        ends = lower.endswith("s") and not lower.endswith("ss")
        return Form.PRESENT if ends and tokens[carrier].lemma.lower() in words().verbs else Form.AMBIGUOUS
    if tag in ("VBP", "VB") and not singular and lower in words().verbs and lower not in _NOT_VERBS:
        return Form.PRESENT
    return Form.AMBIGUOUS
