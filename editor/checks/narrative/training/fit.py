"""Fit the decision: ``python -m editor.checks.narrative.training.fit``.

    --stories FOLDER --novels FOLDER --clean FOLDER --past NAME ... --present NAME ... [--injected N]
    [--clean-words N] [--model FOLDER] [--cache FOLDER] [--seed N] --out resources/narrative/decision.json

``stories`` are annotated stories (``blind.txt`` beside the folder names those that are never opened), ``novels``
those that the detector was trained on, told anew with other slips, ``clean`` novels that nothing was trained on:
by the false alarms on some books of them, told in the past and in the present, the thresholds are set.  Injected
text alone would teach that exceptions do not matter, annotated stories alone are few: they have more of the
weight, but not all.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from editor.checks.narrative.decision import Decision, Thresholds, features, loudest_beside, suspects_of
from editor.checks.narrative.model import Tense
from editor.checks.narrative.scenes import token_span
from editor.checks.narrative.slips import slips
from editor.checks.narrative.suspects import Suspect, Unit, units_of
from editor.checks.narrative.training.corpus import Chapter, Shelf, files, vocabulary
from editor.checks.narrative.training.inject import Teller
from editor.checks.narrative.training.pool import gather
from editor.checks.narrative.training.retell import NOT_JUDGED, SLIPPED, Draft
from editor.checks.narrative.witness import Witness
from editor.text.parse import Format
from editor.text.span import Span

Floats = NDArray[np.float64]

# False alarms per 10,000 words of clean novels from which a finding is a mistake or a question.
_ALARMS = {
    Tense.PAST: (0.5, 1.2),
    Tense.PRESENT: (1.5, 3.2),
    Tense.MIXED: (1.0, 2.0),
}
# Below this nothing is asked about, however quiet the clean novels are.
_LEAST = 0.5
_JOINS = 0.5  # of the threshold for a question: what goes with a run
_ANNOTATED = 0.7  # of the weight
_RIDGE = 1.0
_FEWEST_WORDS = 8_000  # of clean text; with less a base tense takes the strictest of the others
_POOL_STEP = 60  # one chapter in so many gives sentences to paste


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A scene whose suspects the detector has judged."""

    chapter: Chapter
    base: Tense
    units: list[Unit]
    words: int


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of features with their labels and weights."""

    rows: list[list[float]]
    labels: list[int]


def heard(chapter: Chapter, witness: Witness) -> list[Heard]:
    """The scenes of a chapter with what rules and detector say of their suspects."""
    found = []
    for scene, tense in zip(chapter.scenes, chapter.tenses, strict=True):
        if tense.base is not Tense.UNKNOWN:
            found.append((scene, Heard(chapter, tense.base, units_of(scene, tense), scene.words())))
    witness.hear((scene, each.base, suspects_of(each.units)) for scene, each in found)
    return [each for _, each in found]


def rows_of(scene: Heard) -> Iterator[tuple[Suspect, dict[str, float]]]:
    """The suspects of a scene that can be slips, with their features."""
    suspects = suspects_of(scene.units)
    for suspect, beside in zip(suspects, loudest_beside(suspects), strict=True):
        if suspect.judged:
            yield suspect, features(suspect, scene.base, beside)


def examples(scenes: Iterable[Heard], slipped: Sequence[Span], unjudged: Sequence[Span]) -> Examples:
    """The suspects of scenes of one text, labelled by what overlaps them in its source."""
    rows: list[list[float]] = []
    labels: list[int] = []
    for scene in scenes:
        for suspect, found in rows_of(scene):
            told = suspect.told
            span = token_span(scene.chapter.story, told.line, told.clause.verb.carrier)
            label = int(any(span.overlaps(s) for s in slipped))
            if label or not any(span.overlaps(s) for s in unjudged):
                rows.append(list(found.values()))
                labels.append(label)
    return Examples(rows, labels)


def annotated(folder: Path) -> Iterator[tuple[str, str, list[Span]]]:
    """The stories that may be tuned on: name, text, and where a tense slips."""
    blind = set((folder.parent / "blind.txt").read_text(encoding="utf-8").split())
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if name in blind:
            continue
        marks = json.loads(path.read_text(encoding="utf-8"))
        slipped = [Span(m["start"], m["end"]) for m in marks if not m["ok"] and m["kind"].startswith("tense")]
        yield name, (folder / f"{name}.plain.txt").read_text(encoding="utf-8"), slipped


def sentence_spans(chapter: Chapter, touching: Sequence[Span]) -> list[Span]:
    """The sentences in which one of some spans lies."""
    found: list[Span] = []
    for scene in chapter.scenes:
        for line in scene.lines:
            span = chapter.story.document.to_source(line.paragraph, line.sentence.span)
            if any(span.overlaps(s) for s in touching):
                found.append(span)
    return found


def written(draft: Draft) -> tuple[str, list[Span], list[Span]]:
    """A draft as a text, with the spans of its slipped verbs and of those not to be judged."""
    text = ""
    slipped: list[Span] = []
    unjudged: list[Span] = []
    for passage, labels in draft.written():
        for word, space, label in zip(passage.words, passage.spaces, labels, strict=True):
            span = Span(len(text), len(text) + len(word))
            if label == SLIPPED:
                slipped.append(span)
            elif label == NOT_JUDGED:
                unjudged.append(span)
            text += word + " " * space
        text += "\n\n"
    return text, slipped, unjudged


def logistic(rows: Floats, labels: Floats, weights: Floats) -> Floats:
    """The weights of a ridge logistic regression by Newton's method; the last one is the bias."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[-1] = 0.0
    beta = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weights * (likely - labels)) + ridge * beta
        bend = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        beta -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return beta


