"""Asks a LanguageTool server about a text, and believes nothing that does not fit the text.

Plain HTTP from the standard library: no proxy is ever asked, whatever the environment says.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from editor.errors import EditorError
from editor.text.span import Span

_CONNECT = 1.0  # seconds
_READ = 10.0
_READ_PER_WORD = 0.001
_BIGGEST_ANSWER = 32 * 1024 * 1024  # bytes
_PROBE = "This is a probe."


class NoAnswer(EditorError):
    """The server did not answer, or not as LanguageTool does."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens; ``base`` is the path in front of ``/v2``."""

    host: str
    port: int
    secure: bool = False
    base: str = ""

    @property
    def loopback(self) -> bool:
        """Whether the text stays on this machine."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def address_of(url: str) -> Address:
    """The address that a writer typed (``http://localhost:8081``).

    Raises:
        NoAnswer: if it is not an address of a server.
    """
    parts = urlsplit(url if "//" in url else f"http://{url}")
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
        raise NoAnswer(
            f"“{url}” is not the address of a LanguageTool server; it should look like http://localhost:8081."
        )
    secure = parts.scheme == "https"
    base = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    return Address(parts.hostname, port or (443 if secure else 80), secure, base)


@dataclass(frozen=True, slots=True)
class Match:
    """One match, with its span in code points."""

    span: Span
    rule: str
    category: str
    message: str
    description: str
    replacements: tuple[str, ...]

    def moved(self, by: int) -> Match:
        """The same match ``by`` code points further on."""
        return replace(self, span=self.span.shifted(by))


class Client:
    """Asks one server; safe in several threads (a connection lasts one request)."""

    def __init__(
        self, address: Address, language: str, off_rules: Iterable[str], off_categories: Iterable[str]
    ) -> None:
        self._address = address
        self._language = language
        self._off_rules = ",".join(sorted(off_rules))
        self._off_categories = ",".join(sorted(off_categories))

    @property
    def address(self) -> Address:
        return self._address

    def probe(self) -> str:
        """The version of the LanguageTool that answers; the same pipeline as later checks is made on the way.

        Raises:
            NoAnswer: if what listens there is not LanguageTool.
        """
        return _version(self._ask(_PROBE, read=90.0))

    def check(self, text: str) -> list[Match]:
        """Everything the server finds in ``text``.

        Raises:
            NoAnswer: if it does not answer in time, or not as LanguageTool does.
        """
        answer = self._ask(text, read=_READ + _READ_PER_WORD * (text.count(" ") + 1))
        _version(answer)
        found = answer.get("matches")
        if not isinstance(found, list):
            raise NoAnswer("What answered the check was not LanguageTool.")
        places = Places(text)
        return [match for entry in found if (match := _match(entry, places)) is not None]

    def _ask(self, text: str, read: float) -> Mapping[str, Any]:
        fields = {
            "text": text,
            "language": self._language,
            "mode": "allButTextLevelOnly",
            "disabledRules": self._off_rules,
            "disabledCategories": self._off_categories,
        }
        # A lone surrogate cannot be sent; what stands in for it is as long.
        body = urlencode({name: value for name, value in fields.items() if value}, errors="replace").encode("ascii")
        kind = http.client.HTTPSConnection if self._address.secure else http.client.HTTPConnection
        connection = kind(self._address.host, self._address.port, timeout=_CONNECT)
        late = threading.Event()
        timer: threading.Timer | None = None
        try:
            connection.connect()
            wire: socket.socket = connection.sock
            wire.settimeout(read)
            # A time limit on the socket starts again with every byte; this one does not.
            timer = threading.Timer(read, _hang_up, (wire, late))
            timer.daemon = True
            timer.start()
            headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "Accept": "application/json"}
            connection.request("POST", f"{self._address.base}/v2/check", body, headers)
            response = connection.getresponse()
            raw = response.read(_BIGGEST_ANSWER + 1)
        except TimeoutError as error:
            raise NoAnswer("LanguageTool did not answer in time.") from error
        except (OSError, http.client.HTTPException) as error:
            reason = "LanguageTool did not answer in time." if late.is_set() else "LanguageTool cannot be reached."
            raise NoAnswer(reason) from error
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()
        if late.is_set():
            raise NoAnswer("LanguageTool did not answer in time.")
        if response.status != http.client.OK:
            raise NoAnswer(f"LanguageTool refused the check (it answered {response.status}).")
        if len(raw) > _BIGGEST_ANSWER:
            raise NoAnswer("LanguageTool answered with more than can be right.")
        try:
            answer = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise NoAnswer("What answered the check was not LanguageTool.") from error
        if not isinstance(answer, dict):
            raise NoAnswer("What answered the check was not LanguageTool.")
        return answer


def _hang_up(wire: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)


class Places:
    """UTF-16 offsets of a text as code points: LanguageTool counts like Java."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._units: list[int] | None = None
        if any(char > "\uffff" for char in text):
            units: list[int] = []
            for index, char in enumerate(text):
                units.extend([index] * (2 if char > "\uffff" else 1))
            units.append(len(text))
            self._units = units

    def span(self, offset: int, length: int) -> Span | None:
        """The code points under ``length`` units from ``offset``; None if they are not in the text."""
        units = self._units
        limit = self._size if units is None else len(units) - 1
        if offset < 0 or length < 1 or offset + length > limit:
            return None
        if units is None:
            return Span(offset, offset + length)
        start, end = units[offset], units[offset + length]
        return Span(start, end) if start < end else None


def _version(answer: Mapping[str, Any]) -> str:
    software = answer.get("software")
    if not isinstance(software, dict) or software.get("name") != "LanguageTool":
        raise NoAnswer("What answered was not LanguageTool.")
    version = software.get("version")
    if not isinstance(version, str) or not version:
        raise NoAnswer("What answered was not LanguageTool.")
    return version


def _match(entry: object, places: Places) -> Match | None:
    """One entry of the answer; None where it does not have the form or the place that it should."""
    if not isinstance(entry, dict):
        return None
    offset, length, rule = entry.get("offset"), entry.get("length"), entry.get("rule")
    if not (isinstance(offset, int) and isinstance(length, int) and isinstance(rule, dict)):
        return None
    span = places.span(offset, length)
    category = rule.get("category")
    name = rule.get("id")
    if span is None or not isinstance(name, str) or not name:
        return None
    return Match(
        span=span,
        rule=name,
        category=str(category.get("id", "")) if isinstance(category, dict) else "",
        message=str(entry.get("message", "")),
        description=str(rule.get("description", "")),
        replacements=_values(entry.get("replacements")),
    )


def _values(entries: object) -> tuple[str, ...]:
    found: Sequence[object] = entries[:8] if isinstance(entries, list) else ()
    return tuple(e["value"] for e in found if isinstance(e, dict) and isinstance(e.get("value"), str))
