"""Where LanguageTool lies: the folder, its jar, and the archive that makes it start sooner.

The folder is laid out as ``language_tool_python`` expects it, so that the wrapper finds, starts and
replaces it unmodified: ``LanguageTool-6.8`` in the folder that ``LTP_PATH`` names.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from editor.engines.languagetool.java import Java

VERSION = "6.8"
FOLDER = f"LanguageTool-{VERSION}"
MAIN = "org.languagetool.server.HTTPServer"
SERVER_JAR = "languagetool-server.jar"
_START_JAR = "bluepencil-start.jar"
_STORE_VARIABLE = "LTP_PATH"  # the wrapper's own
_HOME_VARIABLE = "BLUEPENCIL_HOME"

# Options that change how classes are laid out must be the same when the archive is made and used.
MEMORY = ("-Xmx512m", "-Xss1m", "-XX:+UseSerialGC")
_AOT_SINCE = 25  # JEP 514: one option makes the archive (JEP 483 made it in two steps)


def store() -> Path:
    """The folder that holds LanguageTool and what belongs to it; it need not exist."""
    chosen = os.environ.get(_STORE_VARIABLE)
    if chosen:
        return Path(chosen)
    home = os.environ.get(_HOME_VARIABLE)
    base = Path(home) / "cache" if home else Path(platformdirs.user_cache_dir("bluepencil", appauthor=False))
    return base / "languagetool"


@contextmanager
def wrapper_store(folder: Path) -> Iterator[None]:
    """Let ``language_tool_python`` work in ``folder`` for a moment."""
    before = os.environ.get(_STORE_VARIABLE)
    os.environ[_STORE_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_STORE_VARIABLE]
        else:
            os.environ[_STORE_VARIABLE] = before


def installed() -> Path | None:
    """The folder of an installed LanguageTool, whole; None if there is none."""
    folder = store() / FOLDER
    return folder if (folder / SERVER_JAR).is_file() else None


def class_path(folder: Path) -> Path:
    """The jar to start: our own, where :func:`write_start_jar` could make one."""
    own = folder / _START_JAR
    return own if own.is_file() else folder / SERVER_JAR


def archive(folder: Path, java: Java) -> Path:
    """Where the start-up archive of this LanguageTool for this Java lies; it need not exist."""
    ending = "aot" if java.major >= _AOT_SINCE else "jsa"
    # Not the path of Java: Java compares its own build, and a second installation shares the archive.
    known = hashlib.sha256(f"{java.source}|{java.version}|{MEMORY}".encode()).hexdigest()[:12]
    return folder / f"start-{known}.{ending}"


def archive_options(folder: Path, java: Java) -> list[str]:
    """What makes Java use the archive, if there is one; a stale one is passed over by Java itself."""
    path = archive(folder, java)
    if not path.is_file():
        return []
    return [f"-XX:AOTCache={path}"] if path.suffix == ".aot" else [f"-XX:SharedArchiveFile={path}"]


def recording_options(folder: Path, java: Java) -> list[str]:
    """What makes Java write the archive when it ends."""
    path = archive(folder, java)
    return [f"-XX:AOTCacheOutput={path}"] if path.suffix == ".aot" else [f"-XX:ArchiveClassesAtExit={path}"]


def manifest(entries: dict[str, str]) -> bytes:
    """A jar manifest; lines are folded at 72 bytes as the JAR specification asks."""
    out = bytearray(b"Manifest-Version: 1.0\r\n")
    for name, value in entries.items():
        line = f"{name}: {value}".encode()
        out += line[:72] + b"\r\n"
        for at in range(72, len(line), 71):
            out += b" " + line[at : at + 71] + b"\r\n"
    return bytes(out + b"\r\n")


def write_server_jar(folder: Path) -> None:
    """The jar that the wrapper starts: a manifest that names the class and the libraries."""
    libs = " ".join(f"libs/{path.name}" for path in sorted((folder / "libs").glob("*.jar")))
    with zipfile.ZipFile(folder / SERVER_JAR, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest({"Main-Class": MAIN, "Class-Path": libs}))


def write_start_jar(folder: Path) -> bool:
    """LanguageTool's server classes in a jar whose class path holds jars alone.

    The release's server jar names its own folder as well, and Java refuses to archive a class path with a
    folder in it.  Where the rules lie in that folder (the release archive) nothing is written.
    """
    libs = sorted((folder / "libs").glob("*.jar"))
    servers = [path for path in libs if path.name.startswith("languagetool-server-")]
    if len(servers) != 1 or (folder / "org").exists():
        return False
    names = " ".join(f"libs/{path.name}" for path in libs if path != servers[0])
    with zipfile.ZipFile(servers[0]) as source, zipfile.ZipFile(folder / _START_JAR, "w", zipfile.ZIP_DEFLATED) as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest({"Main-Class": MAIN, "Class-Path": names}))
        for name in source.namelist():
            if name != "META-INF/MANIFEST.MF" and not name.endswith("/"):
                jar.writestr(name, source.read(name))
    return True
