"""Whether the program that wrote a file is still running, told by a lock that dies with it.

A process number would not do: after a crash and a restart of the computer somebody else has it, and the
rescued text would stay hidden.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from pathlib import Path

# Held until the process ends, however it ends: one per folder (tests use several).
_held: dict[Path, tuple[str, int]] = {}


def own_session(folder: Path) -> str:
    """The token of this process's session in ``folder``; its lock is taken on the first call."""
    if folder not in _held:
        token = secrets.token_hex(8)
        handle = os.open(_lock_file(folder, token), os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        _lock(handle)
        _held[folder] = token, handle
    return _held[folder][0]


def is_open(folder: Path, token: str) -> bool:
    """Whether the process of session ``token`` still runs; the lock of one that does not is removed."""
    if not token.isalnum():
        return False
    file = _lock_file(folder, token)
    try:
        handle = os.open(file, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return False
    try:
        free = _lock(handle)
    finally:
        os.close(handle)
    if free:
        with contextlib.suppress(OSError):
            file.unlink()
    return not free


def _lock_file(folder: Path, token: str) -> Path:
    return folder / f"session-{token}.lock"


def _lock(handle: int) -> bool:
    """Take the lock without waiting; False if another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Windows says so in this way; a file system without locks cannot hide a rescued text either.
        return sys.platform != "win32"
    return True
