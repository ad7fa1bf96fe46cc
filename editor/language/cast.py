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
from editor.language.persons import (
    FEMALE_TITLES,
    HE,
    MALE_TITLES,
    SHE,
    THEY,
    TITLES,
    noun_pronoun,
    plain_title,
)
from editor.language.syntax import Syntax

__all__ = ["HE", "SHE", "Cast", "Declared", "Member", "NameTally", "cast_of", "folded", "names_in", "tally"]

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("they", "their", "themself"), THEY),
}
_NOT_PEOPLE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December God Mr Mrs Miss Ms Dr Sir Mr. Mrs. Dr. Chapter Earth English French The But And Then "
    "There Christmas Easter".split()
)
# A rare name is now and then tagged as another word; it is known from where it was tagged as a name.
_NAMING = frozenset("NNP NNPS NN FW UH JJ RB".split())
# How far behind a name its pronoun is looked for, in tokens.
_VOTE_REACH = 25
_VOTE_LEAD = 1.5
_THEY_LEAD = 2
_THEY_VOTES = 4  # so often "they" near one name is hardly a plural
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
        if plain_title(word) in TITLES and index + 1 < len(tokens) and tokens[index + 1].tag == "NNP":
            continue
        if title in FEMALE_TITLES and before is not None and before.text[0].isupper():
            word = f"{before.text} {word}"  # "Mrs Reed" may be somebody else than "Reed"
            found.votes[word, SHE] += 3
        found.seen[word] += 1
        if title in MALE_TITLES:
            found.votes[word, HE] += 3
        if before is not None and before.tag == "NNP" and before.text[0].isupper() and title not in TITLES:
            found.pairs[before.text, word] += 1
        if told[index] and _acts(tree, index):
            found.subjects[word] += 1
            pronoun, weight = _pronoun_after(tree, told, index)
            if pronoun:
                found.votes[word, pronoun] += weight
    return found


def _acts(tree: Syntax, index: int) -> bool:
    """Whether a name is the subject of a verb, on its own or behind its title or first name."""
    token = tree.tokens[index]
    while token.relation in ("flat", "compound") and token.head >= 0:
        token = tree.tokens[token.head]
    return token.relation.startswith("nsubj")


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
        if tree.lower[at] in ("he", "she", "they"):
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
        if not tokens[index].text[:1].isupper():
            return None
        words = [index] if tokens[index].tag in _NAMING else []
        words += [c for c in tree.related(index, "flat", "compound") if tokens[c].tag == "NNP"]
        if tokens[index].relation in ("flat", "compound") and tokens[index].head >= 0:
            words.append(tokens[index].head)
        words.sort()
        title = next((tokens[w].text for w in words if plain_title(tokens[w].text) in FEMALE_TITLES), "")
        if not title and index and plain_title(tokens[index - 1].text) in FEMALE_TITLES:
            title = tokens[index - 1].text
        known = [(tokens[w].text, found) for w in words if (found := self.by_word.get(tokens[w].text)) is not None]
        if title:
            for word in (tokens[w].text for w in words):
                member = self.by_word.get(f"{title} {word}")
                if member is not None:
                    return member
        # A first name says more than a surname that others share.
        return next((m for word, m in known if plain_title(word) not in TITLES), known[0][1] if known else None)

    def canonical(self, name: str) -> frozenset[str]:
        """The names under which somebody is known here, whom the writer calls ``name``."""
        # A first name says more than a surname, which others may bear.
        member = next((self.by_word[word].name for word in (name, *name.split()) if word in self.by_word), name)
        return frozenset({name, member, name.casefold() if name.casefold().startswith("the ") else name})


def _bears(counts: NameTally, first: str, last: str) -> bool:
    """Whether a surname is that of the only one of its kind: *Archer* is Newland, not May, where *he* follows it."""
    he, she = counts.votes[last, HE], counts.votes[last, SHE]
    kind = HE if he > _VOTE_LEAD * she else SHE if she > _VOTE_LEAD * he else ""
    return bool(kind) and [f for f, name in counts.pairs if name == last and given_pronoun(f) in (kind, "")] == [first]


def _titled(counts: NameTally, same: Mapping[str, str]) -> dict[str, str]:
    """``Miss Reed`` is *Reed*, unless a man bears the name too."""
    found: dict[str, str] = {}
    for name in counts.seen:
        title, _, surname = name.rpartition(" ")
        if title and surname in counts.seen:
            everywhere = [surname, *(first for first, last in same.items() if last == surname)]
            he, she = (sum(counts.votes[word, pronoun] for word in everywhere) for pronoun in (HE, SHE))
            if not any(given_pronoun(word) == HE for word in everywhere) and he <= she:
                found[name] = same.get(surname, surname)
    return found


def cast_of(counts: NameTally, declared: Iterable[Declared] = ()) -> Cast:
    """The cast from the added-up counts of all paragraphs and from what the writer declared."""
    names = {name for name in counts.seen if " " not in name}
    whole: Counter[str] = Counter()
    for (_, last), number in counts.pairs.items():
        whole[last] += number
    shared = Counter(last for first, last in counts.pairs if first in names)
    same: dict[str, str] = {}
    for (first, last), number in counts.pairs.items():
        # A surname that several people bear names the one it is nearly always used of, or nobody.
        if (
            first in names
            and last in names
            and (shared[last] == 1 or number >= 0.8 * whole[last] or _bears(counts, first, last))
        ):
            same[first] = last
    for short in names:
        longer = [name for name in names if len(short) > 2 and name != short and name.startswith(short)]
        if len(longer) == 1 and short not in same:
            same[short] = same.get(longer[0], longer[0])  # *Tom* and *Tommy*, *Mac* and *MacCauley*
    same.update(_titled(counts, same))
    groups: dict[str, list[str]] = {}
    for name in sorted(counts.seen):
        groups.setdefault(same.get(name, name), []).append(name)
    by_word: dict[str, Member] = {}
    people: set[str] = set()
    for words in groups.values():
        given = {pronoun for w in words if (pronoun := given_pronoun(w) or noun_pronoun(w.casefold()))}
        he, she = (
            sum(counts.votes[w, pronoun] for w in words) + (_GIVEN_VOTES if given == {pronoun} else 0)
            for pronoun in (HE, SHE)
        )
        pronoun = HE if he > _VOTE_LEAD * she else SHE if she > _VOTE_LEAD * he else ""
        they = sum(counts.votes[w, THEY] for w in words)
        if they >= _THEY_VOTES and they > _THEY_LEAD * (he + she) and not any(w.endswith("s") for w in words):
            pronoun = THEY
        shown = max(
            sorted(words),
            key=lambda w: (plain_title(w) not in TITLES, " " not in w, counts.subjects[w], counts.seen[w]),
        )
        member = Member(shown, pronoun)
        by_word.update(dict.fromkeys(words, member))
        if given or any(counts.subjects[w] for w in words):
            people.add(shown)
    for character in declared:
        member = Member(character.name, character.pronouns.split("/")[0].strip().casefold())
        people.add(character.name)
        for name in (character.name, *character.aliases):
            words = [name, *(word for word in name.split() if plain_title(word) not in TITLES)]
            by_word.update(dict.fromkeys(words, member))
    return Cast(by_word, frozenset(people))
