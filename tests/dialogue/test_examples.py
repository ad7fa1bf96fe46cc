"""Every rule of the dialogue family by its example file.

A line that begins with ``+`` is flagged by the file's rule at the words between ``[[`` and ``]]``; the
line after it, beginning with ``=``, is what its first fix makes of it (a rule without fixes has none).  A
line that begins with ``-`` is right, and no rule of the family may flag it.  ``¶`` stands for the end of a
paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.checks.apply import apply
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.rule import Finding, Rule
from tests.dialogue.reviewing import findings_in

_EXAMPLES = Path(__file__).parent / "examples"
_RULES = {rule.id: rule for rule in DialogueChecker().rules}
_LEAST = 8


@dataclass(frozen=True)
class Example:
    """One line of an example file; ``fixed`` is None for a silent one."""

    rule: str
    number: int
    text: str
    flagged: tuple[str, int] | None
    fixed: str | None

    def __str__(self) -> str:
        return f"{self.rule}:{self.number}"


def _examples() -> list[Example]:
    found: list[Example] = []
    for path in sorted(_EXAMPLES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            text = line[2:].replace("¶", "\n\n")
            if line.startswith("- "):
                found.append(Example(path.stem, number, text, None, None))
            elif line.startswith("+ "):
                start, end = text.index("[["), text.index("]]")
                fixed = lines[number] if number < len(lines) else ""
                fixable = _RULES[path.stem].fixable
                assert fixed.startswith("= ") is fixable, f"{path.name}:{number}: a flagged line needs its fix"
                bare = text.replace("[[", "").replace("]]", "")
                result = fixed[2:].replace("¶", "\n\n") if fixable else None
                found.append(Example(path.stem, number, bare, (text[start + 2 : end], start), result))
    return found


EXAMPLES = _examples()
FLAGGED = [example for example in EXAMPLES if example.flagged is not None]
SILENT = [example for example in EXAMPLES if example.flagged is None]


@pytest.mark.parametrize("example", FLAGGED, ids=str)
def test_a_mistake_is_found_at_its_words_and_mended(example: Example) -> None:
    found = [finding for finding in findings_in(example.text) if finding.rule.id == example.rule]
    assert [(finding.text, finding.span.start) for finding in found] == [example.flagged]
    finding = found[0]
    assert finding.span.of(example.text) == finding.text
    assert finding.message.endswith((".", "?")) and "\n" not in finding.message + finding.evidence
    assert bool(finding.fixes) == _RULES[example.rule].fixable
    if not finding.fixes:
        return
    mended = apply(sorted(finding.fixes[0].edits), example.text)
    assert mended == example.fixed
    _mends(example.text, mended, finding)


def _mends(before: str, after: str, finding: Finding) -> None:
    """The fix takes its own finding away and makes no new one."""
    old = [found.rule.id for found in findings_in(before)]
    new = [found.rule.id for found in findings_in(after)]
    for rule in new:
        assert rule in old, f"the fix of {finding.rule.id} makes {rule}"
        old.remove(rule)
    assert finding.rule.id in old, "the fix leaves its finding"


@pytest.mark.parametrize("example", SILENT, ids=str)
def test_what_is_right_stays_silent(example: Example) -> None:
    assert [(finding.rule.id, finding.text) for finding in findings_in(example.text)] == []


@pytest.mark.parametrize("rule", _RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_examples_and_keeps_to_its_own(rule: Rule) -> None:
    mine = [example for example in EXAMPLES if example.rule == rule.id]
    assert sum(example.flagged is not None for example in mine) >= _LEAST
    assert sum(example.flagged is None for example in mine) >= _LEAST
    assert rule.id in [finding.rule.id for finding in findings_in(rule.wrong)]
    assert findings_in(rule.right) == []
    assert all((rule.summary, rule.why, rule.source))


def test_no_example_file_is_without_a_rule() -> None:
    assert {path.stem for path in _EXAMPLES.glob("*.txt")} == set(_RULES)
