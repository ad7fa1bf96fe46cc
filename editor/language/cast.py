"""Who is in the story: names, aliases and pronouns, mined from the text or declared by the writer.

``names_in`` finds names by their capitals alone, without a reading; ``cast_of`` needs one.  Identity is by
name only: two mentions are one person if a rule of naming says so (first and last name, title and
surname), never because they stand near each other.  What the writer declares always wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from editor.language.names import folded, given_pronoun, names_in
from editor.language.syntax import Syntax

__all__ = ["Cast", "Declared", "Member", "NameTally", "cast_of", "folded", "names_in", "tally"]

HE, SHE, THEY = "he", "she", "they"
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
}
MALE_TITLES = frozenset("mr sir lord uncle king father brother prince duke baron count grandpa herr monsieur".split())
FEMALE_TITLES = frozenset(
    "mrs miss ms lady madame aunt queen mme mademoiselle sister mother princess duchess grandma frau".split()
)
_TITLES = MALE_TITLES | FEMALE_TITLES | frozenset("dr doctor captain professor colonel major sergeant judge".split())
MALE_NOUNS = frozenset(
    "man boy father brother son uncle husband king lord gentleman guy captain grandfather nephew prince duke priest "
    "sergeant sir mr lad fellow sailor soldier policeman waiter bridegroom groom steward vicar butler stepfather "
    "stepson grandson godfather dad grandpa widower monk landlord barman doorman fisherman postman workman "
    "salesman".split()
)
FEMALE_NOUNS = frozenset(
    "woman girl mother sister daughter aunt wife queen lady grandmother niece princess waitress nurse maid mrs miss "
    "madame ms widow bride actress nun landlady barmaid stepmother stepdaughter granddaughter godmother mum mom "
    "grandma housewife midwife hostess ballerina girlfriend".split()
)
PERSON_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | frozenset(
        "doctor lawyer stranger child teacher driver cousin kid baker cook friend neighbour neighbor student clerk "
        "officer guard judge professor detective boss manager colleague partner singer pianist painter surgeon pilot "
        "porter shopkeeper receptionist farmer tailor hunter".split()
    )
)
_NOT_PEOPLE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December God Mr Mrs Miss Ms Dr Sir Mr. Mrs. Dr. Chapter Earth English French The But And Then "
    "There Christmas Easter".split()
)
# How far behind a name its pronoun is looked for, in tokens.
_VOTE_REACH = 25
_VOTE_LEAD = 1.5
# What a common given name weighs against the pronouns found near it.
_GIVEN_VOTES = 6


class Declared(Protocol):
    """One of the cast, as the writer names them; ``pronouns`` like ``she/her`` or empty."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def pronouns(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Member:
    """One character: the name to show, and *he*, *she*, *they* or an empty string."""

    name: str
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class NameTally:
    """What one paragraph says of names: pure counts, so that paragraphs can be added up."""

    seen: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)  # first and last name
    votes: Counter[tuple[str, str]] = field(default_factory=Counter)  # name and pronoun

    def add(self, other: NameTally) -> None:
        """Count another paragraph in."""
        self.seen.update(other.seen)
        self.subjects.update(other.subjects)
        self.pairs.update(other.pairs)
        self.votes.update(other.votes)


def plain_title(word: str) -> str:
    """A word as titles are compared: lower case, no full stop."""
    return word.casefold().rstrip(".")


def tally(tree: Syntax, narrated: Iterable[bool]) -> NameTally:
    """Count the names of one paragraph; ``narrated`` says for each token whether the narrator speaks."""
    found = NameTally()
    told = tuple(narrated)
    tokens = tree.tokens
    for index, token in enumerate(tokens):
        word = token.text
        if (
            token.tag not in ("NNP", "NNPS")
            or not word[0].isupper()
            or len(word.rstrip(".")) < 2
            or word in _NOT_PEOPLE
        ):
            continue
        before = tokens[index - 1] if index else None
        title = plain_title(before.text) if before is not None else ""
        if plain_title(word) in _TITLES and index + 1 < len(tokens) and tokens[index + 1].tag == "NNP":
            continue
        found.seen[word] += 1
        if title in MALE_TITLES:
            found.votes[word, HE] += 3
        if title in FEMALE_TITLES:
            continue  # "Mrs Reed" is somebody else than "Reed"
        if before is not None and before.tag == "NNP" and before.text[0].isupper() and title not in _TITLES:
            found.pairs[before.text, word] += 1
        if told[index] and token.relation.startswith("nsubj"):
            found.subjects[word] += 1
            pronoun, weight = _pronoun_after(tree, told, index)
            if pronoun:
                found.votes[word, pronoun] += weight
    return found


