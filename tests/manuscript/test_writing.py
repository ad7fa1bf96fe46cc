"""The saver: the old text or the new one, whole, and never a false word about it."""

import codecs
import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.manuscript import disk
from editor.manuscript.disk import WriteError, sweep, write_atomically
from editor.manuscript.reading import Manuscript, decode, newline_of, read, unified, untitled
from editor.manuscript.writing import ChangedOnDisk, EncodingError, FileExists, export, save, save_as, with_line_ends


def leftovers(folder: Path) -> list[Path]:
    return list(folder.glob(".bluepencil-*"))


def of(text: str) -> Manuscript:
    newline, mixed = newline_of(text)
    return Manuscript(None, text, newline=newline, mixed_newlines=mixed)


# Line ends


def test_untouched_lines_of_a_mixed_file_keep_their_ends() -> None:
    manuscript = of("one\r\ntwo\nthree\rfour\n")
    assert with_line_ends(manuscript, "one\ntwo!\nthree\nfour\n") == "one\r\ntwo!\nthree\rfour\n"
    assert with_line_ends(manuscript, "one\ntwo\nnew\nthree\nfour\n") == "one\r\ntwo\nnew\nthree\rfour\n"
    assert with_line_ends(manuscript, "two\nthree\nfour") == "two\nthree\rfour"


def test_a_text_with_its_own_line_ends_keeps_them() -> None:
    assert with_line_ends(of("a\nb\n"), "a\r\nb\n") == "a\r\nb\n"


_mixed = st.lists(st.sampled_from(["a", "b", "", "\n", "\r\n", "\r", "\u2028", "x y"]), max_size=30).map("".join)


@settings(max_examples=400)
@given(_mixed, _mixed)
def test_line_ends_never_touch_the_words(old: str, new: str) -> None:
    manuscript = of(old)
    assert with_line_ends(manuscript, unified(old)) == old
    assert unified(with_line_ends(manuscript, unified(new))) == unified(new)


# Saving


def test_one_edited_word_changes_only_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(codecs.BOM_UTF16_LE + "“One”\r\ntwo\nthree".encode("utf-16-le"))
    saved = save(manuscript := read(path), manuscript.lines.replace("two", "2"))
    assert path.read_bytes() == codecs.BOM_UTF16_LE + "“One”\r\n2\nthree".encode("utf-16-le")
    assert saved == read(path)


def test_a_letter_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("naïve".encode("cp1252"))
    manuscript = read(path)
    with pytest.raises(EncodingError, match="UTF-8") as caught:
        save(manuscript, "naïve 😀")
    assert (caught.value.character, caught.value.offset) == ("😀", 6)
    assert path.read_bytes() == "naïve".encode("cp1252")
    saved = save(manuscript, "naïve 😀", as_utf8=True)
    assert (path.read_text("utf-8"), saved.encoding) == ("naïve 😀", "utf-8")


def test_an_encoding_that_would_be_guessed_wrongly_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("naïve".encode("cp1252"))
    with pytest.raises(EncodingError, match="wrongly"):
        save(read(path), "Ã©")  # in CP1252 these are the bytes of é in UTF-8
    path.write_bytes("The rain fell.".encode("utf-16-le"))
    with pytest.raises(EncodingError, match="wrongly"):
        save(read(path), "雨が降った" * 20)
    assert decode(path.read_bytes())[0] == "The rain fell."


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match="half a character"):
        save_as(untitled(), tmp_path / "x.txt", "a\ud83d")
    assert not (tmp_path / "x.txt").exists()


def test_another_programs_change_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("One.")
    manuscript = read(path)
    path.write_text("Somebody else's.")
    with pytest.raises(ChangedOnDisk):
        save(manuscript, "Mine.")
    assert path.read_text() == "Somebody else's."
    save(manuscript, "Mine.", even_if_changed=True)
    assert path.read_text() == "Mine."


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("One.")
    manuscript = read(path)
    path.unlink()
    save(manuscript, "Two.")
    assert path.read_text() == "Two."


def test_a_text_without_a_file_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="name"):
        save(untitled(), "x")
    saved = save_as(untitled(), tmp_path / "new.md", "# One\n")
    assert saved == read(tmp_path / "new.md")
    with pytest.raises(FileExists):
        save_as(untitled(), tmp_path / "new.md", "other")
    with pytest.raises(WriteError, match="Word"):
        save_as(untitled(), tmp_path / "new.docx", "x")


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_mode_and_links_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("One.")
    real.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    save(read(link), "Two.")
    assert link.is_symlink() and real.read_text() == "Two."
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    os.link(real, tmp_path / "twin.txt")
    assert "hard link" in save(read(real), "Three.").note


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("One.")
    path.chmod(0o444)
    with pytest.raises(WriteError, match="protected"):
        save(read(path), "Two.")
    assert path.read_text() == "One." and not leftovers(tmp_path)


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone" / "x.txt", tmp_path / ("x" * 300), tmp_path / "a\0b", Path(os.devnull)):
        with pytest.raises(WriteError) as caught:
            write_atomically(path, b"x")
        assert str(caught.value).endswith(".")
    loop = tmp_path / "loop.txt"
    loop.symlink_to("loop.txt")
    with pytest.raises(WriteError):
        write_atomically(loop, b"x")


