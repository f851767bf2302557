"""Writing a letter: its form, the facts, what is to be settled, the page beside it, issuing and saving."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseapp.errors import Problem
from caseapp.letters.document import Place
from caseapp.letters.kinds import BY_CODE
from caseapp.records import Case, Contact, Incident, Letter, Person
from caseapp.services.copies import CopyNotSaved, copy_name, save_copy
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import NARROW, SMALL, Stand, settle, unnamed
from ui.look import Look
from ui.screens.letter import LetterScreen
from ui.screens.letter.pages import PageView
from ui.tasks import InlineRunner


class LetterStand(CaseStand):
    """A stand whose screen is one letter, with the preview drawn as soon as the events are through."""

    def __init__(self, look: Look, office: Office, letter: Letter, **more: Any) -> None:
        self.case_id = letter.case_id
        self.letter_id = letter.id
        Stand.__init__(self, look, office, partial(LetterScreen, letter_id=letter.id), **more)
        self.problems: list[Problem] = []
        self.runner.on_problem = self.problems.append
        self.screen.set_pause(0)
        settle()

    @property
    def letter(self) -> Letter:
        """The letter as it now stands in the store."""
        return self.office.records.get(Letter, self.letter_id)

    @property
    def page(self) -> PageView:
        view = self.find("letter.page")
        assert isinstance(view, PageView)
        return view

    def redraw(self) -> None:
        """Waits until changes have reached the page."""
        for _ in range(4):
            settle()

    def words(self, name: str) -> list[str]:
        return [label.text() for label in self.find(name).findChildren(QLabel) if label.isVisible()]


Make = Callable[..., LetterStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.rich_case(office)


@pytest.fixture
def contact(office: Office) -> Contact:
    return factory.contact(office)


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[LetterStand] = []

    def make(
        kind: str = "asylum_support", language: str = "en", *, values: Any = None, **more: Any
    ) -> LetterStand:
        letter = office.letters.new(case.id, kind, language).record
        if values:
            office.letters.change(letter.id, **values)
        made.append(LetterStand(look, office, letter, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


# The form


def test_the_head_says_what_it_is_and_whose(stand: Make, case: Case) -> None:
    one = stand()
    assert one.find("letter.title").text() == "Asylum support letter"
    assert one.find("letter.second").text() == f"Evgeniia Shchukina · {case.number} · draft"
    one.privacy.set_hidden(True)
    one.screen.reload()
    assert "Shchukina" not in one.find("letter.second").text()


@pytest.mark.parametrize("kind", ["asylum_support", "protection", "dossier"])
def test_every_kind_has_its_form_and_every_control_a_name(stand: Make, kind: str) -> None:
    one = stand(kind)
    fields = {name.removeprefix("options.") for name in one.screen._keeper.form.rows}
    assert set(BY_CODE[kind].options) <= fields
    assert unnamed(one.screen) == []


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_a_letter_fits_into_small_windows(stand: Make, size: tuple[int, int]) -> None:
    one = stand(size=size)
    assert one.window.width() == size[0]
    assert one.page.viewport().width() >= 240
    assert one.find("letter.issue").geometry().right() < one.find("letter.head").width()


def test_the_recipient_is_found_among_the_contacts_and_printed(stand: Make, contact: Contact) -> None:
    one = stand()
    one.fill("contact_id", "Office for Asylum")
    assert one.letter.contact_id == contact.id
    one.redraw()
    assert "Department for First Claims" in one.page.accessibleDescription()


def test_options_of_the_kind_are_kept_beside_each_other(stand: Make) -> None:
    one = stand("protection")
    one.fill("options.danger", "Two men wait at her door.")
    one.fill("options.reply_by", "30.03.2026")
    options = one.letter.options
    assert options["danger"] == "Two men wait at her door."
    assert options["reply_by"] == "2026-03-30"
    assert options["measures"]
    again = LetterStand(one.look, one.office, one.letter)
    assert again.find("field.options.reply_by").text() == "30.03.2026"
    again.close()


def test_another_language_prints_another_letter(stand: Make) -> None:
    one = stand()
    assert "Dear Sir or Madam" in one.page.accessibleDescription()
    one.click("field.language.ru")
    one.redraw()
    assert one.letter.language == "ru"
    assert "Уважаемые" in one.page.accessibleDescription()


def test_the_name_can_follow_another_document(stand: Make, office: Office) -> None:
    one = stand()
    assert one.find("field.spelling_id").text() == "Evgeniia Shchukina · Passport"
    one.fill("spelling_id", "Chtchoukina")
    one.redraw()
    assert one.letter.spelling_id == one.summary.spellings[0].id
    assert "Chtchoukina" in one.page.accessibleDescription()
    one.fill("spelling_id", "Shchukina")
    assert one.letter.spelling_id == ""


def test_changes_are_saved_as_one_goes(stand: Make) -> None:
    one = stand()
    one.fill("dated", "17 March 2026")
    assert one.letter.dated == date(2026, 3, 17)
    assert one.find("letter.saved").accessibleName() == "Saved 09:30"
    one.screen.jump("their_reference")
    one.type("field.their_reference", "AB-12")
    one.screen.leave()
    assert one.letter.their_reference == "AB-12"


# Facts


def test_facts_are_told_in_the_order_of_time_and_can_be_left_out(stand: Make) -> None:
    one = stand()
    rows = [one.screen.facts.row(incident.id) for incident in one.summary.incidents]
    assert all(row is not None and row.isVisible() for row in rows)
    before = one.letter.facts
    first = one.screen.facts.row(before[0])
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    settle()
    assert one.letter.facts == before[1:]
    assert one.find("letter.facts.count").text() == f"{len(before) - 1} of {len(rows)}"
    one.press(first, Qt.Key.Key_Space)
    assert set(one.letter.facts) == set(before)


def test_a_fact_without_an_account_says_so(stand: Make, office: Office, case: Case) -> None:
    bare = factory.incident(office, case, statement={}, title="Door marked")
    one = stand()
    row = one.screen.facts.row(bare.id)
    assert row is not None
    assert not row.isChecked()
    assert row.accessibleName() == "Door marked No account in the language of the letter yet"


def test_a_fact_that_few_may_know_is_marked(stand: Make, office: Office, case: Case) -> None:
    secret = factory.incident(office, case, happened="2025-12-01", disclosure="NOB")
    lawyers = factory.incident(office, case, happened="2025-12-02", disclosure="LAW")
    page = stand()
    assert "Nobody outside may be told" in page.find(f"fact.{secret.id}").accessibleName()
    assert "Only: The client's lawyer" in page.find(f"fact.{lawyers.id}").accessibleName()


def test_the_fact_with_the_keyboard_is_framed_on_the_page(stand: Make) -> None:
    one = stand()
    incident = one.letter.facts[-1]
    preview = one.office.letters.preview(one.letter_id)
    (place,) = preview.places[f"incident:{incident}"][:1]
    one.screen.facts.row(incident).setFocus()
    settle()
    assert one.page.page == place.page
    (frame,) = one.page.outlines()[:1]
    assert frame.width() > 100
    assert one.page.viewport().rect().contains(frame.toAlignedRect())


def test_a_field_with_the_keyboard_frames_what_it_prints(stand: Make) -> None:
    one = stand("protection", values={"options": {"danger": "Two men wait at her door."}})
    places = one.office.letters.preview(one.letter_id).places
    for name in ("options.danger", "options.measures", "signatory_id"):
        one.screen.jump(name)
        settle()
        shown = places[f"letter:{one.letter_id}:{name}"]
        assert one.page.page == shown[0].page, name
        assert len(one.page.outlines()) == sum(place.page == shown[0].page for place in shown), name


# What is to be settled


def test_findings_block_issuing_and_lead_to_their_fields(stand: Make) -> None:
    one = stand("protection")
    assert not one.find("letter.issue").isEnabled()
    words = one.words("letter.findings")
    at = words.index("The letter does not say who is in danger of what, and why now.")
    assert at > 0
    number = next(n for n, found in enumerate(one.screen.settling._found) if found.code == "no-danger")
    one.click(f"letter.findings.{number}.link")
    assert one.focus == "field.options.danger"


def test_a_finding_about_a_record_opens_it_at_the_field(stand: Make, office: Office, case: Case) -> None:
    office.records.change(Case, case.id, known_since="")
    one = stand()
    number = next(n for n, found in enumerate(one.screen.settling._found) if found.code == "known-since")
    one.click(f"letter.findings.{number}.link")
    assert one.asked == [("case", case.id, "situation", f"case:{case.id}:known_since")]


def test_a_finding_about_a_fact_names_it(stand: Make, office: Office, case: Case) -> None:
    bare = factory.incident(office, case, basis="", title="Door marked")
    one = stand(values={"facts": [bare.id]})
    assert any("“Door marked”." in text for text in one.words("letter.findings"))
    one.click(
        f"letter.findings.{next(n for n, f in enumerate(one.screen.settling._found) if f.id == bare.id)}.link"
    )
    assert one.asked[0][:3] == ("case", case.id, "threats")


def test_settling_elsewhere_is_noticed(stand: Make, office: Office, contact: Contact) -> None:
    one = stand("protection", values={"contact_id": contact.id})
    changed = office.letters.change(one.letter_id, options={"danger": "Two men wait at her door."})
    one.bus.publish(changed.changes.records)
    one.redraw()
    assert "The letter does not say who is in danger of what, and why now." not in one.words(
        "letter.findings"
    )
    assert one.find("field.options.danger").toPlainText() == "Two men wait at her door."


# The page


def test_the_page_turns_and_sizes_by_buttons_and_keys(stand: Make) -> None:
    one = stand("dossier")
    assert one.find("letter.preview.where").text() == f"Page 1 of {one.page.pages}"
    assert not one.find("letter.preview.back").isEnabled()
    one.click("letter.preview.next")
    assert one.page.page == 2
    one.press(one.page, Qt.Key.Key_End)
    assert one.page.page == one.page.pages
    assert not one.find("letter.preview.next").isEnabled()
    one.press(one.page, Qt.Key.Key_Home)
    one.click("letter.preview.larger")
    assert not one.page.fits
    assert one.page.horizontalScrollBar().maximum() > 0
    one.click("letter.preview.fit")
    assert one.page.fits


def test_the_page_is_drawn_on_white_in_the_middle_of_its_desk(stand: Make) -> None:
    one = stand()
    picture: QImage = one.page.viewport().grab().toImage()
    middle = Counter(picture.pixelColor(picture.width() // 2, y).name() for y in range(picture.height()))
    assert picture.pixelColor(4, 60).name() == one.look.color("page").name()
    assert middle.most_common(1)[0][0] == "#ffffff"


def test_the_frame_stands_where_the_letter_says(look: Look, qtbot: QtBot, office: Office, case: Case) -> None:
    letter = office.letters.new(case.id, "asylum_support", "en").record
    view = PageView(look, "page")
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_pdf(office.letters.preview(letter.id).data)
    view.set_zoom(1.0)
    view.outline([Place(1, 50, 100, 200, 30)])
    (frame,) = view.outlines()
    assert (frame.width(), frame.height()) == (200, 30)
    view.set_zoom(2.0)
    (frame,) = view.outlines()
    assert (frame.width(), frame.height()) == (400, 60)
    view.outline([])
    assert view.outlines() == []


def test_a_case_without_its_client_says_so_instead_of_a_page(stand: Make, office: Office, case: Case) -> None:
    one = stand()
    assert case.client_id
    deleted = office.records.delete(Person, case.client_id)
    one.bus.publish(deleted.changes.records)
    one.redraw()
    assert "no client" in one.words("letter.preview.message")[0]
    assert not one.find("letter.issue").isEnabled()


# Issuing and saving


@pytest.fixture
def ready(stand: Make, contact: Contact) -> Callable[..., LetterStand]:
    def make(*answers: str | Path | None) -> LetterStand:
        return stand("asylum_support", values={"contact_id": contact.id}, answers=answers)

    return make


def test_issuing_asks_once_and_freezes_the_letter(ready: Callable[..., LetterStand]) -> None:
    one = ready("yes")
    assert one.find("letter.issue").isEnabled()
    one.click("letter.issue")
    letter = one.letter
    assert letter.issued_at is not None
    assert len(one.dialogs.asked) == 1
    assert "can't be changed" in one.dialogs.asked[0][1]
    assert not one.find("letter.issue").isVisible()
    assert not one.find("letter.facts").isVisible()
    assert one.find("letter.issued.number").text() == letter.number
    assert one.find("letter.issued.hash").text().replace(" ", "") == letter.sha256
    assert one.focus == "letter.save"
    one.redraw()
    assert letter.number in one.page.accessibleDescription()


def test_saying_no_issues_nothing(ready: Callable[..., LetterStand]) -> None:
    one = ready("")
    one.click("letter.issue")
    assert one.letter.issued_at is None
    assert one.find("letter.issue").isEnabled()


def test_what_is_half_typed_is_saved_before_issuing(ready: Callable[..., LetterStand]) -> None:
    one = ready("yes")
    one.screen.jump("their_reference")
    one.type("field.their_reference", "P-2024-0815")
    one.screen.issue()
    settle()
    assert one.letter.their_reference == "P-2024-0815"
    assert one.office.letters.copy(one.letter_id) != b""


def test_a_letter_that_became_blocked_meanwhile_is_not_issued(
    ready: Callable[..., LetterStand], office: Office, case: Case
) -> None:
    one = ready("yes")
    office.records.change(Case, case.id, known_since="")
    one.click("letter.issue")
    assert one.letter.issued_at is None
    assert [problem.code for problem in one.problems] == ["letter-blocked"]
    assert not one.find("letter.issue").isEnabled()
    assert "The letter does not say since when you know the client." in one.words("letter.findings")


def test_the_saved_file_is_the_issued_one_under_a_neutral_name(
    ready: Callable[..., LetterStand], tmp_path: Path
) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    one = ready("yes", target / "out.pdf")
    one.click("letter.issue")
    one.click("letter.save")
    saved = (target / "out.pdf").read_bytes()
    assert hashlib.sha256(saved).hexdigest() == one.letter.sha256
    assert one.told == ["Saved and read back: out.pdf"]
    assert sorted(path.name for path in target.iterdir()) == ["out.pdf"]


def test_a_disk_that_does_not_take_the_file_is_told(
    ready: Callable[..., LetterStand], tmp_path: Path
) -> None:
    one = ready("yes", tmp_path / "gone" / "out.pdf")
    one.click("letter.issue")
    one.click("letter.save")
    assert [problem.code for problem in one.problems] == ["copy-not-saved"]
    assert one.told == []


@pytest.mark.parametrize(
    ("number", "name"), [("NL-0412/3", "NL-0412-3.pdf"), ("../x", "x.pdf"), ("", "letter.pdf")]
)
def test_file_names_hold_the_number_only(number: str, name: str) -> None:
    assert copy_name(number) == name


def test_an_older_file_of_the_name_is_replaced_whole(
    office: Office, case: Case, contact: Contact, tmp_path: Path
) -> None:
    letter = office.letters.new(case.id, "asylum_support", "en").record
    office.letters.change(letter.id, contact_id=contact.id)
    office.letters.issue(letter.id)
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"x" * 10_000_000)
    save_copy(office, letter.id, path)
    assert path.read_bytes() == office.letters.copy(letter.id)
    with pytest.raises(CopyNotSaved):
        save_copy(office, letter.id, tmp_path)


# Going elsewhere


def test_buttons_lead_back_to_the_list_and_to_the_case(stand: Make, case: Case) -> None:
    one = stand()
    closed: list[bool] = []
    one.screen.closed.connect(lambda: closed.append(True))
    one.click("letter.case")
    assert one.asked == [("case", case.id, "letters", None)]
    one.click("letter.back")
    assert closed == [True]


def test_a_letter_that_is_gone_says_so(look: Look, office: Office, case: Case) -> None:
    letter = office.letters.new(case.id, "dossier", "en").record
    office.records.delete(Letter, letter.id)
    one = LetterStand(look, office, letter, runner=InlineRunner())
    assert "no longer there" in one.words("letter.preview.message")[0]
    one.close()


def test_the_page_shows_an_incident_changed_elsewhere(stand: Make, office: Office) -> None:
    one = stand()
    incident = one.letter.facts[0]
    changed = office.records.change(
        Incident, incident, statement={"en": "She was followed to her door by two men."}
    )
    one.bus.publish(changed.changes.records)
    one.redraw()
    texts = [one.page._document.getAllText(page).text() for page in range(one.page.pages)]
    assert any("followed to her door" in " ".join(text.split()) for text in texts)
    assert isinstance(one.screen.facts.row(incident), QWidget)


def test_few_findings_are_seen_whole_and_many_scroll(stand: Make) -> None:
    one = stand("protection", values={"facts": []})
    few = stand("dossier")
    for each in (one, few):
        bar = each.screen.settling.verticalScrollBar()
        tall = each.screen.settling.height()
        assert tall <= each.screen.height() * 2 // 5
        assert bar.maximum() == 0 or tall == each.screen.height() * 2 // 5
