"""A scene changed word by word: told in the other tense, told to *you*, with verbs that slip.

A draft knows of each word what it has become and whether its tense is right, slipped or not to be judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.checks.narrative.model import Tense
from editor.checks.narrative.repair import plural, repaired
from editor.checks.narrative.scenes import SceneText, Told
from editor.checks.narrative.windows import Passage, passages_of
from editor.language.forms import INVARIANT
from editor.language.inflect import like, words
from editor.language.slips import Voice
from editor.language.verbs import Form

Place = tuple[int, int]
"""A paragraph's number and a token's index in it."""

NOT_JUDGED, RIGHT, SLIPPED = -1, 0, 1
_MODALS = {"would": "will", "could": "can", "might": "may", "'d": "'ll"}
_MODALS_BEFORE_NOT = {"would": "wo", "could": "ca"}
_TO_YOU = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself"}
_VERBS_OF_YOU = {"was": "were", "am": "are", "'m": "'re"}


@dataclass(frozen=True, slots=True)
class Found:
    """Some sentences as words, with the label of each."""

    words: Sequence[str]
    spaces: Sequence[bool]
    labels: Sequence[int]


@dataclass(slots=True)
class Draft:
    """A scene and what has been done to it; ``after`` holds sentences put behind a word, ``between`` paragraphs put
    behind a paragraph."""

    scene: SceneText
    passages: dict[int, Passage] = field(default_factory=dict)
    words: dict[Place, str] = field(default_factory=dict)
    dropped: set[Place] = field(default_factory=set)
    labels: dict[Place, int] = field(default_factory=dict)
    after: dict[Place, Found] = field(default_factory=dict)
    between: dict[int, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.passages = passages_of(self.scene)
        for line in self.scene.lines:
            for index in range(line.sentence.start, line.sentence.end):
                if line.sentence.narrated(index) and _may_carry_tense(line.sentence.tree.tokens[index].tag):
                    self.labels[line.paragraph, index] = RIGHT

    def written(self) -> list[tuple[Passage, list[int]]]:
        """The passages as they stand now, each with its words' labels."""
        found: list[tuple[Passage, list[int]]] = []
        for number, passage in self.passages.items():
            found.append(self._written(number, passage))
            extra = self.between.get(number)
            if extra is not None:
                voices = [Voice.NARRATION] * len(extra.words)
                found.append((Passage(extra.words, extra.spaces, voices, [0]), list(extra.labels)))
        return found

    def _written(self, number: int, passage: Passage) -> tuple[Passage, list[int]]:
        new: list[str] = []
        spaces: list[bool] = []
        voices: list[Voice] = []
        starts: list[int] = []
        labels: list[int] = []
        begins = set(passage.starts)
        for index, word in enumerate(passage.words):
            place = (number, index)
            if index in begins:
                starts.append(len(new))
            if place not in self.dropped:
                changed = self.words.get(place, word)
                if changed.startswith(" ") and spaces:
                    spaces[-1] = True
                new.append(changed.strip())
                spaces.append(passage.spaces[index])
                voices.append(passage.voices[index])
                labels.append(self.labels.get(place, NOT_JUDGED))
            extra = self.after.get(place)
            if extra is not None:
                spaces[-1] = True
                starts.append(len(new))
                new += extra.words
                spaces += [*extra.spaces[:-1], passage.spaces[index]]
                voices += [Voice.NARRATION] * len(extra.words)
                labels += extra.labels
        return Passage(new, spaces, voices, sorted(set(starts))), labels


def _may_carry_tense(tag: str) -> bool:
    return tag.startswith("V") or tag == "MD"


def place_of(told: Told) -> Place:
    """Where a clause's tense carrier stands."""
    return told.line.paragraph, told.clause.verb.carrier


def flipped(told: Told, to: Tense) -> str | None:
    """The tense carrier of a simple past or present in the other tense; None where that is doubtful."""
    clause = told.clause
    verb, sentence = clause.verb, clause.sentence
    lower = sentence.lower[verb.carrier]
    if verb.form is not (Form.PAST if to is Tense.PRESENT else Form.PRESENT) or lower == "used":
        return None
    if lower == "were" and any(word in sentence.words.split() for word in ("if", "though", "wish", "wished")):
        return None
    new = repaired(clause, to)
    if new is None or (verb.carrier == verb.head and not verb.copular and verb.lemma not in words().verbs):
        return None
    return new


def retold(told: Told, to: Tense) -> str | None:
    """Any tense carrier as a scene told in ``to`` would have it; None where it stays as it is.

    Unlike :func:`flipped` this knows the pluperfect (*had gone*: *has gone*) and the modals.
    """
    clause = told.clause
    verb = clause.verb
    token = clause.sentence.tree.tokens[verb.carrier]
    lower = clause.sentence.lower[verb.carrier]
    if to is Tense.PRESENT and verb.form is Form.MODAL:
        table = _MODALS_BEFORE_NOT if _before_not(told) else _MODALS
        new = table.get(lower)
        return None if new is None else like(new.replace("'", "’") if "’" in token.text else new, token.text)
    if to is Tense.PRESENT and verb.form is Form.PAST_PERFECT:
        many = plural(clause)
        if many is None or lower not in ("had", "'d"):
            return None
        have = many or clause.subject_word == "i"
        if lower == "had":
            return like("have" if have else "has", token.text)
        return ("’" if "’" in token.text else "'") + ("ve" if have else "s")
    if to is Tense.PAST and verb.form is Form.PRESENT_PERFECT:
        return like("had", token.text) if lower in ("has", "have") else None
    return flipped(told, to)


def _before_not(told: Told) -> bool:
    lower, after = told.clause.sentence.lower, told.clause.verb.carrier + 1
    return after < len(lower) and lower[after] == "n't"


def invariant(told: Told) -> bool:
    """Whether the past of the verb looks like its base form: a slip nobody can see."""
    return told.clause.verb.lemma in INVARIANT


def tell_you(draft: Draft) -> None:
    """Turn the teller *I* into *you*, with the verbs that *I* governs."""
    for line in draft.scene.lines:
        sentence = line.sentence
        in_tags = {clause.subject for clause in sentence.clauses if clause.tag}
        for index in range(sentence.start, sentence.end):
            new = _TO_YOU.get(sentence.lower[index])
            if new is None or not sentence.narrated(index):
                continue
            opens = sentence.tree.tokens[index].starts_sentence and index not in in_tags
            draft.words[line.paragraph, index] = new.capitalize() if opens else new
        for clause in sentence.clauses:
            if clause.subject_word != "i":
                continue
            place = (line.paragraph, clause.verb.carrier)
            now = draft.words.get(place, sentence.tree.tokens[clause.verb.carrier].text)
            new = _VERBS_OF_YOU.get(now.lower().replace("’", "'"))
            if new is not None:
                draft.words[place] = like(new.replace("'", "’") if "’" in now else new, now)
