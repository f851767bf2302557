"""The language of the screen and of the verbs: gettext catalogues, no Qt.

Source texts are English. `tr` translates and fills in; `N_` only marks, for texts that stand on a class and
are translated when they are shown. The language of letters is another matter: each letter has its own (see
letters/).
"""

from __future__ import annotations

import functools
import gettext

from caseapp.paths import resource
from db.errors import N_

__all__ = ["LANGUAGES", "N_", "in_every_language", "language", "ntr", "ptr", "set_language", "tr"]

#: Languages of the screen: code and the name that its speakers use.
LANGUAGES = {"en": "English", "ru": "Русский"}


class _Screen:
    """Holds the catalogue in use; one language at a time is what a screen has."""

    code = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(code: str) -> None:
    """Switches the language of the screen.

    Raises ValueError for a language that is not in LANGUAGES.
    """
    if code not in LANGUAGES:
        raise ValueError(code)
    _Screen.catalogue = _catalogue(code)
    _Screen.code = code


def in_every_language(text: str) -> list[str]:
    """A marked text in each language of the screen, for finding an action by what it is called elsewhere."""
    return list(dict.fromkeys(_catalogue(code).gettext(text) for code in LANGUAGES)) if text else []


@functools.cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = resource("i18n", f"{code}.mo")
    if code == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def language() -> str:
    """The language of the screen, an ISO 639 code."""
    return _Screen.code


def tr(text: str, /, **values: object) -> str:
    """The text in the language of the screen, with `{placeholders}` filled in."""
    if not text:
        return ""
    found = _Screen.catalogue.gettext(text)
    return found.format(**values) if values else found


def ntr(one: str, many: str, n: int, /, **values: object) -> str:
    """The form of the text that fits the number n; `{n}` is filled in."""
    return _Screen.catalogue.ngettext(one, many, n).format(n=n, **values)


def ptr(context: str, text: str, /, **values: object) -> str:
    """Like `tr`, for a short word that means different things in different places."""
    found = _Screen.catalogue.pgettext(context, text)
    return found.format(**values) if values else found
