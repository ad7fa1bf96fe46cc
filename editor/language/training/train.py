"""Train the network: ``python -m editor.language.training.train --base FOLDER --treebanks FOLDER --out FOLDER``.

Every step takes one batch of each face: paragraphs with their trees (treebanks, our own narration and, for the first
rounds, silver text: novels read by earlier models) and, with ``--slips FOLDER``, windows with injected tense slips.
The gradients of the faces are brought to the same length, so that neither outweighs the other; the learning rates
rise for 200 steps and fall to nothing.  Written are the running averages of the weights.  Seeds are fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from editor.language.pieces import Pieces
from editor.language.training import export
from editor.language.training.augment import augmented, names_of
from editor.language.training.examples import Batch, Example, Labels, batches, chunks, collate, example, slip_examples
from editor.language.training.model import Model
from editor.language.training.silver import silver_paragraphs
from editor.language.training.treebank import NARRATION, Sentences, read_conllu, read_masc

TREEBANKS = ("ewt.conllu", "gum-free.conllu", "pronouns.conllu")
AUGMENTED_SHARE = 0.6
MASKED_SHARE = 0.05
WARM_UP = 200
WINDOWS_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: steps, rounds with silver text and its words in each, rates, pieces a batch."""

    steps: int
    silver_rounds: int
    silver_words: int
    encoder_rate: float
    head_rate: float
    reading_pieces: int
    slip_pieces: int
    average: float
    seed: int


@dataclass(frozen=True, slots=True)
class Sources:
    """What is learned from: paragraphs with trees, paragraphs with tags, silver text, a folder of slips."""

    gold: list[Sentences]
    tagged: list[Sentences]
    silver: Iterator[Sentences] | None
    slips: Path | None


def _vocabulary(base: Path) -> list[str]:
    return (base / "vocab.txt").read_text(encoding="utf-8").splitlines()


def _reading(
    sources: Sources, plan: Plan, labels: Labels, pieces: Pieces, rng: random.Random
) -> Iterator[list[Example]]:
    """Batches of the reading face without end: gold changed anew each round, and the next stretch of silver."""
    names = names_of(sources.gold)

    def perhaps_augmented(paragraph: Sentences) -> Sentences:
        return augmented(paragraph, names, rng) if rng.random() < AUGMENTED_SHARE else paragraph

    number = 0
    while True:
        number += 1
        paragraphs = [perhaps_augmented(paragraph) for paragraph in sources.gold] + sources.tagged
        if sources.silver is not None and number <= plan.silver_rounds:
            words = 0
            for paragraph in sources.silver:
                words += sum(len(sentence) for sentence in paragraph)
                # Novels of a hundred years ago hardly know the present tense: half of them are told in it.
                paragraphs.append(perhaps_augmented(paragraph))
                if words >= plan.silver_words:
                    break
        made = (example(chunk, labels, pieces) for paragraph in paragraphs for chunk in chunks(paragraph))
        yield from batches(made, plan.reading_pieces, rng)


