"""The project's own laws, as small checks over its files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "editor").rglob("*.py"))
# Floors that handle the manuscript's text: their patterns must be bounded in time.
TEXT_FLOORS = ("text", "language", "checks", "engines", "press", "manuscript", "review", "ui")
MANY_LINES = 400


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MANY_LINES, "split it by responsibility"
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), "its docstring is the map"


@pytest.mark.parametrize("path", [p for p in MODULES if p.relative_to(ROOT).parts[1] in TEXT_FLOORS], ids=_name)
def test_no_unbounded_pattern_meets_the_manuscript(path: Path) -> None:
    """The standard library's ``re`` has no time limit; ``regex`` and plain loops do the work."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        module = node.module if isinstance(node, ast.ImportFrom) else None
        assert "re" not in names and module != "re"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_left_undone_in_the_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not [word for word in ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error") if word in source]


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert not [_name(folder) for folder in folders if not (folder / "__init__.py").exists()]
