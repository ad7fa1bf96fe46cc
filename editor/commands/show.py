"""``bluepencil [FILE]`` where no window can be opened: the review as text."""

from __future__ import annotations

from argparse import Namespace

from editor.commands.output import Output
from editor.commands.texts import desk


def run(args: Namespace, output: Output) -> int:
    """Say why there is no window and print the review of the file, or of the sample story; 0, or 2 if unreadable."""
    from editor.press.terminal import review_text
    from editor.resources import sample

    if args.why:
        output.say(f"{args.why} Here is the review as text.")
    path = args.file if args.file is not None else str(sample("restaurant.txt"))
    with desk(output, "auto", None) as here:
        reviewed = here.review(path)
    output.report(
        review_text(path if args.file is not None else reviewed.manuscript.name, reviewed.document, reviewed.report)
    )
    return 0
