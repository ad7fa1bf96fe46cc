"""Files of every kind: opened whole, or refused in a sentence."""

import codecs
import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.manuscript.reading import (
    SIZE_LIMIT,
    Change,
    Manuscript,
    Newline,
    ReadError,
    changed_on_disk,
    decode,
    read,
    unified,
    untitled,
)
from editor.manuscript.writing import save
from editor.text.parse import Format


def opened(folder: Path, data: bytes, name: str = "draft.txt") -> Manuscript:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "Error" not in sentence and "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"   \n \n", "   \n \n", "utf-8"),
        ("“Naïve,” she said.".encode(), "“Naïve,” she said.", "utf-8"),
        (codecs.BOM_UTF8 + b"Rain.", "Rain.", "utf-8"),
        (codecs.BOM_UTF16_LE + "Rain.".encode("utf-16-le"), "Rain.", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Rain.".encode("utf-16-be"), "Rain.", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "Rain.".encode("utf-32-le"), "Rain.", "utf-32-le"),
        ("The rain fell.".encode("utf-16-le"), "The rain fell.", "utf-16-le"),
        ("The rain fell.".encode("utf-16-be"), "The rain fell.", "utf-16-be"),
        ("“Naïve,” she said.".encode("cp1252"), "“Naïve,” she said.", "cp1252"),
        (b"caf\xe9 \x81", "café \x81", "latin-1"),
        (b"One\0two\n", "One\0two\n", "utf-8"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, data: bytes, text: str, encoding: str) -> None:
    manuscript = opened(tmp_path, data)
    assert (manuscript.text, manuscript.encoding) == (text, encoding)


def test_a_file_that_is_not_utf8_says_how_it_was_read(tmp_path: Path) -> None:
    assert "cp1252" in opened(tmp_path, "naïve".encode("cp1252")).note
    assert "NUL" in opened(tmp_path, b"a\0b").note
    assert opened(tmp_path, b"plain").note == ""


@pytest.mark.parametrize(
    ("text", "newline", "mixed"),
    [
        ("a\nb", Newline.LF, False),
        ("a\r\nb", Newline.CRLF, False),
        ("a\rb", Newline.CR, False),
        ("a\r\nb\nc\n", "\n", True),
    ],
)
def test_line_ends_are_counted(tmp_path: Path, text: str, newline: str, mixed: bool) -> None:
    manuscript = opened(tmp_path, text.encode())
    assert (manuscript.newline, manuscript.mixed_newlines) == (newline, mixed)
    assert manuscript.lines == unified(text)


def test_the_name_says_the_format(tmp_path: Path) -> None:
    assert opened(tmp_path, b"# One", "one.MD").form is Format.MARKDOWN
    assert opened(tmp_path, b"One", "one.markdown").form is Format.MARKDOWN
    assert opened(tmp_path, b"One", "one").form is Format.TEXT


_text = st.text(st.characters(codec="utf-8"), max_size=80)


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=120),
        st.builds(
            lambda text, encoding, bom: bom + text.encode(encoding, "ignore"),
            st.lists(st.one_of(_text, st.sampled_from(["\r\n", "\n", "\r", "\0", "“", "é", "😀", "\ufeff"]))).map(
                "".join
            ),
            st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-be", "cp1252", "latin-1"]),
            st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]),
        ),
    )
)
def test_what_is_opened_can_be_written_back_exactly(data: bytes) -> None:
    try:
        text, encoding, bom, _ = decode(data)
    except ReadError:
        return
    assert bom + text.encode(encoding) == data


def test_a_megabyte_on_one_line_opens(tmp_path: Path) -> None:
    manuscript = opened(tmp_path, b"a word " * 150_000)
    assert len(manuscript.text) == 1_050_000


def test_saving_without_an_edit_changes_no_byte(tmp_path: Path) -> None:
    for data in (b"", b"a\r\nb\nc\r", "“é”\r\n".encode("cp1252"), codecs.BOM_UTF8 + b"x\n\n", b"a\0\r\n"):
        manuscript = opened(tmp_path, data)
        save(manuscript, manuscript.lines)
        assert (tmp_path / "draft.txt").read_bytes() == data


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "no file" in refused(tmp_path / "gone.txt")
    assert "folder" in refused(tmp_path)
    assert "no file" in refused(tmp_path / "no" / "such" / "place.txt")


def test_impossible_names(tmp_path: Path) -> None:
    refused(tmp_path / ("x" * 300))
    refused(tmp_path / "a\0b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nobody is refused to the superuser")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permission" in refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_and_a_device_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    started = time.monotonic()
    assert "pipe" in refused(tmp_path / "pipe.txt")
    assert "device" in refused(Path(os.devnull))
    assert time.monotonic() - started < 2


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert "split" in refused(path)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("novel.docx", b"PK\x03\x04rest", "Word"),
        ("novel.txt", b"PK\x03\x04rest", "Word"),
        ("novel.odt", b"anything", "OpenDocument"),
        ("novel.rtf", b"{\\rtf1 hello}", "rich text"),
        ("novel.pdf", b"%PDF-1.7", "PDF"),
        ("novel.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("novel.txt", bytes(range(256)) * 4, "does not hold text"),
    ],
)
def test_what_is_not_plain_text_is_refused(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind in refused(path)


def test_a_change_on_disk_is_noticed(tmp_path: Path) -> None:
    manuscript = opened(tmp_path, b"One.\n")
    path = tmp_path / "draft.txt"
    assert changed_on_disk(manuscript) is Change.NONE
    os.utime(path, (1, 1))
    assert changed_on_disk(manuscript) is Change.NONE  # touched, not changed
    path.write_bytes(b"Two.\n")
    assert changed_on_disk(manuscript) is Change.CHANGED
    path.unlink()
    assert changed_on_disk(manuscript) is Change.GONE
    path.mkdir()
    assert changed_on_disk(manuscript) in (Change.UNREADABLE, Change.CHANGED)
    assert changed_on_disk(untitled("x")) is Change.NONE


def test_reading_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"x")
    path.chmod(0o400)
    before = path.stat()
    read(path)
    after = path.stat()
    assert (before.st_mtime_ns, stat.S_IMODE(before.st_mode)) == (after.st_mtime_ns, stat.S_IMODE(after.st_mode))
