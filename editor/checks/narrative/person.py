"""The grammatical person of the narration, and where it slips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from editor.checks.narrative.clauses import Clause, Sentence, in_parentheses
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.scenes import Line, SceneText
from editor.language.verbs import Form

FIRST_WORDS = frozenset({"i", "me", "my", "mine", "myself"})
_TITLED = frozenset("lady lord ladies lords ladyship lordship liege".split())  # "my Lady" is nobody's
# Per thousand words of narration, and share of main-line subjects (narrative.md 3.6, measured there).
_FIRST_RATE, _FIRST_SUBJECTS = 12.0, 0.05
_THIRD_RATE = 8.0
_SECOND_SUBJECTS = 0.15
# Share of sentences with an "I": a teller is there in every fifth at least, slips are in every tenth at most.
_TELLS, _SLIPS = 0.14, 0.12
# A witness tells of others and says "we": who says "I" of himself so often is no slip, and his "we" counts.
_WITNESS, _WITNESSES = 4, 0.12
_FEW_VERBS = 4
_FEW_FIRST = 3  # so few words are slips, whatever their rate in a short text
_MOSTLY = 0.25  # of the subjects: enough in a text of a few sentences
_CLEAR_WORDS = 250  # below this a scene's own counts say little


@dataclass(slots=True)
class Count:
    """How the narration speaks of its people."""

    words: int = 0
    first: int = 0
    verbs: int = 0
    first_subjects: int = 0
    second_subjects: int = 0
    sentences: int = 0
    first_sentences: int = 0
    ours: int = 0
    our_subjects: int = 0
    our_sentences: int = 0  # with an "I" or a "we"

    def add(self, other: Count) -> None:
        """Count another scene in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def person(self) -> Person:
        """The person by the counts; UNKNOWN where there is too little."""
        if self.verbs < _FEW_VERBS or not self.words:
            return Person.UNKNOWN
        if self._witnessed():
            return Person.FIRST
        rate = 1000 * self.first / self.words
        share = self.first_subjects / self.verbs
        told = self.first_sentences / max(1, self.sentences)
        many = self.first >= _FEW_FIRST or share >= _MOSTLY
        if share >= _FIRST_SUBJECTS and rate >= _FIRST_RATE and many and told >= _TELLS:
            return Person.FIRST
        if self.second_subjects / self.verbs >= _SECOND_SUBJECTS and rate < _FIRST_RATE:
            return Person.SECOND
        if (rate < _THIRD_RATE and share < _FIRST_SUBJECTS) or self.first < _FEW_FIRST or told <= _SLIPS:
            return Person.THIRD
        return Person.MIXED

    def _witnessed(self) -> bool:
        share = (self.first_subjects + self.our_subjects) / self.verbs
        rate = 1000 * (self.first + self.ours) / self.words
        told = self.our_sentences / max(1, self.sentences)
        there = self.first_subjects >= _WITNESS and told >= _WITNESSES
        return there and share >= _FIRST_SUBJECTS and rate >= _FIRST_RATE

    def in_story(self, whole: Person) -> Person:
        """The scene's person; a short or doubtful scene is told like the story around it."""
        own = self.person()
        if own in (Person.UNKNOWN, Person.MIXED) or self.words < _CLEAR_WORDS:
            return whole if whole is not Person.UNKNOWN else own
        return own


def settle_persons(counts: Sequence[Count]) -> Person:
    """The person of the whole story."""
    whole = Count()
    for one in counts:
        whole.add(one)
    return whole.person()


@dataclass(frozen=True, slots=True, eq=False)
class PersonSlip:
    """A word in the wrong person, by its token index."""

    line: Line
    index: int


def count(scene: SceneText) -> Count:
    """Count one scene."""
    found = Count()
    for line in scene.lines:
        sentence = line.sentence
        words = [sentence.lower[i] for i in _narration(sentence) if sentence.lower[i][0].isalnum()]
        first = len(_first_words(sentence))
        ours = sum(word in _WE for word in words)
        found.words += len(words)
        found.first += first
        found.sentences += bool(words)
        found.first_sentences += bool(first)
        found.ours += ours
        found.our_sentences += bool(first or ours)
        for clause in sentence.clauses:
            if not clause.main or clause.subject is None:
                continue
            found.verbs += 1
            word = clause.subject_word
            found.first_subjects += word == "i"
            found.our_subjects += word == "we"
            found.second_subjects += word == "you" and clause.verb.form in (Form.PAST, Form.PRESENT)
    return found