def _pronoun_after(tree: Syntax, told: tuple[bool, ...], index: int) -> tuple[str, int]:
    """The next pronoun that may stand for the name, and its weight; *his* in the same breath says most."""
    tokens = tree.tokens
    for at in range(index + 1, min(len(tokens), index + _VOTE_REACH)):
        if not told[at]:
            break
        other = tokens[at]
        if other.tag == "NNP" and other.text != tokens[index].text and other.relation.startswith("nsubj"):
            break
        if tree.lower[at] not in _PRONOUNS:
            continue
        # "Vera looked at him": an object beside the name is somebody else, and what is his after that is his.
        if other.tag == "PRP" and not other.relation.startswith("nsubj") and not tree.lower[at].endswith("self"):
            break
        if other.tag == "PRP$" or tree.lower[at].endswith("self"):
            return _PRONOUNS[tree.lower[at]], 2
        if tree.lower[at] in ("he", "she"):
            return _PRONOUNS[tree.lower[at]], 1
    return "", 0


@dataclass(frozen=True, slots=True)
class Cast:
    """The characters, found by the single words they are named with."""

    by_word: Mapping[str, Member]
    people: frozenset[str]  # the names of those who act in the story

    def named(self, tree: Syntax, index: int) -> Member | None:
        """The character that the name at ``index`` (with its title and first name) stands for."""
        tokens = tree.tokens
        word = tokens[index].text
        if not word[:1].isupper():
            return None
        member = self.by_word.get(word)
        if member is None:
            return None
        before = plain_title(tokens[index - 1].text) if index and tokens[index - 1].tag == "NNP" else ""
        if before in FEMALE_TITLES and member.pronoun != SHE:
            return Member(f"{tokens[index - 1].text} {word}", SHE)
        for child in tree.related(index, "flat", "compound"):
            first = self.by_word.get(tokens[child].text)
            if tokens[child].tag == "NNP" and first is not None:
                return first
        return member

    def one_with(self, pronoun: str) -> Member | None:
        """The only character with this pronoun, if there is one only."""
        found = {m for m in self.by_word.values() if m.pronoun == pronoun and m.name in self.people}
        return next(iter(found)) if len(found) == 1 else None


def cast_of(counts: NameTally, declared: Iterable[Declared] = ()) -> Cast:
    """The cast from the added-up counts of all paragraphs and from what the writer declared."""
    names = set(counts.seen)
    whole: Counter[str] = Counter()
    for (_, last), number in counts.pairs.items():
        whole[last] += number
    shared = Counter(last for first, last in counts.pairs if first in names)
    same: dict[str, str] = {}
    for (first, last), number in counts.pairs.items():
        # A surname that several people bear names the one it is nearly always used of, or nobody.
        if first in names and last in names and (shared[last] == 1 or number >= 0.8 * whole[last]):
            same[first] = last
    for short in names:
        longer = [name for name in names if len(short) > 2 and name != short and name.startswith(short)]
        if len(longer) == 1 and short not in same:
            same[short] = same.get(longer[0], longer[0])  # *Tom* and *Tommy*, *Mac* and *MacCauley*
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(same.get(name, name), []).append(name)
    by_word: dict[str, Member] = {}
    people: set[str] = set()
    for words in groups.values():
        given = {pronoun for w in words if (pronoun := given_pronoun(w))}
        he, she = (
            sum(counts.votes[w, pronoun] for w in words) + (_GIVEN_VOTES if given == {pronoun} else 0)
            for pronoun in (HE, SHE)
        )
        pronoun = HE if he > _VOTE_LEAD * she else SHE if she > _VOTE_LEAD * he else ""
        shown = max(sorted(words), key=lambda w: (counts.subjects[w], counts.seen[w]))
        member = Member(shown, pronoun)
        by_word.update(dict.fromkeys(words, member))
        if any(counts.subjects[w] for w in words):
            people.add(shown)
    for character in declared:
        member = Member(character.name, character.pronouns.split("/")[0].strip().casefold())
        people.add(character.name)
        for name in (character.name, *character.aliases):
            by_word.update(dict.fromkeys(name.split(), member))
    return Cast(by_word, frozenset(people))
