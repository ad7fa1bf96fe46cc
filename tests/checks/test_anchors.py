"""Declared chapters, scenes and passages are found again in a text that was edited since."""

from __future__ import annotations

import pytest

from editor.checks.anchors import Spot, find_places, spots_of
from editor.checks.intent import Meant, Passage, Place, Reach
from editor.checks.passages import Words, find_passage, passage_of
from editor.text.parse import parse
from editor.text.span import Span

FERRY = "The ferry came late that night, and nobody stood on the quay to take the rope."
STORM = "Wind tore at the shutters while Ines counted what was left of the candles."
INN = "At the inn they gave her soup, bread and a bed under the roof."
MORNING = "In the morning the harbour was full of wrecked boats and silent men."
STORY = f"Chapter One\n\n{FERRY}\n\nShe waited.\n\n* * *\n\n{STORM}\n\nChapter Two\n\n{INN}\n\n* * *\n\n{MORNING}\n"


def scenes(source: str) -> tuple[Spot, ...]:
    return spots_of(parse(source))[1]


def chapters(source: str) -> tuple[Spot, ...]:
    return spots_of(parse(source))[0]


def found(wanted: list[Place], source: str) -> list[int | None]:
    spots = chapters(source) if wanted[0].reach is Reach.CHAPTER else scenes(source)
    return [None if spot is None else spot.first for spot in find_places(wanted, spots)]


SCENES = [spot.place for spot in scenes(STORY)]
CHAPTERS = [spot.place for spot in chapters(STORY)]


def test_chapters_begin_with_headings_and_scenes_are_counted_inside_them() -> None:
    assert [(p.chapter, p.number, p.of) for p in CHAPTERS] == [("Chapter One", 1, 2), ("Chapter Two", 2, 2)]
    assert [(p.chapter, p.number, p.of) for p in SCENES] == [
        ("Chapter One", 1, 2), ("Chapter One", 2, 2), ("Chapter Two", 1, 2), ("Chapter Two", 2, 2),
    ]  # fmt: skip
    assert SCENES[0].opening == "the ferry came late that night, and nobody stood on the quay"
    assert SCENES[0].closing == "and nobody stood on the quay to take the rope. she waited."


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (STORY, [0, 1, 2, 3]),
        (STORY.replace("The ferry came late", "Late came the old ferry"), [0, 1, 2, 3]),
        (STORY.replace(FERRY, "Nothing like it was."), [0, 1, 2, 3]),  # its last words and its number are left
        (STORY.replace("Chapter Two", "THE INN"), [0, 1, 2, 3]),
        (STORY.replace("Chapter One\n\n", "Chapter One\n\nA new scene opens here.\n\n* * *\n\n"), [1, 2, 3, 4]),
        (STORY.replace(f"{STORM}\n\n", f"{STORM}\n\n{STORM} Again.\n\n"), [0, 1, 2, 3]),
        (STORY.replace(STORM, "Another scene altogether, about a dog."), [0, 1, 2, 3]),  # as many scenes as before
    ],
)
def test_scenes_are_found_after_an_edit(edited: str, expected: list[int]) -> None:
    assert found(SCENES, edited) == expected


def test_a_scene_that_was_taken_out_leaves_nothing_to_the_next() -> None:
    assert found([SCENES[2]], STORY.replace(f"{INN}\n\n* * *\n\n", "")) == [None]
    assert found(SCENES, STORY.replace(f"{INN}\n\n* * *\n\n", "")) == [0, 1, None, 2]


def test_a_scene_is_followed_to_another_chapter() -> None:
    moved = STORY.replace(f"\n\n* * *\n\n{STORM}", "").replace(INN, f"{STORM}\n\n* * *\n\n{INN}")
    assert found(SCENES, moved) == [0, 1, 2, 3]
    assert scenes(moved)[1].place.chapter == "Chapter Two"


def test_letters_that_all_open_alike_are_told_apart_by_their_ends_and_numbers() -> None:
    letters = "\n\n* * *\n\n".join(f"Dear Anna, I am well.\n\nIt is the {n} of May." for n in "123")
    wanted = [spot.place for spot in scenes(letters)]
    without_first = letters.partition("* * *\n\n")[2]
    assert found(wanted, letters) == [0, 1, 2]
    assert found(wanted[1:], without_first) == [0, 1]


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (STORY.replace("Chapter Two", "THE INN"), [0, 2]),
        (STORY.replace("Chapter One", "Prologue\n\nIt began long ago.\n\nChapter One"), [1, 3]),
        (STORY.replace(INN, "Nobody gave her anything."), [0, 2]),
    ],
)
def test_chapters_are_found_after_an_edit(edited: str, expected: list[int]) -> None:
    assert found(CHAPTERS, edited) == expected


