"""The quick log by keyboard alone: what is understood while one types, what is kept, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp import i18n
from caseapp.records import Case, Trace
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.forms_stage import keys
from tests.ui.screen_stand import NARROW, SMALL, Stand, settle, unnamed
from tests.ui.whole_window import Whole
from ui.look import Look
from ui.screens.cases import CasesScreen
from ui.screens.quicklog import WIDTH, QuickLogPanel
from ui.screens.quicklog.attached import PICTURES
from ui.screens.quicklog.panel import DRAFT

RUSSIAN = "Щукина: вчера шла за ней серая шкода А123ВС77, звонили с +7 916 123-45-67, Рига, у метро"
Open = Callable[..., "LogStand"]


class LogStand(Stand):
    """A stand over the list of cases, with the quick log open."""

    def __init__(self, look: Look, office: Office, case_id: str = "", **more: Any) -> None:
        super().__init__(look, office, CasesScreen, **more)
        self.begin(case_id)

    def begin(self, case_id: str = "") -> None:
        log = QuickLogPanel(self.office, self.runner, self.bus, self, case_id)
        self.overlay.open_panel(log, width=WIDTH, top=120, escape=False)
        log.start()
        settle()

    def tell(self, text: str) -> None:
        """Types into the line and lets it be read."""
        keys(self.find("quicklog.text"), text)
        self.read()

    def read(self) -> None:
        """Waits until what was typed is read."""
        while self.panel.reading:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle()

    def press_keys(self, *pressed: Any) -> None:
        """Presses keys where the keyboard is."""
        for key in pressed:
            key, held = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        settle()

    def save(self) -> None:
        self.press_keys((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))

    def says(self, name: str) -> str:
        """The line below a field."""
        return str(self.find(f"note.{name}").note.text)

    def value(self, name: str) -> str:
        return str(self.find(f"field.{name}").text())


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def client(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def log(look: Look, office: Office, client: Case) -> Iterator[Open]:
    made: list[LogStand] = []

    def begin(**more: Any) -> LogStand:
        made.append(LogStand(look, office, **more))
        return made[-1]

    yield begin
    for one in made:
        one.close()


class Presses(QObject):
    """Counts the keys that are pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Each press goes to the window of the system first and to the widget then.
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget) and watched.hasFocus():
            self.count += 1
        return False