def fitted(tuned: Examples, made: Examples, names: Sequence[str]) -> Decision:
    """A decision without thresholds, from annotated and from injected examples."""
    total = len(tuned.labels) + len(made.labels)
    shares = ((tuned, _ANNOTATED), (made, 1 - _ANNOTATED))
    weights = [total * share / len(kind.labels) for kind, share in shares for _ in kind.labels]
    rows, labels = np.array(tuned.rows + made.rows), np.array(tuned.labels + made.labels, float)
    beta = logistic(rows, labels, np.array(weights))
    return Decision(dict(zip(names, beta.tolist(), strict=False)), float(beta[-1]), {})


def threshold(best: Sequence[float], words: int, alarms: float) -> float:
    """The probability that lets so many false alarms per 10,000 words through; ``best`` has one number a unit."""
    allowed = int(alarms * words / 10_000)
    ranked = sorted(best, reverse=True)
    if len(ranked) <= allowed:
        return _LEAST
    above = ranked[allowed - 1] if allowed else 1.0
    return max(_LEAST, (ranked[allowed] + above) / 2)


def thresholds(decision: Decision, clean: Sequence[Heard]) -> dict[Tense, Thresholds]:
    """Thresholds by the false alarms on clean scenes, per base tense."""
    found: dict[Tense, Thresholds] = {}
    for base, (mistake, question) in _ALARMS.items():
        scenes = [scene for scene in clean if scene.base is base]
        words = sum(scene.words for scene in scenes)
        if words < _FEWEST_WORDS and found:
            found[base] = max(found.values(), key=lambda levels: levels.question)
            continue
        best = [max(unit) for scene in scenes for unit in _by_unit(decision, scene) if unit]
        asks = threshold(best, words, question)
        found[base] = Thresholds(max(asks, threshold(best, words, mistake)), asks, asks * _JOINS)
        print(f"told in the {base}: {words} clean words, thresholds {found[base]}", flush=True)
    return found


def _by_unit(decision: Decision, scene: Heard) -> Iterator[list[float]]:
    likely = {id(suspect): decision.probability(found) for suspect, found in rows_of(scene)}
    for unit in scene.units:
        yield [likely[id(suspect)] for suspect in unit.suspects if suspect.judged and suspect.main]