def test_a_name_of_255_bytes(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".txt")
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


# Faults


@pytest.mark.parametrize("call", ["open", "write", "fsync", "fchmod", "close", "replace", "lseek"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_a_fault_at_any_step_leaves_the_old_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Old words.")
    manuscript = read(path)
    real: Callable[..., object] = getattr(os, call)
    at = 0
    while True:
        at += 1
        seen = 0

        def failing(*args: object, fail_at: int = at, **kwargs: object) -> object:
            nonlocal seen
            seen += 1
            if seen == fail_at:
                if call == "close":
                    real(*args)
                raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(disk.os, call, failing)
            try:
                save(manuscript, f"New words {at}.", even_if_changed=True)
                said_saved = True
            except WriteError:
                said_saved = False
        text = path.read_text()
        assert text in ("Old words.", f"New words {at}.")
        assert not said_saved or text == f"New words {at}."
        assert not leftovers(tmp_path)
        if seen < at:
            assert said_saved
            break
        path.write_text("Old words.")
    assert at > 1, f"the saver never called {call}"


def test_a_disk_that_gives_back_other_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Old words.")
    real = os.write
    monkeypatch.setattr(disk.os, "write", lambda handle, data: real(handle, b"?" * len(data)))
    with pytest.raises(WriteError, match="other bytes"):
        write_atomically(path, b"New words.")
    assert path.read_text() == "Old words."


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(disk.os, "write", lambda handle, data: real(handle, bytes(data[:3])))
    write_atomically(tmp_path / "x", b"ten bytes.")
    assert (tmp_path / "x").read_bytes() == b"ten bytes."


def test_leftovers_of_a_crash_are_swept(tmp_path: Path) -> None:
    old, young = tmp_path / ".bluepencil-0123.tmp", tmp_path / ".bluepencil-4567.tmp"
    for file in (old, young):
        file.write_text("x")
    os.utime(old, (1, 1))
    assert sweep(tmp_path) == 1
    assert leftovers(tmp_path) == [young]


_SAVER = """
import sys
from pathlib import Path
from editor.manuscript.disk import write_atomically
path = Path(sys.argv[1])
bodies = [bytes([65 + n]) * 400_000 for n in range(26)]
print("ready", flush=True)
while True:
    for body in bodies:
        write_atomically(path, body)
        sys.stdout.buffer.write(body[:1])
        sys.stdout.buffer.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_fifty_kills_never_tear_a_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"A" * 400_000)
    for kill in range(50):
        saver = subprocess.Popen([sys.executable, "-c", _SAVER, str(path)], stdout=subprocess.PIPE)
        assert saver.stdout is not None
        assert saver.stdout.readline() == b"ready\n"
        # Killed after a different number of acknowledged saves each time, in the middle of the next.
        acknowledged = saver.stdout.read(1 + kill % 5)
        saver.send_signal(signal.SIGKILL)
        acknowledged += saver.stdout.read()
        saver.wait()
        data = path.read_bytes()
        assert len(data) == 400_000 and data == data[:1] * 400_000
        # The last one that was acknowledged, or the one after it, already renamed.
        last = acknowledged[-1]
        assert data[0] in (last, 65 + (last - 65 + 1) % 26)


# Export


def test_export_leaves_the_source_alone(tmp_path: Path) -> None:
    source = tmp_path / "draft.txt"
    source.write_bytes(b"One.?\r\n")
    assert export("One?\r\n", tmp_path / "clean.txt", source=source) == b"One?\r\n"
    assert (tmp_path / "clean.txt").read_bytes() == b"One?\r\n"
    assert source.read_bytes() == b"One.?\r\n"
    for again in (source, tmp_path / "sub" / ".." / "draft.txt"):
        with pytest.raises(FileExists, match="manuscript itself"):
            export("x", again, source=source, overwrite=True)
    with pytest.raises(FileExists, match="already"):
        export("x", tmp_path / "clean.txt", source=source)
    export("x", tmp_path / "clean.txt", source=source, overwrite=True)
    assert (tmp_path / "clean.txt").read_bytes() == b"x"


@settings(max_examples=60)
@given(text=st.text(st.characters(codec="utf-8")))
def test_every_text_is_exported_exactly(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("out") / "clean.md"
    assert export(text, path) == path.read_bytes() == text.encode()