_opens_aside = regex.compile(r"^(?:yes|no|oh|well|why|please|ah|god) ,")
_tags_thought = regex.compile(r", (?:thought|thinks|wondered) \w+")
_COMMENTS = frozenset("suppose think say mean believe know be hope guess confess".split())


_WE = frozenset({"we", "us", "our", "ourselves"})
_FEW_WE = 2  # a narrator who says "we" says it more often


def third_slips(
    scenes: Sequence[SceneText], tenses: Sequence[Tense], words: int, declared: bool = False, second: bool = False
) -> list[PersonSlip]:
    """``I``, ``me``, ``my`` in the narration of a third-person story, or of one told of "you" (``second``).

    None if they come too often to be slips, unless the writer has ``declared`` that nobody says "I" here.
    """
    found: list[PersonSlip] = []
    sentences = 0
    lines = [(line, tense) for scene, tense in zip(scenes, tenses, strict=True) for line in scene.lines]
    together = [line for line, _ in lines if any(line.sentence.lower[i] in _WE for i in _narration(line.sentence))]
    for line, tense in lines:
        own = _first_words(line.sentence)
        if not own and line in together and len(together) <= _FEW_WE and tense is Tense.PAST and not second:
            own = [i for i in _narration(line.sentence) if _acting_we(line.sentence, i)]
        if not own:
            continue
        sentences += 1
        slip = next((i for i in own if _stray(line.sentence, i, tense)), None)
        if slip is not None:
            found.append(PersonSlip(line, slip))
    if second and not declared and sentences > _FEW_FIRST:
        return []  # somebody speaks to "you"
    if not declared and (len(found) > max(4, words / 400) or sentences > 3 * max(len(found), 1) + 2):
        return []  # somebody tells: a frame, letters, an intrusive narrator
    return found


def _digs(sentence: Sentence, index: int) -> bool:
    """``Taught them to mine``: a verb, whatever its tag."""
    return sentence.lower[index] == "mine" and index > 0 and sentence.lower[index - 1] == "to"


def _acting_we(sentence: Sentence, index: int) -> bool:
    """``We all laughed``: somebody of the story, not the narrator's *we*, which has seen or knows."""
    if sentence.lower[index] != "we":
        return False
    clause = next((c for c in sentence.clauses if c.subject == index), None)
    return clause is not None and clause.main and clause.verb.form is Form.PAST and not clause.verb.stative


def _first_words(sentence: Sentence) -> list[int]:
    """Where the narration of a sentence says *I*, *me* or *my*."""
    lower = sentence.lower
    own = [i for i in _narration(sentence) if lower[i] in FIRST_WORDS and not _digs(sentence, i)]
    return [i for i in own if not (lower[i] == "my" and i + 1 < len(lower) and lower[i + 1] in _TITLED)]


def _narration(sentence: Sentence) -> Iterable[int]:
    return (i for i in range(sentence.start, sentence.end) if sentence.narrated(i))


def _stray(sentence: Sentence, index: int, tense: Tense) -> bool:
    token = sentence.tree.tokens[index]
    if token.tag not in ("PRP", "PRP$") or sentence.thought or sentence.final in ("?", "!", "…"):
        return False
    if in_parentheses(sentence, index) or (sentence.lower[index] == "i" and token.text == "i"):
        return False
    if _opens_aside.search(sentence.words) or _tags_thought.search(sentence.words):
        return False
    clause = _clause_at(sentence, index)
    if clause is None:
        return False
    form = clause.verb.form
    if tense is Tense.PAST:
        would = sentence.lower[clause.verb.carrier] in ("could", "would")
        return not (form in (Form.PRESENT, Form.PRESENT_PERFECT) or (form is Form.MODAL and not would))
    comment = clause.subject == index and form is Form.PRESENT and clause.verb.lemma in _COMMENTS
    return not (tense is Tense.PRESENT and comment)


def _clause_at(sentence: Sentence, index: int) -> Clause | None:
    own = next((c for c in sentence.clauses if c.subject == index), None)
    return own or min(sentence.clauses, key=lambda c: abs(c.verb.carrier - index), default=None)
