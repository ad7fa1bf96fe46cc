"""Who a word stands for: names, nouns for people, and *he* and *she* followed through a scene.

Each pronoun is weighed against everybody of its kind met so far: how long ago they were last spoken of, in what
role, how often, and whether grammar forbids it (``He looked at Tom``: *he* is not Tom; Principle B of binding,
Huddleston & Pullum 2002, chapter 17).  After Lappin & Leass 1994, with the weights below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, log1p

from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.scenes import Line, Told
from editor.language.cast import Cast
from editor.language.persons import HE, PERSON_NOUNS, SHE, THEY, noun_pronoun

TELLER, ADDRESSED = "I", "you"
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("they", "them", "their", "theirs", "themself", "themselves"), THEY),
}
_POSSESSIVE = frozenset({"his", "her", "hers", "their", "theirs"})
# What speaks for a candidate (log-odds).  Of hand: the order of the cues is that of Lappin & Leass.
_PER_SENTENCE = -0.55
_PER_PARAGRAPH = -0.5
_FAR = -4.0  # recency counts no more than this against anybody
_ROLE = {"subject": 1.0, "object": 0.2, "other": 0.0}
_PARALLEL = 0.9  # a subject pronoun for the last subject
_GOES_ON = 0.9  # for the subject of the sentence before, in the same paragraph
_OWN_CLAUSE = 2.0  # a possessive for the subject of its own clause
_OFTEN = 0.4  # times the logarithm of the mentions
_HEAD = 1.5  # whose scene it is
_DOUBTFUL_KIND = -1.2  # neither known for a man nor for a woman
_NOUN = -0.4
_NOT_YET = -1.5  # spoken of before being named
_KNOWN = 0.6


@dataclass(frozen=True, slots=True)
class Who:
    """A character as meant by one word; ``confidence`` 0–1, ``rivals`` whom else it may mean, and how likely."""

    name: str
    pronoun: str
    confidence: float
    rivals: tuple[tuple[str, float], ...] = ()

    @property
    def known(self) -> bool:
        """Whether the word was traced to somebody with fair certainty."""
        return not self.name.startswith("?") and self.confidence >= _KNOWN

    @property
    def by_noun(self) -> bool:
        """Whether it is *the waiter* rather than a name."""
        return self.name.startswith("the ")

    def chance(self, name: str) -> float:
        """How likely the word means ``name``, 0–1."""
        return self.confidence if name == self.name else dict(self.rivals).get(name, 0.0)


@dataclass(slots=True, eq=False)
class _Person:
    name: str
    pronoun: str
    role: str = "other"
    number: int = -99
    paragraph: int = -99
    clause: int = -1  # token index of the verb whose subject it last was
    count: float = 0.0


@dataclass(slots=True, eq=False)
class Mentions:
    """Everybody spoken of in the narration of one scene: by sentence number and token index."""

    who: dict[tuple[int, int], Who] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)  # told as two people: "she took the driver's note"
    brought_in: set[str] = field(default_factory=set)  # "a boy": nouns that are somebody new
    kin: Counter[str] = field(default_factory=Counter)  # how often somebody is told of as this one's: "her brother"
    pronouns: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    doubtful: set[str] = field(default_factory=set)  # names that may be a man's or a woman's for all the story tells

    def subject(self, told: Told) -> Who | None:
        """Who the clause's subject is; None if it is no single person."""
        return None if told.clause.subject is None else self.at(told.line, told.clause.subject)

    def at(self, line: Line, index: int) -> Who | None:
        """Who a token stands for; None if for no single person."""
        return self.who.get((line.number, index))

    def told_apart(self, one: str, other: str) -> bool:
        """Whether the scene has shown two names to be two people."""
        return (one, other) in self.apart or (other, one) in self.apart

    def pronoun(self, name: str) -> str:
        """The pronoun that stands for a character in this scene, or an empty string if that is in doubt."""
        he, she = self.pronouns[name][HE], self.pronouns[name][SHE]
        if self.pronouns[name][THEY] > 2 * (he + she):
            return THEY
        return HE if he > 2 * she else SHE if she > 2 * he else ""


def follow(lines: Sequence[Line], cast: Cast, head: str = "") -> Mentions:
    """Trace every name, noun and pronoun of a scene's narration; ``head``: whose scene it is, if that is known."""
    return _Follower(lines, cast, head).run()


