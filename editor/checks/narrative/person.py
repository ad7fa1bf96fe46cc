"""The grammatical person of the narration, and where it slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from editor.checks.narrative.clauses import Clause, Sentence, in_parentheses
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.scenes import Line, SceneText
from editor.language.cast import FEMALE_NOUNS, FEMALE_TITLES, HE, MALE_NOUNS, PERSON_NOUNS, SHE, Cast
from editor.language.verbs import Form
from editor.text.zones import ZoneKind

FIRST_WORDS = frozenset({"i", "me", "my", "mine", "myself"})
# Per thousand words of narration, and share of main-line subjects (narrative.md 3.6, measured there).
_FIRST_RATE, _FIRST_SUBJECTS = 12.0, 0.05
_THIRD_RATE = 8.0
_SECOND_SUBJECTS = 0.15
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

    def add(self, other: Count) -> None:
        """Count another scene in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def person(self) -> Person:
        """The person by the counts; UNKNOWN where there is too little."""
        if self.verbs < _FEW_VERBS or not self.words:
            return Person.UNKNOWN
        rate = 1000 * self.first / self.words
        share = self.first_subjects / self.verbs
        many = self.first >= _FEW_FIRST or share >= _MOSTLY
        if share >= _FIRST_SUBJECTS and rate >= _FIRST_RATE and many:
            return Person.FIRST
        if self.second_subjects / self.verbs >= _SECOND_SUBJECTS and rate < _FIRST_RATE:
            return Person.SECOND
        if (rate < _THIRD_RATE and share < _FIRST_SUBJECTS) or self.first < _FEW_FIRST:
            return Person.THIRD
        return Person.MIXED

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
        for i in range(sentence.start, sentence.end):
            if not sentence.narrated(i) or not sentence.lower[i][0].isalnum():
                continue
            found.words += 1
            word = sentence.lower[i]
            found.first += word in FIRST_WORDS
        for clause in sentence.clauses:
            if not clause.main or clause.subject is None:
                continue
            found.verbs += 1
            word = clause.subject_word
            found.first_subjects += word == "i"
            found.second_subjects += word == "you" and clause.verb.form in (Form.PAST, Form.PRESENT)
    return found


_opens_aside = regex.compile(r"^(?:yes|no|oh|well|why|please|ah|god) ,")
_tags_thought = regex.compile(r", (?:thought|thinks|wondered) \w+")
_COMMENTS = frozenset("suppose think say mean believe know be hope guess confess".split())


def third_slips(
    scenes: Sequence[SceneText], tenses: Sequence[Tense], words: int, declared: bool = False
) -> list[PersonSlip]:
    """``I``, ``me``, ``my`` in the narration of a third-person story.

    None if they come too often to be slips, unless the writer has ``declared`` that nobody says "I" here.
    """
    found: list[PersonSlip] = []
    sentences = 0
    for scene, tense in zip(scenes, tenses, strict=True):
        for line in scene.lines:
            own = [i for i in _narration(line.sentence) if line.sentence.lower[i] in FIRST_WORDS]
            if not own:
                continue
            sentences += 1
            slip = next((i for i in own if _stray(line.sentence, i, tense)), None)
            if slip is not None:
                found.append(PersonSlip(line, slip))
    if not declared and (len(found) > max(4, words / 400) or sentences > 3 * max(len(found), 1) + 2):
        return []  # somebody tells: a frame, letters, an intrusive narrator
    return found


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


_OWN_GESTURES = frozenset("fold clench grit crane wring cross".split())
_OWN_BODY = frozenset(
    "hand hands head heart eye eyes ear ears lip lips arm arms shoulder shoulders teeth tongue finger fingers neck "
    "nose foot feet knee knees breath mind lap mouth stomach jaw fist fists brow voice".split()
)
_VAGUE_BODY = frozenset({"voice", "head", "eyes", "eye", "mind"})


@dataclass(slots=True)
class _Seen:
    """Where a man and a woman were last spoken of, as paragraph numbers; names called in speech."""

    narrated: dict[str, int] = field(default_factory=lambda: {HE: -99, SHE: -99})
    anywhere: dict[str, int] = field(default_factory=lambda: {HE: -99, SHE: -99})
    mine: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)
    called: Counter[str] = field(default_factory=Counter)
    in_speech: Counter[str] = field(default_factory=Counter)
    narrated_names: Counter[str] = field(default_factory=Counter)


def first_slips(scenes: Sequence[SceneText], cast: Cast) -> list[PersonSlip]:
    """``he`` and ``his`` for the teller of a first-person story, or the teller's own name."""
    found: list[PersonSlip] = []
    lines = [line for scene in scenes for line in scene.lines]
    if not lines:
        return found
    end = lines[-1].paragraph + 1
    seen = _Seen()
    for line in lines:
        _hear_names(line.sentence, seen)
        slip = _pronoun_slip(line, lines[0].paragraph, seen, cast)
        if slip is None:
            slip = _name_slip(line, end, seen)
        if slip is not None:
            found.append(slip)
        _remember(line, seen, cast, slip)
    return found


def _gender(sentence: Sentence, index: int, cast: Cast) -> str | None:
    """HE, SHE, "" for a person of either kind, None for no person."""
    lower, token = sentence.lower[index], sentence.tree.tokens[index]
    if lower.rstrip(".") in FEMALE_TITLES and token.tag == "NNP":
        return SHE
    if lower in ("he", "him", "his", "himself"):
        return HE
    if lower in ("she", "her", "hers", "herself"):
        return SHE
    if token.tag == "NN" and lower in PERSON_NOUNS:
        return HE if lower in MALE_NOUNS else SHE if lower in FEMALE_NOUNS else ""
    member = cast.named(sentence.tree, index) if token.tag == "NNP" else None
    return member.pronoun if member is not None else None


