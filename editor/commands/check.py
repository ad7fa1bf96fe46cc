"""``bluepencil check``: print what was found."""

from __future__ import annotations

from argparse import Namespace

from editor.commands.output import Output
from editor.commands.texts import FAILED, FOUND_NOTHING, FOUND_SOMETHING, desk


def run(args: Namespace, output: Output) -> int:
    """Review each file and print its findings; 0 nothing found, 1 something, 2 a file could not be read."""
    from editor.checks.rule import Level
    from editor.press import contract, terminal

    level = Level[args.level.upper()]
    status = FOUND_NOTHING
    entries: list[contract.Json] = []
    first = True
    with desk(output, args.languagetool, args.variant, args.intent) as here:
        for reviewed in here.review_all(args.files):
            if reviewed is None:
                status = FAILED
                continue
            if status == FOUND_NOTHING and any(f.severity >= level for f in reviewed.report.findings):
                status = FOUND_SOMETHING
            if args.format == "json":
                entries.append(contract.file_entry(reviewed.path, reviewed.document.source, reviewed.report, level))
            else:
                text = terminal.findings_text(reviewed.path, reviewed.document, reviewed.report, level)
                output.report(text if first else f"\n{text}")
                first = False
    if args.format == "json":
        output.report(contract.dump(entries))
    return status
