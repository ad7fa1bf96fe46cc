"""Annotated text as paragraphs of sentences of words: CoNLL-U, MASC's ``word_TAG`` files, and readings.

Forms are cut as they stand in the raw text (the parts of a contraction share its surface), so that the
network is trained on what the tokenizer will give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.language.reading import Reading

# The tag of a word about which the source says nothing.
UNTAGGED = ""
# The head of a word whose place in the tree nobody knows.
UNPARSED = -1
# Narration of our own, tagged by hand: what the treebanks of news and the web hardly hold.
NARRATION = Path(__file__).with_name("narration.conllu")


@dataclass(slots=True)
class Word:
    """One word; ``head`` is its governor's position in the sentence from 1, 0 for the root, -1 for unknown."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    space_after: bool

    def copy(self) -> Word:
        return Word(self.form, self.lemma, self.upos, self.xpos, self.feats, self.head, self.relation, self.space_after)


Sentence = list[Word]
Sentences = list[Sentence]


def text_of(sentences: Iterable[Sentence]) -> str:
    """The raw text of a paragraph."""
    return "".join(w.form + (" " if w.space_after else "") for sentence in sentences for w in sentence).strip()


def _resplit(parts: list[Word], surface: str) -> None:
    """Give the parts of a contraction the characters they stand for; the last one takes the rest."""
    if "".join(word.form for word in parts) == surface or len(surface) < len(parts):
        return
    at = 0
    for number, word in enumerate(parts):
        last = number == len(parts) - 1
        end = len(surface) if last else min(at + len(word.form), len(surface) - (len(parts) - 1 - number))
        word.form = surface[at:end]
        at = end


def read_conllu(path: Path) -> list[Sentences]:
    """The paragraphs of a CoNLL-U file (``# newpar``, ``# newdoc``)."""
    paragraphs: list[Sentences] = []
    fresh = True
    surface: tuple[int, int, str, bool] | None = None
    between = True
    # Only a line feed ends a line: a form may hold any other mark of white space.
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith(("# newdoc", "# newpar")):
            fresh = True
        elif not line.strip():
            between = True
        elif line[0].isdigit():
            if between:
                if fresh:
                    paragraphs.append([])
                paragraphs[-1].append([])
                fresh = between = False
                surface = None
            columns = line.split("\t")
            space = "SpaceAfter=No" not in columns[9]
            if "-" in columns[0]:
                first, last = (int(number) for number in columns[0].split("-"))
                surface = first, last, columns[1], space
                continue
            if "." in columns[0]:
                continue
            sentence = paragraphs[-1][-1]
            number = int(columns[0])
            inside = surface is not None and number <= surface[1]
            feats = "" if columns[5] == "_" else columns[5]
            sentence.append(
                Word(
                    form=columns[1],
                    lemma=columns[2],
                    upos=columns[3],
                    xpos=columns[4],
                    feats=feats,
                    head=int(columns[6]),
                    relation=columns[7],
                    space_after=space and not inside,
                )
            )
            if surface is not None and number == surface[1]:
                sentence[-1].space_after = surface[3]
                _resplit(sentence[surface[0] - 1 :], surface[2])
                surface = None
    return paragraphs


# Of MASC only the tags of whole words are taken that mean the same in the treebanks.
_MASC_TAGS = frozenset("VB VBD VBG VBN VBP VBZ MD NN NNS NNP NNPS JJ JJR JJS RB RBR RBS PRP PRP$ DT CC".split())
_NO_SPACE_BEFORE = frozenset(". , ! ? ; : ' ’ ” ) n't n’t 's ’s 'm ’m 're ’re 've ’ve 'll ’ll 'd ’d % …".split())


def read_masc(path: Path, most_words: int = 120) -> Iterator[Sentences]:
    """Paragraphs of tagged words without trees; quotation marks and what stands beside an apostrophe untagged."""
    words: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pairs = [item.rsplit("_", 1) for item in line.split() if "_" in item]
        for number, (form, tag) in enumerate(pairs):
            beside = any("’" in pairs[i][0] for i in (number - 1, number) if 0 <= i < len(pairs))
            known = form.isalpha() and tag in _MASC_TAGS and not beside
            if words and form in _NO_SPACE_BEFORE:
                words[-1].space_after = False
            words.append(Word(form, "", "", tag if known else UNTAGGED, "", UNPARSED, "", True))
        if len(words) >= most_words:
            yield [words]
            words = []
    if words:
        yield [words]


def from_reading(reading: Reading, text: str) -> Sentences:
    """A reading of ``text`` in the shape of a treebank's paragraph."""
    sentences: Sentences = []
    for sentence in reading.sentences():
        words: Sentence = []
        for index in sentence:
            token = reading.tokens[index]
            space = token.span.end < len(text) and text[token.span.end].isspace()
            head = 0 if token.head < 0 else token.head - sentence.start + 1
            words.append(Word(token.text, token.lemma, token.upos, token.tag, token.feats, head, token.relation, space))
        if any(word.head > len(words) or (word.head < 0) for word in words):
            continue  # a head in another window: rare, and worth nothing as an example
        sentences.append(words)
    return sentences
