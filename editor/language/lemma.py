"""The dictionary form of a word from its form and Penn tag: rules, checked against the known verbs, and a table."""

from __future__ import annotations

from editor.language.inflect import Words

_VOWELS = "aeiou"
# The table is kept by what a tag asks for.
_TABLES = {"VBD": "VBN", "VBN": "VBN", "JJR": "JJR", "RBR": "JJR", "JJS": "JJS", "RBS": "JJS"}
# Clitics and other short forms, by tag where the tag decides.
_CLITICS = {
    ("'s", "VBZ"): "be",
    ("'d", "MD"): "would",
    ("'d", "VBD"): "have",
    ("'ll", "MD"): "will",
    ("'m", "VBP"): "be",
    ("'re", "VBP"): "be",
    ("'ve", "VBP"): "have",
    ("'ve", "VB"): "have",
    ("ca", "MD"): "can",
    ("wo", "MD"): "will",
    ("sha", "MD"): "shall",
    ("n't", "RB"): "not",
    ("an", "DT"): "a",
    ("these", "DT"): "this",
    ("those", "DT"): "that",
    ("'em", "PRP"): "they",
    ("her", "PRP"): "she",
    ("me", "PRP"): "I",
    ("i", "PRP"): "I",
    ("him", "PRP"): "he",
    ("them", "PRP"): "they",
    ("us", "PRP"): "we",
    ("my", "PRP$"): "my",
}


class Lemmatizer:
    """Rules and the table of word forms."""

    def __init__(self, words: Words) -> None:
        self._verbs = words.verbs | words.seldom
        self._lemmas = words.lemmas

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of ``word`` under a Penn ``tag``; a name keeps its capitals, all else is lower-case."""
        if tag in ("NNP", "NNPS"):
            return word
        lower = word.lower().replace("’", "'").replace("‘", "'")
        clitic = _CLITICS.get((lower, tag))
        if clitic is not None:
            return clitic
        known = self._lemmas.get(_TABLES.get(tag, tag), {}).get(lower)
        return known if known is not None else self.by_rule(lower, tag)

    def by_rule(self, lower: str, tag: str) -> str:
        """What the rules alone make of a lower-case form."""
        if tag == "NNS":
            return _singular(lower)
        if tag == "VBZ":
            return self._of_s(lower)
        if tag in ("VBD", "VBN"):
            if lower.endswith("ied") and len(lower) > 4:
                return lower[:-3] + "y"
            return self._of_suffix(lower, "ed")
        if tag == "VBG":
            if lower.endswith("in'"):
                lower = lower[:-1] + "g"
            if lower.endswith("ying") and lower[:-4] + "ie" in self._verbs:
                return lower[:-4] + "ie"
            return self._of_suffix(lower, "ing")
        if tag in ("JJR", "RBR", "JJS", "RBS"):
            return _positive(lower, "er" if tag.endswith("R") else "est")
        return lower

    def _of_s(self, lower: str) -> str:
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if lower.endswith("es"):
            return lower[:-2] if lower[:-1] not in self._verbs and lower[:-2] in self._verbs else lower[:-1]
        return lower[:-1] if lower.endswith("s") and len(lower) > 2 else lower

    def _of_suffix(self, lower: str, suffix: str) -> str:
        if not lower.endswith(suffix) or len(lower) < len(suffix) + 2:
            return lower
        stem = lower[: -len(suffix)]
        if not any(char in "aeiouy" for char in stem):
            return lower  # *fling* is no participle of *fl*
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            if stem in self._verbs:
                return stem
            if stem[:-1] in self._verbs or stem[-1] not in "lszf":
                return stem[:-1]
            return stem
        # A short stem that would have doubled has lost an e: hop-ed is "hoped", hopp-ed "hopped".
        doubles = len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
        if stem + "e" in self._verbs and (doubles or stem not in self._verbs):
            return stem + "e"
        if stem in self._verbs:
            return stem
        return stem + "e" if stem.endswith(("v", "u", "c", "dg", "iz", "rat", "lat")) else stem


def _singular(lower: str) -> str:
    if lower.endswith("men") and len(lower) > 4:
        return lower[:-3] + "man"
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us")) else lower


def _positive(lower: str, suffix: str) -> str:
    if lower.endswith("i" + suffix):
        return lower[: -len(suffix) - 1] + "y"
    if not lower.endswith(suffix):
        return lower
    stem = lower[: -len(suffix)]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem
