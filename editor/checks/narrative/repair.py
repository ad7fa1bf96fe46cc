"""The same verb in the other tense, agreeing with its subject."""

from __future__ import annotations

from editor.checks.narrative.clauses import Clause
from editor.checks.narrative.model import Tense
from editor.language.inflect import like, past, third_singular
from editor.language.verbs import base_of

_PLURAL_PRONOUNS = frozenset({"we", "you", "they"})
_TO_PAST = {"has": "had", "have": "had", "'ve": " had", "does": "did", "do": "did"}


def repaired(clause: Clause, base: Tense) -> str | None:
    """The tense carrier as it would stand in ``base``; None where that is not certain.

    The answer replaces the carrier alone: ``doesn't`` becomes ``didn't`` by its first part, and a
    contraction grows its space (``he's`` → ``he was``).
    """
    sentence, verb = clause.sentence, clause.verb
    token = sentence.tree.tokens[verb.carrier]
    lower = sentence.lower[verb.carrier]
    new = _past(clause, lower, token.lemma) if base is Tense.PAST else _present(clause, lower, token.lemma)
    if new is None or new == lower:
        return None
    return like(new, token.text)


def _plural(clause: Clause) -> bool | None:
    """Whether the subject is plural; None if nobody can say."""
    subject = clause.subject
    if subject is None:
        return None
    tree, lower = clause.sentence.tree, clause.subject_word
    if tree.has(subject, "conj"):
        return True
    if lower in _PLURAL_PRONOUNS or lower in ("these", "those", "both"):
        return True
    if lower in ("there", "who", "which", "that", "what"):
        return None
    return tree.tokens[subject].tag in ("NNS", "NNPS")


def _past(clause: Clause, lower: str, lemma: str) -> str | None:
    if lower in ("is", "am", "'m", "are", "'re", "'s", "ai"):
        if lower == "ai" or (lower == "'s" and not clause.verb.copular and not clause.verb.progressive):
            return None
        was = "were" if lower in ("are", "'re") else "was"
        return f" {was}" if lower.startswith("'") else was
    return _TO_PAST[lower] if lower in _TO_PAST else past(lemma.lower())


def _present(clause: Clause, lower: str, lemma: str) -> str | None:
    plural = _plural(clause)
    first = clause.subject_word == "i"
    if lower in ("was", "were"):
        if first:
            return "am"
        if plural is None:
            return "is" if lower == "was" else "are"
        return "are" if plural else "is"
    base = {"had": "have", "did": "do"}.get(lower) or base_of(lower) or lemma.lower()
    if plural is None:
        return None
    return base if plural or first else third_singular(base)
