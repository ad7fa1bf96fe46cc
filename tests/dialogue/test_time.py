"""No rule takes longer than a paragraph is long.

Growth is measured in processor time, best of several runs, against a bound that leaves room for a busy machine; the
exact figures come from ``python -m tests.benchmarks.dialogue``.
"""

from __future__ import annotations

import pytest

from editor.text.quotes import System
from tests.benchmarks.clock import fastest, growth
from tests.dialogue.adversarial import paragraphs, steps

SMALL, LARGE = 2_000, 8_000
# Four times the length is four times the work; a loop inside a loop would make it sixteen times.
GROWTH = 9.0
NOISE = 0.02  # seconds
NAMES = [name for name, _ in paragraphs(10)]


@pytest.mark.parametrize("system", [System.DOUBLE, System.SINGLE])
@pytest.mark.parametrize("name", NAMES)
def test_time_grows_with_the_length(name: str, system: System) -> None:
    small = dict(steps(dict(paragraphs(SMALL))[name], system))
    for step, work in steps(dict(paragraphs(LARGE))[name], system):
        if fastest(work, NOISE) > NOISE:
            assert growth(small[step], work, GROWTH) < GROWTH, step