class _Follower:
    def __init__(self, lines: Sequence[Line], cast: Cast, head: str) -> None:
        self._lines, self._cast, self._head = lines, cast, head
        self._people: dict[str, _Person] = {}
        self._found = Mentions()
        self._kinds: dict[str, str] = {}  # nouns and names found to be a man or a woman
        self._kinds.update(_kind_of_head(lines, cast, head))
        self._later = _named_later(lines, cast)
        self._found.doubtful.update(m.name for m in cast.by_word.values() if not m.pronoun)
        # "They" is one person only where somebody is called so by name.
        self._they = any(cast.by_word[name].pronoun == THEY for name in cast.people if name in cast.by_word)

    def run(self) -> Mentions:
        """Go through the scene once."""
        for line in self._lines:
            told = {c.subject: c.verb.head for c in line.sentence.clauses if c.subject is not None}
            here: dict[int, Who] = {}
            for index in range(line.sentence.start, line.sentence.end):
                if not line.sentence.narrated(index):
                    self._called(line, index)
                    continue
                who = self._read(line, index, here)
                if who is None:
                    continue
                here[index] = who
                self._found.who[line.number, index] = who
                if who.known and who.name not in (TELLER, ADDRESSED):
                    self._note(who, line, index, told.get(index, -1))
            self._tell_apart(line, here)
        return self._found

    def _called(self, line: Line, index: int) -> None:
        """Who is called by name in speech is there, and may be meant by a pronoun later on."""
        token = line.sentence.tree.tokens[index]
        member = self._cast.named(line.sentence.tree, index) if token.tag == "NNP" else None
        if member is not None and member.name in self._cast.people and member.name not in self._people:
            self._people[member.name] = _Person(member.name, member.pronoun, "other", line.number, line.paragraph)

    def _read(self, line: Line, index: int, here: dict[int, Who]) -> Who | None:
        tree = line.sentence.tree
        token, lower = tree.tokens[index], tree.lower[index]
        if lower in ("i", "me", "my", "mine", "myself"):
            return Who(TELLER, "", 1.0)
        if lower in ("you", "your", "yourself") and self._head == ADDRESSED:
            return Who(ADDRESSED, "", 1.0)
        if lower in PRONOUNS and token.tag in ("PRP", "PRP$"):
            if PRONOUNS[lower] == THEY and not self._they:
                return None
            return self._pronoun(line, index, here)
        if token.text[0].isupper():
            member = self._cast.named(tree, index)
            if member is not None and member.name in self._cast.people:
                return Who(member.name, member.pronoun or self._kinds.get(member.name, ""), 1.0)
        if (
            lower in PERSON_NOUNS
            and token.tag == "NN"
            and (not token.text[0].isupper() or index == line.sentence.start)
        ):
            return self._noun(line, index, here)
        return None

    def _noun(self, line: Line, index: int, here: dict[int, Who]) -> Who | None:
        tree = line.sentence.tree
        lower = tree.lower[index]
        determiners = {tree.lower[c] for c in tree.related(index, "det", "nmod:poss")}
        if determiners & {"every", "any", "no", "some", "each", "what", "which"} or tree.has(index, "nummod"):
            return None
        name = f"the {lower}"
        if tree.has(index, "cop") or tree.tokens[index].relation in ("appos", "flat", "compound"):
            # "He was a dealer", "Tuft, the watchman": a word for somebody already there.
            for subject in tree.related(index, "nsubj"):
                if subject in here and here[subject].pronoun and not noun_pronoun(lower):
                    self._kinds[name] = here[subject].pronoun
            return None
        if index and tree.lower[index - 1] in ("like", "as", "than"):
            return None
        owner = next((here[c] for c in tree.related(index, "nmod:poss") if c in here), None)
        if owner is not None:
            self._found.kin[owner.name] += 1
            self._found.apart.add((owner.name, name))
        if determiners & {"a", "an", "another"}:
            self._found.brought_in.add(name)
        return Who(name, noun_pronoun(lower) or self._kinds.get(name, ""), 0.9)

    def _note(self, who: Who, line: Line, index: int, verb: int) -> None:
        token = line.sentence.tree.tokens[index]
        relation = token.relation.split(":")[0]
        role = "subject" if relation == "nsubj" else "object" if relation in ("obj", "iobj", "obl") else "other"
        person = self._people.setdefault(who.name, _Person(who.name, who.pronoun or self._kinds.get(who.name, "")))
        if person.number != line.number or role != "other":
            person.role = role
        person.number, person.paragraph = line.number, line.paragraph
        person.count += 1
        if verb >= 0:
            person.clause = verb
        lower = line.sentence.lower[index]
        if lower in PRONOUNS:
            self._found.pronouns[who.name][PRONOUNS[lower]] += 1
            if not person.pronoun and who.confidence >= 0.8:
                person.pronoun = self._kinds[who.name] = PRONOUNS[lower]
        elif who.pronoun:
            self._found.pronouns[who.name][who.pronoun] += 1

    def _pronoun(self, line: Line, index: int, here: dict[int, Who]) -> Who:
        pronoun = PRONOUNS[line.sentence.lower[index]]
        barred = set(_barred(line.sentence, index, here))
        scores: dict[str, float] = {}
        for person in self._people.values():
            of_kind = person.pronoun == pronoun or (not person.pronoun and pronoun != THEY)
            if of_kind and person.name not in barred:
                scores[person.name] = self._score(person, line, index, pronoun)
        for name in self._later.get(pronoun, ()):
            if name not in scores and name not in barred and name not in self._people:
                scores[name] = _FAR + _NOT_YET + (_HEAD if name == self._head else 0.0)
        if not scores:
            return Who(f"?{pronoun}", pronoun, 0.3)
        top = max(scores.values())
        weights = {name: exp(score - top) for name, score in scores.items()}
        # Somebody not thought of is always possible, the more so the longer nobody was spoken of.
        total = sum(weights.values()) + exp(min(0.0, _FAR - 1.0 - top))
        ranked = sorted(weights, key=lambda name: (-weights[name], name))
        shares = [(name, weights[name] / total) for name in ranked]
        return Who(ranked[0], pronoun, min(0.97, shares[0][1]), tuple(shares[1:4]))

    def _score(self, person: _Person, line: Line, index: int, pronoun: str) -> float:
        sentence = line.sentence
        relation = sentence.tree.tokens[index].relation
        if person.number < 0:
            return _FAR
        far = _PER_SENTENCE * (line.number - person.number) + _PER_PARAGRAPH * (line.paragraph - person.paragraph)
        score = max(_FAR, far) + _ROLE[person.role] + _OFTEN * log1p(person.count)
        if relation.startswith("nsubj") and person.role == "subject":
            score += _PARALLEL
            if line.number - person.number <= 1 and line.paragraph == person.paragraph:
                score += _GOES_ON
        if relation == "nmod:poss" and person.number == line.number and person.clause >= 0:
            score += _OWN_CLAUSE if _governs(sentence, person.clause, index) else 0.0
        score += _DOUBTFUL_KIND if person.pronoun != pronoun else 0.0
        score += _NOUN if person.name.startswith("the ") else 0.0
        return score + (_HEAD if person.name == self._head else 0.0)

    def _tell_apart(self, line: Line, here: dict[int, Who]) -> None:
        """Two words beside one verb are two people: ``Ann looked at the boy``."""
        tokens = line.sentence.tree.tokens
        certain = [(i, who) for i, who in here.items() if who.confidence >= 0.85]
        for i, one in certain:
            for j, other in certain:
                relations = (tokens[i].relation, tokens[j].relation)
                if i >= j or one.name == other.name or not any(r.startswith("nsubj") for r in relations):
                    continue
                if tokens[i].head == tokens[j].head or "nmod:poss" in relations:
                    self._found.apart.add((one.name, other.name))


