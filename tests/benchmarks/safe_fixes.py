"""Take every SAFE fix of the dialogue family in a folder of texts: ``python -m tests.benchmarks.safe_fixes FOLDER``.

Nothing is written.  The exit status is 1 when a second run would change a text again, or when a fix makes a finding
that was not there.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from editor.checks.apply import Choice, apply, edits_of
from editor.checks.checker import Story
from editor.checks.consistency.glyphs import GlyphChecker
from editor.checks.dialogue.checker import DialogueChecker
from editor.checks.intent import Intent
from editor.checks.rule import Applicability, Edit, Finding
from editor.text.parse import Format, parse
from tests.dialogue.reviewing import facts_of


def findings_of(source: str, form: Format) -> list[Finding]:
    """What the family finds, and the marks in the minority form, their spans in ``source``."""
    document = parse(source, form)
    facts = tuple(facts_of(document, paragraph) for paragraph in document.paragraphs)
    found = GlyphChecker().check(Story(document, facts, Intent()))
    for index, one in enumerate(facts):
        for finding in DialogueChecker().check(one):
            found.append(finding.moved(lambda span, index=index: document.to_source(index, span)))  # type: ignore[misc]
    return found


def safe_edits(found: list[Finding], source: str) -> tuple[Edit, ...]:
    """The edits of the first fix of each finding, where it is SAFE."""
    choices = [Choice(one, fix) for one in found for fix in one.fixes[:1] if fix.applicability is Applicability.SAFE]
    return edits_of(choices, source)[0]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.safe_fixes", description=__doc__)
    parser.add_argument("folder", type=Path)
    texts = sorted(path for path in parser.parse_args().folder.rglob("*") if path.suffix in (".md", ".txt"))
    taken = bad = 0
    for path in texts:
        form = Format.MARKDOWN if path.suffix == ".md" else Format.TEXT
        source = path.read_text(encoding="utf-8")
        found = findings_of(source, form)
        edits = safe_edits(found, source)
        if not edits:
            continue
        taken += len(edits)
        after = apply(edits, source)
        again = findings_of(after, form)
        new = Counter(one.rule.id for one in again) - Counter(one.rule.id for one in found)
        if new or safe_edits(again, after):
            bad += 1
            print(f"{path}: new findings {dict(new)}, edits left {len(safe_edits(again, after))}")
    print(f"{len(texts)} texts, {taken} edits of safe fixes, {bad} texts not at rest after one run")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
