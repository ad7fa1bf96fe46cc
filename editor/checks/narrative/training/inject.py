"""Write what the slip detector is trained on: ``python -m editor.checks.narrative.training.inject``.

    --novels FOLDER --out FILE.jsonl.gz --seed N [--passes K] [--cache FOLDER] [--show N]

Every pass tells the novels once, with other slips: K passes of one run go to FILE, FILE-2, ... and are written in
that order.  Each line is a window: ``words``, ``spaces``, ``context`` (see :mod:`editor.language.slips`),
``labels`` (1 a verb that slipped, 0 a verb that is right, -1 not judged) and ``breaks``.

A third of the scenes told in the past are told in the present (then a slip is a verb left as it was), some of
those of a first-person teller to *you*; a fifth of the blocks stay clean; general truths, the teller's now, looks
back, unmarked thoughts and letters, and whole blocks in the historic present are there to be let alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from editor.checks.narrative.anchors import far, words
from editor.checks.narrative.clauses import Sentence
from editor.checks.narrative.model import Person, Tense
from editor.checks.narrative.person import count
from editor.checks.narrative.scenes import Line, SceneText, Told
from editor.checks.narrative.training.corpus import Chapter, Shelf, files, vocabulary
from editor.checks.narrative.training.pool import Pool, gather, long_ago, pasteable
from editor.checks.narrative.training.retell import (
    NOT_JUDGED,
    SLIPPED,
    Draft,
    flipped,
    invariant,
    place_of,
    retold,
    tell_you,
)
from editor.checks.narrative.training.slipping import DENSITY, Slipper
from editor.checks.narrative.windows import Count, cut, measured, slip_window
from editor.language.forms import INVARIANT
from editor.language.inflect import past
from editor.language.verbs import Form

_RETOLD = 1 / 3  # of the scenes told in the past
_TO_YOU = 0.35  # of the scenes of a teller "I"; most of them told in the present as well
_YOU_PRESENT = 0.7
_BLOCK = 230  # words
_CLEAN = 0.2
_DENSITIES = (0.6, 1.0, 1.5)
_HISTORIC = 0.05  # of the blocks
_BASE_UNKNOWN = 0.18  # of the windows
_BASE_MIXED = 0.04
_PASTED = 0.3  # of the blocks, twice
_LETTER = 0.02
_FEWEST_VERBS = 5  # in a window without a slip
_habitual = words(
    "every|each|often|sometimes|always|used to|whenever|usually|on (?:sun|mon|tues|wednes|thurs|fri|satur)days"
)


class Example(TypedDict):
    """One line of what is written."""

    words: list[str]
    spaces: list[int]
    context: list[int]
    labels: list[int]
    breaks: list[int]


class Teller:
    """Tells scenes anew."""

    def __init__(self, pool: Pool, counter: Count, rng: random.Random) -> None:
        self._pool = pool
        self._count = counter
        self._rng = rng

    def windows(self, chapter: Chapter) -> Iterator[Example]:
        """The windows of one chapter, told with slips."""
        for draft, base in self.drafts(chapter):
            yield from self._cut(draft, base)

    def drafts(self, chapter: Chapter) -> Iterator[tuple[Draft, Tense]]:
        """The scenes of one chapter, told with slips, and the tense each is told in."""
        for scene, tense in zip(chapter.scenes, chapter.tenses, strict=True):
            if tense.base is not Tense.UNKNOWN:
                yield self._told(scene, tense.base)

    def _told(self, scene: SceneText, source: Tense) -> tuple[Draft, Tense]:
        rng = self._rng
        draft = Draft(scene)
        first = count(scene).person() is Person.FIRST
        to_you = first and rng.random() < _TO_YOU
        base = source
        if source is Tense.PAST and rng.random() < (_YOU_PRESENT if to_you else _RETOLD):
            base = Tense.PRESENT
            self._tell_in_present(draft)
        if base is not Tense.MIXED:
            for block in _blocks(scene):
                self._block(draft, block, source, base, first and not to_you)
        if to_you:
            tell_you(draft)
        return draft, base

    def _tell_in_present(self, draft: Draft) -> None:
        """Retell a past scene; backstory, habits and what cannot be turned stay as they are."""
        kept_in: int | None = None
        for line in draft.scene.lines:
            sentence = line.sentence
            back = any(c.main and c.verb.form is Form.PAST_PERFECT for c in sentence.clauses)
            if kept_in != line.paragraph or not back:
                stays = (back or long_ago(sentence.words)) and self._rng.random() < 0.5
                kept_in = line.paragraph if stays else None
            for clause in sentence.clauses:
                self._retell(draft, Told(clause, line), kept_in == line.paragraph)

    def _retell(self, draft: Draft, told: Told, stays: bool) -> None:
        form, place = told.clause.verb.form, place_of(told)
        if form is Form.PAST_PERFECT and self._rng.random() < 0.55 and self._simple(draft, told):
            return
        if (stays and form is Form.PAST) or (form is Form.MODAL and _habitual(told.clause.sentence.words)):
            return
        new = retold(told, Tense.PRESENT)
        if new is not None:
            draft.words[place] = new
        elif form in (Form.PAST, Form.AMBIGUOUS):
            draft.labels[place] = NOT_JUDGED

    def _simple(self, draft: Draft, told: Told) -> bool:
        """*had gone* → *went*: backstory without an anchor."""
        verb, sentence = told.clause.verb, told.clause.sentence
        token = sentence.tree.tokens[verb.head]
        plain = (
            verb.head == verb.carrier + 1 and sentence.lower[verb.carrier] == "had" and verb.carrier > sentence.start
        )
        lemma = token.lemma.lower()
        if not plain or token.tag not in ("VBN", "VBD") or lemma in INVARIANT:
            return False
        draft.dropped.add(place_of(told))
        draft.words[told.line.paragraph, verb.head] = past(lemma)
        return True

    def _block(self, draft: Draft, block: Sequence[Line], source: Tense, base: Tense, first: bool) -> None:
        rng = self._rng
        form = Form.PAST if source is Tense.PAST else Form.PRESENT
        off = Tense.PRESENT if base is Tense.PAST else Tense.PAST
        retelling = base is not source
        if not retelling and base is Tense.PAST and rng.random() < _HISTORIC and self._historic(draft, block):
            return
        if rng.random() >= _CLEAN:
            expected = rng.choice(_DENSITIES) * DENSITY * sum(_narrated(line.sentence) for line in block)
            number = int(expected) + (rng.random() < expected % 1)

            def as_written(told: Told) -> str | None:
                """A verb left as it was, if it had been turned."""
                if place_of(told) not in draft.words:
                    return None
                return told.clause.sentence.tree.tokens[told.clause.verb.carrier].text

            def in_other_tense(told: Told) -> str | None:
                return flipped(told, off) if told.clause.verb.form is form else retold(told, off)

            flip = as_written if retelling else in_other_tense
            Slipper(draft, form, flip, rng).slip(_unanchored(block) if base is Tense.PRESENT else block, number)
        for _ in range(2):
            if rng.random() < _PASTED:
                self._paste(draft, block, base, first)
        if self._pool.letters and rng.random() < _LETTER:
            draft.between[block[-1].paragraph] = rng.choice(self._pool.letters)

    def _historic(self, draft: Draft, block: Sequence[Line]) -> bool:
        """Tell a block's whole paragraphs in the present: a choice, not a slip."""
        whole = [line for line in block if block[0].paragraph < line.paragraph < block[-1].paragraph]
        if len(whole) < 6:
            return False
        for line in whole:
            for clause in line.sentence.clauses:
                told = Told(clause, line)
                new = retold(told, Tense.PRESENT)
                if new is not None:
                    draft.words[place_of(told)] = new
                elif clause.verb.form is Form.PAST and not invariant(told):
                    draft.labels[place_of(told)] = NOT_JUDGED
        return True

    def _paste(self, draft: Draft, block: Sequence[Line], base: Tense, first: bool) -> None:
        places = [line for line in block if _ends_plainly(line.sentence)]
        found = pasteable(self._pool, base, first, self._rng)
        if places and found is not None:
            line = self._rng.choice(places)
            draft.after[line.paragraph, line.sentence.end - 1] = found

    def _cut(self, draft: Draft, base: Tense) -> Iterator[Example]:
        written = draft.written()
        passages = [passage for passage, _ in written]
        for pieces in cut([measured(passage, self._count) for passage in passages]):
            labels = [label for piece in pieces for label in written[piece.passage][1][piece.first : piece.end]]
            if SLIPPED not in labels and sum(label != NOT_JUDGED for label in labels) < _FEWEST_VERBS:
                continue
            chance = self._rng.random()
            told = Tense.UNKNOWN if chance < _BASE_UNKNOWN else Tense.MIXED if chance > 1 - _BASE_MIXED else base
            window = slip_window(passages, pieces, told)
            yield {
                "words": list(window.words),
                "spaces": [int(space) for space in window.spaces],
                "context": list(window.context),
                "labels": labels,
                "breaks": list(window.breaks),
            }


