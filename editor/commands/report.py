"""``bluepencil report``: a printable review as one HTML page."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from editor.commands.output import Output
from editor.commands.texts import desk, same_file
from editor.errors import EditorError
from editor.press.html import GENERATOR, page


def run(args: Namespace, output: Output) -> int:
    """Review one file and write the page; 0 if it was written, 2 if not."""
    if same_file(args.output, args.file):
        raise EditorError(f"{args.output} is the text itself. Choose another name for the review.")
    if os.path.lexists(args.output) and not args.force and not _is_review(Path(args.output)):
        raise EditorError(f"There is a file {args.output} already. Say --force if it is to be overwritten.")
    from editor.checks.rule import Level
    from editor.manuscript.disk import write_atomically

    with desk(output, args.languagetool, args.variant, args.intent) as here:
        reviewed = here.review(args.file)
    text = page(reviewed.manuscript.name, reviewed.document, reviewed.report, Level[args.level.upper()])
    write_atomically(Path(args.output), text.encode("utf-8", "replace"))
    output.say(f"The review is in {args.output}.")
    return 0


def _is_review(path: Path) -> bool:
    """Whether the file is a review that was made here before, and may be made again."""
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(600)
    except OSError:
        return False
