"""The flags that are shown, in the order of the text: replaced in place, so that nothing jumps.

A new report keeps the rows that stayed (same rule, same words), takes away those that went and puts in
those that came; the view's open card and scroll position follow by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from editor.checks.rule import Finding, Fix
from editor.ui.flags.context import Context, context_of, repaired
from editor.ui.theme import FAMILY_NAMES

FINDING_ROLE = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


class FlagListModel(QAbstractListModel):
    """Findings as rows; their spans lie in ``source``, the text they were found in."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: list[Finding] = []
        self._source = ""

    @property
    def findings(self) -> Sequence[Finding]:
        return self._findings

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._findings):
            return None
        finding = self._findings[index.row()]
        if role == FINDING_ROLE:
            return finding
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return f"{FAMILY_NAMES[finding.family]}: {finding.rule.summary}. {self.context(finding).text}"
        if role == int(Qt.ItemDataRole.AccessibleDescriptionRole):
            return finding.message
        return None

    def context(self, finding: Finding) -> Context:
        """The words around ``finding`` in the text it was found in."""
        return context_of(self._source, finding.span)

    def result(self, finding: Finding, fix: Fix) -> str:
        """What ``fix`` makes of the words, in words; empty where it reaches too far to be told."""
        words = repaired(finding, fix, self._source)
        return "" if words is None else f"“{words[0]}” becomes “{words[1]}”"

    def row_of(self, finding: Finding) -> int | None:
        """The row of ``finding``, or None when it is not shown."""
        try:
            return self._findings.index(finding)
        except ValueError:
            return None

    def replace(self, findings: Sequence[Finding], source: str) -> None:
        """Show ``findings`` (in order of place), whose spans lie in ``source``."""
        old, new = self._findings, list(findings)
        first = 0
        while first < min(len(old), len(new)) and same_flag(old[first], new[first]):
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and same_flag(old[-1 - last], new[-1 - last]):
            last += 1
        self._source = source
        if len(old) - last > first:
            self.beginRemoveRows(QModelIndex(), first, len(old) - last - 1)
            self._findings = old[:first] + old[len(old) - last :]
            self.endRemoveRows()
        if len(new) - last > first:
            self.beginInsertRows(QModelIndex(), first, len(new) - last - 1)
            self._findings = new
            self.endInsertRows()
        self._findings = new
        if new:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))


def same_flag(a: Finding, b: Finding) -> bool:
    """Whether ``b`` is ``a`` found again after an edit elsewhere."""
    return a.rule.id == b.rule.id and a.text == b.text
