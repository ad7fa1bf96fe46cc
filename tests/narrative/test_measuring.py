"""The scripts that measure the checker: what they put into a text, and how they count."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from editor.checks.apply import apply
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.rewrite.teller import Teller
from editor.checks.narrative.training import merge, strata
from editor.checks.narrative.training.corpus import Chapter, Shelf
from editor.checks.narrative.training.merge import Own, Read, merged, middle, pairs, plainest
from editor.checks.narrative.training.person_slips import NAME, SENTENCE, WORD, cast_in, person_slips
from editor.checks.narrative.training.tense_slips import tense_slips
from editor.checks.narrative.training.texts import PutIn, about, apart, put_in, restores, texts
from editor.checks.rule import Edit
from editor.text.parse import Format, parse
from editor.text.span import Span
from tests.narrative.texts import PAST

HEDDA = "\n\n".join(PAST * 5)
TELLER = "\n\n".join(
    (
        "I carried the ladder round to the south wall. The gutter had come loose in the night. I set my foot on the "
        "first rung and tested it. The wood held. I climbed as far as the eaves and pushed the gutter back.",
        "“Marit, come down before you break your neck,” said my uncle.",
        "I drove the last nail home and wiped my face. Rain had begun to fall on the yard. I came down slowly, folded "
        "the ladder and leaned it against the shed. The geese walked off in a line. I followed them to the pond and "
        "counted them twice. One was missing. I searched the reeds until my boots were full of water.",
    )
    * 6
)
TWO_HEADS = """Nils walked the harbour wall until the lamps came on. He wondered whether Solveig had kept the letter.

He bought a herring from the stall and ate it with his fingers. The bread was stale. He gave the rest to a gull.

At the corner he stopped. He remembered what Solveig had said, and he was ashamed of his answer.

He turned up his collar and went on towards the church. Nobody else was about.

The bell struck nine. He decided to go home.

* * *

Solveig sat by the stove with the letter in her lap. She knew that Nils would not come.

She read it again. She was glad of the quiet. The kettle began to sing.

She put the letter into the stove and watched it burn. She felt nothing at all.
"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="module")
def hedda(shelf: Shelf) -> Chapter:
    return shelf.told("own", "hedda", HEDDA, Format.TEXT)


@pytest.fixture(scope="module")
def two_heads(shelf: Shelf) -> Read:
    chapter = shelf.told("own", "two-heads", TWO_HEADS)
    return Read(Path("two-heads.md"), chapter, cast_in(chapter.scenes), *NarrativeChecker().narrate(chapter.story))


def _own(file: Read, number: int, head: str, *people: str, tense: Tense = Tense.PAST) -> Own:
    return Own(file, number, head, tense, 300, frozenset(people))


def test_a_slip_lies_where_it_was_put() -> None:
    source = "She ran. She sang. She slept."
    slips = [
        PutIn("action", "past", (Edit(Span(4, 7), "runs"),)),
        PutIn("action", "past", (Edit(Span(13, 17), "sings"),)),
    ]
    text, spans = put_in(source, slips)
    assert text == "She runs. She sings. She slept."
    assert [span.of(text) for span in spans] == ["runs", "sings"]


def test_slips_that_overlap_are_not_put_in_together() -> None:
    first = PutIn("run", "past", (Edit(Span(4, 7), "runs"), Edit(Span(13, 17), "sings")))
    inside = PutIn("action", "past", (Edit(Span(13, 17), "sings"),))
    assert apart([inside, first]) == [first]


def test_tense_slips_leave_every_other_word_alone(hedda: Chapter) -> None:
    slips = tense_slips(hedda, random.Random(3))
    assert slips
    assert {slip.told for slip in slips} == {Tense.PAST}
    text, spans = put_in(HEDDA, slips)
    back = [
        Edit(span, HEDDA[s.edits[0].span.start : s.edits[-1].span.end]) for s, span in zip(slips, spans, strict=True)
    ]
    assert apply(back, text) == HEDDA
    assert text != HEDDA


def test_a_found_slip_is_restored_by_its_first_repair(shelf: Shelf) -> None:
    source = HEDDA
    at = source.index("set the lamp") - 4
    slip = PutIn("action", "past", (Edit(Span(source.index("counted"), source.index("counted") + 7), "counts"),))
    text, (span,) = put_in(source, [slip])
    findings = NarrativeChecker().check(shelf.story(text, Format.TEXT))
    found = list(about(findings, "tense", span))
    assert found
    assert any(restores(finding, text, source, [slip], slip) for finding in found)
    assert not list(about(findings, "tense", Span(at, at + 3)))


def test_a_scene_of_the_third_person_slips_into_i(hedda: Chapter) -> None:
    kinds = set()
    for seed in range(8):
        for slip in person_slips(hedda, [Person.THIRD], None, random.Random(seed)):
            kinds.add(slip.kind)
            new = {edit.replacement.lower() for edit in slip.edits}
            assert new & {"i", "me", "my"}
            assert slip.kind == SENTENCE or len(slip.edits) == 1
    assert kinds == {WORD, SENTENCE}


