"""``--intent FILE`` and ``bluepencil intent``: what is declared is judged by, printed, noted down, refused."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from editor.checks.intent import Intent, Reach
from editor.manuscript.intent_file import IntentFileError, intent_toml, read_intent
from editor.resources import resource
from editor.text.parse import parse
from tests.command.conftest import Run

EXAMPLES = Path(__file__).parent / "examples"
WEIR = (EXAMPLES / "weir.txt").read_text("utf-8")


@pytest.fixture
def weir(tmp_path: Path) -> Path:
    for name in ("weir.txt", "weir.toml"):
        shutil.copy(EXAMPLES / name, tmp_path)
    return tmp_path / "weir.txt"


def flags(run: Run, *arguments: str) -> list[tuple[str, str]]:
    done = run("check", "--languagetool", "off", "--format", "json", *arguments)
    (entry,) = json.loads(done.stdout)["files"]
    return [(f["rule"], f["text"]) for f in entry["findings"] if f["family"] in ("tense", "pov")]


def test_a_file_of_intent_silences_and_sharpens(run: Run, weir: Path) -> None:
    assert flags(run, "weir.txt", "--intent", "weir.toml") == [
        ("pov.head-hop", "Tom knew"),
        ("pov.person-slip", "My"),
    ]


def test_it_can_be_noted_down_printed_and_forgotten(run: Run, weir: Path) -> None:
    assert run("intent", "weir.txt", "--take", "weir.toml").returncode == 0
    assert flags(run, "weir.txt") == [("pov.head-hop", "Tom knew"), ("pov.person-slip", "My")]
    printed = run("intent", "weir.txt").stdout
    (weir.parent / "again.toml").write_text(printed, "utf-8")
    document = parse(WEIR)
    first, again = (read_intent(weir.parent / name, document, Intent()) for name in ("weir.toml", "again.toml"))
    assert first == again
    assert run("intent", "weir.txt", "--forget").returncode == 0
    assert tomllib.loads(run("intent", "weir.txt").stdout).keys() == {"words", "cast"}


def test_the_file_stands_over_the_notebook(run: Run, weir: Path) -> None:
    run("intent", "weir.txt", "--take", "weir.toml")
    (weir.parent / "free.toml").write_text(
        'book = "omniscient"\n[[chapter]]\ntitle = "Chapter Two"\ntold = "letters"\n'
    )
    assert ("pov.head-hop", "Tom knew") not in flags(run, "weir.txt", "--intent", "free.toml")


def test_report_and_clean_take_the_file_too(run: Run, weir: Path) -> None:
    done = run("report", "weir.txt", "-o", "weir.html", "--intent", "weir.toml", "--languagetool", "off")
    assert done.returncode == 0
    assert "You say that this scene stays with Mara" in (weir.parent / "weir.html").read_text("utf-8")
    assert run("clean", "weir.txt", "--diff", "--intent", "weir.toml", "--languagetool", "off").returncode == 0


def test_a_head_that_is_never_named_is_said(run: Run, weir: Path) -> None:
    (weir.parent / "pen.toml").write_text('book = "close third, Marra"\n')
    done = run("check", "weir.txt", "--intent", "pen.toml", "--languagetool", "off")
    assert "Marra, whom the text never names" in done.stderr


def test_the_page_of_help_is_a_file_that_can_be_read(run: Run) -> None:
    page = run("intent").stdout
    assert page == resource("intent", "format.txt").read_text("utf-8")
    example = "\n".join(line for line in page.splitlines() if line.startswith("  "))
    assert tomllib.loads(example)["scene"][1]["chapter"] == "The Weir"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("book = past", "This is not TOML: Invalid value (at line 1"),
        (
            'books = "past"',
            "“books” is not known here; use book, quotes, chapter, scene, meant, cast or words (line 1).",
        ),
        ('\nbook = "pasd"', "I don’t know what “pasd” means"),
        ("book = 3", "“book” should be words in quotation marks (line 1)."),
        ('[[chapter]]\ntitle = "The Mill"\ntold = "past"', "There is no such chapter in this text (line 1)."),
        ('[[scene]]\nnumber = 9\ntold = "past"', "There is no such scene in this text (line 1)."),
        ('[[scene]]\nnumber = 0\ntold = "past"', "“number” counts from 1, and 0 is less (line 2)."),
        ('[[scene]]\ntold = "past"', "Say which scene is meant: chapter, number, opens (line 1)."),
        ('[[scene]]\nchapter = "Chapter One"\ntold = "past"', "2 scenes are like this; say the number too (line 1)."),
        ('[[scene]]\nchapter = "X"\ntold = "past"', "There is no chapter “X” in this text (line 2)."),
        ('[[scene]]\nnumber = 1\ntold = "past"\n\n[[scene]]\nnumber = 1\ntold = "present"', "is declared twice."),
        ('[[scene]]\nnumber = 1\nsaid = "past"', "“said” is not known in [[scene]]; use chapter, number, opens, told"),
        ("[scene]\nnumber = 1", "Write [[scene]] with two brackets on each side (line 1)."),
        (
            '[[meant]]\nkind = "dream"\nfrom = "No such"\nto = "words"',
            "“No such” does not stand in this text (line 3).",
        ),
        ('[[meant]]\nkind = "dream"\nfrom = "and"\nto = "gate"', "places; say more words (line 3)."),
        ('[[meant]]\nkind = "joke"\nfrom = "The rain"\nto = "noon"', "“joke” is no kind of passage."),
        ('[[cast]]\naliases = ["Ma"]', "Somebody in [[cast]] has no name (line 1)."),
        ("words = [1]", "“words” should be a list of words in quotation marks (line 1)."),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_sentence_with_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(IntentFileError) as error:
        read_intent(path, parse(WEIR), Intent())
    assert sentence in str(error.value)
    assert str(error.value).startswith(str(path)) and str(error.value).endswith(".")


def test_a_file_that_is_not_there_is_said(run: Run, weir: Path) -> None:
    done = run("check", "weir.txt", "--intent", "none.toml", "--languagetool", "off")
    assert done.returncode == 2 and "none.toml cannot be read" in done.stderr and not done.stdout


def test_a_chapter_by_its_number_and_a_scene_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        '[[chapter]]\nnumber = 2\ntold = "letters"\n[[scene]]\nopens = "You open the"\ntold = "present"\n'
        '[[scene]]\nchapter = "Chapter One"\nnumber = 1\ntold = "past"\n',
        "utf-8",
    )
    intent = read_intent(path, parse(WEIR), Intent())
    assert [(d.place.reach, d.place.chapter, d.place.number) for d in intent.declarations] == [
        (Reach.CHAPTER, "Chapter Two", 2),
        (Reach.SCENE, "Chapter One", 2),
        (Reach.SCENE, "Chapter One", 1),
    ]


def test_strange_names_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('book = "inside the boy and O’Neill \\"Red\\""\nwords = ["naïve", "back\\\\slash"]\n', "utf-8")
    intent = read_intent(path, parse(WEIR), Intent())
    path.write_text(intent_toml(intent), "utf-8")
    assert read_intent(path, parse(WEIR), Intent()) == intent
    assert intent.declarations[0].telling.heads == ("the boy", 'O’Neill "Red"')
