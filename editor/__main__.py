"""The entry point: a command goes to ``cli``; a file or nothing opens the window, where there can be one."""

from __future__ import annotations

import sys
from collections.abc import Sequence


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


if __name__ == "__main__":
    sys.exit(main())
