"""Set phrases after which a name is somebody spoken to: "Good night Hollis", "Never mind Nan, I'll do it"."""

from __future__ import annotations

from editor.checks.dialogue.address import Address, Gap
from editor.checks.dialogue.words import QUESTION_WORDS, SUBJECTS

# Phrases that are whole by themselves, so that nothing after them belongs to them.
_WHOLE = frozenset(
    """
    good night; good morning; good evening; good afternoon; good day; never mind; of course; to be honest; to be fair;
    for god's sake; for heaven's sake; for goodness sake; for pity's sake; thank you; thanks; thank you very much;
    excuse me; pardon me; forgive me; all right; come on; come on then; come here; hurry up; shut up; calm down;
    sit down; stand up; hold on; hang on; slow down; stop it; forget it; trust me; believe me; listen to me; look at me;
    happy birthday; merry christmas; happy christmas; happy new year; welcome home; welcome back; well done; bad luck;
    good luck; congratulations; it's over; it's all right; it's late; that's enough; that's right; that's true; i swear;
    i promise; i beg your pardon; take care; see you; see you later; sleep well; be careful; be quiet; be good;
    don't worry; don't move; don't cry; leave it; let it go; not now; not yet; not tonight; not again; after all; easy;
    quick; no; yes; please; i'm sorry; i am sorry; sorry; listen; look; wake up; you know; you see; believe it or not
    """.replace("\n", " ").split("; ")
)
_PHRASES = frozenset(" ".join(phrase.split()) for phrase in _WHOLE)
# These can also take the name as what they are about, so that only the words after it tell.
_TAKING = frozenset(
    {"wake up", "you know", "you see", "listen", "look", "no", "yes", "please", "sorry", "i'm sorry", "i am sorry"}
    | {"of course", "not now", "after all", "see you", "excuse me", "forgive me", "pardon me", "stand up"}
)
_PLEADS = frozenset({"please", "not", "don't", "let's", "but", "for"})
_CONTRACTED = frozenset({"i", "you", "he", "she", "it", "we", "they", "that", "there"})
_ABOUT = frozenset({"who", "whom", "whose", "which", "when", "where", "is", "was", "are", "were", "has", "had", "will"})


def spoken_to(one: Address) -> bool:
    """Whether a name stands after a set phrase and what follows begins anew."""
    if one.left is not Gap.PLAIN or one.common:
        return False
    said = " ".join(word.low for word in one.words[: one.start])
    if said not in _PHRASES:
        return False
    if one.right is not Gap.PLAIN:
        return said not in _TAKING
    after = one.words[one.end].low
    pronoun = after in SUBJECTS or after.split("'")[0] in _CONTRACTED
    return pronoun or after in _PLEADS or after in QUESTION_WORDS - _ABOUT
