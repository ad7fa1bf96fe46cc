"""The scores are textstat's, the counts are a reader's, and nothing is too short to ask about."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textstat.textstat import textstatistics

from editor.checks.checker import Facts, Story
from editor.checks.intent import Intent
from editor.checks.readability.counting import plain
from editor.checks.readability.measure import measure, scores_of
from editor.checks.readability.model import Scores
from editor.checks.readability.sentences import sentences
from editor.text.parse import parse
from editor.text.zones import scan_of, zones_of

_HARBOUR = """The lighthouse keeper had not spoken to anybody since the ferry stopped. "You came," he said. "I told you
I would," Imogen answered, and she put the considerable weight of her instruments down on the uncomfortable floor."""

_TEXTSTAT = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "gunning_fog": "gunning_fog",
    "smog": "smog_index",
    "coleman_liau": "coleman_liau_index",
    "automated_readability": "automated_readability_index",
    "dale_chall": "dale_chall_readability_score",
    "linsear_write": "linsear_write_formula",
    "mcalpine_eflaw": "mcalpine_eflaw",
}


def story_of(text: str) -> Story:
    document = parse(text)
    style = document.quotes
    facts = tuple(Facts(p, style, scan_of(p, style), zones_of(p, style), None) for p in document.paragraphs)
    return Story(document, facts, Intent())


def value(scores: Scores, key: str) -> float | None:
    return next(score.value for score in scores.scores if score.key == key)


def test_the_scores_are_textstats_own() -> None:
    text = " ".join([_HARBOUR.replace("\n", " ")] * 12)
    ours = scores_of("one paragraph", text)
    theirs = textstatistics()
    theirs.set_lang("en_US")
    prepared = plain(text)
    for key, name in _TEXTSTAT.items():
        assert value(ours, key) == pytest.approx(getattr(theirs, name)(prepared), abs=0.005), key
    assert value(ours, "consensus_grade") == theirs.text_standard(prepared, float_output=True)
    assert ours.words == theirs.lexicon_count(prepared)
    assert ours.syllables == theirs.syllable_count(prepared)
    assert ours.difficult_words == theirs.difficult_words(prepared, unique=False)
    assert ours.long_words == theirs.long_word_count(prepared)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdefg hijk'’\"“”.,!?…—-\n\tÀé1🦊", max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    report = measure(story_of(text))
    for scores in (report.whole, *report.scenes, report.dialogue, report.narration):
        if scores is None:
            continue
        assert scores.words >= 0 and scores.reading_seconds >= 0
        for score in scores.scores:
            assert score.meaning
            assert score.value is not None or score.caution
    source = text
    for sentence in report.hardest:
        assert 0 <= sentence.span.start < sentence.span.end <= len(source)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "—", '""', "* * *"])
def test_a_text_without_words_says_that_there_is_nothing_to_measure(text: str) -> None:
    report = measure(story_of(text))
    assert report.whole.words == report.whole.sentences == 0
    assert report.whole.reading_seconds == 0
    assert all(score.value is None and "no words" in score.meaning for score in report.whole.scores)
    assert report.dialogue is None and report.narration is None and report.hardest == ()


@pytest.mark.parametrize("text", ["Yes.", "I", '"No."', "7", "Imogen"])
def test_one_word_has_scores_but_they_are_no_more_than_a_hint(text: str) -> None:
    scores = scores_of("selection", text)
    assert (scores.words, scores.sentences) == (1, 1)
    assert value(scores, "smog") is None
    assert "hint" in next(s.caution for s in scores.scores if s.key == "flesch_kincaid_grade")


def test_smog_says_when_the_text_is_too_short_for_it() -> None:
    smog = next(s for s in scores_of("short", "She left the house. He followed her out.").scores if s.key == "smog")
    assert smog.value is None
    assert "30 sentences" in smog.caution and "there are 2" in smog.caution
    long = " ".join(["The considerable weather delayed us all."] * 31)
    assert value(scores_of("long", long), "smog") is not None


def test_dialogue_and_narration_are_measured_apart() -> None:
    report = measure(story_of('The rain kept on. "Go home," said Ines. "It is late."\n\n“I will,” Tomas said.'))
    assert report.dialogue is not None and report.narration is not None
    assert report.dialogue.words == 7
    assert report.narration.words == 8
    assert report.whole.words == 15


def test_each_scene_is_measured() -> None:
    report = measure(story_of("# One\n\nThe rain kept on.\n\n* * *\n\nIt stopped. Ines slept at last."))
    assert [(s.label, s.words) for s in report.scenes] == [("Scene 1: One", 5), ("Scene 2", 6)]


def test_curly_and_single_marks_do_not_change_the_scores() -> None:
    straight = scores_of("a", '"I don\'t know," she said--and left. "It isn\'t mine." He smiled.')
    curly = scores_of("b", "“I don’t know,” she said—and left. “It isn’t mine.” He smiled.")
    single = scores_of("c", "‘I don’t know,’ she said—and left. ‘It isn’t mine.’ He smiled.")
    assert curly.words == single.words == straight.words == 12
    assert curly.syllables == single.syllables
    assert value(curly, "dale_chall") == value(single, "dale_chall")


def test_the_hardest_sentence_is_named_with_its_reason() -> None:
    hard = (
        "Notwithstanding the extraordinary deterioration of international communications, the administrators "
        "continued their preparations with considerable determination and unnecessary ceremony."
    )
    text = f"Ines *ran* home. The dog barked. She shut the door.\n\nThen she read it. {hard} She laughed."
    found = measure(story_of(text)).hardest
    assert [s.text for s in found] == [hard]
    assert found[0].span.of(text) == hard
    assert "three syllables" in found[0].reason and "notwithstanding" in found[0].reason


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He ran. She fell. It rained.", 3),
        ("Mr. Osei came at six. Dr. Lund did not.", 2),
        ('"No!" she said. "Never."', 2),
        ("J. R. Abara wrote to me. So did I. She answered.", 3),
        ("Wait… what? No.", 2),
        ('"Stop." He stopped.', 2),
        ("He asked why. no. 7 was closed", 1),
        ("No. Never. Go.", 3),
        ("See no. 7 first. Then go", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_counts(text: str, count: int) -> None:
    assert len(sentences(text)) == count
    assert scores_of("x", text).sentences == count


def test_sentences_are_found_in_linear_time() -> None:
    for piece in ("a.", ". ", '."', "x.y.", "… “"):
        assert len(sentences(piece * 100_000)) <= 100_000


def test_several_threads_may_measure_at_once() -> None:
    expected = scores_of("x", _HARBOUR)
    results: list[Scores] = []
    threads = [threading.Thread(target=lambda: results.append(scores_of("x", _HARBOUR))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


def test_nothing_is_downloaded() -> None:
    """A process in which no socket can be made measures all the same."""
    code = textwrap.dedent("""
        import socket
        def refuse(*args, **kwargs):
            raise AssertionError("the network was asked")
        socket.socket = socket.create_connection = socket.getaddrinfo = refuse
        from editor.checks.readability.measure import scores_of
        scores = scores_of("x", "The extraordinary rhododendrons were blooming again.")
        assert scores.syllables == 15, scores.syllables
    """)
    subprocess.run([sys.executable, "-c", code], check=True)
