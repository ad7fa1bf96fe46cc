"""Narrative tense and person of every chapter of a folder of books: ``python -m tests.benchmarks.chapters FOLDER…``.

Prints one row a book and way of telling, with its chapters: what most of a chapter's narrated words are told in.
Title pages, where nothing is told, are left out.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from editor.checks.intent import Intent
from editor.checks.narrative.model import Narrative
from editor.review.build import Settings, assemble
from editor.text.parse import Format, parse

_TITLE = 40  # words that a title page may have


def told(narrative: Narrative) -> tuple[str, str] | None:
    """Tense and person of most of the words; None where hardly anything is told."""
    tenses: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for scene in narrative.scenes:
        tenses[scene.tense] += scene.words
        persons[scene.person] += scene.words
    return (tenses.most_common(1)[0][0], persons.most_common(1)[0][0]) if tenses.total() >= _TITLE else None


def _number(path: Path) -> tuple[int, str]:
    digits = "".join(char for char in path.stem if char.isdigit())
    return int(digits or 0), path.stem


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    arguments = parser.parse_args()
    engine = assemble(Settings(languagetool="off"))
    narrator = engine.narrative
    if narrator is None:
        raise SystemExit("The language model is missing.")
    print("| book | tense | person | chapters |\n|---|---|---|---|")
    for book in arguments.books:
        ways: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in sorted(book.glob("*.md"), key=_number):
            document = parse(path.read_text(encoding="utf-8"), Format.MARKDOWN)
            narrative, _ = narrator.narrate(engine.story(document, Intent()))
            way = told(narrative)
            if way is not None:
                ways[way].append(path.stem.removeprefix("chapter-"))
        for (tense, person), chapters in sorted(ways.items(), key=lambda item: -len(item[1])):
            print(f"| {book.name} | {tense} | {person} | {', '.join(chapters)} |", flush=True)


if __name__ == "__main__":
    main()
