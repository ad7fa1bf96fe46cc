"""From a file to a manuscript: the words, and everything needed to write them back byte for byte."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor.errors import EditorError
from editor.text.parse import Format

SIZE_LIMIT = 64 * 1024 * 1024
"""The largest file opened, in bytes: some twenty long novels."""

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mmd"})
FOREIGN_SUFFIXES = {
    ".docx": "a Word document",
    ".docm": "a Word document",
    ".doc": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a rich text file",
    ".pdf": "a PDF",
    ".epub": "an e-book",
    ".html": "a web page",
    ".htm": "a web page",
    ".pages": "a Pages document",
    ".scriv": "a Scrivener project",
}
_FOREIGN = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text file"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3\0", "a database"),
)
# The 32-bit mark of little-endian begins with the 16-bit one, so it is looked for first.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class ReadError(EditorError):
    """A file cannot be opened as a manuscript."""


class Newline(StrEnum):
    """How the lines of a file end; new lines of a mixed file end in its commonest way."""

    LF = "\n"
    CRLF = "\r\n"
    CR = "\r"


class Change(StrEnum):
    """What happened to a file behind the program's back."""

    NONE = "none"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was last read or written: how a change by another program is noticed."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text and where it lives.

    ``text`` is decoded, its byte-order mark dropped, its line ends as they are.  ``path`` is None for a
    text that was never saved.  ``note`` is a sentence for the writer about how it was read, or empty.
    """

    path: Path | None
    text: str
    form: Format = Format.TEXT
    encoding: str = "utf-8"
    bom: bytes = b""
    newline: Newline = Newline.LF
    mixed_newlines: bool = False
    fingerprint: Fingerprint | None = None
    note: str = ""

    @property
    def lines(self) -> str:
        """The text as a window holds it: every line ends in ``\\n``."""
        return unified(self.text)

    @property
    def name(self) -> str:
        """What a title bar says."""
        return self.path.name if self.path is not None else "Untitled"


def unified(text: str) -> str:
    """``text`` with every line end (CRLF, CR, LF) written as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def format_of(path: Path) -> Format:
    """How a file of this name is written."""
    return Format.MARKDOWN if path.suffix.lower() in _MARKDOWN else Format.TEXT


def newline_of(text: str) -> tuple[Newline, bool]:
    """The commonest line end of ``text``, and whether others occur too."""
    crlf = text.count("\r\n")
    counts = {Newline.LF: text.count("\n") - crlf, Newline.CRLF: crlf, Newline.CR: text.count("\r") - crlf}
    if not any(counts.values()):
        return Newline.LF, False
    most = max(counts, key=lambda newline: counts[newline])
    return most, sum(count > 0 for count in counts.values()) > 1


def read(path: Path | str) -> Manuscript:
    """Open a file.

    Raises:
        ReadError: if it is no file, cannot be read, is too large, or does not hold plain text.
    """
    path = Path(path)
    data, mtime_ns = _bytes_of(path)
    _refuse_foreign(path, data)
    text, encoding, bom, note = decode(data, path.name)
    newline, mixed = newline_of(text)
    return Manuscript(path, text, format_of(path), encoding, bom, newline, mixed, fingerprint_of(data, mtime_ns), note)


def fingerprint_of(data: bytes, mtime_ns: int) -> Fingerprint:
    """The fingerprint of a file that holds ``data``."""
    return Fingerprint(hashlib.sha256(data).hexdigest(), len(data), mtime_ns)


def _bytes_of(path: Path) -> tuple[bytes, int]:
    # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a folder. Please choose a text file inside it.")
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise ReadError(f"{path} is not a file that holds text, but a device or a pipe.")
            if found.st_size > SIZE_LIMIT:
                raise _too_large(path)
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}. It may have been moved or renamed.") from error
    except PermissionError as error:
        raise ReadError(f"You have no permission to read {path}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a possible file name"
        raise ReadError(f"{_shown(path)} could not be read: {reason}.") from error
    if len(data) > SIZE_LIMIT:
        raise _too_large(path)
    return data, found.st_mtime_ns


def _shown(path: Path) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in str(path))


