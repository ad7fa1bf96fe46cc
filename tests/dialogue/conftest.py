"""English read by the shipped model, for the rules that weigh what belongs to what."""

from __future__ import annotations

import pytest

from editor.language.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()
