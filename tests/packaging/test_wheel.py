"""What the program needs reaches the installed wheel as well as a checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=300)
    (built,) = folder.glob("bluepencil-*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(("folder", "inside"), [("resources", "_resources"), ("sample_texts", "_samples")])
def test_every_data_file_is_in_the_wheel(wheel: set[str], folder: str, inside: str) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files
    missing = [
        path.name for path in files if f"editor/{inside}/{path.relative_to(ROOT / folder).as_posix()}" not in wheel
    ]
    assert not missing


def test_the_wheel_carries_no_tests(wheel: set[str]) -> None:
    assert not [name for name in wheel if name.startswith("tests/")]
