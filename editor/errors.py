"""What the program can say went wrong: each message is a sentence a writer can act on."""

from __future__ import annotations


class EditorError(Exception):
    """The parent of every error that the core raises on purpose; ``str()`` is shown to the writer."""
