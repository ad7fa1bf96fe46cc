"""Fetches LanguageTool, whole or not at all: by the wrapper's verified download, or by Maven.

Everything is put together in a folder beside the final one and renamed when it is whole, so that a
cancelled or broken fetch leaves nothing that could be taken for LanguageTool.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from editor.engines.languagetool import folder as lt
from editor.engines.languagetool import trust
from editor.engines.languagetool.java import find_java
from editor.engines.languagetool.server import Server
from editor.engines.languagetool.state import NO_JAVA, LanguageToolState, LanguageToolUnavailable, Status
from editor.errors import EditorError
from editor.resources import resource

DOWNLOAD_BYTES = 259 * 1000 * 1000
"""What the release archive weighs; it unpacks to about 400 MB."""
MAVEN_BYTES = 97 * 1000 * 1000
"""What the libraries of English weigh."""

_COPIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"

OFFER = (
    "LanguageTool 6.8 is a download of 259 MB from its wrapper's page on GitHub and takes 400 MB on your disk. "
    "It runs on this computer only: your text is sent nowhere."
)
OFFER_MAVEN = (
    "LanguageTool 6.8 for English is a download of 97 MB by Maven. "
    "It runs on this computer only: your text is sent nowhere."
)

Progress = Callable[[float | None, str], None]
"""Called with the share that is done (0-1, None where nobody can say) and a sentence for the status line."""


class InstallError(EditorError):
    """LanguageTool could not be fetched; nothing was left behind."""


class InstallCancelled(InstallError):
    """The writer called the fetch off."""

    def __init__(self) -> None:
        super().__init__("LanguageTool was not fetched: you stopped it.")


def _quiet(done: float | None, sentence: str) -> None:
    return None


def install(
    with_maven: bool = False, progress: Progress = _quiet, cancelled: threading.Event | None = None, force: bool = False
) -> Path:
    """Fetch LanguageTool into its folder, prepare its quick start, and return the folder.

    Nothing is fetched where it lies already, unless ``force``.  ``cancelled`` may be set at any time.

    Raises:
        InstallCancelled: if ``cancelled`` was set.
        InstallError: if it cannot be fetched or written.
        LanguageToolUnavailable: if there is no Java to run it with.
    """
    stop = cancelled or threading.Event()
    if find_java() is None:
        raise LanguageToolUnavailable(NO_JAVA)
    there = lt.installed()
    if there is None or force:
        there = _fetch(_by_maven if with_maven else _by_wrapper, progress, stop)
    quicken(there, progress, stop)
    progress(1.0, f"LanguageTool {lt.VERSION} is installed.")
    return there


def remove() -> bool:
    """Take LanguageTool away again; whether there was one."""
    there = lt.installed()
    if there is not None:
        shutil.rmtree(there, ignore_errors=True)
    return there is not None


def _fetch(
    fetcher: Callable[[Path, Progress, threading.Event], Path], progress: Progress, stop: threading.Event
) -> Path:
    store = lt.store()
    final = store / lt.FOLDER
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetching-", dir=store, ignore_cleanup_errors=True) as work:
            made = fetcher(Path(work), progress, stop)
            if not (made / lt.SERVER_JAR).is_file():
                raise InstallError("What was fetched is not LanguageTool; please try again.")
            if stop.is_set():
                raise InstallCancelled
            if final.exists():
                final.replace(Path(work) / "old")
            made.replace(final)
    except OSError as error:
        raise InstallError(f"LanguageTool could not be written to {store}: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            store.rmdir()  # only if nothing is in it: nothing was fetched
    return final


def _by_wrapper(work: Path, progress: Progress, stop: threading.Event) -> Path:
    """The release archive, its checksum and its members verified by ``language_tool_python``."""
    import requests
    from language_tool_python import download_lt
    from language_tool_python.exceptions import LanguageToolError

    with lt.wrapper_store(work), _on_path(), _bar(download_lt, progress, stop):
        try:
            download_lt.LocalLanguageTool.from_version_name(lt.VERSION).download()
        except (LanguageToolError, requests.RequestException, TimeoutError, SystemError, ModuleNotFoundError) as error:
            reason = "its page cannot be reached" if isinstance(error, requests.ConnectionError) else _first_line(error)
            raise InstallError(
                f"LanguageTool could not be downloaded ({reason}). "
                "Look at your connection and try again; nothing was changed."
            ) from error
    return work / lt.FOLDER


@contextmanager
def _on_path() -> Iterator[None]:
    """The wrapper looks for ``java`` on the path before it downloads anything; ours may be a package's."""
    java = find_java()
    before = os.environ.get("PATH", "")
    if java is not None:
        os.environ["PATH"] = os.pathsep.join((str(java.path.parent), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def _bar(module: object, progress: Progress, stop: threading.Event) -> Iterator[None]:
    """Put our progress where the wrapper draws its own bar: it offers no other way to follow or to stop it."""

    class Bar:
        def __init__(self, total: int | None = None, **_: object) -> None:
            self._total = total or DOWNLOAD_BYTES
            self._done = 0

        def update(self, count: int) -> None:
            self._done += count
            if stop.is_set():
                raise InstallCancelled
            share = min(self._done / self._total, 1.0)
            progress(0.9 * share, f"Fetching LanguageTool: {self._done // 1_000_000} of {self._total // 1_000_000} MB")

        def close(self) -> None:
            progress(0.9, "Unpacking LanguageTool…")

    class Bars:
        tqdm = Bar

    original = getattr(module, "tqdm")  # noqa: B009 - a name of another package's module
    setattr(module, "tqdm", Bars)  # noqa: B010
    try:
        yield
    finally:
        setattr(module, "tqdm", original)  # noqa: B010


def _by_maven(work: Path, progress: Progress, stop: threading.Event) -> Path:
    """The same folder from Maven's libraries: the server and English (``resources/languagetool/pom.xml``)."""
    maven = shutil.which("mvn")
    if maven is None:
        raise InstallError("Maven (mvn) is not installed; leave out --with-maven to download the release instead.")
    made = work / lt.FOLDER
    libs = made / "libs"
    libs.mkdir(parents=True)
    pom = work / "pom.xml"
    shutil.copyfile(resource("languagetool", "pom.xml"), pom)
    command = [
        *(maven, "-B", "-q", "-C", "-Dstyle.color=never", "-f", str(pom), f"{_COPIES}:copy-dependencies"),
        *(f"-DoutputDirectory={libs}", "-DincludeScope=runtime"),
    ]
    options = [os.environ.get("MAVEN_OPTS", ""), *trust.java_options(work)]
    environment = {**os.environ, "MAVEN_OPTS": " ".join(options).strip()}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, cwd=work, env=environment
        )
        try:
            while process.poll() is None:
                if stop.wait(0.2):
                    raise InstallCancelled
                weight = sum(path.stat().st_size for path in _files(libs))
                progress(min(0.9 * weight / MAVEN_BYTES, 0.9), f"Maven is fetching: {weight // 1_000_000} of 97 MB")
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            raise InstallError(f"Maven could not fetch LanguageTool: {_reason(said)}")
    lt.write_server_jar(made)
    return made


def _files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in folder.iterdir() if path.is_file()]
    return []


