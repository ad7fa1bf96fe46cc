"""Who tells the story, and the words for it: *I*, *me*, *my* and what stands for them in the third person."""

from __future__ import annotations

from dataclasses import dataclass

from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.rewrite.turn import Verb, apostrophes
from editor.checks.rule import Edit
from editor.language.cast import Cast
from editor.language.inflect import like, third_singular
from editor.language.persons import PERSON_NOUNS, THEY, noun_pronoun
from editor.language.syntax import Syntax
from editor.language.verbs import Form
from editor.text.span import Span

# Subject, object, before a noun, alone, reflexive.
_THIRD = {
    "he": ("he", "him", "his", "his", "himself"),
    "she": ("she", "her", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themself"),
}
FIRST = ("i", "me", "my", "mine", "myself")
WE = dict(zip(("we", "us", "our", "ours", "ourselves"), ("they", "them", "their", "theirs", "themselves"), strict=True))
SUBJECT, OBJECT, POSSESSIVE, OWN, SELF = range(5)


@dataclass(frozen=True, slots=True)
class Teller:
    """The person who is *I* in the first person: ``name`` as the narration calls them, ``pronoun`` he, she or they."""

    name: str
    pronoun: str

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """Subject, object, before a noun, alone, reflexive."""
        return _THIRD[self.pronoun]

    def part_of(self, tree: Syntax, index: int) -> int | None:
        """Which of the words (:data:`SUBJECT` ...) a pronoun in the third person is; None if it is none of them."""
        lower, tag = tree.lower[index], tree.tokens[index].tag
        if lower in ("hers", "theirs"):
            return OWN if lower == self.words[OWN] else None
        if tag not in ("PRP", "PRP$"):
            return None
        found = [part for part, word in enumerate(self.words) if word == lower]
        if lower in ("themselves", "themself") and self.pronoun == "they":
            return SELF
        if len(found) < 2:
            return found[0] if found else None
        if self.pronoun == "she":  # *her*: object or possessive
            return POSSESSIVE if tag == "PRP$" else OBJECT
        return POSSESSIVE if tree.tokens[index].relation.startswith("nmod") else OWN  # *his*


def another(sentence: Sentence, index: int, teller: Teller, cast: Cast) -> bool:
    """Whether a name or a noun here is somebody else whom the teller's pronoun could mean."""
    tree, lower, tag = sentence.tree, sentence.lower[index], sentence.tree.tokens[index].tag
    member = cast.named(tree, index) if tag.startswith("NN") else None
    if member is not None and member.name in cast.people:
        return member.name != teller.name and member.pronoun in (teller.pronoun, "")
    if teller.pronoun == THEY or tag != "NN" or lower not in PERSON_NOUNS:
        return False
    return noun_pronoun(lower) in (teller.pronoun, "")


def starts(tree: Syntax, index: int, tag: bool) -> bool:
    """Whether a word at ``index`` owes a capital to its place; ``tag`` if it is the subject of a speech tag."""
    at = index - 1
    if at < 0:
        return True
    mark = tree.tokens[at].text
    if mark in ("”", '"', "’", "'", "»") and at:
        before = tree.tokens[at - 1].text
        return before in (".", "…") or (before[-1] in "?!—" and not tag)
    if mark in ("“", "‘", "(", "["):
        return at == 0 or starts(tree, at, tag)
    return mark in (".", "?", "!", "…", "...") or tree.tokens[index].starts_sentence


def possessive(name: str, curly: bool) -> str:
    """*Mara's*, *James's*."""
    return name + ("’s" if curly else "'s")


def agreed(verb: Verb, subject: str) -> Edit | None:
    """The edit that makes a verb agree with ``subject``: ``i``, ``they``, or anything else for one person named or
    called *he* or *she*; None where it does already.

    A contraction is written out behind a name (*I'm*: *Mara is*), for which ``subject`` is ``name``.
    """
    lower, tokens, carrier = verb.lower, verb.tree.tokens, verb.group.carrier
    new = _form_for(verb, lower, subject)
    if subject == "name" and lower.startswith("'"):
        full = {"'m": "is", "'re": "is", "'ve": "has", "'ll": "will", "'d": "had", "'s": "is"}[lower]
        if lower == "'d" and verb.group.form is Form.MODAL:
            full = "would"
        return Edit(tokens[carrier].span, f" {full}")
    if new is None or new == lower:
        return None
    if new == "am" and verb.after() == "n't":
        start, end = tokens[carrier].span.start, tokens[carrier + 1].span.end
        if verb.subject is not None and verb.subject == carrier - 1:
            return Edit(Span(tokens[carrier - 1].span.end, end), apostrophes(verb, "'m not"))
        if verb.subject is not None and verb.subject < carrier:
            return Edit(Span(start, end), "am not")
        new = "are"  # "aren't I"
    return Edit(tokens[carrier].span, apostrophes(verb, like(new, tokens[carrier].text)))


def _form_for(verb: Verb, lower: str, subject: str) -> str | None:
    many, first = subject == "they", subject == "i"
    if lower in ("am", "is", "are"):
        return "am" if first else "are" if many else "is"
    if lower in ("'m", "'re") or (lower == "'s" and not verb.has):
        return "'m" if first else "'re" if many else "'s"
    if lower in ("was", "were"):
        if verb.group.form is Form.SUBJUNCTIVE or (lower == "were" and not many and not first):
            return None
        return "were" if many else "was"
    base = first or many
    if lower in ("has", "have"):
        return "have" if base else "has"
    if lower == "'ve" or (lower == "'s" and verb.has):
        return "'ve" if base else "'s"
    if lower in ("do", "does"):
        return "do" if base else "does"
    token = verb.tree.tokens[verb.group.carrier]
    if token.tag not in ("VBP", "VBZ") or verb.group.form is Form.MODAL:
        return None
    return token.lemma.lower() if base else third_singular(token.lemma.lower())
