"""The certificates that the environment names reach Java."""

from __future__ import annotations

import base64
import hashlib
import struct
from pathlib import Path

import pytest

from editor.engines.languagetool.trust import java_options, key_store

NAMES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE")
DER = b"\x30\x82\x01\x02 made up"
PEM = f"# a comment\n-----BEGIN CERTIFICATE-----\n{base64.b64encode(DER).decode()}\n-----END CERTIFICATE-----\n"


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_is_changed_where_nothing_is_named(tmp_path: Path) -> None:
    assert java_options(tmp_path) == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_is_in_the_store(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(PEM * 2, encoding="ascii")
    monkeypatch.setenv(name, str(bundle))
    options = java_options(tmp_path)
    store = (tmp_path / "trusted.jks").read_bytes()
    assert options[0].endswith("trusted.jks")
    assert struct.unpack(">III", store[:12]) == (0xFEEDFEED, 2, 2)
    assert store.count(DER) == 2


def test_the_seal_is_the_one_that_java_checks() -> None:
    store = key_store([DER])
    body, seal = store[:-20], store[-20:]
    assert seal == hashlib.sha1("changeit".encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


def test_a_name_of_a_missing_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    assert java_options(tmp_path) == []
