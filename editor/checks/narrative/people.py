"""Who a clause is about: names, nouns for people, and *he* and *she* where only one person can be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from editor.checks.narrative.clauses import Clause, Sentence
from editor.checks.narrative.scenes import Line, Told
from editor.language.cast import FEMALE_NOUNS, HE, MALE_NOUNS, PERSON_NOUNS, SHE, Cast

TELLER = "I"
# How far back a pronoun may point: sentences, paragraphs (narrative.md 3.8).
_SENTENCES = 3
_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Who:
    """A character as meant by one subject; ``confidence`` 0–1."""

    name: str
    pronoun: str
    confidence: float

    @property
    def known(self) -> bool:
        """Whether the subject was traced to somebody."""
        return not self.name.startswith("?")

    @property
    def by_noun(self) -> bool:
        """Whether it is *the waiter* rather than a name."""
        return self.name.startswith("the ")


@dataclass(frozen=True, slots=True)
class _Mention:
    who: Who
    number: int
    paragraph: int


class Resolver:
    """Follows the subjects of one scene, sentence by sentence."""

    def __init__(self, cast: Cast, lines: Sequence[Line]) -> None:
        self._cast = cast
        self._pair, self._leading = people_of(lines, cast)
        self._subjects: list[_Mention] = []
        self.strangers: set[str] = set()  # nouns brought in by *a*, or beside a named person

    def subject(self, told: Told) -> Who | None:
        """Who the clause's subject is; None if it is no single person."""
        who = self._find(told)
        self._meet(told, who)
        if who is not None and told.clause.main and who.known:
            self._subjects.append(_Mention(who, told.line.number, told.line.paragraph))
        return who

    def _meet(self, told: Told, subject: Who | None) -> None:
        """Note the nouns that are somebody else than the named people: "a boy", "Ann looked at the boy"."""
        clause = told.clause
        tree = clause.sentence.tree
        places = [c for c in tree.related(clause.verb.head, "obj", "obl", "iobj", "nsubj") if c != clause.subject]
        named = subject is not None and subject.known and not subject.by_noun
        for index in [clause.verb.head, *places] + ([] if clause.subject is None else [clause.subject]):
            noun = tree.lower[index]
            if noun not in PERSON_NOUNS or tree.tokens[index].tag != "NN":
                continue
            new = any(tree.lower[c] in ("a", "an", "another") for c in tree.related(index, "det"))
            if (new and not named) or (named and index in places):
                self.strangers.add(f"the {noun}")

    def _find(self, told: Told) -> Who | None:
        clause = told.clause
        if clause.subject is None:
            return None
        tree, index = clause.sentence.tree, clause.subject
        lower = clause.subject_word
        if lower in ("i", "we"):
            return Who(TELLER, "", 1.0)
        plural = tree.tokens[index].tag == "NNPS"
        member = self._cast.named(tree, index) if clause.sentence.narrated(index) and not plural else None
        if member is not None:
            return Who(member.name, member.pronoun, 1.0)
        if lower in PERSON_NOUNS and tree.tokens[index].tag == "NN":
            return _by_noun(clause)
        if lower in (HE, SHE):
            return self._pronoun(lower, told)
        return None

    def _pronoun(self, pronoun: str, told: Told) -> Who:
        bound = self._in_sentence(pronoun, told)
        if bound is not None:
            return bound
        only_one = self._pair.get(pronoun)
        if only_one is not None:
            return Who(only_one, pronoun, 0.92)
        carried = self._carried_on(pronoun, told)
        if carried is not None:
            return carried
        near: list[Who] = []
        for mention in reversed(self._subjects):
            far = told.line.number - mention.number > _SENTENCES
            if far or told.line.paragraph - mention.paragraph > _PARAGRAPHS:
                break
            who = mention.who
            if who.pronoun in (pronoun, "") and who.name != TELLER and all(who.name != n.name for n in near):
                near.append(who)
        if len(near) == 1:
            return Who(near[0].name, pronoun, 0.92)
        if near:
            certain = sum(who.pronoun == pronoun for who in near)
            return Who(near[0].name, pronoun, 0.8 if certain == 1 else 0.6)
        only = self._cast.one_with(pronoun)
        if only is not None:
            return Who(only.name, pronoun, 0.85)
        for mention in reversed(self._subjects):
            if mention.who.pronoun == pronoun:
                return Who(mention.who.name, pronoun, 0.6)
        if pronoun in self._leading:
            return Who(self._leading[pronoun], pronoun, 0.8)  # spoken of before being named
        return Who(f"?{pronoun}", pronoun, 0.3)

    def _in_sentence(self, pronoun: str, told: Told) -> Who | None:
        """``Anton waited, and now he smiled``: the person named by the subject before, if of that gender."""
        last = self._subjects[-1] if self._subjects else None
        if last is None or last.number != told.line.number or last.who.pronoun != pronoun:
            return None
        return Who(last.who.name, pronoun, max(0.92, last.who.confidence - 0.05)) if last.who.confidence > 0.8 else None

    def _carried_on(self, pronoun: str, told: Told) -> Who | None:
        """``The guard bent down. He was tired.``: the one subject of the sentence before, nobody else being named."""
        before = told.line.previous
        if before is None or before.paragraph != told.line.paragraph:
            return None
        said = {m.who.name: m.who for m in self._subjects if m.number == before.number}
        others = set(named_in(before.sentence, self._cast)) - set(said)
        if len(said) != 1 or others:
            return None
        who = next(iter(said.values()))
        if who.pronoun != pronoun or who.confidence < 0.8:
            return None
        return Who(who.name, pronoun, max(0.86, min(0.92, who.confidence)))

    def recent(self, pronoun: str, number: int) -> Who | None:
        """The last subject with this pronoun within reach of sentence ``number``."""
        for mention in reversed(self._subjects):
            if number - mention.number > _SENTENCES:
                return None
            if mention.who.pronoun == pronoun:
                return mention.who
        return None


