"""Settings: look, lock, people, passphrase and recovery sheet; and the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl

from caseapp.errors import Problem
from caseapp.i18n import LANGUAGES
from caseapp.keys import KeyFile, RecoveryKey, WrongPassphrase, WrongRecoveryKey
from caseapp.paths import resource
from caseapp.records import Caseworker, Organisation
from caseapp.services import vault
from caseapp.services.office import Office
from caseapp.version import VERSION
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.screen_stand import SMALL, Stand, cells, settle, unnamed
from ui.look import Look
from ui.screens.backup.screen import SHEET_MADE
from ui.screens.guide import GuideScreen
from ui.screens.guide.topics import FOR_SCREEN, TOPICS, text_of
from ui.screens.settings import SettingsScreen

Make = Callable[..., Stand]
SECTIONS = ("look", "lock", "organisation", "caseworkers", "passphrase", "recovery", "about")


@pytest.fixture
def created(tmp_path: Path, clock: FixedClock) -> Iterator[vault.Created]:
    made = stores.new_store(tmp_path / "store", clock)
    factory.furnish(made.office)
    yield made
    made.office.close()


@pytest.fixture
def office(created: vault.Created) -> Office:
    return created.office


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(section: str = "look", screen: Callable[..., Any] = SettingsScreen, **more: Any) -> Stand:
        window = Stand(look, office, screen, **more)
        made.append(window)
        if isinstance(window.screen, SettingsScreen):
            window.screen.show_section(section)
            settle()
        return window

    yield make
    for one in made:
        one.close()


def test_theme_text_size_and_language_are_in_force_at_once(stand: Make, look: Look) -> None:
    window = stand()
    window.find("settings.theme").chosen.emit("dark")
    assert look.theme.name == "dark"
    window.find("settings.text-size").chosen.emit("150")
    assert look.scale == 1.5
    window.find("settings.language").chosen.emit("ru")
    assert window.settings.language == "ru"
    assert (window.settings.theme, window.settings.text_scale) == ("dark", 150)
    look.set("light", 100)


def test_emptying_an_answer_changes_nothing(stand: Make) -> None:
    window = stand()
    window.find("settings.theme").set_value("")
    window.find("settings.theme").chosen.emit("")
    assert window.settings.theme == "light"
    assert window.find("settings.theme").value() == "light"


def test_the_lock_and_hidden_names_can_be_set(stand: Make) -> None:
    window = stand("lock")
    minutes = window.find("settings.auto-lock")
    assert [minutes.itemText(n) for n in range(minutes.count())][:2] == ["1 minute", "2 minutes"]
    minutes.set_value("15")
    minutes.chosen.emit("15")
    assert window.settings.auto_lock_minutes == 15
    window.click("settings.hide-names")
    assert window.privacy.hidden
    assert window.settings.hide_names
    window.privacy.set_hidden(False)
    assert not window.find("settings.hide-names").isChecked()


def test_the_organisation_is_kept_field_by_field(stand: Make, office: Office) -> None:
    window = stand("organisation")
    window.type("field.registration_no", "40008000001")
    window.screen.show_section("about")
    settle()
    assert office.records.all(Organisation)[0].registration_no == "40008000001"


def test_caseworkers_are_added_and_deleted_but_never_oneself(stand: Make, office: Office) -> None:
    window = stand("caseworkers")
    table = window.screen.section("caseworkers").table
    assert cells(table, "name") == ["Anna Ozola (you)"]
    assert not window.find("settings.caseworkers.delete").isEnabled()
    window.click("settings.caseworkers.add")
    window.type("field.phone", "+371 6000 0002")
    window.screen.save()
    settle()
    assert len(office.records.all(Caseworker)) == 2
    assert cells(table, "name") == ["Anna Ozola (you)", "No name yet"]
    window.click("settings.caseworkers.delete")
    assert window.told == ["Caseworker deleted"]
    assert len(office.records.all(Caseworker)) == 1
    window.undo()
    assert len(cells(table, "name")) == 2


class TestPassphrase:
    def new_words(self, window: Stand) -> str:
        """Writes the drawn words down and types back the two that are asked for."""
        drawn = window.screen.section("passphrase").drawn
        words = drawn.passphrase()
        window.click("first.written")
        for place in drawn.places:
            window.type(f"first.word{place}", words.split()[place - 1])
        return str(words)

    def test_drawn_words_open_the_store_afterwards_and_the_old_do_not(
        self, stand: Make, office: Office
    ) -> None:
        window = stand("passphrase")
        window.type("settings.passphrase.old", stores.PASSPHRASE)
        words = self.new_words(window)
        assert len(words.split()) == 6
        window.click("settings.passphrase.change")
        assert window.told == ["Passphrase changed. Make a backup that opens with it."]
        assert window.find("settings.passphrase.old").text() == ""
        kept = KeyFile.load(office.folder / "keys.json")
        with pytest.raises(WrongPassphrase):
            kept.unlock_passphrase(stores.PASSPHRASE)
        kept.unlock_passphrase(words)

    def test_without_the_old_one_nothing_changes(self, stand: Make, office: Office) -> None:
        window = stand("passphrase")
        before = (office.folder / "keys.json").read_bytes()
        window.click("settings.passphrase.change")
        assert window.find("settings.passphrase.wrong").isVisible()
        window.type("settings.passphrase.old", "something else entirely")
        self.new_words(window)
        window.click("settings.passphrase.change")
        assert "does not open" in window.find("settings.passphrase.wrong").accessibleName()
        assert (office.folder / "keys.json").read_bytes() == before

    def test_an_own_one_is_judged_with_the_names_at_hand(self, stand: Make, office: Office) -> None:
        window = stand("passphrase")
        way = window.find("settings.passphrase.way")
        way.set_value("own")
        way.chosen.emit("own")
        window.type("settings.passphrase.old", stores.PASSPHRASE)
        window.type("first.phrase", "Anna Ozola Ozola Anna")
        assert window.find("first.advice").accessibleName().startswith("Weak")
        window.type("first.phrase", "short")
        window.type("first.phrase2", "short")
        window.click("settings.passphrase.change")
        assert window.told == []
        assert window.find("first.advice").accessibleName().startswith("Too short")

    def test_both_ways_have_names_for_every_control(self, stand: Make) -> None:
        window = stand("passphrase")
        assert unnamed(window.screen) == []
        window.find("settings.passphrase.way").chosen.emit("own")
        settle()
        assert unnamed(window.screen) == []


class TestRecovery:
    def shown(self, window: Stand) -> str:
        return str(window.find("settings.recovery.key").accessibleName())

    def test_a_new_sheet_is_in_force_only_after_it_was_typed_back(
        self, stand: Make, created: vault.Created
    ) -> None:
        window = stand("recovery")
        window.click("settings.recovery.make")
        key = self.shown(window)
        window.type("settings.recovery.typed", created.recovery.text)
        assert self.shown(window) == "Covered"
        window.click("settings.recovery.use")
        assert "another key" in window.find("settings.recovery.wrong").accessibleName()
        office = created.office
        office.custody.keys.unlock_recovery(created.recovery)
        window.type("settings.recovery.typed", key.lower())
        window.click("settings.recovery.use")
        assert window.told == ["The new recovery sheet is in force. Destroy the old one."]
        assert office.facts.get(SHEET_MADE) == "2026-03-16"
        kept = KeyFile.load(office.folder / "keys.json")
        with pytest.raises(WrongRecoveryKey):
            kept.unlock_recovery(created.recovery)
        kept.unlock_recovery(RecoveryKey.read(key))

    def test_keeping_the_old_sheet_forgets_the_new_key(self, stand: Make, created: vault.Created) -> None:
        window = stand("recovery")
        window.click("settings.recovery.make")
        key = self.shown(window)
        window.click("settings.recovery.cancel")
        with pytest.raises(Problem):
            created.office.custody.keys.unlock_recovery(RecoveryKey.read(key))
        created.office.custody.keys.unlock_recovery(created.recovery)
        assert not window.find("settings.recovery.use").isVisible()

    def test_the_sheet_is_saved_as_a_pdf(self, stand: Make, tmp_path: Path) -> None:
        path = tmp_path / "sheet.pdf"
        window = stand("recovery", answers=[path])
        window.click("settings.recovery.make")
        window.click("settings.recovery.save")
        assert path.read_bytes().startswith(b"%PDF")
        assert "delete the file" in window.find("settings.recovery.told").accessibleName()

    def test_a_place_that_can_not_be_written_is_a_sentence(self, stand: Make, tmp_path: Path) -> None:
        window = stand("recovery", answers=[tmp_path / "missing" / "sheet.pdf"])
        window.click("settings.recovery.make")
        window.click("settings.recovery.save")
        assert "can't be written" in window.find("settings.recovery.wrong").accessibleName()


def test_about_names_version_licence_and_promises(stand: Make) -> None:
    window = stand("about")
    assert window.find("settings.about.version").text() == f"Version {VERSION}"
    assert "GNU General Public License" in window.find("settings.about.licence").text()
    window.click("settings.about.promises")
    assert window.asked == [("help", "protection")]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_fits_a_small_window_and_can_be_found(stand: Make, section: str) -> None:
    window = stand(section, size=SMALL)
    page = window.screen.section(section)
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    assert unnamed(window.screen) == []


class TestGuide:
    @pytest.mark.parametrize("spoken", LANGUAGES)
    def test_every_topic_has_a_text_in_every_language_and_links_that_lead_somewhere(
        self, stand: Make, spoken: str
    ) -> None:
        window = stand(screen=GuideScreen)
        for topic in TOPICS:
            assert resource("help", spoken, f"{topic}.md").is_file()
            assert text_of(topic, spoken).startswith("# ")
            window.screen.text.document().setMarkdown(text_of(topic, spoken))
            for target in links(window):
                place = target.removeprefix("goto:")
                assert place in ("settings", "contacts", "backup", "letters", "cases") or (
                    target.removesuffix(".md") in TOPICS
                ), target

    def test_a_link_leads_to_a_topic_or_a_screen_and_never_outside(self, stand: Make) -> None:
        window = stand(screen=GuideScreen)
        window.screen.text.anchorClicked.emit(QUrl("letters.md"))
        assert window.screen.topic == "letters"
        window.screen.text.anchorClicked.emit(QUrl("goto:backup"))
        assert window.asked == [("go", "backup")]
        before = window.screen.text.toPlainText()
        for outside in ("https://example.org/", "file:///etc/passwd", "mailto:a@example.org", "nowhere.md"):
            window.screen.text.anchorClicked.emit(QUrl(outside))
        assert window.screen.topic == "letters"
        assert window.screen.text.toPlainText() == before
        assert not window.screen.text.openExternalLinks()

    def test_the_list_and_f1_choose_the_topic(self, stand: Make) -> None:
        window = stand(screen=GuideScreen)
        window.click("guide.topics.backup")
        assert window.screen.text.toPlainText().startswith("Backup and restore")
        for place, topic in FOR_SCREEN.items():
            window.screen.show_for(place)
            assert window.screen.topic == topic
        window.screen.show_for("somewhere else")
        assert window.screen.topic == "first-steps"
        assert unnamed(window.screen) == []


def links(window: Stand) -> set[str]:
    """The targets of all links in the text that is shown."""
    found = set()
    block = window.screen.text.document().begin()
    while block.isValid():
        step = block.begin()
        while not step.atEnd():
            if step.fragment().charFormat().isAnchor():
                found.add(step.fragment().charFormat().anchorHref())
            step += 1
        block = block.next()
    return found
