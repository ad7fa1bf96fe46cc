"""The Readability panel: how hard a stretch of the story is to read, in words first, then each score."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.checks.readability.model import HardSentence, Score, Scores
from editor.checks.report import Report
from editor.ui.flags.chips import Chip, FlowLayout
from editor.ui.readability.sentence import SentenceCard
from editor.ui.readability.words import CONSENSUS, consensus_of, counts_of, headline, shown_value
from editor.ui.theme import STEP, Theme, sans


class Stretch(StrEnum):
    """Which words the scores are of."""

    WHOLE = "Whole text"
    SCENE = "This scene"
    SELECTION = "Selection"
    DIALOGUE = "Dialogue"
    NARRATION = "Narration"


class ReadabilityPanel(QWidget):
    """Scores of the whole text, a scene, the selection, dialogue or narration.

    Signals:
        jump(int): show the place at this offset (code points of the report's text).
        stretch_chosen(): another stretch; ask :attr:`wants_selection` whether the selection's scores
            are worth measuring.
    """

    jump = Signal(int)
    stretch_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Readability")
        self._theme = theme
        self._report: Report | None = None
        self._caret = 0
        self._selection: Scores | None = None
        self._wanted = Stretch.WHOLE
        self._shown: Scores | None = None
        self._hard: tuple[HardSentence, ...] = ()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(12, 10, 12, 16)
        self._column.setSpacing(0)
        self.chips = self._add_chips(content)
        self.headline = _label(content)
        self.headline.setFont(sans(18, semibold=True))
        self.headline.setStyleSheet("font-size: 18px; font-weight: 600;")
        self._meaning = _label(content)
        self._column.addSpacing(14)
        self._column.addWidget(self.headline)
        self._column.addSpacing(4)
        self._column.addWidget(self._meaning)
        self._counts = QWidget(content)
        self._count_labels = self._add_counts()
        self._column.addSpacing(12)
        self._column.addWidget(self._counts)
        self._column.addSpacing(8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self._score_rows: list[_ScoreRow] = []
        self._hard_title = _label(content, "title")
        self._column.addSpacing(14)
        self._column.addWidget(self._hard_title)
        self._hard_column = QVBoxLayout()
        self._hard_column.setContentsMargins(0, 6, 0, 0)
        self._hard_column.setSpacing(7)
        self._column.addLayout(self._hard_column)
        self.sentence_cards: list[SentenceCard] = []
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self._refill()

    def set_theme(self, theme: Theme) -> None:
        """Put on ``theme``."""
        self._theme = theme
        for chip in self.chips.values():
            chip.set_theme(theme)
        for card in self.sentence_cards:
            card.set_theme(theme)

    def show_report(self, report: Report, source: str) -> None:
        """Show the readability of ``report``; ``source`` is the text it is of."""
        self._report = report
        self._refill()

    def show_selection(self, scores: Scores | None) -> None:
        """The scores of the selected words, None while nothing is selected."""
        self._selection = scores
        self._refill()

    def set_caret(self, offset: int) -> None:
        """The caret stands at ``offset`` (code points): "This scene" is the one around it."""
        self._caret = offset
        if self._wanted is Stretch.SCENE:
            self._refill()

    @property
    def wants_selection(self) -> bool:
        """Whether the writer looks at the selection's scores."""
        return self._wanted is Stretch.SELECTION

    def choose(self, stretch: Stretch) -> None:
        """Show the scores of ``stretch``; while there are none, those of the whole text stand in."""
        self._wanted = stretch
        self._refill()
        self.stretch_chosen.emit()

    def _scene(self) -> int | None:
        """The number (from 0) of the scene around the caret."""
        if self._report is None or not self._report.narrative.scenes:
            return None
        starts = [scene.span.start for scene in self._report.narrative.scenes]
        number = max((n for n, start in enumerate(starts) if start <= self._caret), default=0)
        return number if number < len(self._report.readability.scenes) else None

    def _available(self) -> dict[Stretch, Scores]:
        if self._report is None:
            return {}
        found = self._report.readability
        scene = self._scene()
        choices = {
            Stretch.WHOLE: found.whole,
            Stretch.SCENE: found.scenes[scene] if scene is not None else None,
            Stretch.SELECTION: self._selection,
            Stretch.DIALOGUE: found.dialogue,
            Stretch.NARRATION: found.narration,
        }
        return {stretch: scores for stretch, scores in choices.items() if scores is not None}

    def _refill(self) -> None:
        available = self._available()
        stretch = self._wanted if self._wanted in available else Stretch.WHOLE
        for each, chip in self.chips.items():
            # "Selection" can be chosen before anything is selected: the window measures it then.
            chip.setEnabled(each in available or (each is Stretch.SELECTION and bool(available)))
            chip.setChecked(each is (self._wanted if self._wanted is Stretch.SELECTION else stretch))
        scores = available.get(stretch)
        if scores is None:
            self.headline.setText("Open a story, and its readability appears here.")
        if scores is not None and scores != self._shown:
            self._show_scores(scores)
        self._shown = scores
        for part in (self._meaning, self._counts):
            part.setVisible(scores is not None and scores.words > 0)
        if scores is not None and self._wanted is Stretch.SELECTION and stretch is not Stretch.SELECTION:
            self._meaning.setText("Select some words to see their scores. Until then, the whole text:")
        elif scores is not None:
            self._meaning.setText(_meaning(scores))
        self._show_hard(stretch)

    def _show_scores(self, scores: Scores) -> None:
        self.headline.setText(headline(scores))
        for (number, label), (value, words) in zip(self._count_labels, counts_of(scores), strict=True):
            number.setText(value)
            label.setText(words)
        rows = [s for s in scores.scores if s.key != CONSENSUS] if scores.words else []
        while len(self._score_rows) < len(rows):
            row = _ScoreRow(self)
            self._rows.addWidget(row)
            self._score_rows.append(row)
        for number_of, row in enumerate(self._score_rows):
            row.setVisible(number_of < len(rows))
            if number_of < len(rows):
                row.show_score(rows[number_of])

    def _show_hard(self, stretch: Stretch) -> None:
        hard: tuple[HardSentence, ...] = ()
        if self._report is not None and stretch is Stretch.WHOLE:
            hard = self._report.readability.hardest
        elif self._report is not None and stretch is Stretch.SCENE and (scene := self._scene()) is not None:
            span = self._report.narrative.scenes[scene].span
            hard = tuple(h for h in self._report.readability.hardest if span.covers(h.span))
        self._hard_title.setText("The hardest sentences" if len(hard) != 1 else "The hardest sentence")
        self._hard_title.setVisible(bool(hard))
        while len(self.sentence_cards) < len(hard):
            card = SentenceCard(self._theme, self)
            card.clicked.connect(lambda _=False, card=card: self._jump_to(card))
            self._hard_column.addWidget(card)
            self.sentence_cards.append(card)
        for number, card in enumerate(self.sentence_cards):
            card.setVisible(number < len(hard))
            if number < len(hard):
                card.show_sentence(hard[number])

    def _jump_to(self, card: SentenceCard) -> None:
        if card.sentence is not None:
            self.jump.emit(card.sentence.span.start)

    def _add_chips(self, parent: QWidget) -> dict[Stretch, Chip]:
        row = QWidget(parent)
        flow = FlowLayout(row)
        chips = {}
        for stretch in Stretch:
            chip = Chip(stretch.value, self._theme, parent=row)
            chip.clicked.connect(lambda _=False, stretch=stretch: self.choose(stretch))
            flow.addWidget(chip)
            chips[stretch] = chip
        self._column.addWidget(row)
        return chips

    def _add_counts(self) -> list[tuple[QLabel, QLabel]]:
        grid = QGridLayout(self._counts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(STEP)
        grid.setVerticalSpacing(0)
        pairs = []
        for place in range(6):
            number, label = _label(self._counts, "title"), _label(self._counts, "small")
            line, column = 2 * (place // 3), place % 3
            grid.addWidget(number, line, column)
            grid.addWidget(label, line + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
            pairs.append((number, label))
        grid.setRowMinimumHeight(1, 26)
        return pairs


class _ScoreRow(QWidget):
    """A score: its name and value on one line, what it means and its caution below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self._name = _label(self)
        self._value = _label(self, "title")
        self._meaning = _label(self, "small")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 9)
        grid.setVerticalSpacing(1)
        grid.addWidget(rule, 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 7)
        grid.addWidget(self._name, 2, 0)
        grid.addWidget(self._value, 2, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._meaning, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._value.setWordWrap(False)

    def show_score(self, score: Score) -> None:
        self._name.setText(score.name)
        self._value.setText(shown_value(score))
        # One wrapped label for both: two would each take a line's spacing when one is empty.
        self._meaning.setText(" ".join(part for part in (score.meaning, score.caution) if part))
        self.setAccessibleName(f"{score.name}: {shown_value(score)}. {score.meaning} {score.caution}".strip())


def _label(parent: QWidget, role: str = "body") -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _meaning(scores: Scores) -> str:
    grade = consensus_of(scores)
    return "" if grade is None else " ".join(part for part in (grade.meaning, grade.caution) if part)
