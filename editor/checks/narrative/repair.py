"""The same verb in the other tense, agreeing with its subject."""

from __future__ import annotations

from editor.checks.narrative.clauses import Clause
from editor.checks.narrative.model import Tense
from editor.language.inflect import like, past, third_singular
from editor.language.verbs import base_of

_PLURAL_PRONOUNS = frozenset({"we", "you", "they"})
_PLURAL_WORDS = frozenset("these those both few many several people police cattle folk".split())
_NOUNS = frozenset("NN NNS NNP NNPS PRP".split())
_SINGULAR_WORDS = frozenset("he she it this that".split())
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


def plural(clause: Clause) -> bool | None:
    """Whether the subject is plural; None if nobody can say."""
    subject = clause.subject
    if subject is None:
        return None
    tree, lower = clause.sentence.tree, clause.subject_word
    if any(tree.tokens[c].tag in _NOUNS for c in tree.related(subject, "conj")):
        return not _one_of_two(clause, subject)
    if lower in _PLURAL_PRONOUNS or lower in _PLURAL_WORDS:
        return True
    if lower in _SINGULAR_WORDS and tree.tokens[clause.verb.head].relation != "acl:relcl":
        return False
    if lower in ("who", "which", "that"):
        return _antecedent_plural(clause, subject)
    if lower in ("there", "here", "what"):
        return None
    tag = tree.tokens[subject].tag
    if tag == "CD":
        return lower != "one"
    return tag in ("NNS", "NNPS")


def _one_of_two(clause: Clause, subject: int) -> bool:
    """*Neither he nor she*, *a man or a woman*: as good as one."""
    tree = clause.sentence.tree
    joiners = {tree.lower[c] for j in tree.related(subject, "conj") for c in tree.related(j, "cc")}
    return bool(joiners) and joiners <= {"or", "nor"} and tree.tokens[subject].tag not in ("NNS", "NNPS")


def _antecedent_plural(clause: Clause, subject: int) -> bool | None:
    """The number of what *who*, *which* or *that* stands for: *the men who were*, *the man who was*."""
    tree = clause.sentence.tree
    verb = tree.tokens[clause.verb.head]
    if verb.relation != "acl:relcl" or verb.head < 0:
        return None if clause.subject_word != "that" else False
    noun = tree.tokens[verb.head]
    if tree.lower[verb.head] in (*_PLURAL_PRONOUNS, *_PLURAL_WORDS) or noun.tag in ("NNS", "NNPS"):
        return True
    joined = tree.has(verb.head, "conj") or tree.lower[verb.head] == "i"
    return False if noun.tag in ("NN", "NNP", "PRP") and not joined and verb.head < subject else None


def _past(clause: Clause, lower: str, lemma: str) -> str | None:
    if lower in ("is", "am", "'m", "are", "'re", "'s", "ai"):
        if lower == "ai" or (lower == "'s" and not clause.verb.copular and not clause.verb.progressive):
            return None
        was = "were" if lower in ("are", "'re") else "was"
        return f" {was}" if lower.startswith("'") else was
    return _TO_PAST[lower] if lower in _TO_PAST else past(lemma.lower())


def _present(clause: Clause, lower: str, lemma: str) -> str | None:
    many = plural(clause)
    first = clause.subject_word == "i" and not many
    if lower in ("was", "were"):
        if first:
            return "am"
        if many is None:
            return "is" if lower == "was" else "are"
        return "are" if many else "is"
    base = {"had": "have", "did": "do"}.get(lower) or base_of(lower) or lemma.lower()
    if many is None:
        return None
    return base if many or first else third_singular(base)
