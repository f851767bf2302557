"""One text per language of the letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import language, tr
from caseapp.lists import languages
from caseapp.records.fields import Field
from caseapp.rules.text import clean_text
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.widgets.fields import LongField
from ui.widgets.labels import FieldLabel


class LocalizedEditor(Editor):
    """A small field for each language, labelled; languages that a value already has are shown as well."""

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self._controls: dict[str, LongField] = {}
        self._showing = False
        for code in setting.languages:
            self._open(code)

    def buddy(self) -> QWidget:
        return next(iter(self._controls.values()))

    def read(self) -> dict[str, Any]:
        texts = {}
        for code, control in self._controls.items():
            try:
                cleaned = clean_text(control.toPlainText())
            except Problem as problem:
                raise Unreadable(sentence(problem)) from problem
            if cleaned.text:
                texts[code] = cleaned.text
        return {self.field.name: texts}

    def show_value(self, values: Mapping[str, Any]) -> None:
        self.show_raw(values.get(self.field.name) or {})

    def raw(self) -> Any:
        return {code: control.toPlainText() for code, control in self._controls.items()}

    def show_raw(self, raw: Any) -> None:
        self._showing = True
        for code in raw:
            if code not in self._controls:
                self._open(code)
        for code, control in self._controls.items():
            text = str(raw.get(code) or "")
            if text != control.toPlainText():
                control.setPlainText(text)
        self._showing = False

    def set_error(self, error: bool) -> None:
        for control in self._controls.values():
            control.set_error(error)

    def _open(self, code: str) -> None:
        word = languages.name(code, language())
        name = self.name if not self._controls else f"{self.name}.{code}"
        control = LongField(
            self.look, name, tr("{label}, {language}", label=self.label, language=word), least=1, parent=self
        )
        label = FieldLabel(self.look, code.upper(), None, parent=self)
        label.setToolTip(word)
        label.setFixedWidth(self.look.wide(24))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label.setMinimumHeight(self.look.tall(32))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(control, 1)
        self._column.addLayout(row)
        control.textChanged.connect(partial(self._edited))
        control.installEventFilter(self)
        self._controls[code] = control

    def _edited(self) -> None:
        if not self._showing:
            self.touched.emit()
