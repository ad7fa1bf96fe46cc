"""From the words in the window to a file: saving, and exporting a cleaned text.

Saving keeps the encoding, the byte-order mark and the line ends of the file as it was read; a text that
was not changed is written back byte for byte.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from editor.manuscript.disk import WriteError, Written, write_atomically
from editor.manuscript.reading import (
    FOREIGN_SUFFIXES,
    Change,
    Manuscript,
    ReadError,
    changed_on_disk,
    decode,
    fingerprint_of,
    format_of,
    newline_of,
    unified,
)

__all__ = ["ChangedOnDisk", "EncodingError", "FileExists", "WriteError", "export", "save", "save_as", "with_line_ends"]


class ChangedOnDisk(WriteError):
    """Another program changed the file since it was read; nothing was written."""


class EncodingError(WriteError):
    """The file's encoding has no such character; saving as UTF-8 would keep it.

    ``character`` is the first one, ``offset`` its place in the text (code points).
    """

    def __init__(self, sentence: str, character: str, offset: int) -> None:
        super().__init__(sentence)
        self.character = character
        self.offset = offset


class FileExists(WriteError):
    """There is such a file already, and nobody said that it may be replaced."""


def save(manuscript: Manuscript, text: str, *, even_if_changed: bool = False, as_utf8: bool = False) -> Manuscript:
    """Write ``text`` where the manuscript came from.

    ``text`` has ``\\n`` line ends, which are mapped back onto the file's own; a text with ``\\r`` in it
    keeps the line ends that it has.

    Raises:
        ChangedOnDisk: if another program changed the file, unless ``even_if_changed``.
        EncodingError: if the file's encoding cannot hold the text, unless ``as_utf8``.
        WriteError: if it could not be written.
    """
    if manuscript.path is None:
        raise WriteError("This text has no file yet. Please choose a name for it.")
    if not even_if_changed and changed_on_disk(manuscript) is Change.CHANGED:
        raise ChangedOnDisk(
            f"{manuscript.path} was changed by another program since you opened it. Nothing was written: "
            "save under another name, or say which of the two texts is to stay."
        )
    return _put(manuscript, manuscript.path, text, as_utf8)


def save_as(
    manuscript: Manuscript, path: Path | str, text: str, *, overwrite: bool = False, as_utf8: bool = False
) -> Manuscript:
    """Write ``text`` under a new name, with the encoding and line ends of the manuscript.

    Raises:
        FileExists: if there is such a file, unless ``overwrite``.
        EncodingError: if the encoding cannot hold the text, unless ``as_utf8``.
        WriteError: if it could not be written.
    """
    path = Path(path)
    _refuse_name(path)
    if not overwrite and os.path.lexists(path):
        raise _exists(path)
    return _put(replace(manuscript, form=format_of(path)), path, text, as_utf8)


def export(text: str, path: Path | str, *, source: Path | None = None, overwrite: bool = False) -> bytes:
    """Write ``text`` as it is, in UTF-8, and read it back; the bytes that now lie in the file.

    Raises:
        FileExists: if ``path`` is the ``source`` itself, or exists and ``overwrite`` was not said.
        EncodingError: if the text holds half a character.
        WriteError: if it could not be written, or reads back otherwise.
    """
    path = Path(path)
    _refuse_name(path)
    if source is not None and _same_file(path, source):
        raise FileExists(f"{path} is the manuscript itself. Please choose another name for the cleaned text.")
    if not overwrite and os.path.lexists(path):
        raise _exists(path)
    data = _encoded(Manuscript(path, text), text)
    written = write_atomically(path, data)
    try:
        back = written.path.read_bytes()
    except OSError as error:
        raise WriteError(f"{path} was written but cannot be read back ({error.strerror}).") from error
    if back != data or back.decode("utf-8") != text:
        raise WriteError(f"{path} reads back otherwise than it was written. Please export to another place.")
    return data


def with_line_ends(manuscript: Manuscript, text: str) -> str:
    """``text`` (``\\n`` only) with the line ends of the manuscript: untouched lines keep theirs."""
    if "\r" in text:
        return text
    if text == unified(manuscript.text):
        return manuscript.text
    if not manuscript.mixed_newlines:
        return text.replace("\n", manuscript.newline.value)
    old = _lines(manuscript.text)
    new = text.split("\n")
    ends = [manuscript.newline.value] * len(new)
    head = 0
    while head < min(len(old), len(new)) and old[head][0] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail][0] == new[-1 - tail]:
        tail += 1
    pairs = [(at, at) for at in range(head)]
    pairs += [(len(old) - 1 - back, len(new) - 1 - back) for back in range(tail)]
    middle = SequenceMatcher(None, [body for body, _ in old[head : len(old) - tail]], new[head : len(new) - tail])
    for kind, old_from, old_to, new_from, new_to in middle.get_opcodes():
        if kind in ("equal", "replace"):
            # A line whose words were changed is still that line.
            pairs += zip(range(head + old_from, head + old_to), range(head + new_from, head + new_to), strict=False)
    for was, now in pairs:
        ends[now] = old[was][1] or manuscript.newline.value
    ends[-1] = ""
    for at in range(1, len(new)):
        if ends[at - 1] == "\r" and not new[at] and ends[at] == "\n":
            ends[at] = "\r\n"  # or the two line ends would run together into one
    return "".join(body + end for body, end in zip(new, ends, strict=True))


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line and its end; the last has none."""
    lines: list[tuple[str, str]] = []
    start = 0
    while True:
        ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
        if not ends:
            lines.append((text[start:], ""))
            return lines
        at = min(ends)
        end = "\r\n" if text.startswith("\r\n", at) else text[at]
        lines.append((text[start:at], end))
        start = at + len(end)


