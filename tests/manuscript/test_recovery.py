"""Unsaved words survive a crash, and nobody but the writer throws them away."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editor.manuscript.reading import read, untitled
from editor.manuscript.recovery import Keeper, RecoveryError, discard, load, rescue_of, rescues

TEXT = "“Wait,” Ines said.\nShe laughed 😀.\n" * 20

_TYPIST = """
import sys
from pathlib import Path
from editor.manuscript.reading import read, untitled
from editor.manuscript.recovery import Keeper
manuscript = read(sys.argv[1]) if sys.argv[1] else untitled()
keeper, text = Keeper(), ""
while True:
    text += "another word "
    keeper.keep(manuscript, text)
    print(len(text), flush=True)
"""


def crashed(path: Path | None, after: int) -> int:
    """Type in another process, kill it, and say how much of the text was certainly kept."""
    typist = subprocess.Popen([sys.executable, "-c", _TYPIST, str(path or "")], stdout=subprocess.PIPE, text=True)
    assert typist.stdout is not None
    for _ in range(after):
        typist.stdout.readline()
    assert not rescues()  # the program still runs: its text is not offered to a second one
    typist.send_signal(signal.SIGKILL)
    kept = [int(line) for line in typist.stdout.read().splitlines()]
    typist.wait()
    return max(kept, default=after * len("another word "))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_words_survive_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The first words.")
    for after in (1, 3, 8):
        kept = crashed(path, after)
        rescue = rescue_of(path)
        assert rescue is not None and rescue.path == path and not rescue.damage
        assert rescue.source_sha256 == read(path).fingerprint.sha256  # type: ignore[union-attr]
        text = load(rescue)
        assert len(text) in (kept, kept + len("another word ")) and text.startswith("another word ")
        discard(rescue)
        assert rescues() == []
    assert path.read_text() == "The first words."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_text_that_was_never_saved_survives_as_well() -> None:
    crashed(None, 2)
    (rescue,) = rescues()
    assert rescue.path is None and rescue.first_words.startswith("another word")
    assert load(rescue).startswith("another word ")


def file_kept() -> Path:
    """A rescue file whose program is no longer there."""
    keeper = Keeper()
    assert keeper.keep(untitled(), TEXT)
    data = keeper.file.read_bytes().replace(b'"session": "', b'"session": "0', 1)
    keeper.file.write_bytes(data)
    return keeper.file


def test_the_same_words_are_kept_once() -> None:
    keeper = Keeper()
    assert keeper.keep(untitled(), TEXT)
    assert not keeper.keep(untitled(), TEXT)
    keeper.file.unlink()
    assert keeper.keep(untitled(), TEXT)
    assert rescues() == []  # ours, and we are running
    keeper.discard()
    assert not keeper.file.exists()
    keeper.discard()


def test_a_lone_surrogate_is_kept() -> None:
    keeper = Keeper()
    keeper.keep(untitled(), "a\ud83d")
    file = keeper.file
    file.write_bytes(file.read_bytes().replace(b'"session": "', b'"session": "0', 1))
    assert load(rescues()[0]) == "a\ud83d"


def test_damage_is_reported_and_never_deleted() -> None:
    file = file_kept()
    whole = file.read_bytes()
    chance = random.Random(7)
    cuts = [whole[: chance.randrange(len(whole))] for _ in range(150)]
    flips = []
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        flips.append(bytes(data))
    for data in (*cuts, *flips, b"", b"\n", b"[]\n", b"\xff" * 100):
        file.write_bytes(data)
        for rescue in rescues():
            try:
                assert load(rescue) == TEXT
            except RecoveryError as error:
                assert "damaged" in str(error)
        assert file.read_bytes() == data


def test_what_can_be_read_of_a_damaged_one_is_offered() -> None:
    file = file_kept()
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(RecoveryError, match="last 10 bytes are missing") as caught:
        load(rescues()[0])
    assert TEXT.startswith(caught.value.fragment[:-1]) and len(caught.value.fragment) > len(TEXT) - 12
