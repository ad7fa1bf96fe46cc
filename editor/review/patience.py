"""A reader that can be called off between two paragraphs, and does not forget what it has read until then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.checks.engine import Cancelled, Reader
from editor.language.reading import Reading


class PatientReader:
    """Reads through ``reader`` one paragraph at a time as long as ``wanted`` says so.

    The engine remembers a batch only when it is whole; without this, a writer who types all the time
    would have the same batch begun again and again.
    """

    def __init__(self, reader: Reader, wanted: Callable[[], bool]) -> None:
        self._reader = reader
        self._wanted = wanted
        self._begun: dict[str, Reading] = {}

    def read(self, paragraphs: Sequence[str]) -> list[Reading]:
        """A reading for each paragraph.

        Raises:
            Cancelled: if they are not wanted any more.
        """
        readings: list[Reading] = []
        for text in paragraphs:
            if not self._wanted():
                raise Cancelled
            reading = self._begun.get(text)
            if reading is None:
                reading = self._begun[text] = self._reader.read([text])[0]
            readings.append(reading)
        self._begun.clear()
        return readings
