"""LanguageTool: what answers in its place, what it says of fiction, and that it goes when we go."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psutil
import pytest

from editor.engines.build import languagetool
from editor.engines.harper import HarperChecker
from editor.engines.languagetool import client as client_module
from editor.engines.languagetool import install
from editor.engines.languagetool.checker import LanguageToolChecker
from editor.engines.languagetool.client import Address, Client, NoAnswer, Places
from editor.engines.languagetool.state import LanguageToolUnavailable, Status
from editor.text.span import Span
from tests.engines.desk import flags, review

HERE = install.state().status is Status.STOPPED
real = pytest.mark.skipif(not HERE, reason=install.state().sentence)
SOFTWARE = {"name": "LanguageTool", "version": "6.8"}


@contextmanager
def answering(body: bytes, status: int = 200) -> Iterator[Client]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Client(Address("127.0.0.1", server.server_port), "en-US", (), ())
    finally:
        server.shutdown()
        server.server_close()


def match(offset: int, length: int) -> dict[str, Any]:
    rule = {"id": "EN_A_VS_AN", "description": "Article", "category": {"id": "MISC"}}
    return {"offset": offset, "length": length, "message": "Use an.", "replacements": [{"value": "an"}], "rule": rule}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<html>hello</html>", 200),
        (b"[]", 200),
        (b'{"matches": []}', 200),
        (b'{"software": {"name": "Other", "version": "1"}, "matches": []}', 200),
        (json.dumps({"software": SOFTWARE, "matches": 3}).encode(), 200),
        (b"boom", 500),
        (b" " * (33 * 1024 * 1024), 200),
    ],
)
def test_what_is_not_languagetool_is_not_believed(body: bytes, status: int) -> None:
    with answering(body, status) as client, pytest.raises(NoAnswer):
        client.check("A short text.")


@contextmanager
def dawdling(drip: bytes) -> Iterator[Client]:
    """A server that takes a connection and then says nothing, or a byte now and then without an end."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                if drip:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while not over.wait(0.05):
                    connection.sendall(drip)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Client(Address("127.0.0.1", listener.getsockname()[1]), "en-US", (), ())
    finally:
        over.set()
        listener.close()
        thread.join(5)


@pytest.mark.parametrize("drip", [b"", b" "], ids=["says nothing", "drips without an end"])
def test_a_server_that_does_not_finish_is_left(drip: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_READ", 0.4)
    began = time.monotonic()
    with dawdling(drip) as client, pytest.raises(NoAnswer, match="in time"):
        client.check("A short text.")
    assert time.monotonic() - began < 5


def test_nobody_there() -> None:
    with pytest.raises(NoAnswer):
        Client(Address("127.0.0.1", 9), "en-US", (), ()).check("A short text.")


def test_matches_outside_the_text_are_dropped_and_the_rest_stands() -> None:
    entries = [match(8, 1), match(400, 2), match(-1, 2), match(0, 0), {"offset": "x"}, 7]
    with answering(json.dumps({"software": SOFTWARE, "matches": entries}).encode()) as client:
        assert flags("She ate a apple.", [LanguageToolChecker(client)]) == [("EN_A_VS_AN", "a")]


def test_offsets_are_utf16_and_converted_once() -> None:
    text = "🎉🎉 a apple"
    assert Places(text).span(5, 1) == Span(3, 4)
    assert Places(text).span(0, 1) is None
    assert Places("abc").span(1, 9) is None


def test_two_engines_make_one_card() -> None:
    with answering(json.dumps({"software": SOFTWARE, "matches": [match(8, 1)]}).encode()) as client:
        found = review("She ate a apple.", [HarperChecker(), LanguageToolChecker(client)]).findings
    assert [finding.rule.id for finding in found] == ["grammar.languagetool.EN_A_VS_AN"]


def test_a_server_elsewhere_is_not_asked_without_consent() -> None:
    with pytest.raises(LanguageToolUnavailable, match="not this computer"):
        languagetool("https://example.org/v2")


def test_off_is_off() -> None:
    assert languagetool("off") is None


@real
def test_the_real_server_checks_and_goes() -> None:
    checker = languagetool("require")
    assert checker is not None
    try:
        checker.begin(["🎉 She ate a apple.", "She waited."])
        assert flags("🎉 She ate a apple.\n\nShe waited.", [checker]) == [("EN_A_VS_AN", "a")]
        assert checker.state.status is Status.READY
    finally:
        checker.close()


_OWNER = (
    "import sys; from editor.engines.build import languagetool; c = languagetool('require'); "
    "{wait}print('on', flush=True); sys.stdin.read()"
)


@real
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is of POSIX systems")
@pytest.mark.parametrize("wait", ["", "c.wait_ready(); "])
def test_kill_9_leaves_no_java(wait: str) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", _OWNER.format(wait=wait)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"on\n"
    children = psutil.Process(owner.pid).children(recursive=True)
    assert children
    os.kill(owner.pid, signal.SIGKILL)
    owner.communicate()
    deadline = time.monotonic() + 5
    _, alive = psutil.wait_procs(children, timeout=deadline - time.monotonic())
    assert alive == []
