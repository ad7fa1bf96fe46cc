"""What the form of a verb says of its tense, whatever the tagger says (narrative.md, 3.2).

An irregular preterite is never present, an *-s* form never past, an *-ed* form never present; *put* is
either, and so are *lay*, *found*, *saw*, which are other verbs as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from editor.language.inflect import Slot, forms, words


class FormTense(StrEnum):
    """What a finite form can be."""

    PAST = "past"
    PRESENT = "present"
    EITHER = "either"
    UNKNOWN = "unknown"


# Base form and preterite alike.
INVARIANT = frozenset(
    "put set cut hit let read shut cost hurt burst cast spread beat split quit shed thrust bet upset rid slit bid "
    "broadcast forecast knit wed wet fit reset offset beset undercut typeset recast miscast overspread sublet "
    "spit browbeat input inset lipread misread outbid output preset proofread rebroadcast reread rewed shit sweat "
    "typecast underbid overbid crosscut speedread".split()
)
# Preterites that are the base form of another verb (*lay*: lie, *found*: find, *fell*: fall) or another word (*left*).
HOMOGRAPHS = frozenset(
    "lay found saw felt wound ground left bore fell rose bound stove rent dove overlay clad rebound resent rewound "
    "smelt span underlay".split()
)
_BE_AND_AUXILIARIES = {
    "was": FormTense.PAST,
    "were": FormTense.EITHER,  # also the subjunctive
    "am": FormTense.PRESENT,
    "is": FormTense.PRESENT,
    "are": FormTense.PRESENT,
    "has": FormTense.PRESENT,
    "does": FormTense.PRESENT,
    "had": FormTense.PAST,
    "did": FormTense.PAST,
}


@cache
def _bases() -> Mapping[str, str]:
    """Each irregular preterite that differs from its verb, with the verb."""
    found = {"was": "be", "were": "be"}
    for verb, slots in words().irregular.items():
        for form in slots[Slot.PAST]:
            if form != verb:
                found.setdefault(form, verb)
    return found


def base_of(preterite: str) -> str | None:
    """The verb whose irregular past this lower-case form is (*went*: *go*), or None."""
    return _bases().get(preterite)


@cache
def irregular_preterites() -> frozenset[str]:
    """Preterites that no rule makes and that are no base form: *went*, *clung*, *ate*."""
    return frozenset(_bases()) - words().verbs - INVARIANT - HOMOGRAPHS - {"were"}


@cache
def third_person_forms() -> frozenset[str]:
    """The *-s* forms of all known verbs: *goes*, *watches*."""
    return frozenset(form for verb in words().verbs for form in forms(verb, Slot.THIRD))


def tense_of(form: str) -> FormTense:
    """What ``form``, as a finite verb, can be; UNKNOWN for what is no form of a verb that we know."""
    lower = form.lower()
    known = _BE_AND_AUXILIARIES.get(lower)
    if known is not None:
        return known
    if lower in INVARIANT or lower in HOMOGRAPHS:
        return FormTense.EITHER
    if lower in irregular_preterites():
        return FormTense.PAST
    if lower in words().verbs:
        return FormTense.PRESENT
    if lower.endswith("ed") and len(lower) > 3:
        return FormTense.PAST
    if lower.endswith("s") and not lower.endswith("ss"):
        return FormTense.PRESENT
    return FormTense.UNKNOWN
