"""The command's front door: what can be asked, and which module answers.

Only ``argparse`` is imported at the start, so that help, a wrong option or a rule's explanation come at
once.  This floor never imports ``ui``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from editor import __version__
from editor.commands.output import Output
from editor.errors import EditorError

FAILED = 2
INTERRUPTED = 130

_ABOUT = "An editor for fiction writers: dialogue, tense, point of view, grammar, readability."
_OPENING = "Without a command, “bluepencil [FILE]” opens the window; without a FILE, on a sample story."
# In the order of editor.checks.consistency.restyle, which is not loaded to print help.
_ELLIPSES = ("sign", "dots", "spaced")
_DASHES = ("em", "em-spaced", "en-spaced", "hyphens", "hyphens-spaced")
_ENGINE = "LanguageTool beside Harper: auto (when installed, the default), off, require, or the URL of your own server"


class _Parser(argparse.ArgumentParser):
    """Explains a wrong call in a sentence or two."""

    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{self.prog}: {message}.\nTry “{self.prog} --help”.\n")


def _engine(value: str) -> str:
    if value in ("auto", "off", "require") or "://" in value:
        return value
    raise argparse.ArgumentTypeError(f"“{value}” is not auto, off, require or a URL")


def parser() -> argparse.ArgumentParser:
    """Everything that can be asked of ``bluepencil``."""
    top = _Parser(prog="bluepencil", description=_ABOUT, epilog=_OPENING)
    top.add_argument("--version", action="version", version=f"Blue Pencil {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: str, detail: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}. {detail}".strip())
        made.set_defaults(module=name)
        return made

    def reviewing(made: argparse.ArgumentParser) -> None:
        made.add_argument("--languagetool", type=_engine, default="auto", metavar="auto|off|require|URL", help=_ENGINE)
        made.add_argument("--variant", choices=("en-US", "en-GB"), help="English as spelled in the US or in Britain")
        made.add_argument(
            "--intent", metavar="FILE", help="how the text is told; “bluepencil intent” explains the file"
        )

    def levels(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--level",
            choices=("mistake", "question", "advice"),
            default="question",
            help="the lowest level shown (default: question)",
        )

    check = command("check", "print what was found in texts", "Exit status: 0 nothing, 1 something, 2 unreadable file.")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json is a contract, see SCHEMA.md")
    levels(check)
    reviewing(check)

    clean = command("clean", "put right what is safe to put right", "The text itself is left alone unless you say so.")
    clean.add_argument("file", metavar="FILE")
    clean.add_argument("-o", "--output", metavar="OUT", help="where the cleaned text is written")
    clean.add_argument("--accept", action="append", default=[], metavar="RULE", help="take this rule's first fix too")
    style = clean.add_argument_group("one style for the whole text (nothing changes where none is asked for)")
    style.add_argument("--quotes", choices=("curly", "straight"), help="the shape of quotation marks and apostrophes")
    style.add_argument("--system", choices=("us", "uk"), help="speech in double marks (us) or in single ones (uk)")
    style.add_argument("--ellipsis", choices=_ELLIPSES, help="one sign (…), three dots (...), or spaced (. . .)")
    style.add_argument("--dash", choices=_DASHES, help="between words: a—b, a — b, a – b, a--b, or a -- b")
    clean.set_defaults(ellipses=_ELLIPSES, dashes=_DASHES)
    clean.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    clean.add_argument("--in-place", action="store_true", help="overwrite FILE itself")
    clean.add_argument("--force", action="store_true", help="overwrite OUT if it exists")
    reviewing(clean)

    rewrite = command("rewrite", "tell a text in another tense or person", "Shown first; written only with -o OUT.")
    rewrite.add_argument("file", metavar="FILE")
    rewrite.add_argument("--tense", choices=("past", "present"), help="tell the narration in this tense")
    rewrite.add_argument("--person", choices=("first", "third"), help="tell the narration in this person")
    rewrite.add_argument("--name", help="who is “I”, as the narration calls them")
    rewrite.add_argument("--pronoun", choices=("he", "she", "they"), help="what stands for the name")
    rewrite.add_argument("--unsure", action="store_true", help="take the sentences too that want a look first")
    rewrite.add_argument("-o", "--output", "--out", metavar="OUT", help="where the new text is written")
    rewrite.add_argument("--force", action="store_true", help="overwrite OUT if it exists")

    report = command("report", "write a printable review as a web page")
    report.add_argument("file", metavar="FILE")
    report.add_argument("-o", "--output", required=True, metavar="OUT.html", help="where the page is written")
    report.add_argument("--force", action="store_true", help="overwrite OUT.html even if it is no review")
    levels(report)
    reviewing(report)

    intent = command("intent", "say how a text is told, or explain the file for --intent")
    intent.add_argument("file", nargs="?", metavar="TEXT", help="print what was said of it; without, the explanation")
    intent.add_argument("--take", metavar="FILE", help="note down for TEXT what FILE says of it")
    intent.add_argument("--forget", action="store_true", help="forget how TEXT is told and what is meant in it")

    rules = command("rules", "explain the rules, or one of them")
    rules.add_argument("id", nargs="?", metavar="ID", help="a rule, or the family or group its id begins with")
    rules.add_argument("--engines", action="store_true", help="list the rules of Harper and LanguageTool as well")

    command("doctor", "say what is installed, found and usable")

    tool = command("languagetool", "install LanguageTool, or say how it is")
    actions = tool.add_subparsers(metavar="ACTION", required=True, dest="action", parser_class=_Parser)
    install = actions.add_parser("install", help="fetch LanguageTool, after saying how large it is")
    install.add_argument("--with-maven", action="store_true", help="fetch the parts one by one with Maven (smaller)")
    install.add_argument("--yes", action="store_true", help="do not ask")
    actions.add_parser("status", help="say whether it is installed and usable")

    show = commands.add_parser("open", description=f"Open a text in the window. {_OPENING}")
    show.add_argument("file", nargs="?", metavar="FILE")
    show.set_defaults(module="show")
    return top


def complete(arguments: Sequence[str]) -> list[str]:
    """The arguments with the command spelled out: a file or nothing means ``open``."""
    known = (
        "check",
        "clean",
        "rewrite",
        "report",
        "intent",
        "rules",
        "doctor",
        "languagetool",
        "open",
        "-h",
        "--help",
        "--version",
    )
    return list(arguments) if arguments and arguments[0] in known else ["open", *arguments]


def main(arguments: Sequence[str], why: str = "") -> int:
    """Run one command; the exit status.  Never raises on purpose: errors are sentences on standard error.

    ``why`` says why a text is shown in the terminal rather than in the window.
    """
    args = parser().parse_args(complete(arguments), argparse.Namespace(why=why))
    output = Output()
    try:
        status = int(import_module(f"editor.commands.{args.module}").run(args, output))
        return FAILED if output.failed else status
    except EditorError as error:
        output.say(str(error))
        return FAILED
    except KeyboardInterrupt:
        output.done()
        return INTERRUPTED


def explain_crash(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """In place of a traceback, which says nothing to a writer: ``sys.excepthook``."""
    output = sys.stderr
    if output is not None:
        output.write(
            f"Blue Pencil made a mistake of its own ({kind.__name__}: {error}). Your text was not changed. "
            "Please tell its makers what you were doing.\n"
        )
    raise SystemExit(FAILED)
