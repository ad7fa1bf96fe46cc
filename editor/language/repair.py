"""Where the form of a word or its neighbours decide, they beat the tagger.

:func:`repair` changes a paragraph's draft before its lemmas are looked up.  Each rule was kept because
it mends more tags than it breaks on the treebanks' own texts (English EWT and GUM, development and test)
and on narration in the present, which they hardly hold.  Rules that read well and did not pay are not here:
a determiner before *-s*, a bare form without a subject, *'s* before a participle, ``-ed`` under *by*.
Conventions: Penn Treebank tags as in Universal Dependencies English GUM.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

from editor.language.forms import INVARIANT
from editor.language.inflect import Slot, forms, words
from editor.language.reading import Draft

_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_VERBAL = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_BE = frozenset({"is", "are", "was", "were", "am", "be", "been", "being", "'re", "'m"})
_DO = frozenset({"do", "does", "did"})
_THIRD = frozenset("he she it nobody somebody someone everyone everybody nothing something anybody".split())
_OTHER_PERSONS = frozenset({"i", "we", "you", "they"})
_JOINING = frozenset({",", ";", "and", "or", "but", "then", "—", "…"})
_MAIN = frozenset({"root", "conj", "parataxis"})
# What the part of speech and features become where a tag changes; an auxiliary stays one.
_FORMS = {
    "VB": ("VERB", "VerbForm=Inf"),
    "VBD": ("VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"),
    "VBN": ("VERB", "Tense=Past|VerbForm=Part"),
    "VBP": ("VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"),
    "VBZ": ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "JJ": ("ADJ", "Degree=Pos"),
    ":": ("PUNCT", ""),
}
_HELD = ("aux", "cop", "obj", "ccomp", "xcomp")


@cache
def _tags_of() -> dict[str, frozenset[str]]:
    """For each form of a known verb the tags it can bear."""
    found: dict[str, set[str]] = defaultdict(set)
    slots = {Slot.PAST: "VBD", Slot.PARTICIPLE: "VBN", Slot.GERUND: "VBG", Slot.THIRD: "VBZ"}
    for verb in words().verbs:
        found[verb] |= {"VB", "VBP"}
        for slot, tag in slots.items():
            for form in forms(verb, slot):
                found[form].add(tag)
    found |= {"be": {"VB"}, "am": {"VBP"}, "are": {"VBP"}, "is": {"VBZ"}, "was": {"VBD"}, "were": {"VBD"}}
    return {form: frozenset(tags) for form, tags in found.items()}


class _Clauses:
    """The draft with its words in lower case, straight apostrophes, and each token's dependents."""

    __slots__ = ("children", "heads", "lower", "relations", "tags")

    def __init__(self, draft: Draft) -> None:
        self.lower = [word.lower().replace("’", "'").replace("‘", "'") for word in draft.words]
        self.tags = draft.tags
        self.heads = draft.heads
        self.relations = draft.relations
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, head in enumerate(draft.heads):
            self.children[head].append(index)

    def can(self, index: int, tag: str) -> bool:
        return tag in _tags_of().get(self.lower[index], ())

    def below(self, index: int, prefixes: tuple[str, ...]) -> bool:
        """Whether a token governs another in a relation that begins so."""
        return any(self.relations[child].startswith(prefixes) for child in self.children[index])

    def before(self, index: int) -> int:
        """The token before this one and its adverbs, -1 for none."""
        index -= 1
        while index >= 0 and self.tags[index] in ("RB", "RBR"):
            index -= 1
        return index

    def subject(self, index: int, depth: int = 0) -> int | None:
        """The subject of a verb, or of the verb that it is joined to."""
        for child in self.children[index]:
            if self.relations[child].startswith("nsubj"):
                return child
        if self.relations[index] == "conj" and self.heads[index] >= 0 and depth < 4:
            return self.subject(self.heads[index], depth + 1)
        return None

    def asks_for_s(self, index: int) -> bool | None:
        """Whether the subject of a verb is third person singular; None if that cannot be seen."""
        subject = self.subject(index)
        if subject is None:
            return None
        lower, tag = self.lower[subject], self.tags[subject]
        if lower in _OTHER_PERSONS or tag in ("NNS", "NNPS") or self.below(subject, ("conj",)):
            return False
        return True if lower in _THIRD or tag in ("NN", "NNP") else None


