"""Makes the engines' checkers: what the command and the reviewing process call."""

from __future__ import annotations

from editor.engines.curation import curation
from editor.engines.harper import HarperChecker
from editor.engines.languagetool import folder as lt
from editor.engines.languagetool.checker import NAME, LanguageToolChecker
from editor.engines.languagetool.client import Client, NoAnswer, address_of
from editor.engines.languagetool.java import find_java
from editor.engines.languagetool.server import Server
from editor.engines.languagetool.state import (
    ABSENT,
    NO_JAVA,
    OFF,
    STARTING,
    LanguageToolState,
    LanguageToolUnavailable,
    OnState,
    failed,
    ready,
    silent,
)


def harper(variant: str = "en-US") -> HarperChecker:
    """Harper for a variety of English."""
    return HarperChecker(variant)


def languagetool(
    mode: str = "auto", variant: str = "en-US", on_state: OnState = silent, text_may_leave: bool = False
) -> LanguageToolChecker | None:
    """LanguageTool, if ``mode`` wants it and it can be had; its server is started, not waited for.

    ``mode`` is ``auto`` (None where it is not installed), ``off``, ``require``, or a server's URL.  A server
    on another machine is asked only if ``text_may_leave`` says that the writer agreed.

    Raises:
        LanguageToolUnavailable: if it is required, or named by a URL, and cannot be had.
    """
    if mode == "off":
        on_state(OFF)
        return None
    if mode in ("auto", "require"):
        return _own(mode == "require", variant, on_state)
    return LanguageToolChecker(_named(mode, variant, text_may_leave, on_state))


def _own(required: bool, variant: str, on_state: OnState) -> LanguageToolChecker | None:
    folder, java = lt.installed(), find_java()
    if folder is None or java is None:
        state = ABSENT if folder is None else NO_JAVA
        on_state(state)
        if required:
            raise LanguageToolUnavailable(state)
        return None
    off = curation(NAME)
    server = Server(folder, java, _language(variant), off.off, off.off_categories)
    try:
        server.start()
    except OSError as error:
        state = failed(f"LanguageTool could not be started ({error.strerror or error}).")
        on_state(state)
        if required:
            raise LanguageToolUnavailable(state) from error
        return None
    on_state(STARTING)
    return LanguageToolChecker(server)


def _named(url: str, variant: str, text_may_leave: bool, on_state: OnState) -> Client:
    off = curation(NAME)
    state: LanguageToolState
    try:
        address = address_of(url)
        if not address.loopback and not text_may_leave:
            raise NoAnswer(
                f"{address.host} is not this computer: your text would be sent there. "
                "It was not sent; Blue Pencil asks a LanguageTool on another machine only after you agree to it."
            )
        client = Client(address, _language(variant), off.off, off.off_categories)
        state = ready(client.probe())
    except NoAnswer as error:
        state = failed(str(error))
        on_state(state)
        raise LanguageToolUnavailable(state) from error
    on_state(state)
    return client


def _language(variant: str) -> str:
    """LanguageTool has a speller for these varieties alone."""
    return variant if variant in ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-ZA") else "en-US"