class TestUnderstanding:
    def test_fills_the_fields_from_the_line(self, log: Open, client: Case) -> None:
        stand = log()
        stand.tell(RUSSIAN)
        assert client.number in stand.find("quicklog.case").text()
        assert stand.find("quicklog.case.note").note.text == "Found by “Щукина”"
        assert stand.value("happened") == "вчера"
        assert stand.says("happened") == "Sunday 15 March 2026"
        assert (stand.value("place"), stand.value("country")) == ("Рига, у метро", "Latvia")
        assert (stand.value("plate"), stand.value("vehicle")) == ("А123ВС77", "серая шкода")
        assert stand.value("phone") == "+7 916 123-45-67"
        assert stand.value("title") == "Шла за ней серая шкода А123ВС77"

    def test_proposes_a_kind_and_takes_it_only_when_told(self, log: Open, office: Office) -> None:
        stand = log()
        stand.tell(RUSSIAN)
        assert stand.value("kind") == ""
        stand.click("offer.kind.T03")
        assert stand.value("kind") == "Physical surveillance"
        assert not stand.find("offer.kind").isVisible()

    def test_claims_no_country_but_offers_where_the_client_lives(self, log: Open, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        assert stand.value("country") == ""
        stand.click("offer.country.LV")
        assert stand.value("country") == "Latvia"

    def test_leaves_alone_what_was_corrected_by_hand(self, log: Open) -> None:
        stand = log()
        stand.tell("followed yesterday in Riga")
        stand.type("field.place", "Jurmala")
        stand.find("quicklog.text").setFocus()
        stand.tell(", near the metro")
        assert stand.value("place") == "Jurmala"

    def test_follows_the_line_while_it_changes(self, log: Open) -> None:
        stand = log()
        stand.tell("followed yesterday")
        stand.find("quicklog.text").selectAll()
        stand.tell("followed on 3 March 2026")
        assert stand.value("happened") == "on 3 March 2026"

    def test_asks_for_the_year_and_never_fills_it_in(self, log: Open, client: Case, office: Office) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed 3.11")
        assert "never filled in" in stand.says("happened")
        stand.save()
        assert office.cases.summary(client.id).incidents == []
        stand.click("note.happened.2025-11-03")
        stand.save()
        (incident,) = office.cases.summary(client.id).incidents
        assert (incident.happened, incident.happened_words) == ("2025-11-03", "3.11")

    def test_asks_which_hour_when_nobody_said(self, log: Open, client: Case, office: Office) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday at 3 o'clock")
        assert stand.value("title") == "Followed"
        stand.save()
        assert office.cases.summary(client.id).incidents == []
        stand.click("note.happened.2026-03-15 15:00")
        stand.save()
        (incident,) = office.cases.summary(client.id).incidents
        assert (incident.happened, incident.time_of_day) == ("2026-03-15", "at 15:00")

    def test_keeps_the_hour_of_the_afternoon(self, log: Open, client: Case, office: Office) -> None:
        stand = log(case_id=client.id)
        stand.tell("звонили сегодня в 3 часа дня")
        stand.save()
        (incident,) = office.cases.summary(client.id).incidents
        assert (incident.happened, incident.time_of_day, incident.title) == (
            "2026-03-16",
            "at 15:00",
            "Звонили",
        )

    def test_counts_an_hour_back_from_the_clock(self, log: Open, client: Case, clock: FixedClock) -> None:
        stand = log(case_id=client.id)
        stand.tell("an hour ago a man followed her")
        assert stand.says("happened") == "Monday 16 March 2026"
        clock.advance(timedelta(hours=-9, minutes=-20))  # ten past midnight
        stand.find("quicklog.text").selectAll()
        stand.tell("half an hour ago a man followed her")
        assert stand.says("happened") == "Sunday 15 March 2026"

    def test_says_that_a_plate_was_seen_before(self, log: Open, office: Office) -> None:
        other = factory.case(office, {"family": "Иванова", "latin_family": "Ivanova"})
        office.records.add(Trace(case_id=other.id, kind="PLA", value="a123bc77"))
        stand = log()
        stand.tell(RUSSIAN)
        assert stand.says("plate") == "А123ВС77 was seen before in 1 other case"
        stand.save()
        assert "seen before in 1 other case" in stand.told[-1]


class TestWhoseCase:
    def test_begins_with_the_case_that_was_looked_at(self, log: Open, client: Case) -> None:
        stand = log(case_id=client.id)
        assert client.number in stand.find("quicklog.case").text()
        assert stand.find("quicklog.case.note").note.text == "The case you were looking at"

    def test_a_name_in_front_goes_before_the_case_that_was_looked_at(self, log: Open, office: Office) -> None:
        other = factory.case(office, {"family": "Иванова", "latin_family": "Ivanova"})
        stand = log(case_id=other.id)
        stand.tell("Щукина: звонили вчера")
        assert "Shchukina" in stand.find("quicklog.case").text()

    def test_another_name_in_the_text_is_only_offered(self, log: Open, office: Office, client: Case) -> None:
        other = factory.case(office, {"family": "Иванова", "latin_family": "Ivanova"})
        stand = log(case_id=other.id)
        stand.tell("вчера приходили и к Щукиной")
        assert other.number in stand.find("quicklog.case").text()
        stand.click(f"quicklog.case.offers.{client.id}")
        assert client.number in stand.find("quicklog.case").text()

    def test_is_found_in_the_field_by_keyboard(self, log: Open, client: Case) -> None:
        stand = log()
        field = stand.find("quicklog.case")
        field.setFocus()
        keys(field, "shchuk")
        stand.press_keys(Qt.Key.Key_Return)
        assert client.number in field.text()

    def test_a_new_client_by_telephone_is_the_name_and_no_more(self, log: Open, office: Office) -> None:
        stand = log()
        stand.tell("Иванова Анна: вчера за ней ходили двое")
        stand.click("quicklog.case.offers.new")
        stand.save()
        assert stand.told == ["Logged in NL-0002"]
        summary = office.cases.summary(office.cases.by_number("NL-0002"))
        assert summary.client is not None
        assert (summary.client.family, summary.client.given) == ("Иванова", "Анна")
        assert len(summary.incidents) == 1

    def test_nobody_chosen_is_said_and_nothing_is_lost(self, log: Open) -> None:
        stand = log()
        stand.tell("followed yesterday")
        stand.save()
        assert "Choose whose case" in stand.find("quicklog.case.note").note.text
        assert stand.find("quicklog.text").toPlainText() == "followed yesterday"
        assert QApplication.focusWidget() is stand.find("quicklog.case")

    def test_a_draft_stays_with_the_client_it_was_begun_for(
        self, log: Open, office: Office, client: Case
    ) -> None:
        other = factory.case(office, {"family": "Другая", "latin_family": "Drugaia"})
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        stand.press_keys(Qt.Key.Key_Escape)
        stand.begin(other.id)
        assert client.number in stand.find("quicklog.case").text()
        assert stand.find("quicklog.case.note").note.text == "The case of your draft"

    def test_a_draft_without_a_client_goes_to_nobody_by_itself(self, log: Open, client: Case) -> None:
        stand = log()
        stand.tell("followed yesterday")
        stand.press_keys(Qt.Key.Key_Escape)
        stand.begin(client.id)
        assert stand.find("quicklog.case").text() == ""

    def test_yesterday_in_a_draft_of_another_day_is_asked_about(
        self, log: Open, office: Office, client: Case, clock: FixedClock
    ) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        stand.press_keys(Qt.Key.Key_Escape)
        clock.advance(timedelta(days=3))
        stand.begin(client.id)
        stand.read()
        stand.save()
        assert stand.told == []
        stand.click("note.happened.2026-03-15")
        stand.save()
        (incident,) = office.cases.summary(client.id).incidents
        assert (incident.happened, incident.happened_words) == ("2026-03-15", "yesterday")

    def test_hidden_names_stay_hidden(self, log: Open, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.privacy.set_hidden(True)
        assert stand.find("quicklog.case").text() == client.number


class TestSaving:
    def test_is_undone_by_the_notice(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.tell(RUSSIAN)
        stand.save()
        assert stand.told == [f"Logged in {client.number}"]
        assert len(office.cases.summary(client.id).traces) == 2
        stand.undo()
        summary = office.cases.summary(client.id)
        assert (summary.incidents, summary.traces) == ([], [])

    def test_opens_the_incident_when_wanted(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        stand.click("quicklog.save-open")
        assert stand.asked == [("case", client.id)]

    def test_what_the_client_told_makes_a_journal_entry(
        self, log: Open, office: Office, client: Case
    ) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        stand.find("quicklog.told").click()
        stand.find("quicklog.channel").set_value("TEL")
        stand.save()
        summary = office.cases.summary(client.id)
        assert [(note.channel, note.about) for note in summary.notes] == [("TEL", [summary.incidents[0].id])]
        assert summary.incidents[0].basis == "K3"

    def test_the_answer_to_the_question_is_kept_and_may_raise_the_risk(
        self, log: Open, office: Office, client: Case
    ) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        assert not stand.find("quicklog.critical").isVisible()
        stand.click("quicklog.safe.no")
        stand.click("quicklog.critical")
        stand.save()
        summary = office.cases.summary(client.id)
        assert "Asked on 16 Mar 2026: the client is NOT safe." in summary.incidents[0].notes
        assert summary.case.risk == "4"

    def test_a_photograph_comes_along_and_goes_with_undo(
        self, log: Open, office: Office, client: Case, tmp_path: Path
    ) -> None:
        photo = tmp_path / "photo.txt"
        photo.write_bytes(b"what the camera saw")
        stand = log(case_id=client.id, answers=[photo])
        stand.tell("followed yesterday")
        stand.click("quicklog.attach")
        stand.save()
        summary = office.cases.summary(client.id)
        (evidence,) = summary.evidence
        assert evidence.incident_ids == [summary.incidents[0].id]
        stand.undo()
        assert office.cases.summary(client.id).evidence == []

    def test_a_file_that_is_gone_is_told_and_stops_nothing(
        self, log: Open, office: Office, client: Case, tmp_path: Path
    ) -> None:
        photo = tmp_path / "photo.txt"
        photo.write_bytes(b"what the camera saw")
        stand = log(case_id=client.id, answers=[tmp_path / "gone.jpg", photo])
        stand.tell("followed yesterday")
        stand.click("quicklog.attach")
        stand.click("quicklog.attach")
        stand.save()
        summary = office.cases.summary(client.id)
        assert [one.file_name for one in summary.evidence] == ["photo.txt"]
        assert len(summary.incidents) == 1
        assert stand.overlay.panel is None
        title, told = stand.dialogs.asked[-1]
        assert title == f"Logged in {client.number}, but not every file came along"
        assert told.startswith("gone.jpg: This file can't be read")

    def test_a_picture_is_pasted_wherever_the_keyboard_is(
        self, log: Open, office: Office, client: Case, tmp_path: Path
    ) -> None:
        held = Qt.KeyboardModifier.ControlModifier
        stand = log(case_id=client.id)
        for name, color in (
            ("quicklog.text", Qt.GlobalColor.darkGreen),
            ("field.place", Qt.GlobalColor.darkRed),
            ("quicklog.told", Qt.GlobalColor.darkBlue),
        ):
            image = QImage(40, 30, QImage.Format.Format_RGB32)
            image.fill(color)
            QGuiApplication.clipboard().setImage(image)
            stand.find(name).setFocus()
            stand.press_keys((Qt.Key.Key_V, held))
        assert [stand.find(f"quicklog.files.{n}").text() for n in range(3)] == [
            "Pasted picture.png (take away)",
            "Pasted picture 2.png (take away)",
            "Pasted picture 3.png (take away)",
        ]
        assert stand.find("quicklog.text.note").note.text == "1 file attached"
        # They wait with the draft, inside the store.
        stand.press_keys(Qt.Key.Key_Escape)
        stand.begin()
        stand.click("quicklog.files.1")
        stand.tell("threatened yesterday")
        stand.find("quicklog.case").setFocus()
        stand.type("quicklog.case", "shchuk")
        stand.press_keys(Qt.Key.Key_Return)
        stand.save()
        kept = {one.file_name: one.media_type for one in office.cases.summary(client.id).evidence}
        assert kept == {"Pasted picture.png": "image/png", "Pasted picture 3.png": "image/png"}
        assert office.drafts.get(PICTURES) is None

    def test_text_is_pasted_as_text_though_a_picture_of_it_comes_along(self, log: Open, client: Case) -> None:
        data = QMimeData()
        data.setText("followed yesterday")
        data.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
        QGuiApplication.clipboard().setMimeData(data)
        stand = log(case_id=client.id)
        stand.press_keys((Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
        assert stand.find("quicklog.text").toPlainText() == "followed yesterday"
        assert not stand.find("quicklog.files").isVisible()

    def test_hidden_marks_are_taken_out_and_told(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        field = stand.find("quicklog.text")
        field.insertPlainText("followed\u202e yesterday\u200b")
        stand.read()
        assert "Taken out of the text" in stand.find("quicklog.text.note").note.text
        stand.save()
        assert office.cases.summary(client.id).incidents[0].notes == "followed yesterday"

    def test_an_impossible_day_is_said_and_kept(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.tell("beaten 31.02.2026")
        assert "no such date" in stand.says("happened")
        stand.save()
        assert office.cases.summary(client.id).incidents == []
        assert stand.value("happened") == "31.02.2026"


class TestDraft:
    def test_escape_keeps_everything_for_the_next_time(self, log: Open, office: Office) -> None:
        stand = log()
        stand.tell("Щукина: вчера шли за ней")
        stand.type("field.place", "Jurmala")
        stand.find("quicklog.text").setFocus()
        stand.press_keys(Qt.Key.Key_Escape)
        assert stand.overlay.panel is None
        stand.begin()
        stand.read()
        assert stand.find("quicklog.text").toPlainText() == "Щукина: вчера шли за ней"
        assert stand.value("place") == "Jurmala"
        assert stand.value("happened") == "вчера"

    def test_nothing_typed_leaves_nothing_behind(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.press_keys(Qt.Key.Key_Escape)
        assert office.drafts.get(DRAFT) is None

    def test_a_saved_log_does_not_come_back(self, log: Open, office: Office, client: Case) -> None:
        stand = log(case_id=client.id)
        stand.tell("followed yesterday")
        stand.save()
        assert office.drafts.get(DRAFT) is None


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_everything_has_its_name_and_can_be_reached(log: Open, client: Case, size: tuple[int, int]) -> None:
    stand = log(case_id=client.id, size=size)
    stand.tell(RUSSIAN)
    assert unnamed(stand.panel) == []
    reached = []
    for _ in range(40):
        stand.press_keys(Qt.Key.Key_Tab)
        name = (QApplication.focusWidget() or stand.window).objectName()
        if name in reached:
            break
        reached.append(name)
    assert reached.index("quicklog.case") < reached.index("field.happened") < reached.index("field.kind")
    assert reached.index("field.kind") < reached.index("offer.kind.T03") < reached.index("field.title")
    assert {"quicklog.told", "quicklog.safe.yes", "quicklog.save"} <= set(reached)


def test_its_letters_lead_to_different_places(log: Open, client: Case) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLabel

    for code in ("en", "ru"):
        i18n.set_language(code)
        stand = log(case_id=client.id)
        parts: list[Any] = [
            *stand.panel.findChildren(QLabel),
            *stand.panel.findChildren(QAbstractButton),
            stand.find("hide-names"),
            stand.find("lock"),
        ]
        marked = [
            w.text().replace("&&", "")
            for w in parts
            if w.isVisible() and not w.objectName().startswith("offer")
        ]
        held = [text[text.index("&") + 1].casefold() for text in marked if "&" in text]
        assert len(held) == len(set(held)), held
        assert len(held) >= 9


class TestWholeWindow:
    @pytest.fixture
    def life(
        self, qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock
    ) -> Iterator[Callable[[], Whole]]:
        (tmp_path / "program").mkdir()
        office = stores.new_office(tmp_path / "program" / "store", clock)
        factory.furnish(office)
        factory.case(office)
        office.close()
        lives: list[Whole] = []

        def begin() -> Whole:
            for before in lives:
                before.close()
            lives.append(Whole(qtbot, look, tmp_path / "program", clock))
            lives[-1].unlock()
            return lives[-1]

        yield begin
        for one in lives:
            one.close()

    def test_from_anywhere_by_keyboard_with_few_keys(self, life: Callable[[], Whole]) -> None:
        whole = life()
        whole.store.go("backup")
        whole.rest()
        presses = Presses()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(presses)
        shift_control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        window = whole.store.window
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_N, shift_control)
        whole.rest()
        text = "Shchukina: followed yesterday evening by a grey Skoda AB-1234, Riga, near the metro"
        for char in text:
            QTest.keyClicks(whole.find("quicklog.text"), char)
        whole.until(lambda: "NL-0001" in whole.find("quicklog.case").text())
        QTest.keyClick(whole.find("quicklog.text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        whole.until(lambda: whole.store.overlay.panel is None)
        whole.rest()
        app.removeEventFilter(presses)
        # The words themselves, the shortcut and Ctrl+Enter: at a slow two keys a second under a minute.
        assert presses.count <= len(text) + 4
        assert presses.count / 2 < 60
        found: list[Any] = []
        whole.gate.runner.run(
            lambda: whole.store.office.cases.summary(whole.store.office.cases.by_number("NL-0001")),
            found.append,
        )
        whole.rest()
        (incident,) = found[0].incidents
        assert (incident.happened, incident.country, incident.place) == (
            "2026-03-15",
            "LV",
            "Riga, near the metro",
        )
        assert [trace.value for trace in found[0].traces] == ["AB-1234"]

    def test_locking_and_a_new_start_bring_it_back_as_it_stood(self, life: Callable[[], Whole]) -> None:
        whole = life()
        whole.store.quick_log()
        whole.rest()
        QTest.keyClicks(whole.find("quicklog.text"), "followed yest")
        whole.lock()
        whole = life()
        whole.until(lambda: whole.store.overlay.panel is not None)
        whole.rest()
        assert whole.find("quicklog.text").toPlainText() == "followed yest"

    def test_begins_with_the_open_case(self, life: Callable[[], Whole]) -> None:
        whole = life()
        ids: list[str] = []
        whole.gate.runner.run(lambda: whole.store.office.cases.by_number("NL-0001"), ids.append)
        whole.rest()
        whole.open_case(ids[0], "journal")
        whole.find("quick-log").click()
        whole.rest()
        assert "NL-0001" in whole.find("quicklog.case").text()

    def test_begins_with_nobody_on_the_list_where_a_line_is_always_marked(
        self, life: Callable[[], Whole]
    ) -> None:
        whole = life()
        whole.store.go("cases")
        whole.rest()
        listing: Any = whole.store.book("cases").listing
        assert listing.table.current_key()
        whole.find("quick-log").click()
        whole.rest()
        assert whole.find("quicklog.case").text() == ""
