"""The menu bar of the window: what each entry does, and when it can be chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from editor.checks.dialogue.manual import manual
from editor.checks.intent import Scope
from editor.checks.rule import Applicability, Finding
from editor.errors import EditorError
from editor.resources import resource, sample
from editor.review.protocol import State
from editor.text.span import Span
from editor.ui import ask, help
from editor.ui.commands import Command, Commands
from editor.ui.docks import PLACES
from editor.ui.export.dialog import ExportDialog
from editor.ui.retelling import change_person, convert_tense
from editor.ui.status import VARIANTS
from editor.ui.theme import Choice
from editor.ui.typography import restyle

if TYPE_CHECKING:
    from editor.ui.window import Window

_Key = QKeySequence.StandardKey
_THEMES = {Choice.SYSTEM.value: "Follow the system", Choice.LIGHT.value: "Light", Choice.DARK.value: "Dark"}
_FIXES = 9
SAMPLE = "restaurant.txt"
"""The story that is opened when none is at hand."""
_SCOPES = {
    Scope.HERE: "It’s meant here",
    Scope.WORD: "These words are always meant",
    Scope.RULE: "Never ask about this",
}


class Menus:
    """Builds the menus of ``window`` and carries out what is chosen in them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.commands = Commands(window)
        self.recent = QMenu("Open recent", window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.scenes = QMenu("Go to scene", window)
        self.scenes.aboutToShow.connect(self._fill_scenes)
        self.themes = self.commands.choices("Theme", _THEMES, lambda value: window.set_theme(Choice(value)))
        self.variants = self.commands.choices("Language", VARIANTS, self._choose_variant)
        self._file()
        self._edit()
        self._view()
        self._revise()
        self._story()
        self._tools()
        self._help()

    def _file(self) -> None:
        window = self._window
        self.commands.menu(
            "&File",
            [
                Command("new", "&New", window.begin, (_Key.New,)),
                Command("open", "&Open…", self.open, (_Key.Open,)),
                self.recent,
                Command("sample", "Open the sample story", self.open_sample),
                None,
                Command("save", "&Save", lambda: window.desk.save(), (_Key.Save,)),
                Command("save-as", "Save &as…", lambda: window.desk.save_as(), ("Ctrl+Shift+S",)),
                Command("revert", "Back to the saved text", lambda: window.desk.revert()),
                None,
                Command("export", "&Export a cleaned text…", self.export, ("Ctrl+E",)),
                None,
                Command("quit", "&Quit", window.close, ("Ctrl+Q",)),
            ],
        )

    def _edit(self) -> None:
        window, page = self._window, self._window.page
        self.commands.menu(
            "&Edit",
            [
                Command("undo", "&Undo", page.undo, (_Key.Undo,)),
                Command("redo", "&Redo", page.redo, (_Key.Redo, "Ctrl+Y")),
                None,
                Command("cut", "Cu&t", page.cut, (_Key.Cut,)),
                Command("copy", "&Copy", page.copy, (_Key.Copy,)),
                Command("paste", "&Paste", page.paste, (_Key.Paste,)),
                Command("select-all", "Select &all", page.selectAll, (_Key.SelectAll,)),
                None,
                Command("find", "&Find…", lambda: self._find(False), (_Key.Find,)),
                Command("find-next", "Find next", lambda: window.find_bar.step(1), ("F3", "Ctrl+G")),
                Command("find-previous", "Find previous", lambda: window.find_bar.step(-1), ("Shift+F3",)),
                Command("replace", "Find and &replace…", lambda: self._find(True), ("Ctrl+H",)),
            ],
        )
        page.undoAvailable.connect(self.commands.actions["undo"].setEnabled)
        page.redoAvailable.connect(self.commands.actions["redo"].setEnabled)
        for name in ("cut", "copy"):
            page.copyAvailable.connect(self.commands.actions[name].setEnabled)
        for name in ("undo", "redo", "cut", "copy"):
            self.commands.actions[name].setEnabled(False)

    def _view(self) -> None:
        window, page = self._window, self._window.page
        panels = QMenu("Panels", window)
        for number, name in enumerate(window.docks.all, 1):
            toggle = window.docks.toggle(name)
            toggle.setShortcut(QKeySequence(f"Ctrl+{number}"))
            panels.addAction(toggle)
        panels.addSeparator()
        for name, dock in window.docks.all.items():
            where = QMenu(f"Move {name}", window)
            for words, area in PLACES.items():
                where.addAction(words).triggered.connect(
                    lambda _=False, name=name, area=area: window.docks.place(name, area)
                )
            where.addAction("Out of the window").triggered.connect(lambda _=False, dock=dock: dock.setFloating(True))
            panels.addMenu(where)
        panels.addSeparator()
        panels.addAction("All panels to their first places").triggered.connect(lambda: window.docks.arrange())
        self.commands.menu(
            "&View",
            [
                panels,
                self.themes,
                None,
                Command("larger", "&Larger", lambda: page.zoom_step(1), (_Key.ZoomIn, "Ctrl+=")),
                Command("smaller", "&Smaller", lambda: page.zoom_step(-1), (_Key.ZoomOut,)),
                Command("normal", "100 %", lambda: page.set_zoom(100), ("Ctrl+0",)),
                None,
                Command("focus", "&Focus on this paragraph", self._focus, ("Shift+F11",), checkable=True),
                Command("alone", "Only the &page", self._alone, ("Ctrl+Shift+F11",), checkable=True),
                Command("full", "F&ull screen", self._full_screen, ("F11",), checkable=True),
                None,
                Command("to-page", "Go to the page", page.setFocus, ("F6",)),
                Command("to-flags", "Go to the flags", self._to_flags, ("Shift+F6",)),
            ],
        )
        self.commands.tick(self.themes, window.memory.theme.value)

    def _revise(self) -> None:
        window = self._window
        fixes = QMenu("Take a repair", window)
        for number in range(_FIXES):
            act = Command(
                f"fix-{number + 1}",
                f"Take repair {number + 1}",
                lambda number=number: window.take_fix(number),  # type: ignore[misc]
                (f"Alt+{number + 1}",),
            )
            fixes.addAction(self.commands.action(act))
        self.commands.menu(
            "&Revise",
            [
                Command("next", "&Next flag", lambda: window.step_flag(1), ("F8", "Ctrl+.")),
                Command("previous", "&Previous flag", lambda: window.step_flag(-1), ("Shift+F8", "Ctrl+,")),
                None,
                fixes,
                Command("meant-here", "It’s meant &here", lambda: self._meant(Scope.HERE), ("Alt+M",)),
                Command("meant-word", "It’s meant: these &words", lambda: self._meant(Scope.WORD), ("Alt+W",)),
                Command("meant-rule", "It’s meant: this &rule", lambda: self._meant(Scope.RULE)),
                Command("take-back", "Take back the last “It’s meant”", window.repairs.take_back, ("Alt+Shift+M",)),
                None,
                Command("safe", "Make all &safe repairs", window.fix_all_safe, ("Ctrl+Shift+E",)),
                None,
                Command("tense", "&Convert tense…", lambda: convert_tense(window), ("Ctrl+Shift+V",)),
                Command("person", "Change p&erson…", lambda: change_person(window), ("Ctrl+Shift+P",)),
                Command("typography", "&Typography of the whole text…", lambda: restyle(window), ("Ctrl+Shift+T",)),
            ],
        )

    def _story(self) -> None:
        self.commands.menu(
            "&Story",
            [
                Command("next-scene", "&Next scene", lambda: self._step_scene(1), ("Ctrl+PgDown",)),
                Command("previous-scene", "&Previous scene", lambda: self._step_scene(-1), ("Ctrl+PgUp",)),
                self.scenes,
                None,
                *self._window.declaring.commands(),
            ],
        )

    def _tools(self) -> None:
        checking = self._window.checking
        self.commands.menu(
            "&Tools",
            [
                Command("check", "&Check now", checking.check_now, ("F5",)),
                Command("stop", "&Stop", self.stop, ("Shift+Esc",)),
                None,
                Command("languagetool", "Use &LanguageTool", self._toggle_languagetool, checkable=True),
                Command("get-languagetool", "&Get LanguageTool…", self.get_languagetool),
                None,
                self.variants,
            ],
        )

    def _help(self) -> None:
        window = self._window
        self.commands.menu(
            "&Help",
            [
                Command(
                    "keys", "&Keyboard shortcuts", lambda: help.shortcuts(window, self.commands.keys()).open(), ("F1",)
                ),
                Command(
                    "speech-page", "The &punctuation of speech", lambda: help.page(window, "Speech", manual()).show()
                ),
                Command("about", "&About Blue Pencil", lambda: help.about(window, _model_licence()).open()),
            ],
        )

    # --- what can be chosen now

    def show_state(self) -> None:
        """Tick and dim the entries as things stand."""
        window, actions = self._window, self.commands.actions
        on_page = window.stack.currentWidget() is window.page
        on_text = "save-as find replace find-next find-previous check paste select-all typography tense person"
        for name in on_text.split():
            actions[name].setEnabled(on_page)
        actions["save"].setEnabled(on_page and (window.desk.dirty or window.desk.manuscript.path is None))
        actions["revert"].setEnabled(window.desk.manuscript.path is not None)
        reviewed = window.report is not None
        for name in ("export", "next", "previous", "safe", "next-scene", "previous-scene", "meant-here"):
            actions[name].setEnabled(reviewed)
        actions["take-back"].setEnabled(window.repairs.last_answer is not None)
        state = window.checking.languagetool.state
        actions["stop"].setEnabled(window.checking.busy or state is State.INSTALLING)
        actions["languagetool"].setChecked(window.memory.languagetool == "auto" and state is not State.MISSING)
        actions["languagetool"].setEnabled(state not in (State.MISSING, State.INSTALLING))
        actions["get-languagetool"].setEnabled(state in (State.MISSING, State.FAILED))
        self.commands.tick(self.themes, window.memory.theme.value)
        self.commands.tick(self.variants, window.intent().variant)

    # --- doing it

    def open(self) -> None:
        """Ask for a file and open it."""
        recent = self._window.memory.recent()
        path = ask.file_to_open(self._window, str(recent[0].parent if recent else Path.home()))
        if path is not None:
            self._window.open(path)

    def open_sample(self) -> None:
        """Open the sample story."""
        try:
            self._window.open(sample(SAMPLE))
        except EditorError as error:
            self._window.status.say(str(error))

    def export(self) -> None:
        """Show what a cleaned text would be, and write it where the writer says."""
        window = self._window
        if window.report is None:
            return
        if window.page.drift.moved:
            window.status.say("The text has just changed; export again when it is checked.")
            window.checking.check_now()
            return
        dialog = ExportDialog(window.report, window.page.text(), window.desk.manuscript, window.theme, window)
        dialog.exported.connect(lambda path: window.status.say(f"Exported to {path}."))
        dialog.open()

    def _find(self, replace: bool) -> None:
        self._window.find_bar.open_bar(replace)

    def _focus(self) -> None:
        self._window.page.set_focus_mode(self.commands.actions["focus"].isChecked())

    def _alone(self) -> None:
        alone = self.commands.actions["alone"].isChecked()
        docks = self._window.docks
        docks.put_away() if alone else docks.bring_back()
        self._window.status.setVisible(not alone)

    def _full_screen(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _to_flags(self) -> None:
        dock = self._window.docks.all["Flags"]
        dock.show()
        dock.raise_()
        self._window.flags.list.setFocus()

    def _meant(self, scope: Scope) -> None:
        finding = self._window.flags.active
        if finding is not None:
            self._window.flags.list.dismissal_chosen.emit(finding, scope)

    def fill_flag_menu(self, menu: QMenu, finding: Finding) -> None:
        """Put a flag's repairs and answers above the usual entries of the page's menu."""
        window = self._window
        first = menu.actions()[0] if menu.actions() else None
        entries: list[QAction] = []
        for fix in finding.fixes:
            if fix.applicability is not Applicability.SHOW:
                action = QAction(fix.title, menu)
                action.triggered.connect(lambda _=False, fix=fix: window.repairs.take(finding, fix))
                entries.append(action)
        for scope, words in _SCOPES.items():
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, scope=scope: window.dismiss(finding, scope))
            entries.append(action)
        for action in entries:
            menu.insertAction(first, action) if first is not None else menu.addAction(action)
        if first is not None:
            menu.insertSeparator(first)

    def _scene_places(self) -> list[tuple[int, Span, str]]:
        report = self._window.report
        scenes = report.narrative.scenes if report is not None else ()
        return [(scene.number, scene.span, scene.title) for scene in scenes]

    def _step_scene(self, by: int) -> None:
        starts = [span.start for _, span, _ in self._scene_places()]
        here = self._window.page.offset()
        found = [s for s in starts if s > here] if by > 0 else [s for s in starts if s < here]
        if found:
            self._window.jump(found[0] if by > 0 else found[-1])

    def _fill_scenes(self) -> None:
        self.scenes.clear()
        for number, span, title in self._scene_places():
            action = self.scenes.addAction(f"Scene {number}" + (f" – {title}" if title else ""))
            action.triggered.connect(lambda _=False, start=span.start: self._window.jump(start))
        if self.scenes.isEmpty():
            self.scenes.addAction("No scenes yet").setEnabled(False)

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._window.memory.recent():
            action = self.recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self._window.open(path))
        if self.recent.isEmpty():
            self.recent.addAction("Nothing opened yet").setEnabled(False)

    def _choose_variant(self, variant: str) -> None:
        window = self._window
        window.memory.variant = variant
        try:
            window.desk.notebook.set_state("variant", variant)
        except EditorError as error:
            window.status.say(str(error))
        window.status.show_variant(variant)
        window.checking.check_now()

    def stop(self) -> None:
        """Stop what takes long: the fetching of LanguageTool, or the check."""
        checking = self._window.checking
        if checking.languagetool.state is State.INSTALLING:
            checking.cancel_install()
        else:
            checking.cancel()

    def _toggle_languagetool(self) -> None:
        window = self._window
        mode = "auto" if self.commands.actions["languagetool"].isChecked() else "off"
        window.memory.languagetool = mode
        window.checking.use_languagetool(mode)

    def languagetool_clicked(self) -> None:
        """The word in the status line: get it, stop getting it, or switch it."""
        state = self._window.checking.languagetool.state
        if state is State.MISSING:
            self.get_languagetool()
        elif state is State.INSTALLING:
            self._window.checking.cancel_install()
        else:
            self.commands.actions["languagetool"].trigger()

    def get_languagetool(self) -> None:
        """Ask, saying how large it is, and fetch LanguageTool."""
        # The fetching itself is the child's; only the offer's words are needed here, and only now.
        from editor.engines.languagetool.install import OFFER

        window = self._window
        if ask.choose(window, "Get LanguageTool", OFFER, ["Get it"]) == 0:
            window.memory.languagetool = "auto"
            window.checking.install_languagetool()


def _model_licence() -> str:
    """What the language model asks to be said of it, in Markdown."""
    told = resource("language", "README.md").read_text("utf-8")
    return "### The language model" + told.partition("## Licence and sources")[2].partition("\n## ")[0]
