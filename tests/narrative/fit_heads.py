"""Fit ``resources/narrative/heads.toml``: ``python -m tests.narrative.fit_heads NOVELS [--words N]``.

Whose scene it is: a conditional logit over the people of each scene, on the tuned annotated stories and the pieces of
this folder, their heads as marked in ``heads.toml``.  Which opened mind is a hop: a logistic regression over the minds
opened in the same texts, the planted ones against the others, and in published novels (the folder ``NOVELS`` holds
one folder of Markdown chapters a book), where each counts as meant.  Both are held near the weights they start from, so
that few texts cannot turn a cue round.  Prints the two tables; nothing is random.  Ten thousand words a book of thirty
books take about four minutes.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from editor.checks.checker import Facts, Story
from editor.checks.intent import Intent
from editor.checks.narrative import checker, hops
from editor.checks.narrative.checker import NarrativeChecker
from editor.checks.narrative.clauses import sentences_of
from editor.checks.narrative.focal import Cues, Nobody, weigh_heads, weights
from editor.checks.narrative.heads import SceneHeads
from editor.checks.narrative.minds import signs_of
from editor.checks.narrative.scenes import scene_text, token_span
from editor.language.cast import NameTally, cast_of, tally
from editor.language.reader import Reader
from editor.text.parse import Format, parse
from editor.text.span import Span
from editor.text.zones import ZoneKind, scan_of, zones_of
from tests.annotated.score import FAMILY_OF_KIND, STORIES, load_stories, sentences
from tests.narrative.test_pieces import PIECES, planted

HERE = Path(__file__).parent
_WORDS_A_BOOK = 10_000
_FOCAL_HELD, _HOP_HELD = 0.35, 0.5
_LENGTH_HELD = 1000.0  # the length of a scene tells pieces from novels too well: it is set by hand

Planted = tuple[str, list[Span], tuple[str, ...] | None]  # a text, its hops, whose its scenes are


def marked() -> Iterator[Planted]:
    """The texts with planted hops and marked heads."""
    gold = tomllib.loads((HERE / "heads.toml").read_text(encoding="utf-8"))
    for path in PIECES:
        text, marks = planted(path)
        yield text, [Span(m.start, m.end) for m in marks if m.kind == "hop"], tuple(gold["pieces"][path.stem])
    for story in load_stories(STORIES):
        if story.name in gold["annotated"]:
            spans = sentences(story.text)
            hopping = [m for m in story.marks if not m.ok and FAMILY_OF_KIND[m.kind] == "pov"]
            around = [Span(a, b) for m in hopping for a, b in spans if a <= m.start < b]
            yield story.text, around, tuple(gold["annotated"][story.name])


def novels(folder: Path, most: int) -> Iterator[str]:
    """Chapters of each book, up to ``most`` words and one chapter at least."""
    for book in sorted(path for path in folder.iterdir() if path.is_dir()):
        words = 0
        for chapter in sorted(book.glob("*.md")):
            text = chapter.read_text(encoding="utf-8")
            if words and words + len(text.split()) > most:
                continue
            words += len(text.split())
            yield text


def story_of(reader: Reader, text: str, form: Format) -> Story:
    """A text read."""
    document = parse(text, form)
    readings = reader.read([p.text for p in document.paragraphs])
    facts = tuple(
        Facts(p, document.quotes, scan_of(p, document.quotes), zones_of(p, document.quotes), r)
        for p, r in zip(document.paragraphs, readings, strict=True)
    )
    return Story(document, facts, Intent())


def choices(story: Story, heads: tuple[str, ...]) -> Iterator[tuple[np.ndarray, int]]:
    """For each scene the cues of everybody and of nobody, and whose it is."""
    passages = [sentences_of(facts) for facts in story.facts]
    names = NameTally()
    for passage in passages:
        if passage:
            names.add(tally(passage[0].tree, [zone is ZoneKind.NARRATION for zone in passage[0].zones]))
    cast = cast_of(names)
    for place, head in zip(story.document.scenes, heads, strict=True):
        text = scene_text(place, passages[place.first : place.last])
        scales = weigh_heads(text, cast, [(line, sign) for line in text.lines for sign in signs_of(line.sentence)])
        names_ = [*scales.people, "-"]
        if head not in names_:
            continue
        people = [
            [getattr(c, n) for n in Cues.__slots__] + [0.0] * len(Nobody.__slots__) for c in scales.people.values()
        ]
        nobody = [0.0] * len(Cues.__slots__) + [getattr(scales.nobody, n) for n in Nobody.__slots__]
        yield np.array([*people, nobody], float), names_.index(head)


def opened(story: Story) -> list[tuple[Span, hops.Cues]]:
    """The minds opened in the scenes of a story that are judged."""
    judged: list[SceneHeads] = []

    def noted(scene: SceneHeads) -> list[hops.Hop]:
        judged.append(scene)
        return []

    real, checker.hops = checker.hops, noted  # type: ignore[attr-defined]
    try:
        NarrativeChecker().narrate(story)
    finally:
        checker.hops = real  # type: ignore[attr-defined]
    return [
        (token_span(story, seen.line, seen.sign.at), cues) for scene in judged for seen, cues in hops.candidates(scene)
    ]


def descend(loss: Callable[[np.ndarray], float], start: np.ndarray, rounds: int = 400) -> np.ndarray:
    """The weights of least loss, by BFGS with numeric gradients: there are few weights and few texts."""

    def slope(at: np.ndarray) -> np.ndarray:
        steps = np.eye(len(at)) * 1e-4
        return np.array([(loss(at + step) - loss(at - step)) / 2e-4 for step in steps])

    at, down = start.astype(float), np.eye(len(start)) * 0.1
    here, gradient = loss(at), slope(at)
    for _ in range(rounds):
        way = -down @ gradient
        if way @ gradient > 0:
            down, way = np.eye(len(start)) * 0.1, -0.1 * gradient
        length = 1.0
        while length > 1e-6 and loss(at + length * way) > here + 1e-4 * length * (gradient @ way):
            length /= 2
        step = length * way
        there, turned = loss(at + step), slope(at + step)
        if abs(here - there) < 1e-6:
            return np.asarray(at + step)
        bend = turned - gradient
        if step @ bend > 1e-10:
            scale, same = 1 / (step @ bend), np.eye(len(start))
            left = same - scale * np.outer(step, bend)
            down = left @ down @ left.T + scale * np.outer(step, step)
        at, here, gradient = at + step, there, turned
    return at


def fit_focal(scenes: list[tuple[np.ndarray, int]]) -> dict[str, float]:
    """The weights of the choice between the people of a scene."""
    names = [*Cues.__slots__, *(f"nobody_{name}" for name in Nobody.__slots__)]
    start = np.array([weights("focal")[name] for name in names])

    def loss(w: np.ndarray) -> float:
        missed = 0.0
        for cues, right in scenes:
            scores = cues @ w
            missed += float(np.logaddexp.reduce(scores) - scores[right])
        return missed + _FOCAL_HELD * float(((w - start) ** 2).sum())

    return dict(zip(names, descend(loss, start), strict=True))


def fit_hops(found: list[tuple[hops.Cues, bool]]) -> dict[str, float]:
    """The weights of one opened mind being a hop."""
    names = list(hops.Cues.__slots__)
    start = np.array([weights("hop")[name] for name in names])
    held = np.array([_LENGTH_HELD if name == "length" else _HOP_HELD for name in names])
    cues = np.array([[getattr(one, name) for name in names] for one, _ in found], float)
    sign = np.array([1.0 if hop else -1.0 for _, hop in found])

    def loss(w: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (cues @ w)).sum() + (held * (w - start) ** 2).sum())

    return dict(zip(names, descend(loss, start), strict=True))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.narrative.fit_heads", description="Fit the weights of heads.toml."
    )
    parser.add_argument("novels", type=Path, metavar="NOVELS", help="a folder of folders of Markdown chapters")
    parser.add_argument("--words", type=int, default=_WORDS_A_BOOK, metavar="N", help="a book (default: %(default)s)")
    args = parser.parse_args(arguments)
    reader = Reader.load()
    scenes: list[tuple[np.ndarray, int]] = []
    found: list[tuple[hops.Cues, bool]] = []
    for text, hopping, heads in marked():
        story = story_of(reader, text, Format.TEXT)
        if heads and heads[0] != "I":
            scenes += choices(story, heads)
        found += [(cues, any(span.overlaps(hop) for hop in hopping)) for span, cues in opened(story)]
    for text in novels(args.novels, args.words):
        found += [(cues, False) for _, cues in opened(story_of(reader, text, Format.MARKDOWN))]
    for title, table in (("focal", fit_focal(scenes)), ("hop", fit_hops(found))):
        print(f"[{title}]")
        for name, weight in table.items():
            print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
