"""``bluepencil rewrite``: tell a text in another tense or person; shown first, written only where that is asked for."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from editor.commands.output import Output
from editor.commands.texts import desk, same_file
from editor.errors import EditorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.checks.proposal import Order, Proposal
    from editor.manuscript.reading import Manuscript


def run(args: Namespace, output: Output) -> int:
    """Show what would change in one file, or write it; 0 if that was done, 2 if not."""
    target = _target(args)
    from editor.checks.apply import apply
    from editor.checks.proposal import edits_in
    from editor.manuscript.writing import save_as
    from editor.text.parse import parse

    with desk(output, "off", None, None) as here:
        manuscript = here.read(args.file)
        document = parse(manuscript.text, manuscript.form)
        intent = here.intent(manuscript, document)
        if intent.quotes is not None:
            document = parse(manuscript.text, manuscript.form, intent.quotes)
        output.progress(f"Reading {manuscript.name} …")
        proposals = here.engine(intent.variant, document).propose(_order(args), document, intent)
    accepted = [proposal for proposal in proposals if proposal.sure or args.unsure]
    if target is None:
        output.report(_shown(manuscript, proposals))
        output.say(_told(proposals, accepted) + " Say -o OUT to write the text that way.")
        return 0
    save_as(manuscript, target, apply(edits_in(accepted), manuscript.text), overwrite=args.force)
    output.say(f"{_told(proposals, accepted)} Written to {target}.")
    return 0


def _order(args: Namespace) -> Order:
    """What was asked for.

    Raises:
        EditorError: if it is not clear what.
    """
    from editor.checks.narrative.model import Person, Tense
    from editor.checks.narrative.rewrite.orders import TellInPerson, TellInTense
    from editor.checks.narrative.rewrite.teller import Teller

    if (args.tense is None) == (args.person is None):
        raise EditorError("Say either --tense past or present, or --person first or third.")
    if args.tense is not None:
        return TellInTense(Tense(args.tense))
    if not args.name or args.pronoun is None:
        raise EditorError("Say who is “I”: --name NAME --pronoun he, she or they.")
    return TellInPerson(Person(args.person), Teller(args.name, args.pronoun))


def _target(args: Namespace) -> str | None:
    """Where to write; refused before any work is done.

    Raises:
        EditorError: if that would overwrite something without leave.
    """
    if args.output is None:
        return None
    if same_file(args.output, args.file):
        raise EditorError(f"{args.output} is the text itself. Choose another name.")
    if os.path.lexists(args.output) and not args.force:
        raise EditorError(f"There is a file {args.output} already. Say --force if it is to be overwritten.")
    return str(args.output)


def _shown(manuscript: Manuscript, proposals: Sequence[Proposal]) -> str:
    """Every sentence as it is and as it would be; a question mark stands before those that want a look."""
    from editor.press.difference import Passage, pieces_of
    from editor.press.terminal import difference_text

    blocks: list[str] = []
    line, counted = 1, 0
    for proposal in proposals:
        line += manuscript.text.count("\n", counted, proposal.span.start)
        counted = proposal.span.start
        pieces = pieces_of(manuscript.text, proposal.span, proposal.edits)
        block = difference_text([Passage(proposal.span, proposal.span, line, pieces)])
        note = f"{'?' if not proposal.sure else 'note:'} {proposal.note}\n" if proposal.note else ""
        blocks.append(block + note)
    return "\n".join(blocks)


def _told(proposals: Sequence[Proposal], accepted: Sequence[Proposal]) -> str:
    if not proposals:
        return "Nothing to change."
    words = f"{len(accepted):,} of {len(proposals):,} sentence{'s' * (len(proposals) != 1)} told anew."
    left = len(proposals) - len(accepted)
    if left:
        words += f" {left:,} left as {'it is' if left == 1 else 'they are'}, to look at first; --unsure takes them too."
    return words