def _narrated(sentence: Sentence) -> int:
    return sum(sentence.narrated(i) and sentence.lower[i][0].isalnum() for i in range(sentence.start, sentence.end))


def _ends_plainly(sentence: Sentence) -> bool:
    last = sentence.end - 1
    return sentence.narrated(last) and sentence.tree.tokens[last].text == "." and sentence.narrated(sentence.start)


def _unanchored(block: Sequence[Line]) -> list[Line]:
    """Without the sentences that look back: a past verb there is right."""
    kept = [line for line in block if not far(line.sentence.words)]
    return [line for line in kept if line.previous is None or not far(line.previous.sentence.words)] or list(kept)


def _blocks(scene: SceneText) -> Iterator[list[Line]]:
    block: list[Line] = []
    words_in = 0
    for line in scene.lines:
        block.append(line)
        words_in += line.sentence.end - line.sentence.start
        if words_in >= _BLOCK:
            yield block
            block, words_in = [], 0
    if block:
        yield block


def write(path: Path, windows: Sequence[str]) -> None:
    """Write windows, one a line; the file appears whole."""
    part = path.with_name(path.name + ".part")
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=4) as file:
        file.writelines(f"{line}\n" for line in windows)
    part.replace(path)


def shown(window: Example) -> str:
    """A window to be read: slipped verbs in brackets, right ones with ``^``, the base tense's code in front."""
    text = ""
    for index, word in enumerate(window["words"]):
        text += "\n" if index in window["breaks"] else ""
        label = window["labels"][index]
        text += f"[[{word}]]" if label == SLIPPED else word if label == NOT_JUDGED else f"{word}^"
        text += " " * window["spaces"][index]
    return f"({(window['context'][0] - 1) % 4}) {text}"


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write windows with injected tense slips.")
    parser.add_argument("--novels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--books", nargs="*", default=())
    parser.add_argument("--show", type=int, default=0, help="print so many windows of the first pass")
    given = parser.parse_args(arguments)
    shelf = Shelf(given.cache)
    paths = list(files(given.novels, given.books))
    pool = gather(shelf.chapter(path) for path in paths)
    print(f"{len(paths)} chapters; to paste: {pool.sizes()}", flush=True)
    counter = vocabulary().count
    for number in range(given.passes):
        rng = random.Random(f"{given.seed}.{number}")
        teller = Teller(pool, counter, rng)
        windows = [window for path in paths for window in teller.windows(shelf.chapter(path))]
        rng.shuffle(windows)
        name = given.out.name if number == 0 else given.out.name.replace(".jsonl", f"-{number + 1}.jsonl", 1)
        write(given.out.with_name(name), [json.dumps(window, ensure_ascii=False) for window in windows])
        words_in = sum(len(window["words"]) for window in windows)
        slips = sum(window["labels"].count(1) for window in windows)
        print(f"{name}: {len(windows)} windows, {words_in} words, {slips} slipped verbs", flush=True)
        if number == 0:
            print("\n\n".join(shown(window) for window in windows[: given.show]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
