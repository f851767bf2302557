"""One editor for each kind of value that a field may hold."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseapp.records.fields import Field, Kind
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.editors.choices import ChoiceEditor, FlagEditor
from ui.forms.editors.dates import DateEditor, EdtfEditor
from ui.forms.editors.lines import LineEditor, LongEditor, NumberEditor
from ui.forms.editors.localized import LocalizedEditor
from ui.forms.editors.many import ManyEditor

__all__ = ["Editor", "Setting", "Unreadable", "editor_for", "has_editor"]

_EDITORS: dict[Kind, type[Editor]] = {
    Kind.TEXT: LineEditor,
    Kind.LONG: LongEditor,
    Kind.NAME: LineEditor,
    Kind.DATE: DateEditor,
    Kind.EDTF: EdtfEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ManyEditor,
    Kind.LOCALIZED: LocalizedEditor,
    Kind.COUNTRY: ChoiceEditor,
    Kind.COUNTRIES: ManyEditor,
    Kind.LANGUAGE: ChoiceEditor,
    Kind.LANGUAGES: ManyEditor,
    Kind.FLAG: FlagEditor,
    Kind.ANSWER: ChoiceEditor,
    Kind.PHONE: LineEditor,
    Kind.MAIL: LineEditor,
    Kind.NUMBER: NumberEditor,
    Kind.LINK: ChoiceEditor,
    Kind.LINKS: ManyEditor,
}


def has_editor(field: Field) -> bool:
    """Whether a form can show the field; free data has screens of its own."""
    return field.kind in _EDITORS


def editor_for(field: Field, setting: Setting, parent: QWidget | None = None) -> Editor:
    """The editor for a field. KeyError for kinds without one."""
    return _EDITORS[field.kind](field, setting, parent)
