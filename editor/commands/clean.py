"""``bluepencil clean``: make the safe fixes and write the result, or show what would change."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING

from editor.commands.output import Output
from editor.commands.texts import desk, same_file
from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.checks.consistency.restyle import Target
    from editor.manuscript.reading import Manuscript
    from editor.review.clean import Cleaned


def run(args: Namespace, output: Output) -> int:
    """Clean one file; 0 if it was written (or shown), 2 if not."""
    target = _target(args)
    from editor.press.difference import difference
    from editor.press.terminal import difference_text
    from editor.review.clean import clean
    from editor.text.parse import parse

    with desk(output, args.languagetool, args.variant, args.intent) as here:
        manuscript = here.read(args.file)
        document = parse(manuscript.text, manuscript.form)
        intent = here.intent(manuscript, document)
        engine = here.engine(intent.variant, document)
        output.progress(f"Cleaning {manuscript.name} …")
        here.await_languagetool(intent.variant)
        cleaned = clean(manuscript.text, manuscript.form, engine, intent, args.accept, _style(args))
    if args.diff:
        output.report(difference_text(difference(manuscript.text, cleaned.text)))
        return 0
    assert target is not None
    _write(manuscript, cleaned, target, args)
    output.say(_told(cleaned, target))
    return 0


def _style(args: Namespace) -> Target:
    """The style of marks that was asked for."""
    from editor.checks.consistency.restyle import DASHES, ELLIPSES, Glyphs, Speech, Target

    return Target(
        Glyphs(args.quotes) if args.quotes else None,
        {"us": Speech.DOUBLE, "uk": Speech.SINGLE}.get(args.system),
        dict(zip(args.ellipses, ELLIPSES, strict=True)).get(args.ellipsis),
        dict(zip(args.dashes, DASHES, strict=True)).get(args.dash),
    )


def _target(args: Namespace) -> str | None:
    """Where to write; refused before any work is done.

    Raises:
        EditorError: if that would overwrite something without leave, or nothing was said.
    """
    if args.diff:
        return None
    if args.in_place:
        if args.output is not None and not same_file(args.output, args.file):
            raise EditorError("Say either --in-place or -o OUT, not both.")
        return str(args.file)
    if args.output is None:
        raise EditorError("Say where to write the cleaned text: -o OUT, or --in-place, or --diff to see it first.")
    if same_file(args.output, args.file):
        raise EditorError(
            f"{args.output} is the text itself. Choose another name, or say --in-place if it is to be overwritten."
        )
    if os.path.lexists(args.output) and not args.force:
        raise EditorError(f"There is a file {args.output} already. Say --force if it is to be overwritten.")
    return str(args.output)


def _write(manuscript: Manuscript, cleaned: Cleaned, target: str, args: Namespace) -> None:
    from editor.manuscript.writing import save, save_as

    if args.in_place:
        if cleaned.text != manuscript.text:
            save(manuscript, cleaned.text)
    else:
        save_as(manuscript, target, cleaned.text, overwrite=args.force)


def _told(cleaned: Cleaned, target: str) -> str:
    """What was done, in a sentence or two."""
    marks = cleaned.set_anew
    styled = f"{marks:,} mark{'s' * (marks != 1)} set in the style asked for." if marks else ""
    if not cleaned.taken:
        if styled:
            return f"{styled} Written to {target}."
        return f"Nothing could be put right safely; {target} holds the text as it is."
    counts = Counter(choice.finding.rule.summary for choice in cleaned.taken)
    listed = "; ".join(f"{summary} ({count})" if count > 1 else summary for summary, count in counts.most_common())
    total = len(cleaned.taken)
    return f"Put right in {target}: {total} place{'' if total == 1 else 's'}. {listed}. {styled}".rstrip()
