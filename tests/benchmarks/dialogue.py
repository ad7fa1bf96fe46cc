"""How long the dialogue and consistency rules take: ``python -m tests.benchmarks.dialogue``.

Every rule over every adversarial paragraph (100 ms each at most, 1 s for all of one paragraph), the growth from
half the length to the whole (2.3 at most where it can be measured), and both families over 100,000 words made of
the sample texts (2 s at most).  All of it is processor time of one core, the best of several runs.  The exit status
is 1 when one of them takes longer.
"""

from __future__ import annotations

import sys

from editor.checks.checker import Story
from editor.checks.consistency.glyphs import GlyphChecker
from editor.checks.consistency.habits import HabitChecker
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.dialogue.people import PeopleChecker
from editor.checks.intent import Intent
from editor.resources import sample
from editor.text.parse import parse
from editor.text.quotes import System
from tests.benchmarks.clock import cpu, fastest, growth, undisturbed
from tests.dialogue.adversarial import FULL, paragraphs, steps
from tests.dialogue.reviewing import facts_of

RULE, PARAGRAPH, GROWTH, FAMILY = 0.1, 1.0, 2.3, 2.0
WORDS = 100_000
_MEASURABLE = 0.02  # seconds: what is shorter is noise


def main() -> int:
    with undisturbed():
        bad = sum(_measured(system) for system in (System.DOUBLE, System.SINGLE))
        took = _family()
    print(f"{WORDS} words: {took:.2f} s")
    return 1 if bad or took > FAMILY else 0


def _measured(system: System) -> int:
    """How many steps of one system take too long, or grow too fast."""
    bad = 0
    slowest = ("", 0.0)
    halves = dict(paragraphs(FULL // 2))
    for name, text in paragraphs():
        half = dict(steps(halves[name], system))
        whole = 0.0
        for step, work in steps(text, system):
            took = fastest(work, RULE)
            whole += took
            slowest = max(slowest, (f"{step} over {name}", took), key=lambda one: one[1])
            grown = growth(half[step], work, GROWTH) if took > _MEASURABLE else 0.0
            if took > RULE or grown > GROWTH:
                bad += 1
                print(f"{system} {name}: {step} {1000 * took:.0f} ms, growth {grown:.1f}")
        if whole > PARAGRAPH:
            bad += 1
            print(f"{system} {name}: {whole:.2f} s for all")
    print(f"{system}: slowest {slowest[0]}, {1000 * slowest[1]:.0f} ms")
    return bad


def _family() -> float:
    texts = [sample(name).read_text(encoding="utf-8") for name in ("clean_past.txt", "restaurant.txt", "two_heads.md")]
    source = "\n\n".join(texts)
    times = WORDS // len(source.split()) + 1
    # No paragraph twice: what was seen before is remembered.
    source = "\n\n".join(source.replace("\n\n", f" {number}\n\n") for number in range(times))
    document = parse(source)

    def work() -> None:
        facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
        story = Story(document, facts, Intent())
        for one in facts:
            DialogueChecker().check(one)
        for checker in (GlyphChecker(), HabitChecker(), PeopleChecker()):
            checker.check(story)

    return cpu(work)


if __name__ == "__main__":
    sys.exit(main())
