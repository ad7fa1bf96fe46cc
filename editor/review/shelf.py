"""Reports of texts that were checked before, kept on disk so that they are there the moment a text is opened.

A kept report is only the first word: the text is read again behind it, and the new report replaces it.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path

import editor
from editor.checks.intent import Intent
from editor.checks.report import Report
from editor.manuscript.memo import Memo
from editor.review.protocol import Review

# What a pickle written by other code may raise; the stamp makes that unlikely, not impossible.
_UNREADABLE = (
    pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, KeyError, TypeError, ValueError,
)  # fmt: skip


class Shelf:
    """Keeps and finds reports; ``engines`` says which grammar engines took part."""

    def __init__(self) -> None:
        self._memo = Memo()
        self._stamp = _stamp()

    def find(self, request: Review, engines: str) -> Report | None:
        """The report on this very text and intent by this very program, or None."""
        kept = self._memo.recall(self._key(request, engines))
        if kept is None:
            return None
        try:
            report = pickle.loads(kept)
        except _UNREADABLE:
            return None
        return report if isinstance(report, Report) else None

    def keep(self, request: Review, engines: str, report: Report) -> None:
        """Put a report on the shelf."""
        self._memo.keep(self._key(request, engines), pickle.dumps(report, pickle.HIGHEST_PROTOCOL))

    def _key(self, request: Review, engines: str) -> str:
        about = json.dumps([self._stamp, engines, request.form.value, _declared(request.intent)])
        digest = hashlib.sha256(about.encode("utf-8", "surrogatepass"))
        digest.update(request.source.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _declared(intent: Intent) -> list[object]:
    """An intent in one certain order."""
    return [
        intent.variant,
        [[member.name, member.aliases, member.pronouns] for member in intent.cast],
        sorted(intent.words),
        sorted([d.rule, d.scope.value, d.text, d.context] for d in intent.dismissals),
        [repr(declared) for declared in (*intent.declarations, *intent.passages, intent.quotes)],
    ]


def _stamp() -> str:
    """Changes whenever the program does: with another rule, an old report is worth nothing."""
    root = Path(editor.__file__).parent
    files = [(str(file.relative_to(root)), file.stat()) for file in sorted(root.rglob("*.py"))]
    return hashlib.sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in files]).encode()).hexdigest()
