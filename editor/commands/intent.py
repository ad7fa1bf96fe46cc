"""``bluepencil intent``: how a text is told, as the writer says; printed, taken from a file, forgotten."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from editor.commands.output import Output
from editor.errors import EditorError


def run(args: Namespace, output: Output) -> int:
    """Explain the file, or print or change what is noted about one text; always 0.

    Raises:
        EditorError: if the text or the file cannot be read, or nothing can be noted down.
    """
    if args.file is None:
        if args.take is not None or args.forget:
            raise EditorError("Say which text that is about: bluepencil intent TEXT --take FILE.")
        from editor.resources import resource

        output.report(resource("intent", "format.txt").read_text("utf-8"))
        return 0
    from editor.manuscript.intent_file import intent_toml, read_intent
    from editor.manuscript.notebook import Notebook
    from editor.manuscript.reading import read
    from editor.text.parse import parse

    if args.take is not None and args.forget:
        raise EditorError("Say either --take FILE or --forget, not both.")
    manuscript = read(Path(args.file))
    notebook = Notebook.open(manuscript.path)
    try:
        if notebook.note:
            output.say(notebook.note)
        intent = notebook.intent()
        if args.forget:
            notebook.set_declared((), ())
            notebook.set_quotes(None)
            output.say(f"What was said of the telling of {manuscript.name} is forgotten.")
        elif args.take is not None:
            said = read_intent(Path(args.take), parse(manuscript.text, manuscript.form), intent)
            notebook.set_declared(said.declarations, said.passages)
            notebook.set_cast(said.cast)
            notebook.set_quotes(said.quotes)
            for word in intent.words - said.words:
                notebook.remove_word(word)
            for word in said.words - intent.words:
                notebook.add_word(word)
            output.say(f"Noted down for {manuscript.name}.")
        else:
            output.report(intent_toml(intent))
    finally:
        notebook.close()
    return 0
