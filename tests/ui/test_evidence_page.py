"""Evidence on the page of a case: added, noticed twice, looked at, handed out, and who had it in hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from caseapp.records import Case, Evidence
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import settle, unnamed
from tests.unit import hostile
from ui.look import Look
from ui.tasks import Runner

Make = Callable[..., CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make(section: str = "evidence", **more: Any) -> CaseStand:
        made.append(CaseStand(look, office, case.id, **more))
        made[-1].go_to(section)
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """What somebody brings: photographs, a court paper, a recording, and things that are broken."""
    folder = tmp_path / "brought"
    (folder / "more").mkdir(parents=True)
    (folder / "IMG_1.jpg").write_bytes(hostile.camera_photo())
    (folder / "car.png").write_bytes(hostile.photo(300, 200, "teal", "PNG"))
    (folder / "copy of car.png").write_bytes((folder / "car.png").read_bytes())
    (folder / "more" / "order.pdf").write_bytes(hostile.pdf(pages=2))
    (folder / "voice.mp3").write_bytes(b"ID3" + bytes(5000))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture" * 30)
    (folder / "empty.jpg").write_bytes(b"")
    return folder


def drop(widget: QWidget, *paths: Path) -> None:
    """Drags files over a widget and lets go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    settle()


def texts(widget: QWidget) -> list[str]:
    """The labels that can be seen inside a widget."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def acts(page: CaseStand) -> list[str]:
    """What was done with the evidence of the case, in the order of the alphabet."""
    return sorted(event.act for event in page.summary.custody)


def by_name(page: CaseStand) -> dict[str, Evidence]:
    return {one.file_name: one for one in page.summary.evidence}


# Adding


def test_a_dropped_folder_is_added_and_each_file_that_was_not_is_told(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files)
    assert set(by_name(page)) == {"IMG_1.jpg", "car.png", "order.pdf", "voice.mp3", "broken.jpg"}
    told = texts(page.find("evidence.adding"))
    assert told[0] == "5 files added, 1 was there already, 1 could not be added."
    assert any("copy of car.png: the same file as “car.png”" in line for line in told)
    assert any(line.startswith("empty.jpg: This file is empty") for line in told)
    assert any(line.startswith("broken.jpg: This file could not be read as a picture") for line in told)
    assert any("stay where they were" in line for line in told)
    assert page.find("case.sections.evidence").accessibleName() == "Evidence, 5"
    assert sorted(path.name for path in files.rglob("*") if path.is_file()) == sorted(
        ["IMG_1.jpg", "car.png", "copy of car.png", "order.pdf", "voice.mp3", "broken.jpg", "empty.jpg"]
    )


def test_the_file_itself_says_no_more_than_is_certain(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files)
    found = by_name(page)
    assert [found[name].kind for name in ("IMG_1.jpg", "car.png", "voice.mp3", "order.pdf")] == [
        "PHO",
        "",
        "AUD",
        "",
    ]
    assert all(one.made == "" and one.received_on is None and one.title == "" for one in found.values())
    assert found["IMG_1.jpg"].properties["taken"] == "2025-11-03T19:42:10"


def test_the_day_that_the_camera_noted_is_offered_and_taken_over_only_when_asked(
    stand: Make, files: Path
) -> None:
    page = stand()
    drop(page.screen.section(), files / "IMG_1.jpg")
    device = page.find("piece.device").accessibleName()
    assert "3 Nov 2025, 19:42 (UTC+02:00)" in device
    assert "56.94950, 24.10510" in device
    assert "can be wrong" in page.find("piece.device.note").text()
    page.click("piece.device.use")
    (kept,) = page.summary.evidence
    assert (kept.made, kept.made_words) == ("2025-11-03", "3 November 2025")


def test_the_same_file_again_is_noticed_whatever_it_is_called(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    drop(page.screen.section(), files / "copy of car.png")
    assert len(page.summary.evidence) == 1
    assert texts(page.find("evidence.adding"))[0] == "1 was there already."


def test_a_file_of_another_case_is_added_and_both_know(
    stand: Make, office: Office, files: Path, case: Case
) -> None:
    other = factory.case(office, number="C-2")
    office.evidence.take_in(files / "car.png", other.id)
    page = stand()
    drop(page.screen.section(), files / "car.png")
    assert len(page.summary.evidence) == 1
    assert any("in another case" in line for line in texts(page.find("evidence.adding")))
    assert page.find("piece.elsewhere").accessibleName() == "The same file is in 1 other case."


def test_files_are_picked_by_a_button(stand: Make, files: Path) -> None:
    page = stand()
    page.dialogs.answers.append(files / "car.png")
    page.click("evidence.empty.act")
    assert [one.file_name for one in page.summary.evidence] == ["car.png"]


def test_a_picture_is_pasted_from_the_clipboard(stand: Make) -> None:
    page = stand()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    page.find("evidence.empty.act").setFocus()
    QTest.keyClick(page.find("evidence.empty.act"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    (kept,) = page.summary.evidence
    assert (kept.media_type, kept.file_name) == ("image/png", "Pasted picture.png")
    QGuiApplication.clipboard().clear()
    page.screen.section().paste()
    assert page.told == ["There is no picture or file in the clipboard."]


def test_text_is_not_taken_for_files_when_it_is_dragged_over(stand: Make) -> None:
    page = stand()
    data = QMimeData()
    data.setText("https://example.org/photo.jpg")
    enter = QDragEnterEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page.screen.section(), enter)
    assert not enter.isAccepted()


# The wall and the list


def test_the_wall_is_walked_by_keyboard_and_shows_the_same_as_the_list(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files)
    section = page.screen.section()
    section.start()
    assert page.focus == "evidence.wall"
    first = section.wall.current_key()
    page.press(section.wall, Qt.Key.Key_Home)
    page.press(section.wall, Qt.Key.Key_Right)
    second = section.wall.current_key()
    assert second
    assert section.piece.evidence.id == second
    assert first in {one.id for one in page.summary.evidence}
    page.click("evidence.shape.list")
    assert section.table.current_key() == second
    assert section.table.isVisible()
    assert not section.wall.isVisible()
    model = section.wall.model()
    says = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "voice.mp3, Sound recording" in says


def test_the_filters_find_by_words_kind_and_incident(
    stand: Make, office: Office, case: Case, files: Path
) -> None:
    incident = factory.incident(office, case)
    page = stand()
    drop(page.screen.section(), files)
    found = by_name(page)
    office.records.change(
        Evidence, found["car.png"].id, title="Серый автомобиль", kind="PHO", incident_ids=[incident.id]
    )
    page.screen.reload()
    settle()
    section = page.screen.section()

    def shown() -> set[str]:
        rows = range(section.model.rowCount())
        return {section.model.row(row).file_name for row in rows}

    page.type("evidence.filter", "серый")
    assert shown() == {"car.png"}
    page.type("evidence.filter", "order")
    assert shown() == {"order.pdf"}
    page.type("evidence.filter", "no such thing")
    assert shown() == set()
    page.click("evidence.none.act")
    assert len(shown()) == 5
    section.sifting.kind.set_value("PHO")
    section.sifting.kind.chosen.emit("PHO")
    assert shown() == {"car.png", "IMG_1.jpg"}
    section.sifting.belongs.set_value(incident.id)
    section.sifting.belongs.chosen.emit(incident.id)
    assert shown() == {"car.png"}


def test_pictures_are_not_shown_while_names_are_hidden(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    thumbs, (kept,) = page.screen.section().thumbs, page.summary.evidence
    assert thumbs.get(kept.id) is not None
    page.privacy.set_hidden(True)
    assert thumbs.get(kept.id) is None
    page.privacy.set_hidden(False)
    assert thumbs.get(kept.id) is not None


def test_every_control_can_be_found_by_name(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files)
    assert unnamed(page.screen) == []
    page.screen.section().piece.view()
    page.overlay.close_panel()


def test_a_record_asked_for_by_id_is_shown_whatever_the_filter(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files)
    wanted = by_name(page)["order.pdf"]
    page.type("evidence.filter", "car")
    page.screen.show_section("evidence", wanted.id)
    settle()
    assert page.find("piece.title").text() == "order.pdf"


# Looking


def test_a_pdf_is_looked_at_page_by_page_and_that_is_written_down(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "more")
    page.click("piece.open")
    viewer = page.panel
    assert viewer.count.text() == "Page 1 of 2"
    assert viewer.canvas.has_image
    page.press(viewer.canvas, Qt.Key.Key_PageDown)
    assert viewer.count.text() == "Page 2 of 2"
    assert not viewer.after.isEnabled()
    fitted = viewer.canvas.scale
    page.press(viewer.canvas, Qt.Key.Key_Plus)
    assert viewer.canvas.scale > fitted
    page.press(viewer.canvas, Qt.Key.Key_0)
    page.press(viewer.canvas, Qt.Key.Key_R)
    page.press(viewer.canvas, Qt.Key.Key_Escape)
    assert page.overlay.panel is None
    assert acts(page) == ["INT", "VIE"]
    assert any("Viewed" in line for line in texts(page.find("piece.scroll")))


def test_zooming_in_asks_for_more_pixels(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "more")
    page.click("piece.open")
    canvas = page.panel.canvas
    first = canvas.edge
    for _ in range(8):
        page.press(canvas, Qt.Key.Key_Plus)
    assert canvas.edge > first
    page.overlay.close_panel()


def test_what_was_looked_at_is_gone_when_the_viewer_closes(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    page.click("piece.open")
    canvas = page.panel.canvas
    assert canvas.has_image
    page.window.put_away()  # as locking does
    assert not canvas.has_image
    assert page.overlay.panel is None


def test_a_broken_photograph_gets_a_sentence_and_stays(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "broken.jpg")
    page.click("piece.open")
    assert "kept unchanged" in page.panel.findChild(QWidget, "viewer.state").accessibleName()
    page.overlay.close_panel()
    assert acts(page) == ["INT"]
    assert len(page.summary.evidence) == 1


def test_a_recording_says_that_it_is_not_shown_here(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "voice.mp3")
    assert not page.find("piece.open").isEnabled()
    assert page.find("piece.not-shown").isVisible()
    page.press(page.screen.section().wall, Qt.Key.Key_Return)
    assert page.overlay.panel is None


# Handing out


def test_a_copy_is_saved_with_whom_and_what_for(stand: Make, files: Path, tmp_path: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    target = tmp_path / "out.png"
    page.click("piece.copy")
    page.type("giving.to-whom", "Prosecutor of Riga")
    page.type("giving.purpose", "Complaint")
    page.dialogs.answers.append(target)
    page.click("giving.give")
    assert target.read_bytes() == (files / "car.png").read_bytes()
    (event,) = [one for one in page.summary.custody if one.act == "EXP"]
    assert (event.to_whom, event.purpose) == ("Prosecutor of Riga", "Complaint")
    assert page.told == ["The copy is saved. It is not encrypted."]


def test_nothing_leaves_when_the_person_thinks_better_of_it(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    page.click("piece.copy")
    page.click("giving.cancel")
    page.click("piece.copy")
    page.dialogs.answers.append(None)
    page.click("giving.give")
    assert acts(page) == ["INT"]


def test_handing_over_and_giving_back_are_written_down(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    for act in ("HAN", "RET"):
        page.click("piece.hand")
        page.find(f"giving.act.{act}").click()
        page.type("giving.to-whom", "Her lawyer")
        page.click("giving.give")
    assert {(one.act, one.to_whom) for one in page.summary.custody if one.to_whom} == {
        ("HAN", "Her lawyer"),
        ("RET", "Her lawyer"),
    }


def test_a_check_tells_whole_from_damaged(stand: Make, office: Office, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    page.click("piece.check")
    assert page.told == ["Checked: the file is exactly what was taken in."]
    (kept,) = page.summary.evidence
    sealed = office.folder / "evidence" / kept.sealed_name
    data = bytearray(sealed.read_bytes())
    data[-5] ^= 1
    sealed.write_bytes(bytes(data))
    problems: list[Any] = []
    page.runner.on_problem = problems.append
    page.click("piece.check")
    assert [problem.code for problem in problems] == ["evidence-damaged"]
    assert acts(page) == ["CHK", "CHK", "INT"]


def test_a_piece_is_deleted_and_brought_back(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    page.click("evidence.delete")
    assert page.summary.evidence == []
    assert page.told == ["Evidence deleted"]
    page.undo()
    assert len(page.summary.evidence) == 1


def test_what_is_known_is_kept_from_the_form(stand: Make, files: Path) -> None:
    page = stand()
    drop(page.screen.section(), files / "car.png")
    page.fill("title", "The grey car")
    page.fill("received_from", "The client's sister")
    (kept,) = page.summary.evidence
    assert (kept.title, kept.received_from) == ("The grey car", "The client's sister")
    assert page.find("piece.title").text() == "The grey car"


# The evidence of an incident


def test_files_dropped_below_an_incident_belong_to_it(
    stand: Make, office: Office, case: Case, files: Path
) -> None:
    incident = factory.incident(office, case)
    page = stand("threats")
    drop(page.find("exhibits"), files / "car.png", files / "IMG_1.jpg")
    assert {one.file_name for one in page.summary.evidence if incident.id in one.incident_ids} == {
        "car.png",
        "IMG_1.jpg",
    }
    kept = by_name(page)["car.png"]
    page.click(f"exhibits.row.{kept.id}")
    assert page.asked[-1] == ("case", case.id, "evidence", kept.id)


def test_a_file_that_the_case_has_already_joins_the_incident(
    stand: Make, office: Office, case: Case, files: Path
) -> None:
    kept = office.evidence.take_in(files / "car.png", case.id).record
    incident = factory.incident(office, case)
    page = stand("threats")
    page.dialogs.answers.append(files / "car.png")
    page.click("exhibits.add")
    (now,) = page.summary.evidence
    assert (now.id, now.incident_ids) == (kept.id, [incident.id])


# In the background


@dataclass
class Busy:
    """The page over a store that lives on its own thread, as in the real window."""

    page: CaseStand
    runner: Runner
    office: Office

    def ask(self, op: Callable[[], Any]) -> Any:
        """Calls on the store thread and waits for the answer."""
        found: list[Any] = []
        self.runner.run(op, found.append)
        wait(lambda: bool(found))
        return found[0]

    def settled(self) -> None:
        wait(lambda: not self.runner.working)

    def evidence(self) -> list[Evidence]:
        return list(self.ask(lambda: self.page.summary.evidence))


@pytest.fixture
def busy(look: Look, tmp_path: Path, clock: FixedClock) -> Iterator[Busy]:
    runner = Runner()
    found: list[Any] = []

    def open_store() -> tuple[Office, Case]:
        office = stores.new_office(tmp_path / "store", clock)
        return office, factory.case(office)

    runner.run(open_store, found.append)
    wait(lambda: bool(found))
    office, case = found[0]
    page = CaseStand(look, office, case.id, runner=runner)
    made = Busy(page, runner, office)
    made.settled()
    page.go_to("evidence")
    made.settled()
    yield made
    page.close()
    made.ask(office.close)
    made.settled()
    assert runner.close()


def wait(until: Callable[[], bool]) -> None:
    """Runs the window until something holds."""
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end, "it never came"
        QApplication.processEvents()
        time.sleep(0.001)


def test_a_large_film_does_not_block_the_window_and_cancelling_leaves_nothing(
    busy: Busy, tmp_path: Path
) -> None:
    film, car = tmp_path / "film.mp4", tmp_path / "car.png"
    with film.open("wb") as file:
        file.write(b"\0\0\0\x20ftypisom")
        file.truncate(3 * 10**9)  # a hole: nothing is written
    car.write_bytes(hostile.photo(300, 200, "teal", "PNG"))
    gaps: list[float] = []
    last = [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    adding = busy.page.screen.section().adding
    timer.start(5)
    last[0] = time.monotonic()
    adding.start([car, film])
    bar = busy.page.find("evidence.adding.bar")
    wait(lambda: adding.stop.isVisible() and bar.value() > 0)
    assert texts(adding)[0] == "Adding file 2 of 2…"
    busy.page.click("evidence.adding.stop")
    busy.settled()
    timer.stop()
    assert max(gaps) < 0.5
    assert texts(adding)[0] == "Stopped. None of these files was added."
    assert busy.evidence() == []
    assert [path for path in (busy.office.folder / "evidence").iterdir() if path.is_file()] == []


def test_files_are_added_and_looked_at_with_real_threads(busy: Busy, files: Path) -> None:
    page = busy.page
    drop(page.screen.section(), files)
    busy.settled()
    assert page.screen.section().model.rowCount() == 5
    order = next(one for one in busy.evidence() if one.file_name == "order.pdf")
    page.screen.show_section("evidence", order.id)
    page.click("piece.open")
    viewer = page.panel
    wait(lambda: bool(viewer.canvas.has_image))
    viewer.after.click()
    wait(lambda: bool(viewer.count.text() == "Page 2 of 2"))
    viewer.before.click()
    page.overlay.close_panel()  # while a page is on its way
    busy.settled()
