"""The habits of a text: what it mostly does wins, one finding for all the places where it does the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.checks.checker import Story
from editor.checks.consistency.forms import Seen, seen_in, variants
from editor.checks.consistency.places import one_finding, placed
from editor.checks.rule import Applicability, Edit, Family, Finding, Level, Rule
from editor.text.document import Kind
from editor.text.span import Span


def _rule(
    name: str, summary: str, why: str, right: str, wrong: str, source: str, level: Level = Level.QUESTION
) -> Rule:
    return Rule(f"consistency.{name}", Family.CONSISTENCY, level, summary, why, right, wrong, True, source)


ELLIPSES = _rule(
    "ellipses",
    "mixed ellipses",
    "An ellipsis is typed as one sign or as three dots; a text keeps to one of them.",
    "“Well… maybe…”",
    "“Well… maybe… or... no…”",
    "CMOS 13.50",
)
DASHES = _rule(
    "dashes",
    "mixed dashes",
    "A dash is closed up or stands between spaces, long or short: a house has one way, and a text keeps to it.",
    "It was late—too late—and cold.",
    "It was late—too late—and cold -- very cold.",
    "CMOS 6.85; New Hart's Rules 4.11",
)
OKAY = _rule(
    "okay",
    "OK and okay mixed",
    "Both forms are right; a text uses one of them.",
    "“Okay,” she said. “It’s okay.”",
    "“Okay,” she said. “It’s okay.” “OK.”",
    "CMOS 7.1",
)
SPELLING = _rule(
    "spelling",
    "one word, two spellings",
    "A word that may be spelt in two ways is spelt in one of them throughout.",
    "The grey cat sat on the grey wall.",
    "The grey cat sat on the grey wall in the gray light.",
    "New Hart's Rules 21.2",
)
COMPOUNDS = _rule(
    "compounds",
    "compound with and without hyphen",
    "A compound is written with its hyphen or without it, but in one way throughout.",
    "The lamp-post stood by another lamp-post.",
    "The lamp-post stood by another lamp-post, under a lamppost.",
    "CMOS 7.81–7.89",
)
NAMES = _rule(
    "names",
    "name in two spellings",
    "Two names that differ by one letter, one of them seldom used, are usually the same person.",
    "Hendrik Maartens went out.",
    "Maartens came in. “Maartens!” Everybody knew Martens, I mean Maartens.",
    "a copy-editor's style sheet",
)
CAPITALS = _rule(
    "capitals",
    "term with and without capitals",
    "The name of a thing keeps its capitals wherever it stands, or does without them everywhere.",
    "Pour the House Sake. The House Sake is warm.",
    "Pour the House Sake. The House Sake is warm, and House sake is cheap.",
    "CMOS 8.1",
)
RULES = (ELLIPSES, DASHES, OKAY, SPELLING, COMPOUNDS, NAMES, CAPITALS)

_LEAST_NAME = 6  # letters: short names that differ by one are two people
_OFTEN, _SELDOM = 5, 2
_SYLLABLE = 3  # letters; a longer part of a compound is a word

Where = tuple[int, Span]
Makes = Callable[[str, str, str], str | None]
"""What a typed form becomes: (typed, its form, the wanted form) to the replacement, None where it is not sure."""


@dataclass(frozen=True, slots=True)
class HabitChecker:
    """Ellipses, dashes, OK, spellings, compounds, names and capitals of the whole text."""

    name: str = "habits"

    @property
    def rules(self) -> Sequence[Rule]:
        return RULES

    def check(self, story: Story) -> list[Finding]:
        seen = {
            index: seen_in(facts.paragraph)
            for index, facts in enumerate(story.facts)
            if facts.paragraph.kind is Kind.PROSE
        }
        return [
            *_few(story, ELLIPSES, _by_form(seen, lambda one: one.ellipses), "ellipsis", "ellipses", _ellipsis),
            *_few(story, DASHES, _by_form(seen, lambda one: one.dashes), "dash", "dashes", _dash),
            *_few(story, OKAY, _by_form(seen, lambda one: one.okays), "place", "places", _okay),
            *_spellings(story, seen),
            *_compounds(story, seen),
            *_names(story, seen),
            *_capitals(story, seen),
        ]


def _by_form(seen: Mapping[int, Seen], forms: Callable[[Seen], tuple[tuple[str, Span], ...]]) -> dict[str, list[Where]]:
    found: dict[str, list[Where]] = defaultdict(list)
    for index, one in seen.items():
        for form, span in forms(one):
            found[form].append((index, span))
    return found


def _few(
    story: Story, rule: Rule, found: Mapping[str, list[Where]], one: str, many: str, makes: Makes
) -> Iterator[Finding]:
    """The finding for every form but the one that is used most; none where two are used equally often."""
    ranked = sorted(found, key=lambda form: -len(found[form]))
    if len(ranked) < 2 or len(found[ranked[0]]) == len(found[ranked[1]]):
        return
    most, *others = ranked
    few = sorted(place for form in others for place in found[form])
    if len(few) > len(found[most]):
        return  # no habit at all
    shown = " ".join(f"“{form.strip()}”" for form in others)
    spaced = ", spaced" if rule is DASHES and most.startswith(" ") else ", closed up" if rule is DASHES else ""
    noun = one if len(few) == 1 else many
    message = f"{len(few)} {noun} typed another way in a text that mostly has “{most.strip()}”{spaced}."
    evidence = f"{len(found[most])} times {most.strip()}{spaced}; {len(few)} times {shown}"
    forms = {place: form for form in others for place in found[form]}
    yield _made(
        story, rule, few, message, evidence, lambda typed, where: makes(typed, forms[where], most), most.strip()
    )


def _made(
    story: Story,
    rule: Rule,
    few: Sequence[Where],
    message: str,
    evidence: str,
    makes: Callable[[str, Where], str | None],
    title: str,
) -> Finding:
    places = []
    for where in few:
        index, span = where
        new = makes(span.of(story.facts[index].paragraph.text), where)
        plain = story.document.to_source(index, span).of(story.document.source) == span.of(
            story.facts[index].paragraph.text
        )
        places.append(placed(story, index, span, (Edit(span, new),) if new is not None and plain else ()))
    return one_finding(story, rule, places, message, evidence, title, Applicability.ASK)


def _ellipsis(typed: str, form: str, wanted: str) -> str | None:
    four = typed.replace(" ", "") == "...."
    if four:
        return {"…": ".…", "...": "....", ". . .": ". . . ."}[wanted]
    return wanted


def _dash(typed: str, form: str, wanted: str) -> str | None:
    return wanted


def _okay(typed: str, form: str, wanted: str) -> str | None:
    if wanted == "okay":
        return None if typed in ("OK", "O.K.") else "okay"  # whether a sentence begins there is not known here
    return wanted


def _cased(typed: str, wanted: str) -> str:
    return wanted[0].upper() + wanted[1:] if typed[0].isupper() else wanted


def _two(story: Story, rule: Rule, most: str, many: int, other: str, few: Sequence[Where]) -> Finding:
    places = f"{len(few)} place{'s' if len(few) > 1 else ''}"
    message = f"“{other}” in {places}, where the text has “{most}” {many} times elsewhere."
    if many == 1:
        message = f"“{other}” here, “{most}” elsewhere in the text."
    evidence = f"{most} {many}, {other} {len(few)}"
    return _made(story, rule, few, message, evidence, lambda typed, _: _cased(typed, most), most)


def _places_of(seen: Mapping[int, Seen], word: str) -> list[Where]:
    return [(index, Span(at, at + len(word))) for index, one in seen.items() for at in one.words.get(word, ())]


def _spellings(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    pairs = variants()
    found: Counter[str] = Counter()
    for one in seen.values():
        for word in one.words.keys() & pairs.keys():
            found[word] += len(one.words[word])
    for word in sorted(found):
        other = pairs[word]
        if found[word] > found[other] > 0:
            yield _two(story, SPELLING, word, found[word], other, _places_of(seen, other))


def _compounds(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    hyphened: Counter[str] = Counter()
    for one in seen.values():
        for word, places in one.words.items():
            if word.count("-") == 1 and "'" not in word:
                hyphened[word] += len(places)
    known = {word for one in seen.values() for word in one.words}
    closed = {word.replace("-", ""): word for word in hyphened if _joins(word, known)}
    joined: Counter[str] = Counter()
    for one in seen.values():
        for word in one.words.keys() & closed.keys():
            joined[word] += len(one.words[word])
    for word in sorted(joined):
        with_hyphen = closed[word]
        one_way, other_way = hyphened[with_hyphen], joined[word]
        if one_way > other_way:
            yield _two(story, COMPOUNDS, with_hyphen, one_way, word, _places_of(seen, word))
        elif other_way > one_way:
            yield _two(story, COMPOUNDS, word, other_way, with_hyphen, _places_of(seen, with_hyphen))


def _joins(word: str, known: set[str]) -> bool:
    """Whether the hyphen joins two words: no stammer, no broken or drawn-out word ("lit-tle")."""
    left, right = word.split("-")
    words = all(len(part) > _SYLLABLE or part in known for part in (left, right))
    return words and min(len(left), len(right)) > 2 and not right.startswith(left[:2])


def _names(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    found: dict[str, list[Where]] = defaultdict(list)
    for index, one in seen.items():
        for word, span in one.capitals:
            if len(word) >= _LEAST_NAME and word.isalpha():
                found[word].append((index, span))
    small = {word for one in seen.values() for word in one.words}
    rare = [w for w in found if len(found[w]) <= _SELDOM and w.lower() not in small]
    often = [w for w in found if len(found[w]) >= _OFTEN and w.lower() not in small]
    reach: dict[str, list[str]] = defaultdict(list)
    for word in often:
        for key in _keys(word):
            reach[key].append(word)
    for word in sorted(rare):
        near = {other for key in _keys(word) for other in reach.get(key, ()) if _one_off(word, other)}
        if len(near) == 1:
            other = near.pop()
            yield _two(story, NAMES, other, len(found[other]), word, found[word])


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
        )
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or long[:-1] == short:
        return False
    at = next(i for i in range(len(long)) if i == len(short) or short[i] != long[i])
    return short[at:] == long[at + 1 :] and (long[at] in (long[at - 1], "h"))


def _capitals(story: Story, seen: Mapping[int, Seen]) -> Iterator[Finding]:
    """``House Sake`` here, ``House sake`` there: the second word with and without its capital."""
    found: dict[str, dict[str, list[Where]]] = defaultdict(lambda: defaultdict(list))
    for index, one in seen.items():
        for words, span in one.pairs:
            found[words.lower()][words].append((index, span))
    for _, forms in sorted(found.items()):
        if len(forms) != 2:
            continue
        (most, many), (other, few) = sorted(forms.items(), key=lambda item: -len(item[1]))
        if len(many) >= 2 and len(many) > len(few) and most.istitle() and other[0].isupper() and not other.isupper():
            yield _made(
                story,
                CAPITALS,
                few,
                f"“{other}” here, “{most}” {len(many)} times elsewhere.",
                f"{most} {len(many)}, {other} {len(few)}",
                lambda typed, _, most=most: most,  # type: ignore[misc]
                most,
            )