def test_a_teller_slips_into_a_name_that_others_say(shelf: Shelf) -> None:
    chapter = shelf.told("own", "teller", TELLER, Format.TEXT)
    slips = [
        slip
        for seed in range(8)
        for slip in person_slips(chapter, [Person.FIRST], Teller("Marit", "she"), random.Random(seed))
    ]
    assert NAME in {slip.kind for slip in slips}
    for slip in slips:
        text, (span,) = put_in(TELLER, [slip])
        assert text.count("“Marit, come down before you break your neck,” said my uncle.") == 6
        assert "I" not in span.of(text).split()
    unknown = person_slips(chapter, [Person.FIRST], Teller("Ingrid", "she"), random.Random(1))
    assert NAME not in {slip.kind for slip in unknown}
    assert person_slips(chapter, [Person.FIRST], None, random.Random(1)) == []


def test_texts_are_a_file_or_those_of_a_folder(tmp_path: Path) -> None:
    chapter = tmp_path / "part" / "one.md"
    chapter.parent.mkdir()
    chapter.write_text(HEDDA, encoding="utf-8")
    (tmp_path / "two.txt").write_text(HEDDA, encoding="utf-8")
    (tmp_path / "title.md").write_text("# The Attic", encoding="utf-8")
    (tmp_path / "cover.jpg").write_bytes(b"0" * 9000)
    assert texts(tmp_path) == [chapter, tmp_path / "two.txt"]
    assert texts(tmp_path / "title.md") == [tmp_path / "title.md"]


def test_recall_is_told_by_stratum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hedda.txt"
    path.write_text(HEDDA, encoding="utf-8")
    assert strata.main([str(path), "--passes", "6", "--rules-only", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["hedda"]
    assert {row["slip"] for row in told["slips"]} == {"tense", "person"}
    assert all(0 <= row["found"] <= row["put_in"] for row in told["slips"])
    assert strata.main([str(path), "--rules-only"]) == 0
    assert "| slip | stratum | told in | recall | found | repair right |" in capsys.readouterr().out


def test_scenes_are_merged_that_share_somebody(two_heads: Read) -> None:
    nils, solveig = _own(two_heads, 0, "Nils", "Nils", "Solveig"), _own(two_heads, 1, "Solveig", "Solveig", "Nils")
    stranger = _own(two_heads, 1, "Aud", "Aud")
    present = _own(two_heads, 1, "Aud", "Aud", "Nils", tense=Tense.PRESENT)
    assert pairs([nils, solveig, stranger, present]) == [(nils, solveig), (solveig, nils)]


def test_joined_scenes_lose_the_break_alone(two_heads: Read) -> None:
    first, second = _own(two_heads, 0, "Nils"), _own(two_heads, 1, "Solveig")
    made = merged(first, second, 5, range(6, 9))
    assert made is not None
    assert made.source.split() == TWO_HEADS.replace("* * *", "").split()
    assert [scene.span for scene in parse(made.source, Format.MARKDOWN).scenes] == [made.scene]


def test_a_head_that_comes_back_stands_between_two_paragraphs(two_heads: Read) -> None:
    first, second = _own(two_heads, 0, "Nils"), _own(two_heads, 1, "Solveig")
    made = merged(first, second, 2, range(6, 7))
    assert made is not None
    document = parse(made.source, Format.MARKDOWN)
    opening = [paragraph.text.split()[0] for paragraph in document.paragraphs]
    assert opening == ["Nils", "He", "Solveig", "At", "He", "The"]
    assert [scene.span for scene in document.scenes] == [made.scene]


def test_a_scene_may_be_told_in_a_later_one_or_in_another_file(two_heads: Read, shelf: Shelf) -> None:
    late = TWO_HEADS + "\n* * *\n\n" + "\n\n".join(f"Nils rowed to stone {n}." for n in range(5)) + "\n"
    chapter = shelf.told("own", "late", late)
    file = Read(Path("late.md"), chapter, two_heads.cast, *NarrativeChecker().narrate(chapter.story))
    for source in (file, two_heads):
        last, first = _own(file, 2, "Nils"), _own(source, 0, "Nils")
        made = merged(last, first, last.place.first + 1, range(0, 1))
        assert made is not None
        assert made.scene.of(made.source).split("\n\n")[1].startswith("Nils walked the harbour wall")
        assert made.source.startswith("Solveig" if source is file else "Nils")
        assert made.scene in [scene.span for scene in parse(made.source, Format.MARKDOWN).scenes]


def test_the_plainest_stretch_names_its_head(two_heads: Read) -> None:
    second = _own(two_heads, 1, "Solveig")
    stretch, times = plainest(second, 60)
    assert (stretch.start, times) == (6, 3)
    assert plainest(second, 10) == (range(0), 0)
    assert middle(_own(two_heads, 0, "Nils")) in (2, 3)


def test_changes_of_head_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two-heads.md"
    path.write_text(TWO_HEADS * 3, encoding="utf-8")
    heads = tmp_path / "heads.json"
    heads.write_text(json.dumps({"two-heads": ["Nils", "Solveig"]}), encoding="utf-8")
    assert merge.main([str(path), "--heads", str(heads), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["two-heads"]
    assert told["files"] == 1
    assert told["open_asked"] <= told["open"] <= told["came_back"]
