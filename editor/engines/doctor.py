"""What ``bluepencil doctor`` says of the engines."""

from __future__ import annotations

from dataclasses import dataclass

from editor.engines import harper
from editor.engines.languagetool import folder as lt
from editor.engines.languagetool import install
from editor.engines.languagetool.java import find_java
from editor.engines.languagetool.state import ABSENT, NO_JAVA, Status


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is about, whether it is usable, and a sentence."""

    name: str
    ok: bool
    sentence: str


def facts() -> list[Fact]:
    """Harper, Java and LanguageTool, as they are here; nothing is started or fetched."""
    return [_harper(), _java(), _languagetool()]


def _harper() -> Fact:
    return Fact("Harper", True, f"harper-py {harper.version()}, in process.")


def _java() -> Fact:
    java = find_java()
    if java is None:
        return Fact("Java", False, NO_JAVA.sentence)
    return Fact("Java", True, f"Java {java.version} from {java.source}: {java.path}")


def _languagetool() -> Fact:
    state = install.state()
    where = lt.installed()
    if where is None:
        return Fact("LanguageTool", False, ABSENT.sentence)
    versions = ", ".join(install.installed_versions()) or lt.VERSION
    java = find_java()
    quick = java is not None and lt.archive(where, java).is_file()
    speed = "; starts from its archive" if quick else ""
    return Fact("LanguageTool", state.status is Status.STOPPED, f"LanguageTool {versions} in {where}{speed}.")
