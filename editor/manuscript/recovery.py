"""What survives a crash: the words that were typed and not yet saved.

While a text is dirty the window hands it here every two seconds; each keeping replaces the one before as
a whole.  Nothing here is thrown away by the program itself: :func:`discard` is called after a save that
was confirmed, or because the writer said so.

A rescue file is one line of JSON (what it is, of which file, the hash of the words) and then the words in
UTF-8.  It lies in the program's own data folder, not beside the manuscript.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.manuscript.disk import write_atomically
from editor.manuscript.folders import data_folder
from editor.manuscript.reading import Manuscript
from editor.manuscript.session import is_open, own_session

_SUFFIX = ".rescue"
_KIND = "bluepencil-rescue"
_VERSION = 1


class RecoveryError(EditorError):
    """A rescue file is damaged; what can be read of it is in ``fragment``."""

    def __init__(self, sentence: str, fragment: str = "") -> None:
        super().__init__(sentence)
        self.fragment = fragment


@dataclass(frozen=True, slots=True)
class Rescue:
    """One rescued text, as listed: its words are read by :func:`load`.

    ``path`` is the manuscript's, None for a text that was never saved; ``source_sha256`` the hash of the
    file that the text grew from, empty if there was none; ``kept_at`` seconds since 1970.  ``damage`` is a
    sentence when the header cannot be read, and then the other fields say nothing.
    """

    file: Path
    path: Path | None = None
    source_sha256: str = ""
    kept_at: float = 0.0
    words: int = 0
    first_words: str = ""
    damage: str = ""
    session: str = ""

    @property
    def in_use(self) -> bool:
        """Whether the program that keeps it is still running."""
        return is_open(self.file.parent, self.session)


class Keeper:
    """Keeps the unsaved text of one open manuscript; made when it is opened or begun."""

    def __init__(self) -> None:
        self._name = f"{secrets.token_hex(12)}{_SUFFIX}"
        self._kept: str | None = None

    @property
    def file(self) -> Path:
        """Where the words are kept."""
        return data_folder("recovery") / self._name

    def keep(self, manuscript: Manuscript, text: str) -> bool:
        """Keep ``text``; False when it is already kept.

        Raises:
            EditorError: if it cannot be written; the window then says so.
        """
        body = text.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(body).hexdigest()
        if digest == self._kept and self.file.exists():
            return False
        header = {
            "kind": _KIND,
            "version": _VERSION,
            "path": str(manuscript.path.absolute()) if manuscript.path is not None else None,
            "source_sha256": manuscript.fingerprint.sha256 if manuscript.fingerprint is not None else "",
            "kept_at": time.time(),
            "sha256": digest,
            "size": len(body),
            "words": len(text.split()),
            "first_words": " ".join(text[:400].split()[:12]),
            "session": own_session(self.file.parent),
        }
        write_atomically(self.file, json.dumps(header).encode("utf-8") + b"\n" + body)
        self._kept = digest
        return True

    def discard(self) -> None:
        """Throw the kept words away: they were saved, or the writer does not want them."""
        self._kept = None
        _remove(self.file)


def rescues() -> list[Rescue]:
    """Every rescued text that no open window is keeping, newest first; damaged ones are listed too."""
    found = [_listed(file) for file in data_folder("recovery").glob(f"*{_SUFFIX}")]
    return sorted((rescue for rescue in found if not rescue.in_use), key=lambda r: -r.kept_at)


def rescue_of(path: Path) -> Rescue | None:
    """The newest rescued text of the manuscript at ``path``."""
    real = os.path.realpath(path)
    return next((r for r in rescues() if r.path is not None and os.path.realpath(r.path) == real), None)


def load(rescue: Rescue) -> str:
    """The rescued words, verified by their hash.

    Raises:
        RecoveryError: if they are damaged; ``fragment`` holds what can still be read.
    """
    try:
        data = rescue.file.read_bytes()
    except OSError as error:
        raise RecoveryError(f"The rescued text {rescue.file} cannot be read ({error.strerror}).") from error
    head, newline, body = data.partition(b"\n")
    header = _header(head)
    if header is None:
        # Without its first line a file may still hold all of the words.
        fragment = (body if newline else data).decode("utf-8", "replace")
        raise RecoveryError("The rescued text is damaged: its beginning cannot be read.", fragment)
    if hashlib.sha256(body).hexdigest() != header.get("sha256"):
        size = header.get("size")
        missing = size - len(body) if isinstance(size, int) else 0
        what = f"its last {missing} bytes are missing" if missing > 0 else "some of its characters changed"
        raise RecoveryError(f"The rescued text is damaged: {what}.", body.decode("utf-8", "replace"))
    return body.decode("utf-8", "surrogatepass")


def discard(rescue: Rescue) -> None:
    """Throw a rescued text away, because its words were saved or the writer does not want them."""
    _remove(rescue.file)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise RecoveryError(f"The rescued text {file} cannot be removed ({error.strerror}).") from error


def _header(line: bytes) -> Mapping[str, object] | None:
    try:
        header = json.loads(line)
    except ValueError:
        return None
    if not isinstance(header, dict) or header.get("kind") != _KIND or not isinstance(header.get("sha256"), str):
        return None
    return header


def _listed(file: Path) -> Rescue:
    try:
        with file.open("rb") as opened:
            header = _header(opened.readline(1 << 16))
            age = os.fstat(opened.fileno()).st_mtime
    except OSError as error:
        return Rescue(file, damage=f"The rescued text {file.name} cannot be read ({error.strerror}).")
    if header is None:
        return Rescue(file, kept_at=age, damage=f"The beginning of the rescued text {file.name} is damaged.")
    path, kept_at, words = (header.get(key) for key in ("path", "kept_at", "words"))
    return Rescue(
        file,
        Path(path) if isinstance(path, str) and "\0" not in path else None,
        str(header.get("source_sha256") or ""),
        float(kept_at) if isinstance(kept_at, int | float) else age,
        words if isinstance(words, int) else 0,
        str(header.get("first_words") or ""),
        session=str(header.get("session") or ""),
    )