def _reason(said: IO[bytes]) -> str:
    said.seek(0, io.SEEK_SET)
    lines = said.read(200_000).decode("utf-8", "replace").splitlines()
    errors = [line.removeprefix("[ERROR] ").strip() for line in lines if line.startswith("[ERROR]")]
    return next((line for line in errors if line), "it said nothing of why.")[:300]


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")[:200]


def quicken(folder: Path, progress: Progress = _quiet, stop: threading.Event | None = None) -> bool:
    """Start it once to make the archive that halves every later start; whether there is one now.

    A start without an archive works as well, so nothing that goes wrong here is an error.
    """
    java = find_java()
    if java is None:
        return False
    path = lt.archive(folder, java)
    if path.is_file():
        return True
    progress(0.92, "Making LanguageTool quick to start…")
    try:
        if not lt.write_start_jar(folder):
            return False
        for old in folder.glob("start-*.*"):
            old.unlink()
    except OSError:
        return False
    return _record(Server(folder, java, "en-US"), lt.recording_options(folder, java), path, stop or threading.Event())


def _record(server: Server, options: list[str], path: Path, stop: threading.Event) -> bool:
    try:
        server.start(options)
        client = server.wait_ready()
        client.check("She walked to the harbour, and the the boats was gone. Its late.")
        server.finish()
        end = time.monotonic() + 120
        while server.pid is not None and time.monotonic() < end and not stop.wait(0.1):
            pass
    except EditorError:
        return False
    finally:
        server.stop()
    if stop.is_set():
        path.unlink(missing_ok=True)
        raise InstallCancelled
    return path.is_file()


def installed_versions() -> list[str]:
    """The versions of LanguageTool that the wrapper finds in our folder."""
    if not lt.store().is_dir():
        return []
    from language_tool_python.download_lt import LocalLanguageTool

    with lt.wrapper_store(lt.store()):
        return [found.version_name for found in LocalLanguageTool.get_installed_versions()]


def state() -> LanguageToolState:
    """Whether LanguageTool could be started; nothing is started."""
    from editor.engines.languagetool.state import ABSENT

    if lt.installed() is None:
        return ABSENT
    if find_java() is None:
        return NO_JAVA
    return LanguageToolState(
        Status.STOPPED, f"LanguageTool {lt.VERSION} is installed and starts when a text is checked."
    )
