"""Ctrl+K: finds any case, person, contact, incident or note, and anything the window can do."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from caseapp.i18n import N_, in_every_language, tr
from caseapp.records import BY_KIND
from caseapp.services.search import Found
from caseapp.settings import THEMES
from ui.actions import ACTIONS
from ui.latest import Latest
from ui.palette.lines import Line, fits
from ui.palette.panel import PalettePanel
from ui.theme import THEME_WORDS
from ui.widgets.named import plain

if TYPE_CHECKING:
    from ui.open_store import OpenStore

#: So many records are looked for at a key.
FIND = 40
_ICONS = {
    "case": "folder-open",
    "person": "folder-open",
    "spelling": "folder-open",
    "contact": "book-user",
    "actor": "network",
    "involvement": "network",
    "trace": "footprints",
    "claim": "paperclip",
    "incident": "footprints",
    "note": "message-circle",
    "letter": "file-text",
    "evidence": "paperclip",
    "identity_document": "file-check",
    "contact_point": "phone",
}
#: Kinds of records in the order of their groups; cases and their people come as one.
_GROUPS = {
    "case": N_("Cases and people"),
    "person": N_("Cases and people"),
    "spelling": N_("Cases and people"),
    "name_form": N_("Cases and people"),
    "contact": N_("Contacts"),
    "actor": N_("Actors"),
    "incident": N_("Threats and incidents"),
    "involvement": N_("Threats and incidents"),
    "claim": N_("Threats and incidents"),
    "trace": N_("Plates, numbers, accounts"),
    "evidence": N_("Evidence files"),
    "note": N_("Journal"),
    "letter": N_("Letters"),
}
_WHOLE_CASE = ("case", "person", "spelling", "name_form")
_NAMED = ("case", "contact", "actor")
#: Not offered: the palette itself, and what only leads to a notice.
_LEFT_OUT = ("search", "notice")


class Palette(QObject):
    """Opens over the window, and keeps nothing of what was typed once it is closed."""

    def __init__(self, store: OpenStore) -> None:
        super().__init__(store.window)
        self._store = store
        self._asked = Latest(store.runner, self)
        self.panel: PalettePanel | None = None
        store.window.overlay.closed.connect(self._closed)
        opener = store.window.toolbar.search
        opener.clicked.connect(self.open)
        opener.typed.connect(self.type)

    @Slot()
    def open(self) -> None:
        """Shows the palette; what was opened last comes first while nothing is typed."""
        if self.panel is not None:
            self.panel.field.setFocus()
            return
        panel = PalettePanel(self._store.look)
        panel.typed.connect(self._ask)
        panel.picked.connect(self._pick)
        self._store.window.overlay.open_panel(panel, width=640, top=64)
        self.panel = panel
        panel.field.setFocus()
        self._ask("")

    @Slot(str)
    def type(self, text: str) -> None:
        """Letters typed on the field of the toolbar."""
        self.open()
        if self.panel is not None:
            self.panel.field.insert(text)

    def remember(self, kind: str, record_id: str) -> None:
        """A record was opened: it stands first the next time."""
        recent = self._store.office.recent
        self._store.runner.run(lambda: recent.remember(kind, record_id))

    @Slot()
    def _closed(self) -> None:
        self._asked.forget()
        self.panel = None

    @Slot(str)
    def _ask(self, text: str) -> None:
        office = self._store.office
        if text.strip():
            self._asked.ask(lambda: office.search.find(text, FIND), self._show)
        else:
            self._asked.ask(office.recent.all, self._show_recent)

    def _show(self, found: list[Found]) -> None:
        if self.panel is None:
            return
        typed = self.panel.field.text()
        order = list(dict.fromkeys(_GROUPS.values()))
        lines = [self._record(hit, tr(_GROUPS.get(hit.kind, BY_KIND[hit.kind].LABELS))) for hit in found]
        names = [tr(name) for name in order]
        # What is looked for by its name comes first, then what can be done, then what merely speaks of it.
        by_name = {tr(_GROUPS[kind]) for kind in _NAMED}
        lines.sort(key=lambda line: names.index(line.group) if line.group in names else len(names))
        acts = _fitting(typed, [*self._of_case(), *self._actions(), *self._places(), *self._themes()])
        at = next((n for n, line in enumerate(lines) if line.group not in by_name), len(lines))
        lines[at:at] = acts
        self.panel.show_lines(lines, Counter(line.group for line in lines))

    def _show_recent(self, found: list[Found]) -> None:
        if self.panel is not None:
            lines = [self._record(hit, tr("Opened lately")) for hit in found]
            more = [*self._of_case(), *self._actions()]
            self.panel.show_lines([*lines, *(line for line, _ in more)], {})

    def _record(self, hit: Found, group: str) -> Line:
        privacy = self._store.privacy
        title, second = hit.title, privacy.second(hit.subtitle)
        if hit.kind in _WHOLE_CASE:
            title = privacy.name(title, hit.number)
        elif privacy.hidden and hit.case_id is not None:
            title, second = tr(BY_KIND[hit.kind].LABEL), hit.number
        if not second and title != hit.number:
            second = hit.number
        title = title or tr(BY_KIND[hit.kind].LABEL)
        return Line(group, _ICONS.get(hit.kind, "file-text"), title, partial(self._open_record, hit), second)

    def _actions(self) -> list[tuple[Line, list[str]]]:
        commands = self._store.window.commands
        found = []
        for spec in ACTIONS:
            action = commands[spec.id]
            if spec.id in _LEFT_OUT or not action.isEnabled():
                continue
            words = plain(action.text())
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            line = Line(tr("Actions"), spec.icon, words, action.trigger, keys=keys)
            found.append((line, [words, *map(plain, in_every_language(spec.text))]))
        return found

    def _places(self) -> list[tuple[Line, list[str]]]:
        window = self._store.window
        return [
            (
                Line(tr("Places"), icon, tr(title), partial(window.show_screen, place), keys=keys),
                in_every_language(title),
            )
            for place, title, icon, keys in window.places()
        ]

    def _themes(self) -> list[tuple[Line, list[str]]]:
        """How the window may look."""
        found = []
        for code in THEMES:
            word = THEME_WORDS[code]
            choose = partial(self._choose_theme, code)
            line = Line(tr("Appearance"), "sun", tr("Theme: {name}", name=tr(word)), choose)
            called = zip(in_every_language(word), in_every_language("Theme"), strict=False)
            found.append((line, [" ".join(words) for words in called]))
        return found

    def _choose_theme(self, code: str) -> None:
        self._store.change_settings(self._store.settings.but(theme=code))

    def _of_case(self) -> list[tuple[Line, list[str]]]:
        """The sections of the case that is open, and what is begun in them."""
        from ui.screens.case.screen import SECTIONS

        page: Any = self._store.book("cases").opened
        if page is None or self._store.window.screen_shown() != "cases":
            return []
        found = []
        for number, (code, title, _factory) in enumerate(SECTIONS, 1):
            keys = QKeySequence(f"Alt+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            show = partial(page.show_section, code)
            line = Line(
                tr("In this case"), "corner-down-right", tr(title), show, keys=keys if number < 10 else ""
            )
            found.append((line, in_every_language(title)))
        for code, _title, section in SECTIONS:
            if section.BEGINS:
                begin = partial(page.begin, code)
                line = Line(tr("In this case"), "plus", tr(section.BEGINS), begin)
                found.append((line, in_every_language(section.BEGINS)))
        return found

    @Slot(object)
    def _pick(self, line: Line) -> None:
        self._store.window.overlay.close_panel()
        line.pick()

    def _open_record(self, hit: Found) -> None:
        store = self._store
        if hit.kind == "letter":
            store.open_letter(hit.id)
        elif hit.kind in _WHOLE_CASE and hit.case_id is not None:
            store.open_case(hit.case_id)
        elif hit.case_id is not None:
            store.jump(hit.case_id, hit.kind, hit.id)
        else:
            place = {"contact": "contacts", "actor": "actors"}.get(hit.kind, "settings")
            screen: Any = store.window.show_screen(place)
            opens = getattr(screen, f"open_{hit.kind}", None)
            if callable(opens):
                opens(hit.id)


def _fitting(typed: str, offered: list[tuple[Line, list[str]]]) -> list[Line]:
    """What fits, group by group, the best first."""
    scored = [(fits(typed, names), line) for line, names in offered]
    groups = list(dict.fromkeys(line.group for _, line in scored))
    kept = [(score, line) for score, line in scored if score]
    kept.sort(key=lambda one: (groups.index(one[1].group), -one[0]))
    return [line for _, line in kept]