def repair(draft: Draft) -> None:
    """Mend the tags of a paragraph, and the features of what changed, in place."""
    before = list(draft.tags)
    clauses = _Clauses(draft)
    for spoken_to, rule in _RULES:
        for index, tag in enumerate(draft.tags):
            if tag in spoken_to:
                rule(clauses, index)
    _invariable_by_paragraph(clauses)
    for index, tag in enumerate(draft.tags):
        if tag != before[index]:
            part, features = _FORMS[tag]
            kept = draft.forms[index][0]
            draft.forms[index] = ("AUX" if part == "VERB" and kept == "AUX" else part, features)


def _mark(w: _Clauses, i: int) -> None:
    """``;``, dashes and dots inside a sentence are ``:`` in the Penn Treebank; EWT alone writes a comma."""
    if w.lower[i] == ";" or w.lower[i].startswith(("…", "..", "—", "–", "--")):
        w.tags[i] = ":"


def _clitic_had(w: _Clauses, i: int) -> None:
    """*'d* before a participle or *better* is *had*, before a base form *would*."""
    if w.lower[i] != "'d" or i + 1 == len(w.lower):
        return
    following = i + 1
    while following < len(w.lower) - 1 and w.tags[following] in ("RB", "PRP"):
        following += 1
    if w.tags[following] == "VBN" or w.lower[following] == "better":
        w.tags[i] = "VBD"


def _impossible(w: _Clauses, i: int) -> None:
    """*leant* is no present, *fling* no participle.

    A participle for a preterite (*I seen it*) is dialect, but not where it is joined to another one
    (*has put it down and forgotten it*).
    """
    possible = _tags_of().get(w.lower[i])
    tag = w.tags[i]
    if not possible or tag in possible:
        return
    if tag in ("VB", "VBP", "VBG") and "VBD" in possible:
        w.tags[i] = "VBD"
    elif tag == "VBD" and "VBN" in possible and w.relations[i] == "conj" and w.tags[w.heads[i]] == "VBN":
        w.tags[i] = "VBN"
    elif tag in ("VBD", "VBN", "VBG", "VBZ") and "VB" in possible:
        w.tags[i] = "VB" if _bare_follows(w, i) else "VBP"


def _bare_follows(w: _Clauses, i: int) -> bool:
    before = w.before(i)
    return before >= 0 and (w.tags[before] in ("MD", "TO") or w.lower[before] in _DO)


def _after_modal(w: _Clauses, i: int) -> None:
    """A form that can be bare is bare after a modal or *do*: *did put*, *would let*."""
    if w.can(i, "VB"):
        before = w.before(i)
        if before >= 0 and (w.tags[before] == "MD" or w.lower[before] in _DO):
            w.tags[i] = "VB"


def _after_have(w: _Clauses, i: int) -> None:
    """*has put*, *had never read*."""
    if w.can(i, "VBN"):
        before = w.before(i)
        if before >= 0 and w.lower[before] in _HAVE and w.tags[before] in _VERBAL:
            w.tags[i] = "VBN"


def _joined_to_present(w: _Clauses, i: int) -> None:
    """*They fork the hay, thump the barrels*: a bare form joined to a verb with a subject is finite."""
    host = w.heads[i]
    if w.relations[i] == "conj" and host >= 0 and w.tags[host] == "VBP":
        between = w.tags[host + 1 : i]
        if w.below(host, ("nsubj",)) and not w.below(i, ("aux", "mark")) and not {"TO", "MD", "VB"} & set(between):
            w.tags[i] = "VBP"


