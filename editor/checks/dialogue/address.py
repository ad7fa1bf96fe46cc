"""Who is spoken to in what is said, and how surely a name belongs to nothing else in its sentence.

Whether "I saw it Mara." lacks a comma and "I saw Mara." does not is a matter of what the words before the name
still wait for.  Signs of it (the words beside the name, their tags, what the tree hangs the name on) are weighed;
the weights were learned from dialogue in print, with its commas taken away (``dialogue/training``).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from editor.checks.dialogue.tokens import Word
from editor.checks.dialogue.words import (
    ALONE,
    APPOSITIVE,
    AUXILIARIES,
    DETERMINERS,
    NO_NAMES,
    POSSESSIVES,
    SMALL,
    SUBJECTS,
    TITLES,
)
from editor.language.reading import Reading, Token
from editor.resources import resource

# Words for somebody that are written with a capital where one speaks to them.
RANKS = frozenset(
    "doctor captain professor governor officer sergeant lieutenant colonel major general corporal inspector detective "
    "father mother mum mom mama mamma papa dad daddy mummy mommy grandma grandpa granny grandmother grandfather gran "
    "nana auntie aunt uncle nurse sister brother coach chief boss sir madam ma'am miss mister lord lady judge senator "
    "president majesty highness excellency honour honor reverend pastor rabbi skipper commander admiral warden "
    "sheriff constable marshal matron headmaster teacher comrade monsieur madame mademoiselle signor signora senor "
    "senora herr frau baron baroness countess duke duchess prince princess doc cap sarge nan pa ma".split()
)
# Words in small letters by which somebody is spoken to.
CALLED = frozenset(
    "sir madam ma'am miss mister darling sweetheart dear dearest love honey sweetie sugar baby babe mate pal buddy "
    "friend friends son sonny kid kiddo child children lad lads lass lassie boy boys girl girls guys lady ladies "
    "gentlemen gentleman folks man men everyone everybody comrade comrades captain doctor officer chief boss "
    "professor milord milady sire mum mom dad bro dude fellow fellows chap chaps idiot fool brother brothers sister "
    "sisters brethren people team class soldier soldiers neighbour neighbor stranger doc skipper cap sarge pet "
    "hon duck ducky princess angel treasure precious beloved dears darlings".split()
)
_BEFORE_CALLED = frozenset(
    "my old young dear little poor good dearest kind fine gentle noble sweet silly stupid bloody brave naughty you ye "
    "our".split()
)
# Before a name these belong to it: cousin John, my dear Ines, old Tom.
_BEFORE_NAME = (_BEFORE_CALLED - {"you", "ye"}) | frozenset(
    "cousin uncle aunt friend brother sister captain doctor professor sir miss mister lady lord mate comrade master "
    "darling".split()
)
# What somebody is told to be or not to be belongs to no name: "Don't be silly Tom."
_QUALITIES = frozenset("silly stupid sweet dear good bad old young poor great sorry lovely bloody little".split())
_SO = frozenset("be being so too very is are you're he's she's it's that's how i'm".split())
# Nobody says "you sir" of one person spoken about, so that "you" is no part of the address.
_APART = frozenset("sir madam ma'am miss dear darling love mum dad mom honey sweetheart".split())
# After these a name or an endearment goes without its comma as often as with it.
_CRIES = frozenset("oh o ah".split())
_LEADS = frozenset("now so why and but then ay ach".split())
# After a name these still belong to it: Esther dear.
_AFTER_NAME = frozenset("dear darling dearest".split())
_BEFORE_NOUNS = _AFTER_NAME | frozenset("fellow chief pet precious angel".split())
# What "the" and "my" hold, "that" may leave alone: "Drink that, my friend."
ARTICLES = POSSESSIVES | frozenset("a an the every".split())
# A name has no more words than this.
_LONGEST = 3


class Knowledge(StrEnum):
    """What the story and the language know of the one who is named."""

    UNKNOWN = "unknown"
    GIVEN = "given"  # a common given name
    SOMEBODY = "somebody"  # speaks or acts in the story
    RANK = "rank"  # a title or a word for kin, with a capital
    CALLED = "called"  # a common noun


class Gap(StrEnum):
    """What stands beside a name."""

    EDGE = "edge"  # the sentence begins or ends
    COMMA = "comma"
    PLAIN = "plain"  # a space
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """Words that may name somebody spoken to: ``words[start:end]`` of a sentence, and what stands beside them."""

    words: Sequence[Word]
    start: int
    end: int
    left: Gap
    right: Gap
    common: bool  # a noun in small letters
    mark: str  # the mark that ends the sentence

    @property
    def named(self) -> Sequence[Word]:
        return self.words[self.start : self.end]

    @property
    def waits(self) -> bool:
        """Whether a comma may be missing on at least one side, and nothing else stands there."""
        return Gap.OTHER not in (self.left, self.right) and Gap.PLAIN in (self.left, self.right)


def addresses(text: str, words: Sequence[Word], after: str, is_name: Callable[[Word], bool]) -> Iterator[Address]:
    """Every name, rank or form of address in one sentence; ``after`` is the mark that ends it.

    The first word has its capital from its place: ``is_name`` says whether it is a name all the same.
    """
    at = 0
    while at < len(words):
        end, common = _phrase(text, words, at, is_name)
        if end == at:
            at += 1
            continue
        left = _left(text, words, at)
        held = common and left is Gap.PLAIN and words[at - 1].low in (ARTICLES if end - at > 1 else DETERMINERS)
        cried = left is Gap.PLAIN and (words[at - 1].low in _CRIES or (at == 1 and words[0].low in _LEADS))
        if not held and not cried:
            yield Address(words, at, end, left, _right(text, words, end), common, after)
        at = end


def _left(text: str, words: Sequence[Word], at: int) -> Gap:
    return Gap.EDGE if at == 0 else _gap(text, words[at - 1], words[at])


def _right(text: str, words: Sequence[Word], end: int) -> Gap:
    return Gap.EDGE if end == len(words) else _gap(text, words[end - 1], words[end])


def _gap(text: str, one: Word, two: Word) -> Gap:
    between = text[one.span.end : two.span.start]
    if between == " ":
        return Gap.PLAIN
    return Gap.COMMA if between == ", " else Gap.OTHER


def _phrase(text: str, words: Sequence[Word], at: int, is_name: Callable[[Word], bool]) -> tuple[int, bool]:
    """Where the name or form of address that begins at ``at`` ends, and whether it is a common noun."""
    start = at
    if at and words[at].low in _QUALITIES and words[at - 1].low in _SO:
        return at, False  # don't be silly
    while start < len(words) and start - at < _LONGEST - 1 and words[start].low in _BEFORE_NAME:
        start += 1
    for begin in dict.fromkeys((start, at)):
        end = begin
        while end < len(words) and end - begin < _LONGEST and proper(words[end]) and (end or is_name(words[0])):
            if end > at and not _joined(text, words[end - 1], words[end]):
                break
            end += 1
        if end > begin and words[end - 1].low not in TITLES and _close(text, words[at : begin + 1]):
            more = end < len(words) and words[end].low in _AFTER_NAME and _close(text, words[end - 1 : end + 1])
            return end + more, False
    end = at
    while end < len(words) and end - at < _LONGEST - 1 and words[end].low in _BEFORE_CALLED:
        after = words[end + 1].low if end + 1 < len(words) else ""
        if words[end].low in CALLED and after not in CALLED | _BEFORE_CALLED:
            break  # dear
        end += 1
    if end == len(words) or words[end].low not in CALLED or (end and words[end].capital):
        return at, False
    if end > at and words[end - 1].low in ("you", "ye") and words[end].low in _APART:
        return at, False
    if words[end].low in _BEFORE_NOUNS and _right(text, words, end + 1) is Gap.PLAIN:
        return at, False  # dear me, dear mother
    return (end + 1, True) if _close(text, words[at : end + 1]) else (at, False)


def _close(text: str, words: Sequence[Word]) -> bool:
    """Whether nothing but spaces stands between the words."""
    return all(_gap(text, one, two) is Gap.PLAIN for one, two in pairwise(words))


def _joined(text: str, one: Word, two: Word) -> bool:
    between = text[one.span.end : two.span.start]
    return between == " " or (between == ". " and one.low in TITLES)


def proper(word: Word) -> bool:
    """Whether a word can be a name or a rank by its looks."""
    low = word.low
    if not word.capital or (len(word.text) < 2 or word.text.isupper()) or low in NO_NAMES or low.endswith(("'s", "s'")):
        return False
    return (
        low in TITLES or low in RANKS or (low not in SMALL and low not in AUXILIARIES | DETERMINERS and "'" not in low)
    )


def signs(one: Address, known: Knowledge, tree: Tree | None) -> Iterator[str]:
    """What speaks for and against an address, as names of weights."""
    place = _place(one)
    case = f"{place}{'+' if tree is not None else '-'}"
    before, after = one.words[: one.start], one.words[one.end :]
    yield case
    yield f"{case} knows {known}"
    yield f"{case} ends {one.mark}"
    yield f"{case} names {min(one.end - one.start, 3)}"
    if one.common or known is Knowledge.RANK:
        yield f"{case} is {one.named[-1].low}"
        if one.common and one.end - one.start > 1:
            yield f"{case} led {one.named[0].low}"
    if place != "S":
        yield from _behind(case, one, before, tree)
    if place != "E":
        yield from _ahead(case, one, after, tree)
    if place == "M":
        yield f"{case} between {before[-1].low} {after[0].low}"
    if tree is not None:
        yield from _governed(case, one, tree)


def _place(one: Address) -> str:
    if one.left is Gap.PLAIN:
        return "M" if one.right is Gap.PLAIN else "E"
    return "S"


def _behind(case: str, one: Address, before: Sequence[Word], tree: Tree | None) -> Iterator[str]:
    """The words that lead up to the name, back to the last comma for those nearest."""
    count = len(before)
    yield f"{case} behind {count if count < 4 else '4+' if count < 8 else '8+'}"
    last = before[-1].low
    yield f"{case} last {last}"
    second = before[-2].low if count > 1 else "^"
    third = before[-3].low if count > 2 else "^"
    yield f"{case} last2 {second} {last}"
    yield f"{case} last3 {third} {second} {last}"
    yield f"{case} second {second}"
    yield f"{case} first {before[0].low}"
    yield f"{case} first2 {before[0].low} {before[1].low if count > 1 else '^'}"
    yield f"{case} span {before[0].low} {last}"
    if one.common:
        yield f"{case} calls {one.named[-1].low} {last}"
    if one.right is Gap.COMMA and one.end < len(one.words):
        yield f"{case} goes on"
        yield f"{case} then {one.words[one.end].low}"
    if tree is None:
        yield f"{case} ending {last[-3:]}"
        return
    tags = [tree.tag_ending(word) for word in before[-4:]]
    yield f"{case} tag {tags[-1]}"
    yield f"{case} tags2 {' '.join(tags[-2:])}"
    yield f"{case} tags3 {' '.join(tags[-3:])}"
    yield f"{case} tags4 {' '.join(tags)}"
    yield f"{case} lasttag2 {last} {tags[-2] if count > 1 else '^'}"
    yield f"{case} opens {tree.tag_starting(before[0])} {tags[-1]}"
    relation = _relation(one, tree)
    yield f"{case} tag {tags[-1]} {relation}"
    yield f"{case} tags2 {' '.join(tags[-2:])} {relation}"
    kin = "kin" if last in APPOSITIVE else "other"
    yield f"{case} before {kin} {'held' if second in DETERMINERS else 'free'} {relation}"
    token = tree.ending(before[-1])
    if token is not None:
        yield f"{case} lemma {token.lemma}"
        if token.lemma in ALONE and token.tag.startswith("VB"):
            yield f"{case} alone"
            yield f"{case} alone {token.tag} {second in SUBJECTS} {relation}"
        yield f"{case} hangs {token.relation} {token.tag}"
        if token.head >= 0:
            head = tree.tokens[token.head]
            yield f"{case} of {token.relation} {head.lemma}"


def _ahead(case: str, one: Address, after: Sequence[Word], tree: Tree | None) -> Iterator[str]:
    """The words that follow the name."""
    count = len(after)
    yield f"{case} ahead {count if count < 3 else '3+'}"
    next_, then = after[0].low, after[1].low if count > 1 else "$"
    yield f"{case} next {next_}"
    yield f"{case} next2 {next_} {then}"
    yield f"{case} then {then}"
    if one.left is Gap.COMMA:
        yield f"{case} goes on"
        yield f"{case} behind {one.words[one.start - 1].low}"
        yield f"{case} opened {one.words[0].low}"
    if tree is None:
        yield f"{case} ending {next_[-2:]}"
        return
    tags = [tree.tag_starting(word) for word in after[:3]]
    yield f"{case} next tag {tags[0]}"
    yield f"{case} next tags2 {' '.join(tags[:2])}"
    yield f"{case} next tags3 {' '.join(tags)}"
    token = tree.starting(after[0])
    if token is not None:
        yield f"{case} next hangs {token.relation} {token.tag}"


def _top(one: Address, tree: Tree) -> Token | None:
    """The word of the name on which the others hang."""
    inside = [token for word in one.named if (token := tree.starting(word)) is not None]
    numbers = {tree.number(token) for token in inside}
    return next((token for token in inside if token.head not in numbers), None)


def _relation(one: Address, tree: Tree) -> str:
    top = _top(one, tree)
    return top.relation if top is not None else ""


def _governed(case: str, one: Address, tree: Tree) -> Iterator[str]:
    """What the tree hangs the name on, and what else hangs there."""
    top = _top(one, tree)
    if top is None:
        return
    yield f"{case} relation {top.relation}"
    yield f"{case} own tag {top.tag} {top.relation}"
    if top.head < 0:
        return
    head, me = tree.tokens[top.head], tree.number(top)
    yield f"{case} head {top.relation} {head.tag}"
    yield f"{case} head lemma {top.relation} {head.lemma}"
    near = me - top.head
    yield f"{case} far {top.relation} {'after' if near < 0 else near if near < 4 else '4+'}"
    others = sorted({tree.tokens[child].relation for child in tree.children(top.head) if child != me})
    held = [name for name in others if name in _HELD]
    yield f"{case} held {top.relation} {' '.join(held)}"
    yield f"{case} held {head.tag} {near == 1} {' '.join(held)}"
    yield f"{case} verb {head.lemma} {' '.join(name for name in held if name != 'nsubj')}"


_HELD = frozenset({"nsubj", "obj", "iobj", "obl", "cop", "ccomp", "xcomp", "case", "advmod", "vocative", "nsubj:pass"})


class Tree:
    """A reading by the places of its words."""

    def __init__(self, reading: Reading) -> None:
        self.tokens = reading.tokens
        self._starts = [token.span.start for token in reading.tokens]

    def number(self, token: Token) -> int:
        return bisect_left(self._starts, token.span.start)

    def starting(self, word: Word) -> Token | None:
        """The token that begins where the word does."""
        number = bisect_left(self._starts, word.span.start)
        return self.tokens[number] if number < len(self.tokens) else None

    def ending(self, word: Word) -> Token | None:
        """The token that ends the word."""
        number = bisect_left(self._starts, word.span.end) - 1
        return self.tokens[number] if number >= 0 else None

    def tag_starting(self, word: Word) -> str:
        token = self.starting(word)
        return token.tag if token is not None else ""

    def tag_ending(self, word: Word) -> str:
        token = self.ending(word)
        return token.tag if token is not None else ""

    def children(self, number: int) -> Iterator[int]:
        """What hangs on a token, looked for near it."""
        for other in range(max(number - _NEAR, 0), min(number + _NEAR, len(self.tokens))):
            if self.tokens[other].head == number:
                yield other


_NEAR = 16


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    with resource("dialogue", "addresses.json").open(encoding="utf-8") as file:
        weights: dict[str, float] = json.load(file)
    return weights


def weighed(sign: str) -> bool:
    """Whether a sign was seen often enough to be weighed."""
    return sign in _weights()


def chance(one: Address, known: Knowledge, tree: Tree | None) -> float:
    """How likely it is, between 0 and 1, that the words name somebody spoken to."""
    weights = _weights()
    total = sum(weights.get(sign, 0.0) for sign in signs(one, known, tree))
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))
