"""Where the program's own data lies: beside a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from editor.errors import EditorError

_PACKAGE = Path(__file__).parent


class ResourceMissing(EditorError):
    """A file that belongs to the program is not where it should be."""


def _find(installed: str, checkout: str, parts: tuple[str, ...]) -> Path:
    # The wheel carries the two top-level folders inside the package; a checkout has them beside it.
    for root in (_PACKAGE / installed, _PACKAGE.parent / checkout):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissing(f"Blue Pencil's own file {'/'.join(parts)} is missing. Please install the program again.")


def resource(*parts: str) -> Path:
    """The path of one of the program's data files.

    Raises:
        ResourceMissing: if the installation is incomplete.
    """
    return _find("_resources", "resources", parts)


def sample(name: str) -> Path:
    """The path of a sample text.

    Raises:
        ResourceMissing: if the installation is incomplete.
    """
    return _find("_samples", "sample_texts", (name,))
