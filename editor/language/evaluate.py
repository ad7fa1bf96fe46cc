"""Measure the reader on treebanks: ``python -m editor.language.evaluate FILE.conllu... [--json] [--model FOLDER]``.

Raw text in, paragraph by paragraph, with the reader's own tokens and sentences.  F scores match by character
span.  *verb* is the share of gold verb tags (VB VBD VBZ VBP VBN VBG MD) read rightly; *past* and *present* are
F of the finite tenses with the form lexicon applied; *flips* is the share of finite verbs whose past is read as
present, or the other way round; *boundary* is F of sentence starts inside paragraphs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from editor.errors import EditorError
from editor.language.forms import FormTense, tense_of
from editor.language.reader import Reader
from editor.language.reading import Reading, Token
from editor.language.training.treebank import Sentences, read_conllu, text_of

_VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD"})
_NAMES = {
    "xpos": "XPOS",
    "verb": "verb",
    "past": "past F",
    "present": "present F",
    "flips": "flips",
    "uas": "UAS",
    "las": "LAS",
    "nsubj": "nsubj F",
    "boundary": "boundary F",
    "words_per_second": "words/s",
}
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def _tense(token: Token) -> str | None:
    """The tense a finite verb is read in: its form decides where it can, its tag otherwise."""
    tagged = _TENSES.get(token.tag)
    if tagged is None:
        return None
    return {FormTense.PAST: "past", FormTense.PRESENT: "present"}.get(tense_of(token.text), tagged)


class Tally:
    """What was counted, paragraph by paragraph."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, gold: Sentences, reading: Reading) -> None:
        """Compare one paragraph of a treebank with its reading."""
        count = self.counts
        text = text_of(gold)
        by_span = {(token.span.start, token.span.end): index for index, token in enumerate(reading.tokens)}
        words = [word for sentence in gold for word in sentence]
        spans: list[tuple[int, int]] = []
        heads: list[int] = []
        starts: set[int] = set()
        at = 0
        for sentence in gold:
            base = len(spans)
            for word in sentence:
                at = text.index(word.form, at)
                spans.append((at, at + len(word.form)))
                heads.append(base + word.head - 1 if word.head else -1)
                at += len(word.form)
            starts.add(spans[base][0])
        aligned = [by_span.get(span) for span in spans]
        count["gold"] += len(words)
        count["read"] += len(reading.tokens)
        for number, word in enumerate(words):
            subject = word.relation.split(":")[0] == "nsubj"
            tense = _TENSES.get(word.xpos)
            count["gold verb"] += word.xpos in _VERBS
            count["gold nsubj"] += subject
            if tense:
                count[f"gold {tense}"] += 1
            index = aligned[number]
            if index is None:
                continue
            token = reading.tokens[index]
            count["xpos"] += token.tag == word.xpos
            count["verb"] += word.xpos in _VERBS and token.tag == word.xpos
            if tense:
                read = _tense(token)
                count[tense] += read == tense
                count["flips"] += read is not None and read != tense
            head = heads[number]
            right = (head < 0 and token.head < 0) or (head >= 0 and token.head >= 0 and aligned[head] == token.head)
            relation = "root" if head < 0 else word.relation
            count["uas"] += right
            count["las"] += right and relation == token.relation
            count["nsubj"] += right and subject and token.relation.split(":")[0] == "nsubj"
        for token in reading.tokens:
            read_tense = _tense(token)
            if read_tense:
                count[f"read {read_tense}"] += 1
            count["read nsubj"] += token.relation.split(":")[0] == "nsubj"
        first = spans[0][0]
        found = {t.span.start for t in reading.tokens if t.starts_sentence} - {first}
        starts.discard(first)
        count["gold boundary"] += len(starts)
        count["read boundary"] += len(found)
        count["boundary"] += len(starts & found)

    def figures(self) -> dict[str, float]:
        """Per cent, by the keys ``xpos verb past present flips uas las nsubj boundary``."""
        count = self.counts

        def f(key: str, gold: str = "", read: str = "") -> float:
            total = count[f"gold {gold or key}".strip()] + count[f"read {read or key}".strip()]
            return round(200 * count[key] / max(1, total), 2)

        words = max(1, count["gold"] + count["read"])
        shares = {key: round(200 * count[key] / words, 2) for key in ("xpos", "uas", "las")}
        return {
            "xpos": shares["xpos"],
            "verb": round(100 * count["verb"] / max(1, count["gold verb"]), 2),
            "past": f("past"),
            "present": f("present"),
            "flips": round(100 * count["flips"] / max(1, count["gold past"] + count["gold present"]), 2),
            "uas": shares["uas"],
            "las": shares["las"],
            "nsubj": f("nsubj"),
            "boundary": f("boundary"),
        }


def evaluate(paths: Iterable[Path], reader: Reader) -> dict[str, float]:
    """The figures over all paragraphs of ``paths``, and the reader's words a second of processor time.

    Raises:
        NoTreebank: if a file cannot be read or holds no sentence.
    """
    paragraphs = [paragraph for path in paths for paragraph in _paragraphs(path)]
    texts = [text_of(paragraph) for paragraph in paragraphs]
    # Processor time: on one thread it is what a quiet machine takes, and a busy one does not blur it.
    started = time.process_time()
    readings = reader.read(texts)
    seconds = time.process_time() - started
    tally = Tally()
    for paragraph, reading in zip(paragraphs, readings, strict=True):
        tally.add(paragraph, reading)
    words = sum(len(text.split()) for text in texts)
    return {**tally.figures(), "words_per_second": round(words / max(seconds, 1e-9))}


class NoTreebank(EditorError):
    """A file that was to be measured on is no treebank."""


def _paragraphs(path: Path) -> list[Sentences]:
    try:
        found = read_conllu(path)
    except OSError as error:
        raise NoTreebank(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, IndexError) as error:
        raise NoTreebank(f"{path} is not in the CoNLL-U format.") from error
    if not found:
        raise NoTreebank(f"{path} holds no sentence in the CoNLL-U format.")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; the exit code is 2 if they cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m editor.language.evaluate", description="Measure the reader.")
    parser.add_argument("files", nargs="+", type=Path, help="treebanks in the CoNLL-U format")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--model", type=Path, help="a folder with another model's files")
    given = parser.parse_args(arguments)
    try:
        figures = evaluate(given.files, Reader.load(given.model))
    except EditorError as error:
        print(error, file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(figures))
        return 0
    for key, value in figures.items():
        print(f"{_NAMES[key]:10} {value:8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
