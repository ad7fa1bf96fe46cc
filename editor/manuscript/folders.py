"""Where the program keeps what is its own: notebooks and rescued text, and what can be made again.

Never beside the manuscript: that folder may be synced or belong to somebody else.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from editor.errors import EditorError

HOME_VARIABLE = "BLUEPENCIL_HOME"
"""Names a folder that is used for everything instead of the system's own places."""

_APP = "bluepencil"


class FolderError(EditorError):
    """One of the program's own folders cannot be made."""


def _folder(usual: str, under: str, *parts: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    path = (Path(home) / under if home else Path(usual)).joinpath(*parts)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FolderError(
            f"Blue Pencil cannot make its own folder {path} ({error.strerror}). "
            f"Set {HOME_VARIABLE} to a folder that it may write to."
        ) from error
    return path


def data_folder(*parts: str) -> Path:
    """The folder of what must not be lost, made if need be.

    Raises:
        FolderError: if it cannot be made.
    """
    return _folder(platformdirs.user_data_dir(_APP, appauthor=False), "data", *parts)


def cache_folder(*parts: str) -> Path:
    """The folder of what can be made again, made if need be.

    Raises:
        FolderError: if it cannot be made.
    """
    return _folder(platformdirs.user_cache_dir(_APP, appauthor=False), "cache", *parts)
