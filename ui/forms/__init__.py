"""Forms built from the declarations of a record: one editor per kind of value, saved as the person goes."""

from ui.forms.editors.base import Adds, Links, Setting
from ui.forms.form import RecordForm, fields_of, values_of
from ui.forms.keeper import RecordKeeper, SaveNote

__all__ = ["Adds", "Links", "RecordForm", "RecordKeeper", "SaveNote", "Setting", "fields_of", "values_of"]
