"""Runs the command as a writer does: a process of its own, its three streams apart."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

STORY = (
    "“We are late,” Said Ines. She looked at the quay. “Is the ferry gone.?”\r\n\r\n"
    "Tomas laughed and shook his head. “It is not gone,” he said. “Look!”\r\n"
)
"""Two slips of dialogue: a capitalised tag and doubled end marks."""

CALM = "The ferry lay at the quay. Ines walked down to it and waited. Nobody came.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folders for one test."""
    return tmp_path / "home"


@pytest.fixture
def run(tmp_path: Path, home: Path) -> Run:
    """Call ``bluepencil`` in an empty folder, without a display and without LanguageTool's server."""

    def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        inherited = {name: value for name, value in os.environ.items() if name not in hidden}
        done = subprocess.run(
            [sys.executable, "-m", "editor", *arguments],
            capture_output=True,
            timeout=120,
            cwd=tmp_path,
            env={**inherited, "BLUEPENCIL_HOME": str(home), "LTP_PATH": str(home / "none"), **environment},
            stdin=subprocess.DEVNULL,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in err and "Traceback" not in out, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return call


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    return path


@pytest.fixture
def calm(tmp_path: Path) -> Path:
    path = tmp_path / "calm.txt"
    path.write_bytes(CALM.encode())
    return path