def recall(decision: Decision, stories: Sequence[tuple[list[Heard], list[Span]]]) -> str:
    """What the fitted decision finds of the annotated stories, by marked verb, and its false findings."""
    marked = found = right = false = 0
    for scenes, slipped in stories:
        hit: set[Span] = set()
        for scene in scenes:
            for slip in slips(scene.units, scene.base, decision):
                spans = [token_span(scene.chapter.story, t.line, t.clause.verb.carrier) for t in slip.verbs]
                touched = {s for s in slipped if any(s.overlaps(span) for span in spans)}
                hit |= touched
                right += bool(touched)
                false += not touched
        marked += len(slipped)
        found += len(hit)
    return f"annotated: {found} of {marked} marked verbs, {right} findings right, {false} false"


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Fit the decision of the tense checker.")
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--novels", type=Path, required=True)
    parser.add_argument("--clean", type=Path, required=True)
    parser.add_argument("--past", nargs="+", required=True, help="clean books told in the past")
    parser.add_argument("--present", nargs="+", required=True, help="and in the present")
    parser.add_argument("--injected", type=int, default=60_000, help="words of injected text")
    parser.add_argument("--clean-words", type=int, default=60_000, help="of each")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    shelf, rng = Shelf(given.cache, given.model), random.Random(given.seed)
    witness = Witness(shelf.reader)

    stories: list[tuple[list[Heard], list[Span]]] = []
    tuned = Examples([], [])
    for name, text, slipped in annotated(given.stories):
        chapter = shelf.told("annotated", name, text, Format.TEXT)
        scenes = heard(chapter, witness)
        stories.append((scenes, slipped))
        more = examples(scenes, slipped, sentence_spans(chapter, slipped))
        tuned.rows.extend(more.rows)
        tuned.labels.extend(more.labels)
    print(f"annotated: {len(stories)} stories, {sum(tuned.labels)} slips of {len(tuned.labels)} suspects", flush=True)

    made, words = Examples([], []), 0
    paths = list(files(given.novels))
    rng.shuffle(paths)
    teller = Teller(gather(shelf.chapter(path) for path in paths[::_POOL_STEP]), vocabulary().count, rng)
    for path in paths:
        for draft, _ in teller.drafts(shelf.chapter(path)):
            text, slipped, unjudged = written(draft)
            words += len(text.split())
            more = examples(heard(shelf.told("told anew", path.stem, text, Format.TEXT), witness), slipped, unjudged)
            made.rows.extend(more.rows)
            made.labels.extend(more.labels)
        if words >= given.injected:
            break
    print(f"injected: {words} words, {sum(made.labels)} slips of {len(made.labels)} suspects", flush=True)

    clean: list[Heard] = []
    for books in (given.past, given.present):
        paths = list(files(given.clean, books))
        rng.shuffle(paths)
        words = 0
        for path in paths:
            if words >= given.clean_words:
                break
            scenes = heard(shelf.chapter(path), witness)
            words += sum(scene.words for scene in scenes)
            clean += scenes

    names = next(list(found) for scenes, _ in stories for scene in scenes for _, found in rows_of(scene))
    decision = fitted(tuned, made, names)
    decision = Decision(decision.weights, decision.bias, thresholds(decision, clean))
    print(recall(decision, stories))
    for name, weight in (*decision.weights.items(), ("bias", decision.bias)):
        print(f"{weight:8.3f}  {name}")
    write(given.out, decision, arguments, len(tuned.labels), len(made.labels))
    return 0


def write(path: Path, decision: Decision, arguments: Sequence[str], tuned: int, made: int) -> None:
    """Write the decision with where it comes from; folders of the command are left out, for they say nothing."""
    told = [word if not Path(word).is_absolute() else Path(word).name for word in ("fit", *arguments)]
    if "--cache" in told:
        del told[told.index("--cache") : told.index("--cache") + 2]
    data = {
        "made": datetime.now(UTC).date().isoformat(),
        "texts": f"{tuned} suspects of the annotated stories that may be tuned on, {made} of injected novels",
        "command": f"python -m editor.checks.narrative.training.{' '.join(told)}",
        "weights": {name: round(weight, 4) for name, weight in {**decision.weights, "bias": decision.bias}.items()},
        "thresholds": {
            str(base): {"mistake": round(t.mistake, 3), "question": round(t.question, 3), "joins": round(t.joins, 3)}
            for base, t in decision.thresholds.items()
        },
    }
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
