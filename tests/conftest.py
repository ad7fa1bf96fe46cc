"""What all tests share: no display is needed, and the program's own folders are new for each test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder for everything that the program keeps."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BLUEPENCIL_HOME", str(folder))
    return folder
