"""What a form does with the fields of a record: groups, saving as you go, drafts, news from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseapp.records import ALL, Incident, Person
from caseapp.records.fields import Field, Kind, Record
from tests.ui.forms_stage import Stage, one
from ui.forms.form import fields_of
from ui.forms.mnemonics import with_mnemonics
from ui.look import Look

Staged = Callable[..., Stage]


@pytest.fixture
def staged(look: Look, qtbot: QtBot) -> Staged:
    """Makes stages that are cleared away after the test."""

    def make(*args: Any, **kwargs: Any) -> Stage:
        stage = Stage(look, *args, **kwargs)
        qtbot.addWidget(stage)
        return stage

    return make


NAMES = {
    "family": Field("Family name", Kind.NAME, name="family", group="Name"),
    "given": Field("Given name", Kind.NAME, name="given", group="Name"),
    "mail": Field("E-mail", Kind.MAIL, name="mail", group="Reaching", rare=True),
    "phone": Field("Telephone", Kind.PHONE, name="phone", group="Reaching"),
}


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.KIND)
def test_every_kind_of_record_can_be_shown_with_a_name_for_each_control(
    staged: Staged, record: type[Record]
) -> None:
    stage = staged(record)
    assert set(stage.form.rows) == set(fields_of(record))
    for name, row in stage.form.rows.items():
        buddy = row.editor.buddy()
        assert buddy.objectName() == f"field.{name}"
        assert buddy.accessibleIdentifier() == f"field.{name}"
        assert buddy.accessibleName(), name
        assert buddy.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def labels_of(stage: QWidget) -> list[QLabel]:
    """The labels that lead to a field."""
    return [label for label in stage.findChildren(QLabel) if label.buddy() is not None]


def letter_of(label: QLabel) -> str:
    return label.text().replace("&&", "").partition("&")[2][:1].casefold()


def test_every_label_has_a_letter_and_those_of_the_screen_stay_free(staged: Staged) -> None:
    stage = staged(Incident, reserved="nx", around="w")
    given = [letter_of(label) for label in labels_of(stage)]
    assert all(given)
    assert not {"n", "x"} & set(given)
    assert max(given.count(letter) for letter in given) <= 2
    first = [letter_of(label) for label in labels_of(stage) if label.isVisible()]
    assert len(set(first)) >= len(first) - 3, "rare fields take none of the letters that others need"


def test_a_letter_of_several_fields_walks_through_them(staged: Staged) -> None:
    stage = staged(Incident)
    shown: dict[str, list[QWidget]] = {}
    for label in labels_of(stage):
        if label.isVisible():
            shown.setdefault(letter_of(label), []).append(label.buddy())
    letter, fields = max(shown.items(), key=lambda one: len(one[1]))
    assert len(fields) > 1, "the form has become so short that no letter is shared"

    def press() -> QWidget:
        key = Qt.Key[f"Key_{letter.upper()}"]
        QTest.keyClick(stage, key, Qt.KeyboardModifier.AltModifier)
        here = stage.focusWidget()
        return next(one for one in fields if one is here or one.isAncestorOf(here))

    assert [press() for _ in fields] == fields
    assert press() is fields[0]


def test_letters_go_to_first_letters_of_words_before_others() -> None:
    assert with_mnemonics(["What", "When", "Where"]) == ["&What", "W&hen", "Wh&ere"]
    assert with_mnemonics(["R & D", "Что", "Чем"]) == ["&R && D", "&Что", "Ч&ем"]


def test_a_letter_is_shared_when_none_is_left_and_with_as_few_as_can_be() -> None:
    assert with_mnemonics(["Ab", "Ba", "Ab", "Ba"]) == ["&Ab", "&Ba", "&Ab", "&Ba"]
    assert with_mnemonics(["Ab", "Ba"], around="a") == ["A&b", "&Ba"]
    assert with_mnemonics(["Ab"], reserved="a", around="b") == ["A&b"]
    assert with_mnemonics(["Ab", "2"], reserved="ab") == ["Ab", "2"]


def test_a_field_is_handed_out_on_leaving_it(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.type("family", "  Petrova ", leave=False)
    assert stage.handed == []
    stage.leave()
    assert stage.handed == [{"family": "Petrova"}]
    assert stage.control("family").text() == "Petrova"


def test_typing_that_rests_is_handed_out_without_leaving(staged: Staged, qtbot: QtBot) -> None:
    stage = staged(NAMES)
    stage.form.set_pause(0)
    stage.type("family", "Petrova", leave=False)
    qtbot.waitUntil(lambda: bool(stage.handed))
    assert stage.handed[-1] == {"family": "Petrova"}
    assert stage.control("family").hasFocus()


def test_a_field_left_as_it_was_is_not_handed_out(staged: Staged) -> None:
    stage = staged(NAMES, {"family": "Petrova"})
    stage.type("family", "Petrova")
    assert stage.handed == []


def test_flushing_hands_out_all_that_was_typed(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.type("family", "Petrova", leave=False)
    stage.form.flush()
    assert stage.handed == [{"family": "Petrova"}]


def test_a_refused_change_stays_as_a_draft_and_says_why_beside_the_field(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.type("mail" if "mail" in stage.form.rows else "family", "nowhere")
    stage.form.refuse({"mail": "An address looks like name@example.org."}, {"mail": "nowhere"})
    assert stage.form.errors() == {"mail": "An address looks like name@example.org."}
    assert stage.note("mail") == ("error", "An address looks like name@example.org.")
    assert stage.control("mail").property("error") is True
    assert stage.drafts[-1] == {"mail": "nowhere"}
    assert stage.control("mail").text() == "nowhere"


def test_a_refused_value_is_not_sent_again_until_it_was_changed(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.type("phone", "xx")
    stage.form.refuse({"phone": "No."})
    stage.form.flush()
    assert stage.handed == [{"phone": "xx"}]
    assert stage.form.value("phone") == "xx"
    stage.type("phone", "+371 1")
    assert stage.handed[-1] == {"phone": "+371 1"}
    assert stage.form.errors() == {}
    assert stage.drafts[-1] == {}


def test_the_same_value_goes_out_again_after_a_refusal_was_touched(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.type("phone", "12")
    stage.form.refuse({}, {"phone": "12"}, "The disk is full.")
    assert stage.form.errors() == {"phone": "The disk is full."}
    stage.type("phone", "12")
    assert stage.handed == [{"phone": "12"}, {"phone": "12"}]


def test_a_draft_comes_back_into_its_field(staged: Staged) -> None:
    stage = staged(one("edtf", words="it_words"), {"it": "", "it_words": ""})
    stage.form.restore({"it": {"text": "some day in", "chosen": ""}, "gone": "x"})
    assert stage.control("it").text() == "some day in"
    assert "it" in stage.form.errors()
    assert stage.handed == []


def test_news_from_outside_refresh_only_fields_that_nobody_edits(staged: Staged) -> None:
    stage = staged(NAMES, {"family": "Petrova", "given": "Elena"})
    stage.type("family", "Petro", leave=False)
    stage.form.show_values({"family": "Sidorova", "given": "Anna"})
    assert stage.control("family").text() == "Petro"
    assert stage.control("given").text() == "Anna"
    stage.leave()
    assert stage.handed == [{"family": "Petro"}]


def test_rare_fields_wait_behind_a_link_that_counts_them(staged: Staged) -> None:
    stage = staged(NAMES)
    assert not stage.control("mail").isVisible()
    link = stage.findChild(QWidget, "group.1.more")
    assert link is not None
    assert link.accessibleName() == "More fields (1)"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert stage.control("mail").isVisible()
    assert not link.isVisible()


def test_a_rare_field_with_a_value_is_shown_at_once(staged: Staged) -> None:
    stage = staged(NAMES, {"mail": "a@example.org"})
    assert stage.control("mail").isVisible()


def test_jumping_opens_a_rare_field_and_finds_the_words_of_a_date(staged: Staged) -> None:
    stage = staged(Person)
    assert stage.form.jump("mail")
    assert stage.control("mail").hasFocus()
    assert stage.form.jump("birth_words")
    assert stage.control("birth").hasFocus()
    assert not stage.form.jump("no_such_field")


def test_tab_goes_down_the_form_in_the_order_of_reading(staged: Staged) -> None:
    stage = staged(NAMES)
    stage.control("family").setFocus()
    walked = []
    for _ in range(4):
        focus = stage.focusWidget()
        assert focus is not None
        walked.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert walked == ["field.family", "field.given", "field.phone", "group.1.more"]


def test_no_field_teaches_a_dictionary(staged: Staged) -> None:
    stage = staged(Person)
    fields: list[Any] = [*stage.findChildren(QLineEdit), *stage.findChildren(QPlainTextEdit)]
    assert fields
    for field in fields:
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData, field.objectName()
