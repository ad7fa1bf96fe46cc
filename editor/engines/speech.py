"""Where an engine must keep quiet: spoken words, and spoken words spelled as they sound."""

from __future__ import annotations

import regex

from editor.checks.checker import Facts
from editor.engines.curation import Policy
from editor.text.document import Kind
from editor.text.span import Span
from editor.text.zones import ZoneKind, zone_at

# Elisions that only dialect and casual speech are spelled with; contractions and possessives are not.
_DIALECT = regex.compile(
    r"\b(?:ain|amn)['’]?t\b|\b\p{L}{2,}in['’](?!\p{L})|(?<![\p{L}])['’](?:em|im|er|is|ere|ow|ave|ad|as|ome|ouse|un)\b"
    r"|\b(?:an|o|th|t|wi|yo|ol|fer|ye|yer|meself|hisself|theirselves|nowt|owt|summat|dinna|cannae|didnae|wasnae|bain"
    r"|thee|thou|aye|lass|lad|afore|agin|ter|jes|jest|git|gotta|gonna|wanna|dunno|innit|dat|dis|dey|wid|wot|sez|wuz"
    r"|bin|tha|mun|nae|ken|och|arter|warn|gen)\b['’]?"
    r"|\b(?:I|he|she|it|you|we|they)\s+(?:says|were|was|do|don['’]t|come|done|seen|knowed|ain)\b",
    regex.IGNORECASE,
)
_NARRATOR = (ZoneKind.NARRATION,)


def spoken(facts: Facts, span: Span) -> bool:
    """Whether the words under ``span`` are not the narrator's own."""
    return zone_at(facts.zones, span.start) not in _NARRATOR


def spoken_dialect(facts: Facts, span: Span) -> bool:
    """Whether the speech that holds ``span`` is spelled as dialect somewhere."""
    zone = next((zone for zone in facts.zones if span.start < zone.span.end), None)
    return zone is not None and _DIALECT.search(facts.paragraph.text, zone.span.start, zone.span.end) is not None


def out_of_bounds(facts: Facts) -> bool:
    """Whether nothing of the paragraph is prose that an engine may judge."""
    return facts.paragraph.kind is Kind.SCENE_BREAK or not facts.paragraph.text.strip()


def admits(facts: Facts, policy: Policy, span: Span) -> bool:
    """Whether a rule of this policy may judge the words under ``span``."""
    text = facts.paragraph.text
    if not policy.trusts(text, span.start, span.end):
        return False
    if facts.paragraph.kind is Kind.HEADING:  # a title is no sentence
        return False
    if spoken(facts, span):
        return policy.speech and (policy.dialect or not spoken_dialect(facts, span))
    return True


def right_article(text: str, span: Span) -> bool:
    """Whether *a* before a vowel or *an* before a consonant may be right after all.

    ``an honoured guest`` and ``an hotel`` are old but right, ``an’`` is *and* with its end dropped, a
    capital or a figure is read out as the writer hears it, and a capital *A* may be a note or a grade.
    """
    after = text[span.end :].lstrip()
    if span.of(text)[0].isupper() and text[: span.start].rstrip()[-1:].isalpha():
        return True
    if text[span.end : span.end + 1] in ("'", "’", "-") or not after[:1].islower():
        return True
    return span.of(text).casefold() == "an" and after.startswith("h")
