"""Learn what a name belongs to: ``python -m editor.checks.dialogue.training.addresses BOOKS [OTHER BOOKS]``.

From dialogue in print (a folder of books, each a folder of Markdown files) the commas around names are taken
away; a name that had one is spoken to, a name that never had one belongs to its sentence.  Logistic regression
over the signs of ``address``, with English read and unread.  The weights go to ``resources/dialogue``; they hold
no more of a book than how often a word stands beside a name.  Other books, if given, are only measured.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from editor.checks.checker import Facts
from editor.checks.dialogue.address import Address, Gap, Knowledge, Tree, addresses, signs
from editor.checks.dialogue.people import People, people_of, seen_on, spoken
from editor.checks.dialogue.speech import Page, page_of
from editor.language.reader import Reader
from editor.resources import resource
from editor.text.document import Document, Kind, Paragraph
from editor.text.parse import Format, parse
from editor.text.quotes import Ending
from editor.text.zones import scan_of

_TAKEN = 0.7  # the share of the commas that are taken away
_LEAST_TIMES, _LEAST_BOOKS = 5, 3  # a sign seen less often says more of a book than of English
_STRANGERS = 0.2  # the share of the people of whom nothing is known: in a short text that is common
_UNTOUCHED = 700  # quotations of a book that are learned from as they are
_L2 = 1.5
_ROUNDS, _RATE = 400, 0.2
_SMALLEST = 0.02  # a weight below this is left out
_READ_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of one place and whether somebody is spoken to there."""

    book: str
    signs: tuple[str, ...]
    spoken_to: bool
    text: str


def examples_of(folder: Path, reader: Reader | None) -> Iterator[Example]:
    """The examples of one book."""
    chance = random.Random(folder.name)
    documents = [parse(path.read_text(encoding="utf-8"), Format.MARKDOWN) for path in sorted(folder.glob("*.md"))]
    pages = [page for document in documents for page in _pages(document)]
    # Whom the text calls by name is left out: the commas that tell are those that are taken away.
    seen = (replace(seen_on(page), called=()) for page in pages)
    people = people_of(seen, ())
    altered = [found for page in pages for found in _altered(page, people, chance)]
    untouched = [found for found in altered if not found[1]]
    chance.shuffle(untouched)
    altered = [found for found in altered if found[1]] + untouched[:_UNTOUCHED]
    for start in range(0, len(altered), _READ_AT_ONCE):
        batch = altered[start : start + _READ_AT_ONCE]
        readings = reader.read([text for text, _ in batch]) if reader is not None else [None] * len(batch)
        for (text, gone), reading in zip(batch, readings, strict=True):
            page = _page(Paragraph(text), documents[0])
            tree = Tree(reading) if reading is not None else None
            for one in _candidates(page, people):
                sides = {one.words[one.start - 1].span.end if one.start else -1, one.words[one.end - 1].span.end}
                known = people.known(one)
                if known is Knowledge.SOMEBODY and chance.random() < _STRANGERS:
                    known = Knowledge.UNKNOWN
                yield Example(folder.name, tuple(signs(one, known, tree)), bool(sides & gone), _shown(text, one))


def _shown(text: str, one: Address) -> str:
    return text[one.words[0].span.start : one.named[0].span.start] + "^" + text[one.named[0].span.start :][:40]


def _pages(document: Document) -> Iterator[Page]:
    for paragraph in document.paragraphs:
        if paragraph.kind is Kind.PROSE:
            yield _page(paragraph, document)


def _page(paragraph: Paragraph, document: Document) -> Page:
    style = document.quotes
    return page_of(Facts(paragraph, style, scan_of(paragraph, style), (), None))


def _candidates(page: Page, people: People) -> Iterator[Address]:
    for words, mark in spoken(page):
        for one in addresses(page.text, words, mark, people.names):
            if one.waits:
                yield one


