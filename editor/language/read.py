"""Show how a text is read: ``python -m editor.language.read FILE`` prints CoNLL-U, one block a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from editor.errors import EditorError
from editor.language.reader import Reader
from editor.language.reading import Reading


def conllu(paragraph: str, reading: Reading, number: int) -> Iterator[str]:
    """The lines of the paragraph with this number in CoNLL-U (universaldependencies.org/format.html)."""
    tokens = reading.tokens
    for place, sentence in enumerate(reading.sentences(), 1):
        if place == 1:
            yield f"# newpar id = {number}"
        yield f"# sent_id = {number}-{place}"
        words = [tokens[index] for index in sentence]
        yield f"# text = {' '.join(paragraph[words[0].span.start : words[-1].span.end].split())}"
        for index, token in zip(sentence, words, strict=True):
            head = token.head - sentence.start + 1 if token.head >= 0 else 0
            spaced = index + 1 == len(tokens) or tokens[index + 1].span.start > token.span.end
            cells = (
                str(index - sentence.start + 1),
                token.text,
                token.lemma,
                token.upos,
                token.tag,
                token.feats or "_",
                str(head),
                token.relation,
                "_",
                "_" if spaced else "SpaceAfter=No",
            )
            yield "\t".join(cells)
        yield ""


def main(arguments: Sequence[str]) -> int:
    """Print the reading of one file; its paragraphs are its lines that are not empty.

    The exit code is 2 if the file cannot be read.
    """
    if len(arguments) != 1:
        print("usage: python -m editor.language.read FILE", file=sys.stderr)
        return 2
    try:
        text = Path(arguments[0]).read_text(encoding="utf-8-sig")
        paragraphs = [line for line in text.splitlines() if line.strip()]
        readings = Reader.load().read(paragraphs)
        for number, (paragraph, reading) in enumerate(zip(paragraphs, readings, strict=True), 1):
            for line in conllu(paragraph, reading, number):
                print(line)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{arguments[0]} cannot be read: {error}", file=sys.stderr)
        return 2
    except EditorError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