def _hear_names(sentence: Sentence, seen: _Seen) -> None:
    tokens = sentence.tree.tokens
    for i in range(sentence.start, sentence.end):
        if sentence.zones[i] is ZoneKind.SPEECH and tokens[i].tag == "NNP":
            seen.in_speech[tokens[i].text] += 1
            after = tokens[i + 1].text if i + 1 < len(tokens) else ""
            before = tokens[i - 1].text if i else ""
            ends = after in (",", ".", "!", "?", "”", '"', "’") and before in (",", "“", '"', "‘")
            if ends or tokens[i].relation == "vocative":
                seen.called[tokens[i].text] += 1


def _pronoun_slip(line: Line, first_paragraph: int, seen: _Seen, cast: Cast) -> PersonSlip | None:
    sentence = line.sentence
    tree, tokens = sentence.tree, sentence.tree.tokens
    own = [c for c in sentence.clauses if c.subject_word == "i"]
    known: dict[str, int] = {}
    for i in _narration(sentence):
        gender = _gender(sentence, i, cast)
        if gender is not None and sentence.lower[i] not in ("he", "she", "his", "her", "him", "himself", "herself"):
            known.setdefault(gender, i)
    speech = any(sentence.zones[i] is ZoneKind.SPEECH for i in range(sentence.start, sentence.end))
    previous = line.previous
    beside_i = (
        previous is not None
        and previous.paragraph == line.paragraph
        and any(c.main and c.subject_word == "i" for c in previous.sentence.clauses[-1:])
        and not speech
    )
    for i in _narration(sentence):
        lower, token = sentence.lower[i], tokens[i]
        possessive = lower in ("his", "her") and token.relation == "nmod:poss" and token.head >= 0
        if not possessive and not (lower in ("he", "she") and token.relation.startswith("nsubj")):
            continue
        gender = HE if lower in ("he", "his") else SHE
        if any(g in (gender, "") and at < i for g, at in known.items()):
            continue
        owned = tree.lower[token.head] if possessive else ""
        mine = bool(own) and possessive and _does(own, sentence, tokens[token.head].head)
        if mine and _verb_lemma(sentence, tokens[token.head].head) in _OWN_GESTURES and owned in _OWN_BODY:
            return PersonSlip(line, i)
        far = line.paragraph - seen.narrated[gender]
        if mine and owned in seen.mine and owned not in seen.theirs and far > 2:
            return PersonSlip(line, i)
        if far <= 4 or line.paragraph - first_paragraph <= 3 or previous is None:
            continue
        nobody = line.paragraph - seen.anywhere[gender] > 3
        if not possessive and i <= sentence.start + 2 and beside_i and nobody:
            return PersonSlip(line, i)
        if owned in _OWN_BODY - _VAGUE_BODY and (beside_i or not own) and not speech:
            return PersonSlip(line, i)
    return None


def _does(own: list[Clause], sentence: Sentence, verb: int) -> bool:
    """Whether the teller is who does the verb at ``verb``."""
    if verb < 0:
        return False
    heads = {c.verb.head for c in own}
    token = sentence.tree.tokens[verb]
    return verb in heads or (token.relation in ("xcomp", "conj") and token.head in heads)


def _verb_lemma(sentence: Sentence, verb: int) -> str:
    return sentence.tree.tokens[verb].lemma.lower() if verb >= 0 else ""


def _name_slip(line: Line, end: int, seen: _Seen) -> PersonSlip | None:
    """A name that others only call the teller by, late in the story, as the subject of the narration."""
    if line.paragraph <= 0.6 * end or end <= 12:
        return None
    tokens = line.sentence.tree.tokens
    for clause in line.sentence.clauses:
        if clause.subject is None or not clause.main or clause.tag:
            continue
        name = tokens[clause.subject].text
        if tokens[clause.subject].tag != "NNP" or not seen.called[name] or seen.narrated_names[name]:
            continue
        if seen.in_speech[name] >= 2 and not (clause.subject and tokens[clause.subject - 1].tag == "NNP"):
            return PersonSlip(line, clause.subject)
    return None


def _remember(line: Line, seen: _Seen, cast: Cast, slip: PersonSlip | None) -> None:
    sentence = line.sentence
    tokens = sentence.tree.tokens
    for i in range(sentence.start, sentence.end):
        gender = _gender(sentence, i, cast)
        lower = sentence.lower[i]
        spoken = sentence.zones[i] is ZoneKind.SPEECH
        if gender is not None and not (slip is not None and lower in ("he", "she", "his", "her")):
            for pronoun in (HE, SHE) if gender == "" else (gender,):
                if pronoun in seen.narrated:
                    (seen.anywhere if spoken else seen.narrated)[pronoun] = line.paragraph
        if spoken:
            continue
        if tokens[i].tag == "NNP":
            seen.narrated_names[tokens[i].text] += 1
        if lower == "my" and tokens[i].head >= 0:
            seen.mine.add(sentence.lower[tokens[i].head])
        if lower in ("his", "her") and tokens[i].head >= 0 and slip is None:
            seen.theirs.add(sentence.lower[tokens[i].head])
