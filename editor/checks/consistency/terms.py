"""Words and names of a whole text: spelt in one way, hyphened in one way, with or without a capital."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial

from editor.checks.checker import Story
from editor.checks.consistency.forms import Seen, lower_pairs, places_in, plain, variants
from editor.checks.consistency.places import Where, few_places, habit
from editor.checks.rule import Finding, Rule
from editor.text.span import Span

SPELLING = habit(
    "spelling",
    "one word, two spellings",
    "A word that may be spelt in two ways is spelt in one of them throughout.",
    "The grey cat sat on the grey wall.",
    "The grey cat sat on the grey wall in the gray light.",
    "New Hart's Rules 21.2",
)
COMPOUNDS = habit(
    "compounds",
    "compound with and without hyphen",
    "A compound is written with its hyphen or without it, but in one way throughout.",
    "The lamp-post stood by another lamp-post.",
    "The lamp-post stood by another lamp-post, under a lamppost.",
    "CMOS 7.81–7.89",
)
NAMES = habit(
    "names",
    "name in two spellings",
    "Two names that differ by one letter, one of them seldom used, are usually the same person.",
    "Hendrik Maartens went out.",
    "Maartens came in. “Maartens!” Everybody knew Martens, I mean Maartens.",
    "a copy-editor's style sheet",
)
CAPITALS = habit(
    "capitals",
    "term with and without capitals",
    "The name of a thing keeps its capitals wherever it stands, or does without them everywhere.",
    "Pour the House Sake. The House Sake is warm.",
    "Pour the House Sake. The House Sake is warm, and House sake is cheap.",
    "CMOS 8.1",
)
RULES = (SPELLING, COMPOUNDS, NAMES, CAPITALS)

_LEAST_NAME = 6  # letters: short names that differ by one are two people
_OFTEN, _SELDOM = 5, 2
_SYLLABLE = 3  # letters; a longer part of a compound is a word
_TWICE = 2
_PEOPLES = ("ish", "ese", "an", "ch", "eek", "iss", "ai")  # Irish coffee, Chinese tea, German beer keep their capital


def terms(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    """What the words of the whole text show; ``seen`` are its paragraphs of prose by their numbers."""
    small: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for one in seen.values():
        small.update(one.words)
        starts.update(plain(word) for word, _ in one.starts)
    used = small + starts
    yield from _spellings(story, seen, used)
    yield from _compounds(story, seen, used)
    yield from _names(story, seen, small)
    yield from _capitals(story, seen)
    yield from _quantities(story, seen, small)


def _two(story: Story, rule: Rule, most: str, many: int, other: str, few: Sequence[Where]) -> Finding:
    places = f"{len(few)} place{'s' if len(few) > 1 else ''}"
    message = f"“{other}” in {places}, where the text has “{most}” {many} times elsewhere."
    if many == 1:
        message = f"“{other}” here, “{most}” elsewhere in the text."
    evidence = f"{most} {many}, {other} {len(few)}"
    return few_places(story, rule, few, message, evidence, lambda text, span: _cased(span.of(text), most), most)


def _cased(typed: str, wanted: str) -> str:
    return wanted[0].upper() + wanted[1:] if typed[0].isupper() else wanted


def _written(wanted: str, _text: str, _span: Span) -> str:
    return wanted


def _places_of(story: Story, seen: Mapping[int, Seen], word: str) -> list[Where]:
    return [(index, span) for index in seen for span in places_in(story.facts[index].paragraph, word)]


def _spellings(story: Story, seen: Mapping[int, Seen], used: Counter[str]) -> Iterator[Finding]:
    pairs = variants()
    for word in sorted(used.keys() & pairs.keys()):
        other = pairs[word]
        if used[word] > used[other] > 0:
            yield _two(story, SPELLING, word, used[word], other, _places_of(story, seen, other))


def _compounds(story: Story, seen: Mapping[int, Seen], used: Counter[str]) -> Iterator[Finding]:
    hyphened = [word for word in used if word.count("-") == 1 and "'" not in word and _joins(word, used)]
    for with_hyphen in sorted(hyphened):
        closed = with_hyphen.replace("-", "")
        one_way, other_way = used[with_hyphen], used[closed]
        if one_way > other_way > 0:
            yield _two(story, COMPOUNDS, with_hyphen, one_way, closed, _places_of(story, seen, closed))
        elif other_way > one_way:
            yield _two(story, COMPOUNDS, closed, other_way, with_hyphen, _places_of(story, seen, with_hyphen))


def _joins(word: str, known: Container[str]) -> bool:
    """Whether the hyphen joins two words: no stammer, no broken or drawn-out word ("lit-tle")."""
    left, right = word.split("-")
    words = all(len(part) > _SYLLABLE or part in known for part in (left, right))
    return words and min(len(left), len(right)) > 2 and not right.startswith(left[:2])


def _names(story: Story, seen: Mapping[int, Seen], small: Counter[str]) -> Iterator[Finding]:
    found: dict[str, list[Where]] = defaultdict(list)
    for index, one in seen.items():
        for word, span in one.capitals:
            if len(word) >= _LEAST_NAME and word.isalpha() and word.lower() not in small:
                found[word].append((index, span))
    for index, one in seen.items():
        for word, span in one.starts:
            if word in found:
                found[word].append((index, span))
    declared = {
        part
        for character in story.intent.cast
        for name in (character.name, *character.aliases)
        for part in name.split()
    }
    reach: dict[str, list[str]] = defaultdict(list)
    for word, places in found.items():
        if len(places) >= _OFTEN:
            for key in _keys(word):
                reach[key].append(word)
    for word in sorted(found):
        if len(found[word]) > _SELDOM or word in declared:
            continue
        near = {other for key in _keys(word) for other in reach.get(key, ()) if _one_off(word, other)}
        if len(near) == 1:
            other = near.pop()
            yield _two(story, NAMES, other, len(found[other]), word, sorted(found[word]))


def _keys(word: str) -> set[str]:
    """The word and the word without one of its letters: near names share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _one_off(one: str, other: str) -> bool:
    """Whether a letter is doubled, dropped or two are swapped, which is how one name gets two spellings.

    Another ending (Marya, Maryan) or another letter (Miller, Milner) may be another person.
    """
    if len(one) == len(other):
        differ = [i for i in range(len(one)) if one[i] != other[i]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            return one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return (
            len(differ) == 1
            and {one[differ[0]], other[differ[0]]} in ({"i", "y"}, {"c", "k"}, {"e", "a"})
            and (differ[0] < len(one) - 1)
            and {one[-3:], other[-3:]} != {"man", "men"}
        )
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or long[:-1] == short:
        return False
    at = next(i for i in range(len(long)) if i == len(short) or short[i] != long[i])
    return short[at:] == long[at + 1 :] and (long[at] in (long[at - 1], "h"))


def _capitals(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    """``House Sake`` here, ``House sake`` or ``house sake`` there: what mostly has its capitals."""
    found: dict[str, dict[str, list[Where]]] = defaultdict(lambda: defaultdict(list))
    for index, one in seen.items():
        for words, span in one.pairs:
            found[words.lower()][words].append((index, span))
    # Of a name there is one: the Old Street is not the old street, but a House Sake is a house sake.
    things = {words.lower() for one in seen.values() for words in one.things}
    for lower, forms in sorted(found.items()):
        most, *others = sorted(forms, key=lambda form: -len(forms[form]))
        many = len(forms[most])
        if many < _TWICE or not most.istitle() or len(others) > 1:
            continue
        few = [place for other in others if other[0].isupper() and not other.isupper() for place in forms[other]]
        if lower in things:
            few += _in_lower_case(story, seen, lower)
        if 0 < len(few) < many:
            shown = " ".join(dict.fromkeys(f"“{span.of(story.facts[i].paragraph.text)}”" for i, span in sorted(few)))
            message = f"{shown} here, “{most}” {many} times elsewhere."
            evidence = f"with capitals {many}, without {len(few)}"
            yield few_places(story, CAPITALS, sorted(few), message, evidence, partial(_written, most), most)


def _in_lower_case(story: Story, seen: Mapping[int, Seen], pair: str) -> list[Where]:
    one, other = pair.split()
    return [
        (index, span)
        for index, forms in seen.items()
        if one in forms.words and other in forms.words
        for span in lower_pairs(story.facts[index].paragraph.text, pair)
    ]


def _quantities(story: Story, seen: Mapping[int, Seen], small: Counter[str]) -> Iterator[Finding]:
    """``some House Sake`` where the text has ``the sake``: what comes in quantities is no name."""
    found: dict[str, list[Where]] = defaultdict(list)
    named = Counter(word for one in seen.values() for word, _ in one.capitals)
    for index, one in seen.items():
        for words, span in one.quantities:
            found[words].append((index, span))
    for words, few in sorted(found.items()):
        head = words.split()[-1]
        if small[head.lower()] > named[head] == len(few):
            first = words.split()[0]
            first = first if first.endswith(_PEOPLES) and not small[first.lower()] else first.lower()
            wanted = f"{first} {head.lower()}"
            message = f"“{words}” with capitals, and “{head.lower()}” without one elsewhere."
            evidence = f"{head.lower()} {small[head.lower()]}, {head} {len(few)}"
            yield few_places(story, CAPITALS, few, message, evidence, partial(_written, wanted), wanted)
