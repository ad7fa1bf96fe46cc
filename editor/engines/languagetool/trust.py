"""The certificates a writer's environment names, in the one shape that Java reads.

Behind a company's or a school's proxy the certificates to trust are named in ``SSL_CERT_FILE`` or one of its
kin, which Python and most tools honour.  Java does not: it wants a key store of its own.
"""

from __future__ import annotations

import hashlib
import os
import ssl
import struct
import time
from pathlib import Path

_NAMED_IN = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE")
_PASSWORD = "changeit"  # the store holds nothing secret; Java's own default
_MAGIC, _VERSION, _TRUSTED = 0xFEEDFEED, 2, 2
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


def _named() -> Path | None:
    for name in _NAMED_IN:
        value = os.environ.get(name)
        if value and Path(value).is_file():
            return Path(value)
    return None


def _certificates(pem: str) -> list[bytes]:
    blocks = (block.partition(_END)[0] for block in pem.split(_BEGIN)[1:])
    return [ssl.PEM_cert_to_DER_cert(f"{_BEGIN}{block}{_END}") for block in blocks]


def _utf(text: str) -> bytes:
    return struct.pack(">H", len(text)) + text.encode("ascii")


def key_store(certificates: list[bytes]) -> bytes:
    """A Java key store (JKS, version 2) of trusted certificates in DER."""
    made = int(time.time() * 1000)
    parts = [struct.pack(">III", _MAGIC, _VERSION, len(certificates))]
    for number, der in enumerate(certificates):
        parts.append(struct.pack(">I", _TRUSTED) + _utf(f"named-{number}") + struct.pack(">Q", made))
        parts.append(_utf("X.509") + struct.pack(">I", len(der)) + der)
    body = b"".join(parts)
    # The format's own keyed digest; the phrase is part of it.
    seal = hashlib.sha1(_PASSWORD.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()
    return body + seal


def java_options(work: Path) -> list[str]:
    """Options that make Java trust what the environment names (a store in ``work``); none if it names nothing."""
    named = _named()
    if named is None:
        return []
    store = work / "trusted.jks"
    store.write_bytes(key_store(_certificates(named.read_text(encoding="ascii", errors="ignore"))))
    return [
        f"-Djavax.net.ssl.trustStore={store}",
        f"-Djavax.net.ssl.trustStorePassword={_PASSWORD}",
        "-Djavax.net.ssl.trustStoreType=JKS",
    ]
