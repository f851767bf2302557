"""One answer out of a list: side by side when there are few, found by typing when there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from caseapp import lists
from caseapp.i18n import LANGUAGES, language, tr
from caseapp.lists import countries, languages
from caseapp.records.fields import Field, Kind
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.find import FindField
from ui.forms.note import Note
from ui.widgets.buttons import Check
from ui.widgets.fields import mark_error
from ui.widgets.segments import Choice, Segments, answer_choices
from ui.widgets.shapes import level
from ui.widgets.switching import show_switched

#: Up to this many answers stand side by side, if they fit into this width.
_MOST_SEGMENTS, _SEGMENTS_WIDTH = 5, 480


def choices_of(declared: Field, setting: Setting) -> Sequence[Choice]:
    """What may be chosen in a field, in the language of the screen and in the order of its list."""
    if declared.name in setting.links:
        return tuple(setting.links[declared.name]())
    said = language()
    if declared.kind in (Kind.COUNTRY, Kind.COUNTRIES):
        return _named(countries.codes(), countries.name, said)
    if declared.kind in (Kind.LANGUAGE, Kind.LANGUAGES):
        return _named(languages.codes(), languages.name, said)
    if declared.kind in (Kind.LINK, Kind.LINKS):
        return tuple(setting.links_of(declared)())
    if declared.kind is Kind.ANSWER:
        return answer_choices()
    coded = lists.get(declared.choices)
    levelled = declared.choices == "risk"
    return [
        Choice(
            code,
            coded.label(code, said),
            level(code) if levelled else "",
            also=" ".join(f"{coded.label(code, lang)} {coded.definition(code, lang)}" for lang in LANGUAGES),
        )
        for code in coded.codes
    ]


def _named(codes: Iterable[str], name: Callable[[str, str], str], said: str) -> list[Choice]:
    """Countries or languages by their names, found by those of the other languages as well."""
    choices = [
        Choice(code, name(code, said), also=" ".join(name(code, lang) for lang in LANGUAGES))
        for code in codes
    ]
    return sorted(choices, key=lambda choice: choice.text.casefold())


class ChoiceEditor(Editor):
    """One code of a list, an answer, a country, a language, or a record.

    Up to five answers stand side by side; where there is no room for that they become a line to find one.
    """

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self._choices = choices_of(declared, setting)
        self._found: FindField | None = None
        self._segments: Segments | None = None
        few = 0 < len(self._choices) <= _MOST_SEGMENTS
        if few and declared.kind in (Kind.CHOICE, Kind.LANGUAGE, Kind.ANSWER):
            segments = Segments(self.look, self._choices, self.name, self.label, self)
            if segments.sizeHint().width() <= self.look.wide(_SEGMENTS_WIDTH):
                self._take_segments(segments)
            else:
                segments.hide()
                segments.deleteLater()
        if self._segments is None:
            self._make_line()

    def buddy(self) -> QWidget:
        shown = self._shown()
        return self if shown is None else shown

    def read(self) -> dict[str, Any]:
        shown = self._shown()
        if isinstance(shown, FindField) and shown.stray():
            words = tr("“{typed}” is not in the list. Choose a line of the list.", typed=shown.stray())
            raise Unreadable(words, self._addition(shown.stray()))
        code = self._value()
        return {self.field.name: code or (None if self.field.kind is Kind.LINK else "")}

    def show_value(self, values: Mapping[str, Any]) -> None:
        code = str(values.get(self.field.name) or "")
        if self._found is not None:
            if self.field.kind is Kind.LINK or self.field.name in self.setting.links:
                self._choices = choices_of(self.field, self.setting)
                self._found.set_choices(self._choices)
            self._found.set_value(code)
        if self._segments is not None:
            self._segments.set_value(code)

    def raw(self) -> Any:
        shown = self._shown()
        return {"code": self._value(), "stray": shown.stray() if isinstance(shown, FindField) else ""}

    def show_raw(self, raw: Any) -> None:
        self.show_value({self.field.name: raw.get("code", "")})
        if self._found is not None and raw.get("stray"):
            self._found.set_stray(raw["stray"])

    def note(self) -> Note:
        code = self._value()
        if code and self.field.choices and isinstance(self._shown(), FindField):
            definition = lists.get(self.field.choices).definition(code, language())
            if definition:
                return Note("echo", definition)
        more = next((one.more for one in self._choices if one.code == code and code), "")
        return Note("echo", more) if more else super().note()

    def codes(self) -> tuple[str, ...]:
        return tuple(filter(None, [self._value()]))

    def answer(self, option: str) -> None:
        add, shown = self.setting.adds.get(self.field.target), self._shown()
        if add is not None and isinstance(shown, FindField) and shown.stray():
            add(shown.stray(), self._added)

    def set_error(self, error: bool) -> None:
        if self._found is not None:
            mark_error(self._found, error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._segments is not None:
            self._give_way(self.width() < self._segments.sizeHint().width())

    def _take_segments(self, segments: Segments) -> None:
        self._segments = segments
        self.wider = True
        # Narrower than its answers the editor becomes a line, so it must be allowed to get there.
        self.setMinimumWidth(self.look.wide(96))
        segments.chosen.connect(self._chosen)
        # A label's letter leads only to a widget that takes the focus; this one passes it on to a segment.
        segments.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add(segments, Qt.AlignmentFlag.AlignLeading)

    def _make_line(self) -> FindField:
        line = self._found = FindField(self.look, self._choices, self.name, self.label, parent=self)
        line.chosen.connect(self._chosen)
        line.textEdited.connect(self.touched)
        self._add(line)
        return line

    def _give_way(self, narrow: bool) -> None:
        """Shows the line in place of the answers side by side, or the other way round."""
        segments = self._segments
        if segments is None or segments.isHidden() == narrow:
            return
        code = self._value()
        line = self._found or self._make_line()
        segments.setVisible(not narrow)
        line.setVisible(narrow)
        segments.set_value(code)
        line.set_value(code)
        self.rebuilt.emit()

    def _shown(self) -> FindField | Segments | None:
        if self._segments is not None and not self._segments.isHidden():
            return self._segments
        return self._found

    def _value(self) -> str:
        shown = self._shown()
        return "" if shown is None else shown.value()

    def _leaving(self) -> None:
        # The line decides in its own focus event, which follows, what the half-typed words mean.
        shown = self._shown()
        if isinstance(shown, FindField):
            shown.settle()
        super()._leaving()

    def _addition(self, typed: str) -> tuple[tuple[str, str], ...]:
        """The offer to make a record of what was typed, where that can be done."""
        if self.field.target not in self.setting.adds:
            return ()
        return (("add", tr("Add “{typed}” to the list", typed=typed)),)

    def _added(self, code: str) -> None:
        """The record that was made is the answer."""
        if not isValid(self):
            return
        self.show_value({self.field.name: code})
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        self.touched.emit()
        self.settled.emit()


class FlagEditor(Editor):
    """A check box; the words stand at its side, because it says yes to them."""

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self._check = Check(self.look, tr("Yes"), self.name, self)
        self._check.setAccessibleName(self.label)
        self._check.toggled.connect(self._switched)
        self._add(self._check, Qt.AlignmentFlag.AlignLeading)

    def buddy(self) -> QWidget:
        return self._check

    def read(self) -> dict[str, Any]:
        return {self.field.name: self._check.isChecked()}

    def show_value(self, values: Mapping[str, Any]) -> None:
        show_switched(self._check, bool(values.get(self.field.name)))

    def raw(self) -> Any:
        return self._check.isChecked()

    def show_raw(self, raw: Any) -> None:
        show_switched(self._check, bool(raw))

    @Slot()
    def _switched(self) -> None:
        self.touched.emit()
        self.settled.emit()
