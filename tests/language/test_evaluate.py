"""The two commands that let anyone look: ``evaluate`` on a treebank of our own, and ``read``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.language import evaluate as command
from editor.language import read as looking
from editor.language.evaluate import Tally, evaluate
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.language.training.treebank import Sentences, read_conllu, text_of
from editor.text.span import Span

TREEBANK = """\
# newdoc id = ferry
# sent_id = 1
# newpar
# text = The ferryman doesn't wait.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tferryman\tferryman\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3-4\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdoes\tdo\tAUX\tVBZ\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\twait\twait\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = 2
# text = Nobody minded.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tminded\tmind\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = 3
# newpar
# text = “Go!” she says.
1\t“\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tGo\tgo\tVERB\tVB\t_\t6\tccomp\t_\tSpaceAfter=No
3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No
4\t”\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
5\tshe\tshe\tPRON\tPRP\t_\t6\tnsubj\t_\t_
6\tsays\tsay\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
"""
KEYS = ["xpos", "verb", "past", "present", "flips", "uas", "las", "nsubj", "boundary", "words_per_second"]


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def reading_of(gold: Sentences, **changes: tuple[str, object]) -> Reading:
    """``gold`` as if read without a fault, but for ``changes``: by form, an attribute and its value."""
    text, at, base = text_of(gold), 0, 0
    tokens = []
    for sentence in gold:
        for number, word in enumerate(sentence):
            start = text.index(word.form, at)
            at = start + len(word.form)
            read: dict[str, object] = {
                "span": Span(start, at),
                "text": word.form,
                "tag": word.xpos,
                "upos": word.upos,
                "feats": "",
                "lemma": word.lemma,
                "head": base + word.head - 1 if word.head else -1,
                "relation": word.relation,
                "starts_sentence": number == 0,
            }
            if word.form in changes:
                name, value = changes[word.form]
                read[name] = value
            tokens.append(Token(**read))  # type: ignore[arg-type]
        base += len(sentence)
    return Reading(tuple(tokens))


def figures(path: Path, **changes: tuple[str, object]) -> dict[str, float]:
    tally = Tally()
    for gold in read_conllu(path):
        tally.add(gold, reading_of(gold, **changes))
    return tally.figures()


def test_paragraphs_and_contractions_are_read_as_they_stand(treebank: Path) -> None:
    first, second = read_conllu(treebank)
    assert text_of(first) == "The ferryman doesn't wait. Nobody minded."
    assert text_of(second) == "“Go!” she says."
    assert [word.form for word in first[0]] == ["The", "ferryman", "does", "n't", "wait", "."]


def test_a_reading_without_a_fault_has_full_marks(treebank: Path) -> None:
    found = figures(treebank)
    assert found.pop("flips") == 0
    assert set(found.values()) == {100}


def test_each_fault_costs_what_it_should(treebank: Path) -> None:
    assert figures(treebank, wait=("tag", "NN")) == {**figures(treebank), "xpos": 93.75, "verb": 80}
    wrong_head = figures(treebank, she=("head", 0))
    assert wrong_head == {**figures(treebank), "uas": 93.75, "las": 93.75, "nsubj": 66.67}
    wrong_relation = figures(treebank, The=("relation", "case"))
    assert wrong_relation == {**figures(treebank), "las": 93.75}
    assert figures(treebank, Nobody=("starts_sentence", False))["boundary"] == 0
    # A boundary too many: one found of one, but two said.
    assert figures(treebank, she=("starts_sentence", True))["boundary"] == 66.67


def test_the_form_decides_a_tense_and_a_flip_is_counted(treebank: Path) -> None:
    # *says* cannot be past: the tag is wrong, the tense is not.
    assert figures(treebank, says=("tag", "VBD")) == {**figures(treebank), "xpos": 93.75, "verb": 80}
    missed = figures(treebank, minded=("tag", "VBN"))
    assert (missed["past"], missed["present"], missed["flips"]) == (0, 100, 0)
    text = TREEBANK.replace("minded\tmind", "put\tput").replace("Nobody minded", "Nobody put")
    treebank.write_text(text, encoding="utf-8")
    flipped = figures(treebank, put=("tag", "VBP"))
    assert (flipped["past"], flipped["present"], flipped["flips"]) == (0, 80, 33.33)


def test_the_command_prints_every_figure(treebank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(treebank), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == KEYS
    assert found["xpos"] > 80 and found["past"] == found["present"] == 100 and found["words_per_second"] > 0
    assert command.main([str(treebank), str(treebank)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(KEYS) and lines[0].split()[0] == "XPOS" and lines[-1].split()[0] == "words/s"


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), ("A story.\n", "holds no sentence"), ("1\tno\tcolumns\n", "not in the CoNLL-U format")],
)
def test_what_is_no_treebank_is_said(
    tmp_path: Path, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.conllu"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert command.main([str(path)]) == 2
    assert said in capsys.readouterr().err


def test_what_read_prints_is_a_treebank_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("\ufeffThe ferry’s late. Nobody minded…\n\n“Go on,” says Ottoline—and waits.\n", encoding="utf-8")
    assert looking.main([str(story)]) == 0
    printed = capsys.readouterr().out
    rows = [line.split("\t") for line in printed.splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 10 for row in rows)
    assert ["2", "ferry", "ferry", "NOUN", "NN"] in [row[:5] for row in rows]
    assert printed.count("# newpar") == 2 and printed.count("# sent_id") == printed.count("# text = ") == 3
    assert "# text = The ferry’s late.\n" in printed
    again = tmp_path / "again.conllu"
    again.write_text(printed, encoding="utf-8")
    assert [text_of(paragraph) for paragraph in read_conllu(again)] == [
        "The ferry’s late. Nobody minded…",
        "“Go on,” says Ottoline—and waits.",
    ]
    found = evaluate([again], Reader.load())
    assert {found[key] for key in KEYS[:-1] if key != "flips"} == {100}


def test_read_says_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert looking.main([]) == 2
    assert "usage" in capsys.readouterr().err
    assert looking.main([str(tmp_path / "none.txt")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    assert looking.main([str(tmp_path / "latin.txt")]) == 2
    assert "cannot be read" in capsys.readouterr().err