def _verb_list(w: _Clauses, i: int) -> None:
    """*He scratches, yawns, gropes for his pipe*: no plural noun is joined to a verb."""
    host = w.heads[i]
    if w.relations[i] in ("conj", "parataxis") and host >= 0 and w.tags[host] == "VBZ":
        joined = i > 0 and (w.lower[i - 1] in _JOINING or w.tags[i - 1] in ("NNP", "PRP"))
        if joined and w.can(i, "VBZ") and w.tags[i + 1 : i + 2] not in (["VBN"], ["VBD"]):
            w.tags[i] = "VBZ"


def _invariable(w: _Clauses, i: int) -> None:
    """*She put* is past, for the present is *puts*; *they put it out and sit* goes by the verb it is joined to."""
    if not (w.can(i, "VBD") and w.can(i, "VBP")) or w.below(i, ("aux",)):
        return
    if w.asks_for_s(i):
        w.tags[i] = "VBD"
    elif w.lower[i] in INVARIANT:
        joined = [child for child in w.children[i] if w.relations[child] == "conj"]
        if w.relations[i] == "conj" and w.heads[i] >= 0:
            joined.append(w.heads[i])
        tenses = {_FINITE[w.tags[k]] for k in joined if w.tags[k] in _FINITE and w.lower[k] not in INVARIANT}
        if len(tenses) == 1:
            w.tags[i] = "VBD" if "past" in tenses else "VBP"


def _invariable_by_paragraph(w: _Clauses) -> None:
    """*I put it in my pocket* among main verbs of one tense is in that tense."""
    main = [i for i, relation in enumerate(w.relations) if relation in _MAIN]
    tenses = Counter(_FINITE[w.tags[i]] for i in main if w.tags[i] in _FINITE and w.lower[i] not in INVARIANT)
    if len(tenses) != 1 or max(tenses.values()) < 2:
        return
    tag = "VBD" if "past" in tenses else "VBP"
    for i in main:
        if w.tags[i] in ("VBD", "VBP") and w.lower[i] in INVARIANT and w.can(i, tag) and w.asks_for_s(i) is False:
            w.tags[i] = tag


def _absolute(w: _Clauses, i: int) -> None:
    """*his cap pulled low*, *each rimmed with rust*: a participle with a bare or owned subject after a comma."""
    if not w.can(i, "VBN") or w.relations[i] not in ("advcl", "conj", "parataxis", "acl"):
        return
    subjects = [child for child in w.children[i] if w.relations[child].startswith("nsubj") and child < i]
    if not subjects or w.heads[i] < 0 or w.below(i, _HELD):
        return
    subject = subjects[-1]
    below = w.children[subject]
    owned = any(w.relations[child] == "nmod:poss" for child in below)
    bare = not below or w.lower[subject] == "each"
    first = min([subject, *below])
    if w.tags[subject] in ("NN", "NNS", "DT") and (owned or bare) and first > 0 and w.lower[first - 1] == ",":
        w.tags[i] = "VBN"


def _gone(w: _Clauses, i: int) -> None:
    """*They are gone* tells a state: an adjective in both treebanks (*he's gone* may be *has*)."""
    if w.lower[i] == "gone" and w.before(i) >= 0 and w.lower[w.before(i)] in _BE:
        w.tags[i] = "JJ"


def _compound(w: _Clauses, i: int) -> None:
    """*long-limbed*, *two-storied*: after an adjective or number and a hyphen *-ed* is made from a noun."""
    if i > 1 and w.lower[i - 1] == "-" and w.lower[i].endswith("ed") and w.tags[i - 2] in ("JJ", "CD"):
        w.tags[i] = "JJ"


# The tags a rule speaks of, and the rule; in this order.
_RULES: tuple[tuple[frozenset[str], Callable[[_Clauses, int], None]], ...] = (
    (frozenset({","}), _mark),
    (frozenset({"MD"}), _clitic_had),
    (_VERBAL, _impossible),
    (_VERBAL, _after_modal),
    (frozenset({"VBD", "VBP", "VB"}), _after_have),
    (frozenset({"VB"}), _joined_to_present),
    (frozenset({"NNS"}), _verb_list),
    (frozenset({"VBD", "VBP"}), _invariable),
    (frozenset({"VBD"}), _absolute),
    (frozenset({"VBN"}), _gone),
    (frozenset({"VBN"}), _compound),
)
