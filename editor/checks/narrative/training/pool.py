"""Real sentences that leave a scene's tense and are right: pasted into other scenes, they teach silence.

General truths, the teller's own now, looks back with an anchor, thoughts and letters without marks.  All are
found in the novels themselves.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from editor.checks.checker import Facts
from editor.checks.narrative.anchors import far, words
from editor.checks.narrative.model import Tense
from editor.checks.narrative.training.corpus import Chapter
from editor.checks.narrative.training.retell import NOT_JUDGED, RIGHT, Found
from editor.language.syntax import Syntax
from editor.language.verbs import Form, VerbGroup, verb_groups
from editor.text.document import Kind
from editor.text.zones import ZoneKind, zone_at

_SHORTEST, _LONGEST = 4, 28
_THOUGHT_LONGEST = 14
_LETTER_SHORTEST, _LETTER_LONGEST = 15, 110
_PERSONS = frozenset(
    "i me my mine myself we us our ours you your yours he him his she her hers thou thee thy ye".split()
)
_OTHERS = frozenset("i me my mine myself we us our ours you your yours thou thee thy ye".split())
_EVERYBODY = frozenset("people men women nobody everybody everyone one nothing anybody".split())
_ANY = frozenset("a an every no any each".split())
_BROKEN = frozenset("“”\"‘’*_—()[]'")
# Narrower than what the checker lets pass: these leave no doubt.
long_ago = words(
    "yesterday|(?:years?|months?|weeks?|days?|hours?|minutes?) (?:ago|before|earlier)|before the war",
    "last (?:night|week|month|year|summer|winter|spring|autumn|fall|christmas|monday|friday|saturday|sunday)",
    "when (?:he|she|they) (?:was|were) (?:a|an|young|small|little|ten|twelve|still|younger|\\w+teen)",
    "that (?:morning|afternoon|spring|summer|winter|year)|the (?:night|day|week|year|month) before",
    "as a (?:boy|girl|child)|in (?:her|his|their) (?:youth|childhood|boyhood)",
    "at school|in the (?:old|early) days|in those days",
    "in (?:june|july|march|april|may|october|november|december|january|february)|in (?:1[6-9])\\d\\d",
)
_PARTS_OF_PEOPLE = frozenset("eyes hands lips cheeks feet fingers arms shoulders".split())
# Said of a person of the story's past, these make a look back of any plain sentence.
_BEFORE = (
    "Last winter|Two years ago|The week before|Yesterday|That morning|As a child|When he was nine|When she was small|"
    "Last night|Three days ago|In March|Years ago|Once, long ago|Before the war|The summer before|An hour ago|Earlier|"
    "Last year|On Tuesday|In the spring|Ten years ago|That first summer|The night before|Back in school|At the funeral|"
    "On their second day|The autumn they married|In his first job|The last time|Five minutes ago|All last week"
).split("|")
_BEHIND = (
    "last week|three years ago|the year before|when he was a boy|when she was a girl|yesterday|this morning|back then|"
    "in March|before the war|the summer she turned ten|last night|a week ago|at school|eleven years ago|the day before|"
    "in those days|for thirty years|all last winter|on Sunday|before the baby came|the last time|when they were young"
).split("|")


@dataclass(slots=True)
class Pool:
    """Found sentences by what they are."""

    truths: list[Found] = field(default_factory=list)
    nows: list[Found] = field(default_factory=list)
    first_nows: list[Found] = field(default_factory=list)
    looks_back: list[Found] = field(default_factory=list)
    plain: list[Found] = field(default_factory=list)
    perfects: list[Found] = field(default_factory=list)
    thoughts: list[Found] = field(default_factory=list)
    letters: list[Found] = field(default_factory=list)

    def sizes(self) -> str:
        """How many of each, for the log."""
        return ", ".join(f"{len(getattr(self, name))} {name}" for name in self.__slots__)

    def look_back(self, rng: random.Random) -> Found:
        """A look back with its anchor: a found one, or a plain sentence that is given an anchor."""
        if not self.plain or (self.looks_back and rng.random() < 0.55):
            return rng.choice(self.looks_back)
        return _anchored(rng.choice(self.plain), rng)


def _anchored(plain: Found, rng: random.Random) -> Found:
    if rng.random() < 0.45:
        opening = rng.choice(_BEFORE).split()
        comma = [","] if rng.random() < 0.5 else []
        first = plain.words[0]
        first = first.lower() if first in ("He", "She", "They", "It", "The", "His", "Her", "A") else first
        words = [*(w.strip(",") for w in opening), *comma, first, *plain.words[1:]]
        shift = len(opening) + len(comma)
        spaces = [True] * (len(opening) - len(comma)) + ([False, True] if comma else []) + list(plain.spaces)
        return Found(words, spaces, [NOT_JUDGED] * shift + list(plain.labels))
    closing = rng.choice(_BEHIND).split()
    words = [*plain.words[:-1], *closing, plain.words[-1]]
    spaces = [*plain.spaces[:-2], *[True] * len(closing), False, False]
    return Found(words, spaces, [*plain.labels[:-1], *[NOT_JUDGED] * len(closing), NOT_JUDGED])


def gather(chapters: Iterable[Chapter]) -> Pool:
    """The pool of some chapters."""
    pool = Pool()
    for chapter in chapters:
        for scene, tense in zip(chapter.scenes, chapter.tenses, strict=True):
            for facts in chapter.story.facts[scene.scene.first : scene.scene.last]:
                _gather(pool, facts, tense.base)
    return pool


def _gather(pool: Pool, facts: Facts, base: Tense) -> None:
    if facts.reading is None or not facts.reading.tokens:
        return
    tree = Syntax(facts.reading)
    if facts.paragraph.kind is Kind.QUOTATION:
        text = facts.paragraph.text
        prose = text.count(".") >= 2 and not any(mark in text for mark in "—!“:[")
        if prose and _LETTER_SHORTEST <= len(tree.tokens) <= _LETTER_LONGEST and text.endswith("."):
            pool.letters.append(_found(tree, range(len(tree.tokens))))
        return
    if facts.paragraph.kind is not Kind.PROSE:
        return
    before: Found | None = None
    for whole in facts.reading.sentences():
        sentence = _inside_quotes(tree, whole)
        if not _whole(tree, sentence):
            before = None
            continue
        zone = zone_at(facts.zones, tree.tokens[sentence.start].span.start)
        found = _found(tree, sentence)
        _sort(pool, tree, sentence, zone, base, found)
        if before is not None and zone is ZoneKind.NARRATION and len(found.words) < 22 and _all_past(tree, sentence):
            pool.looks_back.append(_chain(before, found))
        before = found if pool.looks_back and pool.looks_back[-1] is found else None


def _chain(first: Found, second: Found) -> Found:
    spaces = [*first.spaces[:-1], True, *second.spaces]
    return Found([*first.words, *second.words], spaces, [*first.labels, *second.labels])


def _inside_quotes(tree: Syntax, sentence: range) -> range:
    start, stop = sentence.start, sentence.stop
    while start < stop and tree.tokens[start].text in "“\"‘'":
        start += 1
    while start < stop and tree.tokens[stop - 1].text in "”\"’'":
        stop -= 1
    return range(start, stop)


def _whole(tree: Syntax, sentence: range) -> bool:
    """A sentence that can stand anywhere."""
    if not _SHORTEST <= len(sentence) <= _LONGEST or tree.tokens[sentence[-1]].text != ".":
        return False
    words = [tree.tokens[i].text for i in sentence]
    clean = not any(word[0] in _BROKEN and len(word) == 1 for word in words)
    return words[0][0].isupper() and clean


def _found(tree: Syntax, stretch: range) -> Found:
    tokens = tree.tokens
    spaces = [i + 1 < len(tokens) and tokens[i].span.end < tokens[i + 1].span.start for i in stretch]
    labels = [RIGHT if tokens[i].tag.startswith("V") or tokens[i].tag == "MD" else NOT_JUDGED for i in stretch]
    return Found([tokens[i].text for i in stretch], [*spaces[:-1], False], labels)


def _all_past(tree: Syntax, sentence: range) -> bool:
    groups = verb_groups(tree, sentence)
    return bool(groups) and all(g.form is Form.PAST for g in groups)


def _sort(pool: Pool, tree: Syntax, sentence: range, zone: ZoneKind, base: Tense, found: Found) -> None:
    groups = verb_groups(tree, sentence)
    main = next((g for g in groups if tree.tokens[g.head].relation == "root" and g.own_subject), None)
    if main is None or main.subject is None:
        return
    lower = {tree.lower[i] for i in sentence}
    forms = {g.form for g in groups}
    present = main.form is Form.PRESENT and not forms & {Form.PAST, Form.PAST_PERFECT}
    told = zone is ZoneKind.NARRATION and base is Tense.PAST
    if present and _generic(tree, main, main.subject) and not lower & _PERSONS:
        pool.truths.append(found)
    elif present and told and _certain(tree, main) and not _of_the_story(tree, main.subject):
        (pool.first_nows if lower & _OTHERS else pool.nows).append(found)
    elif present and zone is ZoneKind.SPEECH and len(sentence) <= _THOUGHT_LONGEST:
        if tree.lower[main.subject] in ("i", "he", "she", "it") and not lower & {"you", "your", "sir", "madam", "yes"}:
            pool.thoughts.append(found)
    elif main.form is Form.PAST and Form.PAST_PERFECT not in forms and not lower & _OTHERS:
        text = " ".join(tree.lower[i] for i in sentence)
        if long_ago(text) and forms <= {Form.PAST, Form.MODAL, Form.AMBIGUOUS}:
            pool.looks_back.append(found)
        elif (
            told
            and not far(text)
            and len(sentence) < 16
            and tree.lower[sentence[0]] in ("he", "she", "they", "it", "the", "his", "her")
        ):
            pool.plain.append(found)
    elif main.form is Form.PAST_PERFECT and told and len(sentence) < 18 and not lower & _OTHERS:
        pool.perfects.append(found)


def _certain(tree: Syntax, group: VerbGroup) -> bool:
    """Whether the present tense can be no misreading."""
    return tree.lower[group.carrier] in ("is", "are", "am", "has", "have", "does", "do") or group.singular


def _of_the_story(tree: Syntax, subject: int) -> bool:
    """*Presently Lucy steps out*: no comment, but a scene told in the present."""
    return tree.tokens[subject].tag in ("NNP", "NNPS") or tree.lower[subject] in ("he", "she", "they")


def _generic(tree: Syntax, group: VerbGroup, subject: int) -> bool:
    token = tree.tokens[subject]
    determiners = {tree.lower[c] for c in tree.related(subject, "det", "nmod:poss")}
    if tree.lower[subject] in _EVERYBODY:
        return not determiners & {"these", "those", "the", "his", "her", "their"}
    if token.tag == "NNS":
        return not determiners and tree.lower[subject] not in _PARTS_OF_PEOPLE
    return token.tag == "NN" and bool(determiners & _ANY)


def pasteable(pool: Pool, base: Tense, first: bool, rng: random.Random) -> Found | None:
    """A sentence that is right in a scene told in ``base`` though it is in the other tense."""
    if base is Tense.PAST:
        kinds = [pool.truths, pool.nows, pool.first_nows if first else pool.nows, pool.thoughts]
        kind = rng.choices(kinds, [60, 14, 16, 10])[0]
    elif base is Tense.PRESENT:
        if rng.random() < 0.8:
            return pool.look_back(rng)
        kind = pool.perfects
    else:
        return None
    return rng.choice(kind) if kind else None
