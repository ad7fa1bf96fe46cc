"""The entry point: a command goes to ``cli``; a file or nothing opens the window, where there can be one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    from editor import cli

    asked = cli.complete(sys.argv[1:] if arguments is None else arguments)
    sys.excepthook = cli.explain_crash
    if asked[0] != "open":
        return cli.main(asked)
    args = cli.parser().parse_args(asked)
    from pathlib import Path

    from editor import app

    try:
        app.check()
    except app.NoWindow as reason:
        return cli.main(asked, str(reason))
    return app.main(Path(args.file) if args.file is not None else None)


def run() -> NoReturn:
    """Run the program and end the process.

    Stopped by the writer while an extension module runs code of its own, Python would end by the signal instead of
    the status, though the interruption was dealt with.
    """
    from editor import cli

    status = main()
    if status == cli.INTERRUPTED:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    run()
