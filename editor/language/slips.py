"""What the network is asked about tense slips: words of several paragraphs and what is known of each.

A verb is out of tense only beside others, so a window runs over paragraphs; the zone of each word and the
base tense of the scene are told to the network, which then gives each word one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from editor.language.pieces import Encoded, Pieces

CONTEXTS = 17


class Voice(IntEnum):
    """Whose words a word belongs to."""

    NARRATION = 0
    SPEECH = 1
    THOUGHT = 2
    DOCUMENT = 3


class Base(IntEnum):
    """The tense in which the scene is told."""

    UNKNOWN = 0
    PAST = 1
    PRESENT = 2
    MIXED = 3


def context_code(voice: Voice, base: Base) -> int:
    """One number for both; 0 is left for a text that is only read."""
    return 1 + 4 * voice + base


@dataclass(frozen=True, slots=True)
class SlipWindow:
    """Words in order; ``breaks`` are the indices, after 0, at which a new paragraph begins."""

    words: Sequence[str]
    spaces: Sequence[bool]
    context: Sequence[int]
    breaks: Sequence[int]

    def encoded(self, pieces: Pieces) -> tuple[Encoded, list[int]]:
        """The window for the network, a separator between paragraphs, and the context of each piece."""
        whole, context = Encoded(), list[int]()
        for start, end in pairwise([0, *self.breaks, len(self.words)]):
            part = pieces.encode(self.words[start:end], self.spaces[start:end])
            skip = 1 if start else 0  # the begin mark stands only once
            shift = len(whole.ids) - skip
            whole.ids += part.ids[skip:]
            whole.piece_flags += part.piece_flags[skip:]
            whole.first += [place + shift for place in part.first]
            whole.last += [place + shift for place in part.last]
            whole.affixes += part.affixes
            whole.flags += part.flags
            context += [0] * (1 - skip)
            for first, last, code in zip(part.first, part.last, self.context[start:end], strict=True):
                context += [code] * (last - first + 1)
            context.append(0)
        return whole, context
