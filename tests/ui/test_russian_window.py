"""The window in Russian: no English is left in it, and Alt with a letter leads somewhere from every label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from caseapp.paths import resource
from caseapp.records import Case
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.whole_window import Whole
from ui.forms.mnemonics import letters
from ui.look import Look
from ui.screens.case.screen import SECTIONS

#: By these buttons a small form opens below that of an incident or a person.
SMALL_FORMS = (
    "claims.add",
    "contact_points.add",
    "identity_documents.add",
    "involvements.add",
    "name_forms.add",
    "spellings.add",
    "traces.add",
)
PLACES = ("cases", "contacts", "letters", "guide", "backup", "settings")


@pytest.fixture
def case(tmp_path: Path, clock: FixedClock) -> Case:
    """A case with all that the sections can show, in a store that is closed again."""
    office = stores.new_office(tmp_path / "store", clock)
    made = factory.rich_case(office)
    factory.contact(office)
    office.letters.new(made.id, "protection", "ru")
    office.close()
    return made


@pytest.fixture
def whole(qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, case: Case) -> Iterator[Whole]:
    one = Whole(qtbot, look, tmp_path, clock)
    one.unlock()
    yield one
    one.close()


def speak(whole: Whole, language: str) -> None:
    before = whole.store.window
    whole.store.change_settings(whole.store.settings.but(language=language))
    whole.until(lambda: whole.store.window is not before)
    whole.rest()


def english() -> re.Pattern[str]:
    """Matches any text that the catalogue says otherwise; {n} is a number, any other value anything."""
    with resource("i18n", "ru.po").open("rb") as file:
        catalogue = read_po(file)
    texts: list[str] = []
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts += [text.replace("&", "") for text in ids if text and message.string != text]
    worded = [text for text in texts if re.search("[A-Za-z]{3}", re.sub(r"\{.*?\}", "", text))]
    assert len(worded) > 900
    told = (re.sub(r"\\{.*?\\}", ".+", re.escape(text).replace(r"\{n\}", r"\d+")) for text in worded)
    return re.compile("|".join(told))


def said(window: QWidget) -> Iterator[tuple[str, str]]:
    """All words that the window shows or speaks, with the name of who does."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        shown = [widget.accessibleName(), widget.toolTip()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            shown.append(widget.text())
        if isinstance(widget, QLineEdit):
            shown.append(widget.placeholderText())
        for text in shown:
            yield widget.objectName(), text.replace("&", "")


def clashes(window: QWidget) -> dict[str, list[str]]:
    """Letters of buttons that another label or button on the screen claims. Labels may share one with each
    other: it walks through their fields.
    """
    held: dict[str, list[str]] = {}
    pressed: set[str] = set()
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, (QLabel, QAbstractButton)):
            for letter in letters(widget.text()):
                held.setdefault(letter, []).append(widget.text())
                if isinstance(widget, QAbstractButton):
                    pressed.add(letter)
    return {letter: sorted(held[letter]) for letter in pressed if len(held[letter]) > 1}


def mute(window: QWidget) -> list[str]:
    """Labels of fields to which no letter leads."""
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.buddy() is not None and label.text() and not letters(label.text())
    ]


def screens(whole: Whole, case: Case) -> Iterator[tuple[str, Any]]:
    """Every place and every section of a case, one after the other, each at rest."""
    for place in PLACES:
        whole.store.go(place)
        whole.rest()
        yield place, whole.store.window
    for code, *_ in SECTIONS:
        whole.open_case(case.id, code)
        yield f"case/{code}", whole.store.window
    settings: Any = whole.store.window.screen_of("settings")
    whole.store.go("settings")
    for code in ("lock", "organisation", "caseworkers", "passphrase", "recovery", "about"):
        settings.show_section(code)
        whole.rest()
        yield f"settings/{code}", whole.store.window


def test_no_english_is_left(whole: Whole, case: Case) -> None:
    source = english()
    seen = {text for _, window in screens(whole, case) for _, text in said(window)}
    assert len([text for text in seen if source.fullmatch(text)]) > 100, "the search finds nothing at all"
    speak(whole, "ru")
    left = {
        (place, name, text)
        for place, window in screens(whole, case)
        for name, text in said(window)
        if source.fullmatch(text)
    }
    assert left == set()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_label_has_a_letter_that_no_button_has(whole: Whole, case: Case, language: str) -> None:
    if language == "ru":
        speak(whole, language)
    assert {
        place: found for place, window in screens(whole, case) if (found := clashes(window) or mute(window))
    } == {}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_small_forms_below_a_form_keep_to_the_same(whole: Whole, case: Case, language: str) -> None:
    if language == "ru":
        speak(whole, language)
    found, opened = {}, set()
    for code in ("identity", "people", "threats", "safe"):
        whole.open_case(case.id, code)
        for button in whole.store.window.findChildren(QAbstractButton):
            if button.objectName() in SMALL_FORMS and button.isVisible():
                button.click()
                whole.rest()
                opened.add(button.objectName())
        if clash := clashes(whole.store.window) or mute(whole.store.window):
            found[code] = clash
    assert found == {}
    assert opened >= set(SMALL_FORMS)


def test_letters_are_read_from_marked_words() -> None:
    assert letters("&Save", "Research && D&evelopment", "Скрыть &Имена", "No letter") == "seи"
