"""What the form of a verb says of its tense, whatever the tagger says (narrative.md, 3.2).

An irregular preterite is never present, an -s form never past; *put* is either, and so are *lay*, *found*,
*saw*, which are other verbs as well.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from editor.language.inflect import Slot, words


class FormTense(StrEnum):
    """What a finite form can be."""

    PAST = "past"
    PRESENT = "present"
    EITHER = "either"
    UNKNOWN = "unknown"


# Base form, preterite and participle alike.
INVARIANT = frozenset(
    "put set cut hit let read shut cost hurt burst cast spread beat split quit shed thrust bet upset rid slit bid "
    "broadcast forecast knit wed wet fit reset offset beset undercut typeset recast miscast overspread sublet "
    "spit".split()
)
# Preterites that are the base form of another verb: *lay* (lie), *found* (find), *fell* (fall).
HOMOGRAPHS = frozenset("lay found saw felt wound ground left bore fell rose bound stove rent dove overlay".split())
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
def irregular_preterites() -> frozenset[str]:
    """Preterites that no rule makes and that are no base form: *went*, *clung*, *ate*."""
    table = words()
    found = {form for slots in table.irregular.values() for form in slots[Slot.PAST] if not form.endswith("ed")}
    found |= {"fed", "fled", "led", "bled", "bred", "sped", "misled", "inbred"}
    return frozenset(found) - table.verbs - INVARIANT - HOMOGRAPHS


def tense_of(form: str) -> FormTense:
    """What ``form``, as a finite verb, can be; UNKNOWN for what may be a noun or a base form as well."""
    lower = form.lower()
    known = _BE_AND_AUXILIARIES.get(lower)
    if known is not None:
        return known
    if lower in INVARIANT or lower in HOMOGRAPHS:
        return FormTense.EITHER
    if lower in irregular_preterites():
        return FormTense.PAST
    table = words()
    if lower in table.verbs:
        return FormTense.PRESENT
    if lower.endswith("ed") and len(lower) > 4:
        return FormTense.PAST
    if lower.endswith("s") and not lower.endswith("ss"):
        return FormTense.PRESENT
    return FormTense.UNKNOWN
