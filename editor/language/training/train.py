"""Train the reader: ``python -m editor.language.training.train --base FOLDER --treebanks FOLDER --out FOLDER``.

Two stages, seeds fixed.  First the treebanks together with silver text (novels read by earlier models,
``--silver FOLDER --teacher FOLDER``) and MASC's tags, then the treebanks and MASC alone while the learning
rate falls.  The shipped weights are the running average of the second stage, written by ``export``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from editor.language.pieces import Pieces
from editor.language.training import export
from editor.language.training.augment import augmented, names_of
from editor.language.training.examples import Batch, Example, Labels, batches, chunks, collate, example
from editor.language.training.model import Model
from editor.language.training.silver import silver_paragraphs
from editor.language.training.treebank import Sentences, read_conllu, read_masc

TREEBANKS = ("ewt.conllu", "gum-free.conllu", "pronouns.conllu")
AUGMENTED_SHARE = 0.6
MASKED_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: epochs of the two stages, silver words a silver epoch, learning rates."""

    silver_epochs: int
    gold_epochs: int
    silver_words: int
    encoder_rate: float
    head_rate: float
    batch_pieces: int
    average: float
    seed: int


def _vocabulary(base: Path) -> list[str]:
    return (base / "vocab.txt").read_text(encoding="utf-8").splitlines()


def _epoch(
    gold: list[Sentences],
    tagged: list[Sentences],
    silver: Iterator[Sentences] | None,
    plan: Plan,
    names: list[str],
    labels: Labels,
    pieces: Pieces,
    rng: random.Random,
) -> list[list[Example]]:
    """The batches of one epoch: gold changed anew, MASC as it is, and the next stretch of silver."""
    paragraphs = [augmented(p, names, rng) if rng.random() < AUGMENTED_SHARE else p for p in gold]
    paragraphs += tagged
    if silver is not None:
        words = 0
        for paragraph in silver:
            words += sum(len(sentence) for sentence in paragraph)
            # Novels of a hundred years ago hardly know the present tense: half of them are told in it.
            paragraphs.append(augmented(paragraph, names, rng) if rng.random() < AUGMENTED_SHARE else paragraph)
            if words >= plan.silver_words:
                break
    made = [example(chunk, labels, pieces) for paragraph in paragraphs for chunk in chunks(paragraph)]
    return batches(made, plan.batch_pieces, rng)


def _masked(batch: Batch, mask: int, generator: torch.Generator) -> Batch:
    """Some pieces hidden: a name it has never seen must be read from its surroundings."""
    hidden = (torch.rand(batch.ids.shape, generator=generator) < MASKED_SHARE) & (batch.piece_flags > 0)
    batch.ids = torch.where(hidden, torch.full_like(batch.ids, mask), batch.ids)
    return batch


def train(
    plan: Plan,
    base: Path,
    treebanks: Path,
    masc: Path | None,
    silver: Iterator[Sentences] | None,
    start: Path | None,
    budget: float,
) -> tuple[Model, Labels]:
    """Train within ``budget`` seconds (the rate reaches zero then) or for the planned epochs, whichever is first."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    generator = torch.Generator().manual_seed(plan.seed)
    gold = [paragraph for name in TREEBANKS for paragraph in read_conllu(treebanks / "train" / name)]
    labels = Labels.of(gold)
    tagged = (
        [p for path in sorted(masc.glob("*.txt")) if path.stem != "LICENCE" for p in read_masc(path)] if masc else []
    )
    vocabulary = _vocabulary(base)
    pieces, mask = Pieces(vocabulary), vocabulary.index("[MASK]")
    names = names_of(gold)
    model = Model(len(vocabulary), labels)
    model.encoder.load_pretrained(base / "model.safetensors")
    if start:
        model.load_state_dict(torch.load(start, weights_only=True))
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    pretrained = ("encoder.pe", "encoder.en", "encoder.layers")
    slow = [p for name, p in trained if name.startswith(pretrained)]
    quick = [p for name, p in trained if not name.startswith(pretrained)]
    rates = (plan.encoder_rate, plan.head_rate)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "weight_decay": 0.01}, {"params": quick, "weight_decay": 0.0}], betas=(0.9, 0.98), fused=True
    )
    average = {name: p.detach().clone() for name, p in trained}
    started = time.monotonic()
    epochs = plan.silver_epochs + plan.gold_epochs
    steps_done = 0
    for epoch in range(epochs):
        with_silver = silver if epoch < plan.silver_epochs else None
        epoch_batches = _epoch(gold, tagged, with_silver, plan, names, labels, pieces, rng)
        total = 0.0
        for number, part in enumerate(epoch_batches):
            spent = (time.monotonic() - started) / budget
            done = max((epoch + number / len(epoch_batches)) / epochs, spent)
            if spent >= 1:
                break
            factor = min(1.0, (steps_done + 1) / 200) * max(0.01, 1 - done)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = model.loss(_masked(collate(part), mask, generator))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for _, p in trained], 2.0)
            optimizer.step()
            steps_done += 1
            total += loss.item()
            keep = min(plan.average, steps_done / (steps_done + 10))
            with torch.no_grad():
                for name, parameter in trained:
                    average[name].lerp_(parameter, 1 - keep)
            if steps_done % 200 == 0:
                print(
                    f"step {steps_done}, {time.monotonic() - started:.0f} s, loss {total / (number + 1):.3f}",
                    flush=True,
                )
        print(f"epoch {epoch + 1} of {epochs}: loss {total / max(1, len(epoch_batches)):.3f}", flush=True)
    with torch.no_grad():
        for name, parameter in trained:
            parameter.copy_(average[name])
    model.eval()
    return model, labels


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with train/*.conllu")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=Path, help="folder of novels in Markdown")
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="folder of a model that reads it")
    parser.add_argument("--masc", type=Path, help="folder of MASC's word_TAG files, a second tagging task")
    parser.add_argument("--start", type=Path, help="weights (.pt) of an earlier training to go on from")
    parser.add_argument("--silver-epochs", type=int, default=3)
    parser.add_argument("--gold-epochs", type=int, default=6)
    parser.add_argument("--silver-words", type=int, default=300_000)
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch-pieces", type=int, default=1200)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--budget", type=float, default=1e9, help="seconds; the learning rate reaches zero then")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    plan = Plan(
        a.silver_epochs if a.silver else 0, a.gold_epochs, a.silver_words, a.encoder_rate, a.head_rate,
        a.batch_pieces, a.average, a.seed,
    )  # fmt: skip
    silver = silver_paragraphs(a.silver, a.teacher, random.Random(a.seed)) if a.silver else None
    model, labels = train(plan, a.base, a.treebanks, a.masc, silver, a.start, a.budget)
    weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    about = {f"sha256 of {name}": _hash(a.treebanks / "train" / name) for name in TREEBANKS}
    about["sha256 of the base encoder"] = _hash(a.base / "model.safetensors")
    about["licence"] = "CC BY-SA 4.0; base encoder Apache-2.0"
    about["plan"] = str(plan)
    torch.save(model.state_dict(), a.out.with_suffix(".pt"))
    export.write(weights, _vocabulary(a.base), labels, about, a.out)


if __name__ == "__main__":
    main()