def _by_noun(clause: Clause) -> Who | None:
    tree, index = clause.sentence.tree, clause.subject
    assert index is not None
    determiner = next((tree.lower[c] for c in tree.related(index, "det", "nmod:poss")), "the")
    if determiner in ("a", "an", "every", "any", "no"):
        return None
    word = clause.subject_word
    return Who(f"the {word}", HE if word in MALE_NOUNS else SHE if word in FEMALE_NOUNS else "", 0.9)


def named_in(sentence: Sentence, cast: Cast) -> list[str]:
    """The characters named in the narration of a sentence."""
    found = []
    for index in range(sentence.start, sentence.end):
        if sentence.narrated(index):
            member = cast.named(sentence.tree, index)
            if member is not None:
                found.append(member.name)
    return found


# Named so many times as often as the next one, somebody leads the scene.
_LEADS = 3


def people_of(lines: Sequence[Line], cast: Cast) -> tuple[dict[str, str], dict[str, str]]:
    """The only man and the only woman of a scene, and the one named far most often, both by pronoun.

    Where one named man and one named woman have the scene to themselves, *he* and *she* can be nobody else;
    nobody is in the first answer where anybody else could be meant.
    """
    names: dict[str, Counter[str]] = {HE: Counter(), SHE: Counter()}
    doubtful = False
    for line in lines:
        sentence = line.sentence
        for index in range(sentence.start, sentence.end):
            token = sentence.tree.tokens[index]
            if not sentence.narrated(index) or not token.relation.startswith(("nsubj", "obj", "obl", "iobj")):
                continue
            member = cast.named(sentence.tree, index) if token.tag == "NNP" else None
            if member is not None and member.name in cast.people:
                doubtful = doubtful or member.pronoun not in names
                if member.pronoun in names:
                    names[member.pronoun][member.name] += 1
            elif token.tag == "NN" and (noun := sentence.lower[index]) in PERSON_NOUNS:
                for pronoun, nouns in ((HE, MALE_NOUNS), (SHE, FEMALE_NOUNS)):
                    if noun in nouns or noun not in MALE_NOUNS | FEMALE_NOUNS:
                        names[pronoun][f"the {noun}"] += 1
    only = {pronoun: next(iter(found)) for pronoun, found in names.items() if len(found) == 1 and not doubtful}
    leading: dict[str, str] = {}
    for pronoun, found in names.items():
        named = Counter({name: number for name, number in found.items() if not name.startswith("the ")})
        most = named.most_common(2)
        if most and (len(most) == 1 or most[0][1] >= _LEADS * most[1][1]):
            leading[pronoun] = most[0][0]
    return only, leading