def _governs(sentence: Sentence, verb: int, index: int) -> bool:
    """Whether the word at ``index`` stands below the verb, no other subject being nearer."""
    tokens = sentence.tree.tokens
    at = tokens[index].head
    for _ in range(6):
        if at == verb:
            return True
        if at < 0 or sentence.tree.has(at, "nsubj"):
            return False
        at = tokens[at].head
    return False


def _barred(sentence: Sentence, index: int, here: dict[int, Who]) -> Iterator[str]:
    """Those who stand beside the pronoun at one verb and so must be others."""
    tree = sentence.tree
    tokens = tree.tokens
    lower, token = tree.lower[index], tokens[index]
    if lower in _POSSESSIVE or lower.endswith("self") or token.head < 0:
        return
    for other, who in here.items():
        beside = tokens[other].head == token.head and not tokens[other].relation.startswith("nmod")
        if beside and tokens[other].relation != "conj" and tokens[other].relation != "vocative":
            yield who.name
        # "He took his hat from Tom": a name further on at the same verb is not read yet when the pronoun is.


def _kind_of_head(lines: Sequence[Line], cast: Cast, head: str) -> dict[str, str]:
    """Whose scene it is, is called by its commoner pronoun, where the names of the story do not tell."""
    if not any(member.name == head and not member.pronoun for member in cast.by_word.values()):
        return {}
    count: Counter[str] = Counter()
    for line in lines:
        sentence = line.sentence
        for index in range(sentence.start, sentence.end):
            if sentence.narrated(index) and sentence.lower[index] in PRONOUNS:
                count[PRONOUNS[sentence.lower[index]]] += 1
    most = max((HE, SHE), key=lambda pronoun: count[pronoun])
    return {head: most} if count[most] > _COMMONER * min(count[HE], count[SHE]) else {}


_COMMONER = 1.25  # times the other pronoun
_LEADS = 3  # named so many times as often as the next one, somebody leads the scene


def _named_later(lines: Sequence[Line], cast: Cast) -> dict[str, tuple[str, ...]]:
    """Whom a pronoun before any name may stand for: the one man or woman named far most often in the scene."""
    named: dict[str, Counter[str]] = {HE: Counter(), SHE: Counter(), THEY: Counter()}
    for line in lines:
        for member in members_in(line.sentence, cast):
            if member[1] in named:
                named[member[1]][member[0]] += 1
    later: dict[str, tuple[str, ...]] = {}
    for pronoun, found in named.items():
        most = found.most_common(2)
        if most and (len(most) == 1 or most[0][1] >= _LEADS * most[1][1]):
            later[pronoun] = (most[0][0],)
    return later


def members_in(sentence: Sentence, cast: Cast) -> Iterator[tuple[str, str]]:
    """The characters named in the narration of a sentence, with their pronouns."""
    for index in range(sentence.start, sentence.end):
        if sentence.narrated(index):
            member = cast.named(sentence.tree, index)
            if member is not None and member.name in cast.people:
                yield member.name, member.pronoun
