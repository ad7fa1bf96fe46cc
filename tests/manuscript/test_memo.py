"""The memo on disk: sound answers or none, and never in the way."""

from pathlib import Path

import pytest

from editor.manuscript.folders import cache_folder
from editor.manuscript.memo import Memo


def test_it_recalls_what_was_kept() -> None:
    memo = Memo()
    memo.keep("a", b"one")
    memo.keep("a", b"two")
    memo.close()
    assert Memo().recall("a") == b"two"
    assert Memo().recall("b") is None


def test_the_least_recently_used_go_first() -> None:
    memo = Memo(limit=1000)
    for name in "abcd":
        memo.keep(name, bytes(240))
    assert memo.recall("a") is not None
    memo.keep("e", bytes(240))
    assert memo.recall("b") is None and memo.recall("a") is not None
    memo.keep("huge", bytes(999))
    assert memo.recall("huge") is None


def test_a_damaged_file_is_begun_again() -> None:
    (cache_folder() / "memo.sqlite").write_bytes(b"not a database" * 100)
    memo = Memo()
    memo.keep("a", b"one")
    assert memo.recall("a") == b"one"


def test_it_does_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("BLUEPENCIL_HOME", str(tmp_path / "file"))
    memo = Memo()
    memo.keep("a", b"one")
    assert memo.recall("a") is None