def _slips(folder: Path, plan: Plan, pieces: Pieces, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of the slip face without end; a file that is added to the folder meanwhile is taken up."""
    taken: set[Path] = set()
    while True:
        files = sorted(folder.glob("*.jsonl.gz"))
        fresh = [path for path in files if path not in taken] or files
        taken.add(fresh[0])
        several: list[Example] = []
        for one in slip_examples(fresh[0], pieces):
            several.append(one)
            if len(several) == WINDOWS_AT_ONCE:
                yield from batches(several, plan.slip_pieces, rng)
                several = []
        yield from batches(several, plan.slip_pieces, rng)


def _masked(batch: Batch, mask: int, generator: torch.Generator) -> Batch:
    """Some pieces hidden: a name it has never seen must be read from its surroundings."""
    hidden = (torch.rand(batch.ids.shape, generator=generator) < MASKED_SHARE) & (batch.piece_flags > 0)
    batch.ids = torch.where(hidden, torch.full_like(batch.ids, mask), batch.ids)
    return batch


def _length(parameters: Iterable[Tensor]) -> float:
    """The length of the gradient over ``parameters``."""
    return math.sqrt(sum(p.grad.pow(2).sum().item() for p in parameters if p.grad is not None))


class Trainer:
    """The model, its optimizer, and the running average of its weights."""

    def __init__(self, plan: Plan, base: Path, labels: Labels, start: Path | None) -> None:
        torch.manual_seed(plan.seed)
        vocabulary = _vocabulary(base)
        self.plan = plan
        self.pieces, self.mask = Pieces(vocabulary), vocabulary.index("[MASK]")
        self.generator = torch.Generator().manual_seed(plan.seed)
        self.model = Model(len(vocabulary), labels)
        self.model.encoder.load_pretrained(base / "model.safetensors")
        if start:  # a face that the earlier training did not know starts from nothing
            self.model.load_state_dict(torch.load(start, weights_only=True), strict=False)
        self.trained = [(name, p) for name, p in self.model.named_parameters() if p.requires_grad]
        pretrained = ("encoder.pe", "encoder.en", "encoder.layers")
        self.slow = [p for name, p in self.trained if name.startswith(pretrained)]
        quick = [p for name, p in self.trained if not name.startswith(pretrained)]
        groups = [{"params": self.slow, "weight_decay": 0.01}, {"params": quick, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.average = {name: p.detach().clone() for name, p in self.trained}
        self.lengths: dict[str, float] = {}
        self.steps = 0

    def step(self, parts: list[list[Example]], left: float) -> dict[str, float]:
        """One step over a batch of each face; ``left`` is the share of the training that is still to come."""
        factor = min(1.0, (self.steps + 1) / WARM_UP) * max(0.01, left)
        rates = (self.plan.encoder_rate, self.plan.head_rate)
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        self.optimizer.zero_grad(set_to_none=True)
        losses: dict[str, float] = {}
        before = 0.0
        for part in parts:
            batch = _masked(collate(part), self.mask, self.generator)
            loss = self.model.loss(batch)
            scale = self.lengths.get(batch.face, 1.0)
            (loss / scale).backward()  # type: ignore[no-untyped-call]
            after = _length(self.slow)
            # Gradients of different tasks are nearly at right angles, so the squares add up.
            own = math.sqrt(max(after * after - before * before, 1e-12)) * scale
            known = self.lengths.get(batch.face)
            self.lengths[batch.face] = own if known is None else 0.97 * known + 0.03 * min(own, 5 * known)
            losses[batch.face] = loss.item()
            before = after
        nn.utils.clip_grad_norm_([p for _, p in self.trained], 5.0)
        if self.steps:  # the first step only measures the lengths
            self.optimizer.step()
        self.steps += 1
        keep = min(self.plan.average, self.steps / (self.steps + 10))
        with torch.no_grad():
            for name, parameter in self.trained:
                self.average[name].lerp_(parameter, 1 - keep)
        return losses

    def weights(self) -> dict[str, Tensor]:
        """The state with the averages in place of what was trained."""
        state: dict[str, Tensor] = self.model.state_dict()
        return state | self.average


def train(trainer: Trainer, sources: Sources, labels: Labels, budget: float) -> Iterator[int]:
    """Train for the planned steps or ``budget`` seconds, whichever is first; gives the number of each step."""
    plan, rng = trainer.plan, random.Random(trainer.plan.seed)
    faces = [_reading(sources, plan, labels, trainer.pieces, rng)]
    if sources.slips:
        faces.append(_slips(sources.slips, plan, trainer.pieces, random.Random(plan.seed + 1)))
    started = time.monotonic()
    totals: dict[str, float] = {}
    trainer.model.train()
    while trainer.steps < plan.steps:
        spent = (time.monotonic() - started) / budget
        if spent >= 1:
            break
        losses = trainer.step([next(face) for face in faces], 1 - max(trainer.steps / plan.steps, spent))
        for face, loss in losses.items():
            totals[face] = totals.get(face, 0.0) + loss / 100
        if trainer.steps % 100 == 0:
            means = ", ".join(f"{face} {total:.4f}" for face, total in totals.items())
            print(f"step {trainer.steps}, {time.monotonic() - started:.0f} s: {means}", flush=True)
            totals = {}
        yield trainer.steps


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with train/*.conllu")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights (.pt) of an earlier training to go on from")
    parser.add_argument("--silver", type=Path, help="folder of novels in Markdown")
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="folder of a model that reads them")
    parser.add_argument("--masc", type=Path, help="folder of MASC's word_TAG files, a second tagging task")
    parser.add_argument("--slips", type=Path, help="folder of windows with injected slips (*.jsonl.gz)")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--silver-rounds", type=int, default=2)
    parser.add_argument("--silver-words", type=int, default=260_000)
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--reading-pieces", type=int, default=1200)
    parser.add_argument("--slip-pieces", type=int, default=2000)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--budget", type=float, default=1e9, help="seconds; the learning rate reaches zero then")
    parser.add_argument("--every", type=int, default=1000, help="write the weights after so many steps, too")
    return parser.parse_args()


def main() -> None:
    a = _arguments()
    torch.set_num_threads(a.threads)
    plan = Plan(
        a.steps, a.silver_rounds, a.silver_words, a.encoder_rate, a.head_rate, a.reading_pieces, a.slip_pieces,
        a.average, a.seed,
    )  # fmt: skip
    files = [a.treebanks / "train" / name for name in TREEBANKS]
    gold = [paragraph for path in files for paragraph in read_conllu(path)]
    labels = Labels.of(gold)
    masc = [path for path in sorted(a.masc.glob("*.txt")) if path.stem != "LICENCE"] if a.masc else []
    silver = silver_paragraphs(a.silver, a.teacher, random.Random(a.seed)) if a.silver else None
    sources = Sources(gold + read_conllu(NARRATION), [p for path in masc for p in read_masc(path)], silver, a.slips)
    about = {f"sha256 of {path.name}": _hash(path) for path in [*files, NARRATION, *masc]}
    about["sha256 of the base encoder"] = _hash(a.base / "model.safetensors")
    about["licence"] = "CC BY-SA 4.0; base encoder Apache-2.0"
    about["plan"] = str(plan)
    trainer = Trainer(plan, a.base, labels, a.start)
    done = 0
    for done in train(trainer, sources, labels, a.budget):
        if done % a.every == 0:
            torch.save(trainer.weights(), a.out.with_suffix(".pt"))
    about["steps"] = str(done)
    state = trainer.weights()
    torch.save(state, a.out.with_suffix(".pt"))
    export.write({n: v.detach().float().numpy() for n, v in state.items()}, _vocabulary(a.base), labels, about, a.out)


if __name__ == "__main__":
    main()
