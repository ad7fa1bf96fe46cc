"""The one atomic writer: after it, a file holds the whole old bytes or the whole new ones, never less.

A temporary file in the same folder is written, synced, read back and only then renamed over the old
one, and the folder is synced.  A failure at any step is an error: nothing is called saved that the disk
has not confirmed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from editor.errors import EditorError

_PREFIX, _SUFFIX = ".bluepencil-", ".tmp"
# No write takes this long (seconds), so what is older was left behind by a crash.
_ABANDONED = 600.0
_RENAME_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2)  # seconds; virus scanners and sync programs hold files briefly
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A file system that has no such notion is no failure; one that fails at it is.
_NO_SUCH_NOTION = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EACCES})
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no permission to write there",
    errno.EPERM: "you have no permission to write there",
    errno.ENOENT: "the folder is not there any more",
    errno.ENOTDIR: "the folder is not there any more",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reported a fault",
    errno.ELOOP: "the name is a link that leads back to itself",
}


class WriteError(EditorError):
    """Nothing was written, or the disk did not confirm it; the text in the window is untouched."""


@dataclass(frozen=True, slots=True)
class Written:
    """The real path (links followed), when it changed, and how many other names kept the old text."""

    path: Path
    mtime_ns: int
    other_names: int = 0


def write_atomically(path: Path, data: bytes) -> Written:
    """Put ``data`` into ``path``, keeping its mode, its owner where that is allowed, and links to it.

    Raises:
        WriteError: if it could not be done; the old file is then whole.
    """
    try:
        target = Path(os.path.realpath(path))
        old = _old(target)
        sweep(target.parent)
        temporary = target.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        try:
            _write_new(temporary, data, old)
            _rename(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(target.parent)
        return Written(target, target.stat().st_mtime_ns, old.st_nlink - 1 if old is not None else 0)
    except (OSError, ValueError) as error:
        reason = "the name is not a possible file name"
        if isinstance(error, OSError):
            reason = _REASONS.get(error.errno or 0) or (error.strerror or "the disk reported a fault").lower()
        raise WriteError(f"{path} was not saved: {reason}. Your text is still here; try another place.") from error


def sweep(folder: Path) -> int:
    """Remove temporary files that a crash left in ``folder``; the number removed."""
    removed = 0
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                if time.time() - leftover.stat().st_mtime > _ABANDONED:
                    leftover.unlink()
                    removed += 1
    return removed


def _old(target: Path) -> os.stat_result | None:
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise WriteError(f"{target} is a folder. Please choose a name for the file.")
    if not stat.S_ISREG(old.st_mode):
        raise WriteError(f"{target} is a device or a pipe, not a file.")
    # A rename would get around the protection of the file itself.
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise WriteError(f"{target} is protected against writing. Save under another name, or lift the protection.")
    return old


def _write_new(temporary: Path, data: bytes, old: os.stat_result | None) -> None:
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if old is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if old is not None:
            _keep_rights(handle, old)
        _sync(handle)
        os.lseek(handle, 0, os.SEEK_SET)
        with os.fdopen(os.dup(handle), "rb") as back:
            if back.read() != data:
                raise WriteError(
                    f"{temporary.parent} gave back other bytes than were written to it, so nothing was saved. "
                    "Your text is still here; try another disk."
                )
    finally:
        os.close(handle)


def _keep_rights(handle: int, old: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    # The owner first: changing it clears some bits of the mode.
    for keep in (partial(os.fchown, handle, old.st_uid, old.st_gid), partial(os.fchmod, handle, old.st_mode & 0o7777)):
        try:
            keep()
        except OSError as error:
            if error.errno not in _NO_SUCH_NOTION:
                raise


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync alone leaves the bytes in the drive's own memory.
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _rename(temporary: Path, target: Path) -> None:
    for pause in _RENAME_PAUSES:
        try:
            temporary.replace(target)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32):
                raise
            time.sleep(pause)
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_NOTION:
            raise