def _too_large(path: Path) -> ReadError:
    return ReadError(
        f"{path} is larger than {SIZE_LIMIT // (1024 * 1024)} MB, more than twenty long novels. "
        "Please split it into parts."
    )


def _refuse_foreign(path: Path, data: bytes) -> None:
    kind = next((kind for magic, kind in _FOREIGN if data.startswith(magic)), None)
    suffix = path.suffix.lower()
    if kind is None and suffix in FOREIGN_SUFFIXES and data:
        kind = FOREIGN_SUFFIXES[suffix]
    if kind is not None:
        raise ReadError(
            f"{path} is {kind}, which Blue Pencil cannot open. "
            "Please save it as plain text (.txt) or Markdown (.md) and open that."
        )


def decode(data: bytes, name: str = "The file") -> tuple[str, str, bytes, str]:
    """Text, encoding, byte-order mark and a note of ``data``; encoding the text again gives ``data``.

    A byte-order mark decides; then strict UTF-8; then UTF-16 where every second byte is NUL; then CP1252,
    and Latin-1 for the five bytes that CP1252 leaves out.

    Raises:
        ReadError: if the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _decoded(data[len(bom) :], encoding)
            if text is not None:
                return text, encoding, bom, ""
    text = _decoded(data, "utf-8")
    wide = _wide_encoding(data)
    if wide is not None and (text is None or "\0" in text):
        read_wide = _decoded(data, wide)
        if read_wide is not None:
            return read_wide, wide, b"", ""
    if text is not None:
        return text, "utf-8", b"", _nul_note(name, text)
    if _binary(data):
        raise ReadError(
            f"{name} does not hold text that can be read. If it comes from a word processor, "
            "please save it there as plain text (.txt)."
        )
    for encoding in ("cp1252", "latin-1"):
        text = _decoded(data, encoding)
        if text is not None:
            break
    assert text is not None  # Latin-1 has a character for every byte
    note = f"{name} is not UTF-8; it was read as Western European text ({encoding}) and is saved the same way."
    return text, encoding, b"", note


def _decoded(data: bytes, encoding: str) -> str | None:
    """``data`` as text, if it can be written back exactly."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every second byte is NUL."""
    if len(data) < 2 or len(data) % 2:
        return None
    head = data[:4096]
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _nul_note(name: str, text: str) -> str:
    count = text.count("\0")
    if not count:
        return ""
    return f"{name} holds {count} NUL characters, which no editor shows; they are kept as they are."


def _binary(data: bytes) -> bool:
    """Bytes that are neither UTF-8 nor a Western text: NULs, or many control characters."""
    head = data[:65536]
    control = sum(head.count(bytes([byte])) for byte in (*range(9), *range(14, 32), 127))
    return b"\0" in head or control > len(head) // 20


def untitled(text: str = "") -> Manuscript:
    """A manuscript that was never saved."""
    newline, mixed = newline_of(text)
    return Manuscript(None, text, newline=newline if text else _usual(), mixed_newlines=mixed)


def _usual() -> Newline:
    return Newline.CRLF if sys.platform == "win32" else Newline.LF


def changed_on_disk(manuscript: Manuscript) -> Change:
    """Whether another program changed the file since it was read or written here.

    Size and time answer quickly when both are the same; the bytes decide otherwise, so a file that was
    only touched or copied back by a sync is not called changed.
    """
    path, known = manuscript.path, manuscript.fingerprint
    if path is None or known is None:
        return Change.NONE
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Change.GONE
    except OSError:
        return Change.UNREADABLE
    if found.st_size == known.size and found.st_mtime_ns == known.mtime_ns:
        return Change.NONE
    try:
        data, _ = _bytes_of(path)
    except ReadError:
        return Change.UNREADABLE
    return Change.NONE if hashlib.sha256(data).hexdigest() == known.sha256 else Change.CHANGED
