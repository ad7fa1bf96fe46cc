"""Our own LanguageTool: on loopback, with a bounded heap, known by a probe, and gone when we are gone.

The wrapper's own start waits fifteen seconds, then starts a second server and loses the first; it
cannot bound the heap.  This one is started through a small supervisor that ends it with us.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from editor.engines.languagetool import folder as lt
from editor.engines.languagetool import supervisor
from editor.engines.languagetool.client import Address, Client, NoAnswer
from editor.engines.languagetool.java import Java
from editor.engines.languagetool.state import (
    STARTING,
    STOPPED,
    LanguageToolState,
    LanguageToolUnavailable,
    failed,
    ready,
)

PATIENCE = 90.0
"""Seconds that a start may take: 3 on a desktop, 20 and more on a slow disk that is busy."""

_RESTARTS = 3
_POLL = 0.03
_SETTINGS = """cacheSize=2000
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=3600
maxCheckTimeMillis=20000
maxTextHardLength=400000
maxCheckThreads=4
"""
# What Java would take from the environment is not ours to pass on.
_FOREIGN = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH")


class Server:
    """One LanguageTool server.

    :meth:`start` returns at once; :meth:`wait_ready` (which every check calls) waits for the probe.
    Safe in several threads.
    """

    def __init__(
        self, folder: Path, java: Java, language: str, off_rules: Iterable[str] = (), off_categories: Iterable[str] = ()
    ) -> None:
        self._folder = folder
        self._java = java
        self._language = language
        self._off = (tuple(off_rules), tuple(off_categories))
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._client: Client | None = None
        self._state = STOPPED
        self._version = ""
        self._starts = 0
        self._began = 0.0

    @property
    def state(self) -> LanguageToolState:
        return self._state

    @property
    def version(self) -> str:
        """The version that answered the probe; empty before."""
        return self._version

    @property
    def pid(self) -> int | None:
        """The process that holds Java, while there is one."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self, options: Iterable[str] = ()) -> None:
        """Start it and return at once; nothing happens if it runs already."""
        with self._lock:
            if self.pid is not None:
                return
            self._starts += 1
            self._began = time.monotonic()
            port = _free_port()
            options = list(options) or lt.archive_options(self._folder, self._java)
            command = [
                *(str(self._java.path), *lt.MEMORY, "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true"),
                *("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", *options),
                *("-cp", str(lt.class_path(self._folder)), lt.MAIN),
                *("--port", str(port), "--config", str(self._settings())),
            ]
            environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(Path(supervisor.__file__)), *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._client = Client(Address("127.0.0.1", port), self._language, *self._off)
            self._state = STARTING

    def wait_ready(self, patience: float = PATIENCE) -> Client:
        """Wait until it has shown itself to be LanguageTool and ours.

        Raises:
            LanguageToolUnavailable: if it ends, answers as something else, or takes too long.
        """
        with self._lock:
            client, process = self._client, self._process
            if client is None or process is None:
                raise LanguageToolUnavailable(self._state)
            if self._version and self._state.status == "ready" and process.poll() is None:
                return client
            while True:
                if process.poll() is not None:
                    self._fail("LanguageTool could not be started; “bluepencil languagetool install” puts it right.")
                if _listens(client.address):
                    break
                if time.monotonic() - self._began > patience:
                    self._fail("LanguageTool took too long to start.")
                time.sleep(_POLL)
            try:
                version = client.probe()
            except NoAnswer as error:
                self._fail(str(error))
            if process.poll() is not None:  # another program had the port, and answered
                self._fail("LanguageTool could not be started: its port was taken.")
            self._version = version
            self._state = ready(version)
            return client

    def restart(self) -> bool:
        """Start it anew after it died or hung; False when that has been tried often enough."""
        with self._lock:
            if self._starts > _RESTARTS:
                return False
            self.stop()
            self.start()
            return True

    def finish(self) -> None:
        """Ask Java to end by itself, so that it writes what it writes at its end."""
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.write(supervisor.FINISH)
            process.stdin.flush()

    def stop(self, state: LanguageToolState = STOPPED, wait: float = 5.0) -> None:
        """End it; nothing happens if it does not run."""
        with self._lock:
            process, self._process, self._client = self._process, None, None
            self._version = ""
            self._state = state
            if process is None:
                return
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _fail(self, sentence: str) -> None:
        self.stop(failed(sentence))
        raise LanguageToolUnavailable(self._state)

    def _settings(self) -> Path:
        """The server's settings file; the same for every start, written whole or not at all."""
        path = self._folder.parent / "server.properties"
        if not path.is_file() or path.read_text(encoding="ascii") != _SETTINGS:
            fresh = path.with_name(f"server.{os.getpid()}.tmp")
            fresh.write_text(_SETTINGS, encoding="ascii")
            fresh.replace(path)
        return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(address: Address) -> bool:
    try:
        socket.create_connection((address.host, address.port), timeout=1.0).close()
    except OSError:
        return False
    return True
