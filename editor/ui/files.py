"""The file behind the page: opening, saving, what is kept against a crash, and changes on the disk.

The page asks here; sentences go to the strip above it.  Nothing is overwritten or reloaded unasked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor.errors import EditorError
from editor.manuscript import recovery
from editor.manuscript.notebook import Notebook, PageState
from editor.manuscript.reading import Change, Manuscript, changed_on_disk, read, untitled
from editor.manuscript.writing import ChangedOnDisk, EncodingError, save, save_as
from editor.ui import ask
from editor.ui.notice import Notice
from editor.ui.page import Page

V = TypeVar("V")

_KEEP_EVERY = 2000
_SETTLE = 250
# Qt lays a paragraph out anew at each key: 100,000 characters take longer than a frame.
_LONGEST = 100_000


class Desk(QObject):
    """Holds the open manuscript, its notebook and its rescue file."""

    opened = Signal()
    """Another text is on the page."""
    named = Signal()
    """The text was saved, got another name, or became dirty or clean."""
    said = Signal(str)

    def __init__(self, page: Page, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._page, self._notice, self._window = page, notice, window
        self.manuscript: Manuscript = untitled()
        self.notebook = Notebook.open(None)
        self.saved_at = ""
        self._keeper = recovery.Keeper()
        self._origin: recovery.Rescue | None = None
        # Writing may wait for the disk, typing may not: one thread does it, in order.
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recovery")
        self._keeping: Future[bool] | None = None
        self._kept_revision = -1
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._disk_stirred)
        self._watcher.directoryChanged.connect(self._disk_stirred)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self.look_at_disk)
        self._clock = QTimer(self, interval=_KEEP_EVERY)
        self._clock.timeout.connect(self.keep)
        self._clock.start()
        self._clean: list[str] = [""]
        self._was_dirty = False
        self._gone = False
        page.edited.connect(self._edited)

    @property
    def dirty(self) -> bool:
        # Qt's own mark also rises when a font or a margin changes.  Lines that were not touched are the
        # same objects as before, so this is quick.
        return self._gone or list(self._page.lines()) != self._clean

    @property
    def name(self) -> str:
        return self.manuscript.name

    def _edited(self) -> None:
        dirty = self.dirty
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.named.emit()

    def _set_clean(self, lines: Sequence[str]) -> None:
        self._clean = list(lines)
        self._gone = False
        self._was_dirty = self.dirty

    # --- opening

    def begin(self) -> bool:
        """A new, empty text; False if the writer keeps the old one."""
        if not self.may_leave():
            return False
        self._put(untitled(), None)
        return True

    def open(self, path: Path) -> bool:
        """Open a file; False (and a sentence) if it cannot be opened or the writer keeps the old text."""
        if not self.may_leave():
            return False
        try:
            manuscript = read(path)
        except EditorError as error:
            ask.tell(self._window, "Cannot open", str(error))
            return False
        self._put(manuscript, None)
        if manuscript.note:
            self.said.emit(manuscript.note)
        rescue = self._quietly(lambda: recovery.rescue_of(path))
        if rescue is not None:
            self._offer(rescue)
        return True

    def revert(self) -> bool:
        """Go back to the file as it lies on the disk, if the writer is sure."""
        path = self.manuscript.path
        if path is None:
            return False
        if self.dirty:
            sure = ask.choose(
                self._window,
                "Back to the saved text",
                f"Throw away every change to {self.name} since it was last saved?",
                ["Throw away"],
            )
            if sure is None:
                return False
        self.reload()
        return True

    def reload(self) -> None:
        """Show the file as it lies on the disk now."""
        path = self.manuscript.path
        if path is None:
            return
        try:
            manuscript = read(path)
        except EditorError as error:
            ask.tell(self._window, "Cannot open", str(error))
            return
        at = self._page.offset()
        self._put(manuscript, None)
        self._page.go_to_units(self._page.ruler().unit_of(min(at, len(self._page.text()))))

    def offer_rescues(self) -> None:
        """At the start: offer the newest text that was never saved before the program ended."""
        found = self._quietly(recovery.rescues) or []
        rescue = next((r for r in found if not r.damage), None)
        if rescue is not None:
            self._offer(rescue)

    def _offer(self, rescue: recovery.Rescue) -> None:
        if rescue.damage:
            self._notice.say("rescue", rescue.damage)
            return
        when = time.strftime("%d %B, %H:%M", time.localtime(rescue.kept_at)).lstrip("0")
        what = rescue.path.name if rescue.path is not None else f"a text that begins “{rescue.first_words[:40]}…”"
        self._notice.say(
            "rescue",
            f"Unsaved words of {what} were kept on {when} ({rescue.words:,} words).",
            [("Show them", lambda: self._restore(rescue)), ("Throw away", lambda: self._throw(rescue))],
        )

    def _restore(self, rescue: recovery.Rescue) -> None:
        if not self.may_leave():
            return
        try:
            text = recovery.load(rescue)
        except recovery.RecoveryError as error:
            text = error.fragment
            ask.tell(self._window, "Rescued text", f"{error} What can still be read is shown.")
        manuscript = untitled()
        if rescue.path is not None:
            try:
                manuscript = read(rescue.path)
            except EditorError:
                self.said.emit(f"{rescue.path.name} itself is gone; save the rescued words under a name.")
        self._put(manuscript, text)
        self._origin = rescue

    def _throw(self, rescue: recovery.Rescue) -> None:
        self._quietly(lambda: recovery.discard(rescue))

    def _put(self, manuscript: Manuscript, text: str | None) -> None:
        """Show a manuscript, or ``text`` as its unsaved state."""
        self._leave()
        self.manuscript = manuscript
        self.notebook = Notebook.open(manuscript.path)
        self.saved_at = ""
        self._keeper = recovery.Keeper()
        self._page.load(manuscript.lines if text is None else text.replace("\r\n", "\n"), manuscript.form)
        self._set_clean(self._page.lines() if text is None else manuscript.lines.split("\n"))
        if text is None:
            state = self.notebook.page_state()
            if 0 < state.cursor <= len(self._page.text()):
                self._page.go_to_units(self._page.ruler().unit_of(state.cursor))
        self._kept_revision = self._page.revision if text is None else -1
        self._watch()
        for topic in ("disk", "rescue", "long"):
            self._notice.take_back(topic)
        longest = max(map(len, self._page.lines()))
        if longest > _LONGEST:
            self._notice.say(
                "long",
                f"One paragraph here has {longest:,} characters, so typing in it will be slow. "
                "Line breaks where its paragraphs should end make it quick again.",
            )
        if self.notebook.note:
            self.said.emit(self.notebook.note)
        self.opened.emit()
        self.named.emit()

    def _leave(self) -> None:
        """Close the text on the page: note where the writer was, forget what was kept of it."""
        if self.manuscript.path is not None:
            self._quietly(lambda: self.notebook.set_page_state(PageState(cursor=self._page.offset())))
        self.notebook.close()
        self._forget_kept()
        if self._origin is not None:
            self._throw(self._origin)
            self._origin = None

    # --- saving

    def save(self) -> bool:
        """Save; True when the words are on the disk."""
        if self.manuscript.path is None:
            return self.save_as()
        return self._save(even_if_changed=False, as_utf8=False)

    def _save(self, even_if_changed: bool, as_utf8: bool) -> bool:
        text = self._page.text()
        try:
            saved = save(self.manuscript, text, even_if_changed=even_if_changed, as_utf8=as_utf8)
        except ChangedOnDisk as error:
            choices = ["Save under another name…", "Overwrite it", "Show the other text"]
            choice = ask.choose(self._window, "Changed by another program", str(error), choices)
            if choice == 1:
                return self._save(even_if_changed=True, as_utf8=as_utf8)
            if choice == 2:
                self.reload()
            return choice == 0 and self.save_as()
        except EncodingError as error:
            if ask.choose(self._window, "Not saved", str(error), ["Save as UTF-8"]) == 0:
                return self._save(even_if_changed=even_if_changed, as_utf8=True)
            return False
        except EditorError as error:
            ask.tell(self._window, "Not saved", str(error))
            return False
        self._saved(saved)
        return True

    def save_as(self) -> bool:
        """Ask for a name and save; True when the words are on the disk."""
        suggestion = self.manuscript.path or Path.home() / "Untitled.txt"
        path = ask.file_to_save(self._window, str(suggestion))
        return path is not None and self.save_to(path)

    def save_to(self, path: Path, as_utf8: bool = False) -> bool:
        """Save under a name that the writer has agreed to."""
        try:
            saved = save_as(self.manuscript, path, self._page.text(), overwrite=True, as_utf8=as_utf8)
        except EncodingError as error:
            if ask.choose(self._window, "Not saved", str(error), ["Save as UTF-8"]) == 0:
                return self.save_to(path, as_utf8=True)
            return False
        except EditorError as error:
            ask.tell(self._window, "Not saved", str(error))
            return False
        if self.manuscript.path != path:
            self.notebook = self.notebook.moved_to(path)
        self._saved(saved)
        return True

    def _saved(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.saved_at = time.strftime("%H:%M")
        self._set_clean(self._page.lines())
        self._kept_revision = self._page.revision
        self._forget_kept()
        if self._origin is not None:
            self._throw(self._origin)
            self._origin = None
        self._watch()
        self._notice.take_back("disk")
        self.said.emit(manuscript.note or f"Saved {self.name}.")
        self.named.emit()

    def may_leave(self) -> bool:
        """Whether the text on the page may go: it is saved, or the writer does not want it."""
        if not self.dirty:
            return True
        answer = ask.unsaved(self._window, self.name)
        if answer is ask.Unsaved.SAVE:
            return self.save()
        return answer is ask.Unsaved.DISCARD

    # --- against a crash

    def keep(self) -> None:
        """Keep the unsaved words, on a thread of their own."""
        if self._keeping is not None and self._keeping.done():
            error = self._keeping.exception()
            self._keeping = None
            if error is not None:
                self._kept_revision = -1
                self.said.emit(f"Your unsaved words are not kept against a crash: {error}")
        if not self.dirty or self._keeping is not None or self._kept_revision == self._page.revision:
            return
        self._kept_revision = self._page.revision
        self._keeping = self._disk.submit(self._keeper.keep, self.manuscript, self._page.text())

    def rescue_now(self) -> Path | None:
        """Keep the unsaved words at once, because the program is falling; where they lie."""
        if not self.dirty:
            return None
        self._keeper.keep(self.manuscript, self._page.text())
        return self._keeper.file

    def _forget_kept(self) -> None:
        # Behind anything that is still being kept: the same thread does both.
        self._disk.submit(self._keeper.discard)

    def close(self) -> None:
        """The window goes: the text has been saved or is not wanted."""
        self._clock.stop()
        self._leave()
        self._disk.shutdown(wait=True)

    # --- the disk

    def _watch(self) -> None:
        watched = self._watcher.files() + self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        path = self.manuscript.path
        if path is not None:
            # The folder too: a file that is replaced as a whole is no longer watched itself.
            self._watcher.addPaths([str(p) for p in (path.absolute(), path.absolute().parent) if p.exists()])

    def _disk_stirred(self) -> None:
        self._settle.start()

    def look_at_disk(self) -> None:
        """Say so if another program changed or removed the file."""
        change = changed_on_disk(self.manuscript)
        if change is Change.CHANGED:
            words = "Your own changes are still here." if self.dirty else "The page shows the text as you opened it."
            self._notice.say(
                "disk",
                f"{self.name} was changed by another program. {words}",
                [("Show the other text", self._take_theirs), ("Save mine as…", self._resave_as)],
            )
        elif change is Change.GONE:
            self._notice.say(
                "disk", f"{self.name} was moved or deleted. Saving puts it back.", [("Save", self._resave)]
            )
            self._gone = True
            self._edited()
        elif self._notice.topic == "disk":
            self._notice.take_back("disk")
        self._watch()

    def _resave(self) -> None:
        self.save()

    def _resave_as(self) -> None:
        self.save_as()

    def _take_theirs(self) -> None:
        if self.may_leave():
            self.reload()

    def _quietly(self, work: Callable[[], V]) -> V | None:
        """Do something of which a failure is worth a sentence, no more."""
        try:
            return work()
        except EditorError as error:
            self.said.emit(str(error))
            return None