def _altered(page: Page, people: People, chance: random.Random) -> Iterator[tuple[str, frozenset[int]]]:
    """Each quotation with something to learn, without some of its commas, and where they stood."""
    text = page.text
    cuts: list[int] = []
    worth: list[int] = []
    for words, mark in spoken(page):
        for one in addresses(text, words, mark, people.names):
            if one.waits:
                worth.append(one.named[0].span.start)
            if Gap.OTHER in (one.left, one.right) or Gap.PLAIN in (one.left, one.right) or _listed(one):
                continue
            sides = [one.words[one.start - 1].span.end] if one.left is Gap.COMMA else []
            sides += [one.words[one.end - 1].span.end] if one.right is Gap.COMMA else []
            if sides and chance.random() < _TAKEN:
                cuts += chance.choice(([sides[0]], [sides[-1]], sides, sides)) if len(sides) == 2 else sides
                worth.append(one.named[0].span.start)
    taken = sorted(set(cuts))
    for speech in page.speeches:
        span = speech.quotation.span
        if speech.quotation.ending is Ending.UNCLOSED or not any(span.start <= at < span.end for at in worth):
            continue
        mine = [at for at in taken if span.start <= at < span.end]
        parts: list[str] = []
        gone: set[int] = set()
        at = span.start
        length = 0
        for cut in mine:
            parts.append(text[at:cut])
            length += cut - at
            gone.add(length)
            at = cut + 1
        parts.append(text[at : span.end])
        yield "".join(parts), frozenset(gone)


def _listed(one: Address) -> bool:
    """Tom, Dick and Harry; Paris, France."""
    before, after = one.words[: one.start], one.words[one.end :]
    if before and before[-1].capital and len(before) > 1:
        return True
    return bool(after) and (
        after[0].low in ("and", "or", "who", "whom", "whose") or (after[0].capital and len(after[0].text) > 2)
    )


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of the signs that are seen often enough."""
    times: Counter[str] = Counter()
    books: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        times.update(set(example.signs))
        for sign in example.signs:
            books[sign].add(example.book)
    kept = sorted(sign for sign, n in times.items() if n >= _LEAST_TIMES and len(books[sign]) >= _LEAST_BOOKS)
    index = {sign: number for number, sign in enumerate(kept)}
    rows = np.fromiter((row for row, e in enumerate(examples) for s in e.signs if s in index), dtype=np.int64)
    columns = np.fromiter((index[s] for e in examples for s in e.signs if s in index), dtype=np.int64)
    wanted = np.array([example.spoken_to for example in examples], dtype=np.float64)
    weights = np.zeros(len(kept))
    squares = np.full(len(kept), 1e-6)
    for _ in range(_ROUNDS):
        scores = np.bincount(rows, weights[columns], len(examples))
        error = 1.0 / (1.0 + np.exp(-scores)) - wanted
        slope = np.bincount(columns, error[rows], len(kept)) + _L2 * weights
        squares += slope**2
        weights -= _RATE * slope / np.sqrt(squares)
    return {sign: round(float(weights[i]), 2) for sign, i in index.items() if abs(weights[i]) >= _SMALLEST}


def scores(examples: Sequence[Example], weights: dict[str, float]) -> NDArray[np.float64]:
    """The chance that each example is spoken to."""
    totals = np.array([sum(weights.get(sign, 0.0) for sign in example.signs) for example in examples])
    return np.asarray(1.0 / (1.0 + np.exp(-totals)))


_LIMITS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


def measure(examples: Sequence[Example], weights: dict[str, float]) -> None:
    """Print how many are found, and how many wrongly, at several limits."""
    chances = scores(examples, weights)
    for case in ("E+", "S+", "M+", "E-", "S-", "M-"):
        mine = np.array([example.signs[0] == case for example in examples])
        spoken_to = np.array([example.spoken_to for example in examples])
        yes, no = chances[mine & spoken_to], chances[mine & ~spoken_to]
        if len(yes):
            found = ", ".join(
                f"{at}: {np.mean(yes >= at):.3f}/{np.sum(no >= at)}" for at in (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
            )
            print(f"{case} {len(yes)} spoken to, {len(no)} not; found/wrongly at {found}")


def gather(folder: Path) -> list[Example]:
    """The examples of every book in a folder, with English read and unread."""
    reader = Reader.load()
    found: list[Example] = []
    for book in sorted(path for path in folder.iterdir() if path.is_dir()):
        found += examples_of(book, reader)
        found += examples_of(book, None)
        print(f"{book.name}: {len(found)} examples", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("books", type=Path)
    parser.add_argument("others", type=Path, nargs="?")
    args = parser.parse_args()
    weights = fit(gather(args.books))
    with resource("dialogue", "addresses.json").open("w", encoding="utf-8") as file:
        json.dump(weights, file, ensure_ascii=False, indent=0, sort_keys=True)
    if args.others is not None:
        measure(gather(args.others), weights)


if __name__ == "__main__":
    main()