def test_a_text_without_a_scene_has_no_places() -> None:
    assert spots_of(parse("")) == ((), ())
    assert find_places([SCENES[0]], ()) == [None]


# Passages

PAST = "The summer she was nine she runs down to the ford, and her father laughs and shuts the gate."
TALE = f"Mara fed the hens and swept the step. {PAST} She took the spade and walked to the bank."


def passage(words: str = PAST, tale: str = TALE) -> Passage:
    start = tale.index(words)
    made = passage_of(Meant.FLASHBACK, Span(start, start + len(words)), Words(tale))
    assert made is not None
    return made


def where(meant: Passage, tale: str) -> str | None:
    span = find_passage(meant, Words(tale))
    return None if span is None else span.of(tale)


def test_a_passage_is_found_by_its_words() -> None:
    assert where(passage(), TALE) == PAST[:-1]
    assert where(passage(), "New words before.\n\n" + TALE.replace("fed the hens", "slept")) == PAST[:-1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The summer she was nine", "When she was nine"),
        ("shuts the gate", "shuts it"),
        ("down to the ford", "down the lane to the shallow ford"),
        ("“", "‘"),
    ],
)
def test_a_passage_is_found_though_its_words_were_edited(old: str, new: str) -> None:
    edited = TALE.replace(old, new)
    assert where(passage(), edited) == PAST.replace(old, new)[:-1]


def test_a_passage_that_was_taken_out_is_found_nowhere() -> None:
    assert where(passage(), TALE.replace(PAST, "")) is None
    assert where(passage(), "") is None


def test_a_short_passage_is_known_by_what_stands_around_it() -> None:
    tale = "Ada sat down. He ran. The road was long and wet that day. Then it was dark. He ran. Nobody saw him there."
    second = tale.rindex("He ran")
    meant = passage_of(Meant.DREAM, Span(second, second + 6), Words(tale))
    assert meant is not None
    span = find_passage(meant, Words(tale))
    assert span is not None and span.start == second
    assert where(meant, tale.replace("Then it was dark. He ran. Nobody saw him there.", "")) is None
    assert where(meant, tale.replace("dark. He ran. Nobody", "dark. He walked. Nobody")) == "He walked"


def test_marks_and_white_space_are_no_words() -> None:
    assert passage_of(Meant.DREAM, Span(5, 6), Words("Here … there")) is None
    curly, straight = TALE.replace("Mara", "Mara’s aunt"), TALE.replace("Mara", "Mara's aunt")
    assert where(passage(tale=curly), straight) == PAST[:-1]


def test_a_refrain_of_ten_thousand_lines_does_not_hold_anybody_up() -> None:
    """Every place is looked at once: had starts and ends been paired, this would take hours."""
    tale = "The rain fell on the roofs of the town that night and all day. " * 10_000
    words = Words(tale)
    start = tale.index("The rain", len(tale) // 2)
    meant = passage_of(Meant.DREAM, Span(start, start + 620), words)
    assert meant is not None
    span = find_passage(meant, words)
    assert span is not None and abs(len(span) - 620) < 20


@pytest.mark.parametrize("taken", range(6))
@pytest.mark.parametrize("headed", [True, False])
def test_whichever_scene_is_taken_out_the_others_keep_what_was_said(taken: int, headed: bool) -> None:
    bodies = [FERRY, STORM, INN, MORNING, "Odd mended nets until the lamp went out.", "Nobody spoke of it again."]
    parts = [f"Chapter {n // 2 + 1}\n\n{body}" if headed and n % 2 == 0 else body for n, body in enumerate(bodies)]
    text = "\n\n* * *\n\n".join(parts)
    wanted = [spot.place for spot in scenes(text)]
    left = "\n\n* * *\n\n".join(part for n, part in enumerate(parts) if n != taken)
    expected: list[int | None] = [n - (n > taken) for n in range(6)]
    expected[taken] = None
    assert found(wanted, left) == expected
    assert found([wanted[taken]], left) == [None]
    assert found(wanted, text) == list(range(6))
