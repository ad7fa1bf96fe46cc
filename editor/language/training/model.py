"""The network: a BERT encoder (all-MiniLM-L6-v2), a mix of its layers per word, and heads.

Everything a head needs is the vector of a word, so a head is added by a class with ``loss`` over its own
batches, and nothing else is touched (see :class:`ReadingHeads`, :class:`SlipHead`).
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

from editor.language.pieces import AFFIXES
from editor.language.slips import CONTEXTS
from editor.language.training.examples import UNKNOWN, Batch, Face, Labels

WIDTH = 384
HEADS = 12
AFFIX_WIDTH = 32
AFFIX_ROWS = 4096
FLAGS = 65
ARC = 192
RELATION = 64
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, its three attention projections in one matrix."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.o = nn.Linear(WIDTH, WIDTH)
        self.n1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.f1 = nn.Linear(WIDTH, 4 * WIDTH)
        self.f2 = nn.Linear(4 * WIDTH, WIDTH)
        self.n2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, size, _ = x.shape
        q, k, v = self.qkv(x).view(rows, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Plain matrix attention: on a CPU it is half as long as the fused kernel at these lengths.
        weights = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask.to(q.dtype)
        weights = nnf.dropout(torch.softmax(weights, -1), self.dropout, self.training)
        attended = self.o((weights @ v).transpose(1, 2).reshape(rows, size, WIDTH))
        x = self.n1(x + nnf.dropout(attended, self.dropout, self.training))
        inner = self.f2(nnf.gelu(self.f1(x)))
        out: Tensor = self.n2(x + nnf.dropout(inner, self.dropout, self.training))
        return out


class Encoder(nn.Module):
    """Word pieces, flags and affixes into one vector a word."""

    def __init__(self, vocabulary: int, layers: int = 6, dropout: float = 0.25) -> None:
        super().__init__()
        self.we = nn.Embedding(vocabulary, WIDTH)
        self.pe = nn.Embedding(512, WIDTH)
        self.ke = nn.Embedding(FLAGS, WIDTH)
        self.ce = nn.Embedding(CONTEXTS, WIDTH)
        nn.init.zeros_(self.ke.weight)  # the encoder starts as it was pretrained
        nn.init.zeros_(self.ce.weight)
        self.en = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        self.gam = nn.Parameter(torch.ones(1))
        self.ae = nn.ModuleList(nn.Embedding(AFFIX_ROWS, AFFIX_WIDTH) for _ in range(AFFIXES))
        for table in self.ae:
            nn.init.normal_(table.weight, std=0.2)
        self.fe = nn.Embedding(FLAGS, AFFIX_WIDTH)
        self.pr = nn.Linear(2 * WIDTH + (AFFIXES + 1) * AFFIX_WIDTH, WIDTH)
        self.dropout = dropout

    def load_pretrained(self, path: Path) -> None:
        """Start from a BERT checkpoint in ``safetensors``; its word pieces are frozen."""
        from safetensors.torch import load_file

        given = load_file(path)
        with torch.no_grad():
            self.we.weight.copy_(given["embeddings.word_embeddings.weight"])
            self.pe.weight.copy_(
                given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
            )
            for part in ("weight", "bias"):
                getattr(self.en, part).copy_(given[f"embeddings.LayerNorm.{part}"])
                for number, layer in enumerate(self.layers):
                    base = f"encoder.layer.{number}"
                    projections = [given[f"{base}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(projections))
                    for ours, theirs in (
                        (layer.o, "attention.output.dense"),
                        (layer.n1, "attention.output.LayerNorm"),
                        (layer.f1, "intermediate.dense"),
                        (layer.f2, "output.dense"),
                        (layer.n2, "output.LayerNorm"),
                    ):
                        getattr(ours, part).copy_(given[f"{base}.{theirs}.{part}"])
        self.we.weight.requires_grad_(False)

    def forward(self, batch: Batch) -> Tensor:
        size = batch.ids.shape[1]
        x = self.en(self.we(batch.ids) + self.pe.weight[:size] + self.ke(batch.piece_flags) + self.ce(batch.context))
        x = nnf.dropout(x, 0.1, self.training)
        mask = (batch.filled.to(x.dtype) - 1.0).mul(10000.0)[:, None, None, :]
        weights = torch.softmax(self.mix, 0) * self.gam
        mixed = x * weights[0]
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            mixed = mixed + x * weights[number + 1]

        def at(places: Tensor) -> Tensor:
            return torch.gather(mixed, 1, places.unsqueeze(-1).expand(-1, -1, WIDTH))

        parts = [at(batch.first), at(batch.last)]
        parts += [table(batch.affixes[:, :, number]) for number, table in enumerate(self.ae)]
        parts.append(self.fe(batch.flags))
        word = nnf.dropout(torch.cat(parts, -1), self.dropout, self.training)
        return nnf.dropout(nnf.leaky_relu(self.pr(word), 0.1), self.dropout, self.training)


class ReadingHeads(nn.Module):
    """Tags, features, sentence starts, and a biaffine tree (Dozat & Manning 2017)."""

    def __init__(self, labels: Labels, dropout: float = 0.25) -> None:
        super().__init__()
        self.tag = nn.Linear(WIDTH, len(labels.tags))
        self.uf = nn.Linear(WIDTH, len(labels.forms))
        self.ss = nn.Linear(WIDTH, 1)
        self.ah, self.ad = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rh, self.rd = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.root_a = nn.Parameter(torch.zeros(ARC))
        self.root_r = nn.Parameter(torch.zeros(RELATION))
        self.U = nn.Parameter(torch.randn(ARC, ARC) * 0.05)
        self.ub = nn.Parameter(torch.zeros(ARC))
        self.R = nn.Parameter(torch.randn(len(labels.relations), RELATION, RELATION) * 0.05)
        self.rb = nn.Linear(2 * RELATION, len(labels.relations))
        self.dropout = dropout

    def _arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        projected = [
            nnf.dropout(nnf.leaky_relu(part(x), 0.1), self.dropout, self.training)
            for part in (self.ah, self.ad, self.rh, self.rd)
        ]
        arc_head, arc_child, relation_head, relation_child = projected
        rows = x.shape[0]
        arc_head = torch.cat([self.root_a.to(x.dtype).expand(rows, 1, -1), arc_head], 1)
        relation_head = torch.cat([self.root_r.to(x.dtype).expand(rows, 1, -1), relation_head], 1)
        return (arc_child @ self.U + self.ub) @ arc_head.transpose(1, 2), relation_head, relation_child

    def _relations(self, relation_head: Tensor, relation_child: Tensor, heads: Tensor) -> Tensor:
        chosen = torch.gather(relation_head, 1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, RELATION))
        rows, size, _ = relation_child.shape
        kinds = self.R.shape[0]
        products = relation_child @ self.R.permute(1, 0, 2).reshape(RELATION, kinds * RELATION)
        scores = (products.view(rows, size, kinds, RELATION) @ chosen.unsqueeze(-1)).squeeze(-1)
        out: Tensor = scores + self.rb(torch.cat([relation_child, chosen], -1))
        return out

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        arcs, relation_head, relation_child = self._arcs(x)
        relations = self._relations(relation_head, relation_child, batch.heads)
        same = batch.sentences.unsqueeze(2) == batch.sentences.unsqueeze(1)
        allowed = torch.cat([torch.ones(*batch.sentences.shape, 1, dtype=torch.bool), same], 2)
        allowed[:, :, 1:] &= ~torch.eye(same.shape[1], dtype=torch.bool)
        arcs = arcs.float().masked_fill(~allowed, -1e4)

        def entropy(scores: Tensor, gold: Tensor, smoothing: float = 0.03) -> Tensor:
            total = nnf.cross_entropy(
                scores.float().reshape(-1, scores.shape[-1]),
                gold.reshape(-1),
                ignore_index=UNKNOWN,
                label_smoothing=smoothing,
                reduction="sum",
            )
            return total / (gold != UNKNOWN).sum().clamp(min=1)

        parsed = batch.starts >= 0
        starts = nnf.binary_cross_entropy_with_logits(
            self.ss(x).float().squeeze(-1)[parsed], batch.starts[parsed], reduction="sum"
        ) / parsed.sum().clamp(min=1)
        return (
            entropy(self.tag(x), batch.tags)
            + 0.5 * entropy(self.uf(x), batch.forms)
            + entropy(arcs, batch.heads, 0.0)
            + 0.7 * entropy(relations, batch.relations)
            + 0.5 * starts
        )


class SlipHead(nn.Module):
    """One number a word: above 0, the verb is out of the scene's tense."""

    def __init__(self, inner: int = 128) -> None:
        super().__init__()
        self.hidden = nn.Linear(WIDTH, inner)
        self.out = nn.Linear(inner, 1)

    def loss(self, x: Tensor, batch: Batch) -> Tensor:
        judged = batch.slips != UNKNOWN
        scores = self.out(nnf.leaky_relu(self.hidden(x[judged]), 0.1)).float().squeeze(-1)
        return nnf.binary_cross_entropy_with_logits(scores, batch.slips[judged].float())


class Model(nn.Module):
    """The encoder and its heads, each trained on batches of its own."""

    def __init__(self, vocabulary: int, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.heads = nn.ModuleDict({Face.READING: ReadingHeads(labels), Face.SLIPS: SlipHead()})

    def loss(self, batch: Batch) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out: Tensor = self.heads[batch.face].loss(self.encoder(batch), batch)  # type: ignore[operator]
            return out
