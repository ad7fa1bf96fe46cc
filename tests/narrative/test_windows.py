"""What the slip detector is shown: every word once, whole sentences, and the same windows after an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.checks.checker import Story
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import lay_out
from editor.checks.narrative.windows import Count, Passage, Piece, cut, measured, passages_of, slip_window
from editor.language.slips import Base, Voice, context_code

SENTENCES = [
    "The ferry left the quay at noon.",
    "Ines counted the crates twice and wrote the number on her palm.",
    "Nobody spoke.",
    "A gull walked along the rail as if it had paid.",
    "Her brother came up from the engine room, wiping his hands.",
]


def _passage(number: int, sentences: int) -> Passage:
    words: list[str] = []
    starts: list[int] = []
    for index in range(sentences):
        starts.append(len(words))
        words += [*SENTENCES[(number + index) % len(SENTENCES)].rstrip(".").split(), str(number * 100 + index), "."]
    return Passage(words, [True] * len(words), [Voice.NARRATION] * len(words), starts)


def _one(word: str) -> int:
    return 1


def _cut(passages: Sequence[Passage], count: Count = _one) -> list[list[Piece]]:
    return list(cut([measured(passage, count) for passage in passages]))


def _texts(passages: Sequence[Passage], windows: Sequence[list[Piece]]) -> list[str]:
    return [" ".join(" ".join(passages[p.passage].words[p.first : p.end]) for p in window) for window in windows]


def test_every_word_stands_in_one_window() -> None:
    passages = [_passage(number, 1 + number % 7) for number in range(40)]
    windows = _cut(passages)
    seen = [(p.passage, at) for window in windows for p in window for at in range(p.first, p.end)]
    assert seen == [(number, at) for number, passage in enumerate(passages) for at in range(len(passage.words))]
    assert all(sum(p.end - p.first for p in window) <= 190 for window in windows)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    passage = _passage(0, 60)
    windows = _cut([passage])
    assert len(windows) > 1
    assert all(piece.first in passage.starts for window in windows for piece in window)


def test_a_sentence_without_end_is_cut_where_it_must_be() -> None:
    endless = Passage(["and"] * 500, [True] * 500, [Voice.NARRATION] * 500, [0])
    assert [piece.end - piece.first for window in _cut([endless]) for piece in window] == [190, 190, 120]


def test_word_pieces_count_too() -> None:
    passages = [_passage(number, 3) for number in range(12)]
    for window in _cut(passages, lambda word: 4):
        assert sum(4 * (piece.end - piece.first) + 1 for piece in window) < 254


def test_an_edit_changes_the_windows_around_it_alone() -> None:
    passages = [_passage(number, 3) for number in range(150)]
    before = _texts(passages, _cut(passages))
    changed = list(passages)
    words = ["Suddenly", ",", *passages[20].words]
    changed[20] = Passage(words, [True] * len(words), [Voice.NARRATION] * len(words), [0])
    after = _texts(changed, _cut(changed))
    assert 0 < len(set(after) - set(before)) <= 5 < len(before) / 4


def test_a_scene_with_speech_and_a_heading(story_of: Callable[..., Story]) -> None:
    story = story_of("# One\n\nInes didn’t look up. “I know,” she said.\n\nThe ferry *left without me* again.")
    scene = lay_out(story, [sentences_of(facts) for facts in story.facts])[-1]
    passages = list(passages_of(scene).values())
    window = slip_window(passages, _cut(passages)[0], Tense.PAST)
    voices = dict(zip(window.words, window.context, strict=True))
    assert voices["Ines"] == context_code(Voice.NARRATION, Base.PAST)
    assert voices["know"] == context_code(Voice.SPEECH, Base.PAST)
    assert voices["without"] == context_code(Voice.THOUGHT, Base.PAST)
    assert window.words[window.breaks[-1]] == "The"
    assert window.spaces[window.words.index("did")] is False
    assert window.spaces[window.words.index("look")] is True