def _put(manuscript: Manuscript, path: Path, text: str, as_utf8: bool) -> Manuscript:
    full = with_line_ends(manuscript, text)
    if as_utf8 and manuscript.encoding != "utf-8":
        manuscript = replace(manuscript, encoding="utf-8", bom=b"")
    data = _encoded(manuscript, full)
    if manuscript.encoding != "utf-8" and not manuscript.bom and not _reads_back(data, full):
        raise EncodingError(
            f"Kept as {manuscript.encoding}, {path.name} would be read wrongly the next time. "
            "Nothing was written: save it as UTF-8.",
            "",
            0,
        )
    written = write_atomically(path, data)
    newline, mixed = newline_of(full)
    return replace(
        manuscript,
        path=path,
        text=full,
        newline=newline if "\n" in full or "\r" in full else manuscript.newline,
        mixed_newlines=mixed,
        fingerprint=fingerprint_of(data, written.mtime_ns),
        note=_link_note(written),
    )


def _reads_back(data: bytes, text: str) -> bool:
    """Without a mark the encoding is guessed when the file is opened: the guess must come out the same."""
    try:
        return decode(data)[0] == text
    except ReadError:
        return False


def _link_note(written: Written) -> str:
    if not written.other_names:
        return ""
    return f"{written.path.name} had another name on this disk (a hard link); that one keeps the old text."


def _encoded(manuscript: Manuscript, text: str) -> bytes:
    try:
        return manuscript.bom + text.encode(manuscript.encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise EncodingError(_unencodable(manuscript, character), character, error.start) from error


def _unencodable(manuscript: Manuscript, character: str) -> str:
    if 0xD800 <= ord(character) <= 0xDFFF:
        return f"The text holds half a character (U+{ord(character):04X}), which no file can hold. Please delete it."
    name = unicodedata.name(character, "a character").lower()
    return (
        f"{manuscript.name} is kept as {manuscript.encoding}, which has no “{character}” ({name}). "
        "Nothing was written: save it as UTF-8, or change that character."
    )


def _exists(path: Path) -> FileExists:
    return FileExists(f"There is a file {path} already. Nothing was written.")


def _refuse_name(path: Path) -> None:
    if path.suffix.lower() in FOREIGN_SUFFIXES:
        raise WriteError(
            f"Blue Pencil writes plain text and cannot make {FOREIGN_SUFFIXES[path.suffix.lower()]}. "
            "Please choose a name that ends in .txt or .md."
        )


def _same_file(a: Path, b: Path) -> bool:
    try:
        return a.samefile(b)
    except OSError:
        return os.path.realpath(a) == os.path.realpath(b)
