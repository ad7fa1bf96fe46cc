"""What was worked out before and can be worked out again: kept on disk, so that a checked novel opens checked.

One SQLite file in the cache folder.  Only hashes are its keys, but its values quote the manuscript, so it
lies in the writer's own folder and is readable by nobody else.  Any trouble with it is met by doing
without: it never stops a review.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from editor.errors import EditorError
from editor.manuscript.folders import cache_folder

_LIMIT = 64 * 1024 * 1024
_TABLE = (
    "CREATE TABLE IF NOT EXISTS memo"
    " (key TEXT PRIMARY KEY, value BLOB NOT NULL, sha256 TEXT NOT NULL, used INTEGER NOT NULL)"
)


class Memo:
    """Byte strings by key; the least recently used go when it grows over ``limit`` bytes."""

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._database: sqlite3.Connection | None = None
        with suppress(EditorError, OSError, sqlite3.Error):
            self._database = _opened()

    def recall(self, key: str) -> bytes | None:
        """What was kept under ``key``, verified by its hash; None if there is nothing sound."""
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT value, sha256 FROM memo WHERE key = ?", (key,)).fetchone()
            if row is None or hashlib.sha256(row[0]).hexdigest() != row[1]:
                return None
            self._database.execute(f"UPDATE memo SET used = ({_NEXT}) WHERE key = ?", (key,))
        except sqlite3.Error:
            return None
        return bytes(row[0])

    def keep(self, key: str, value: bytes) -> None:
        """Keep ``value`` under ``key``, if there is room for it at all."""
        if self._database is None or len(value) > self._limit // 4:
            return
        with suppress(sqlite3.Error):
            self._database.execute(
                f"INSERT OR REPLACE INTO memo VALUES (?, ?, ?, ({_NEXT}))",
                (key, value, hashlib.sha256(value).hexdigest()),
            )
            while self._size() > self._limit:
                self._database.execute("DELETE FROM memo WHERE used = (SELECT min(used) FROM memo)")

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _size(self) -> int:
        assert self._database is not None
        (size,) = self._database.execute("SELECT coalesce(sum(length(value)), 0) FROM memo").fetchone()
        return int(size)


_NEXT = "SELECT coalesce(max(used), 0) + 1 FROM memo"


def _opened() -> sqlite3.Connection:
    file = cache_folder() / "memo.sqlite"
    try:
        return _connected(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        # Damaged: there is nothing in it that cannot be made again.
        for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            name.unlink(missing_ok=True)
        return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    if not file.exists():
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    database = sqlite3.connect(file, timeout=0.5, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(_TABLE)
    except BaseException:
        database.close()
        raise
    return database
