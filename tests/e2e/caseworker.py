"""What a caseworker does at the window, step by step, by the names that a screen reader reads."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.screen import Window


class Caseworker:
    """Works at one window; each method is one task and ends when the window shows that it is done."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.passphrase = ""
        self.recovery = ""

    def go(self, place: str) -> None:
        """Goes to a place of the rail."""
        self.window.find(f"rail.{place}").press()

    def fill(self, field: str, text: str, *keys: str) -> None:
        """Types into a field of a form, and leaves it with Tab unless other keys are given."""
        self.window.find(f"field.{field}").type(text, *(keys or ("Tab",)))

    def choose(self, field: str, text: str) -> None:
        """Types the beginning of a line of a list and takes the line that fits."""
        self.fill(field, text, "Return")

    def save(self) -> None:
        self.window.screen.keys("ctrl+s")

    def start(self, organisation: str, name: str) -> None:
        """The first start: names, the drawn passphrase, the recovery key typed back, the store."""
        find = self.window.find
        find("first.place")
        find("first.next").press()
        find("first.organisation").type(organisation)
        find("first.caseworker").type(name)
        words = find("first.words").name.split()
        assert len(words) == 6
        find("first.written").press()
        self.window.find("first.again")
        asked = [int(place) for place in re.findall(r"\[first\.word(\d)\]", self.window.dump())]
        assert len(asked) == 2
        for place in asked:
            find(f"first.word{place}").type(words[place - 1])
        find("first.next").press()
        self.recovery = find("first.key").name
        find("first.cover").press()
        find("first.typed").type(self.recovery)
        find("first.next").press()
        find("first.create")
        find("first.next").press()
        find("cases.empty", timeout=30)
        self.passphrase = " ".join(words)

    def open_case(self, family: str, given: str, country: str) -> None:
        """A new case by its first few fields."""
        self.window.find("cases.new").press()
        self.fill("family", family)
        self.fill("given", given)
        self.choose("country", country)
        self.fill("known_since", "spring 2024")
        self.window.find("new-case.create").press()
        self.window.find("case.identity")

    def record_threat(self, title: str, account: str) -> None:
        """A threat with all that a letter asks for."""
        self.window.find("case.sections.threats").press()
        self.window.find("incidents.empty.act").press()
        self.fill("title", title)
        self.choose("kind", "poison")
        self.fill("happened", "March 2024")
        self.window.find("field.severity.4").tick()
        self.fill("statement", account)
        self.choose("attribution", "believes")
        self.choose("source_kind", "client")
        self.choose("basis", "told")
        self.fill("told_on", "5 June 2024")
        self.save()
        self.window.find("incident.title", name=title)

    def add_contact(self, name: str, country: str) -> None:
        self.go("contacts")
        self.window.find("contacts.empty.act").press()
        self.choose("country", country)
        self.choose("kind", "asylum")
        self.fill("name", name)
        self.fill("address", "1 Sample Street")
        self.save()
        self.window.find("contacts.name", name=name)

    def describe_office(self) -> None:
        """What every letter says of the office."""
        self.go("settings")
        self.window.find("settings.sections.organisation").press()
        self.window.find("settings.organisation")
        self.fill("mandate", "We support people who fled persecution.")
        self.fill("mail", "desk@example.org")
        self.save()

    def settle(self, finding: str, field: str, text: str) -> None:
        """Follows a finding of the check before issue, and types once it has led into this field."""
        found = re.search(rf"\[(letter\.findings\.\d+)\.fact\] ['\"]{finding}", self.window.dump())
        assert found is not None, self.window.dump()
        self.window.find(f"{found[1]}.link").press()
        self.window.activate()
        self.window.find(f"field.{field}", state="focused")
        self.window.screen.type(text)
        self.window.screen.keys("Tab")

    def begin_letter(self, recipient: str) -> None:
        """The first kind of letter in its first language."""
        self.go("cases")
        self.window.popup("case.new-letter")
        self.window.screen.keys("Down", "Right", "Return")
        self.window.find("letter.preview.where", name="Page 1 of 2")
        self.choose("contact_id", recipient)
        # The check has then taken note of the recipient: its lines move up.
        self.window.find("letter.findings.title", name="1 thing to settle before issue")

    def issue_letter(self) -> str:
        """Issues the letter that is open; gives its number."""
        self.window.find("letter.issue", state="enabled").press()
        self.window.find("box.yes").press()
        self.window.find("letter.issued")
        return self.window.find("letter.second").name.rpartition(" · ")[2]

    def save_letter(self, target: Path) -> None:
        self.window.find("letter.save").press()
        self.answer_file_dialog(target)

    def answer_file_dialog(self, path: Path) -> None:
        self.window.find("fileNameEdit").type(str(path), "Return")
        self.window.gone("file-dialog")

    def back_up(self, stick: Path) -> None:
        """An encrypted backup, which is read back from its place."""
        self.go("backup")
        self.window.find("backup.choose").press()
        self.answer_file_dialog(stick)
        self.window.find("backup.start", state="enabled").press()
        self.window.find("backup.stages.remove", name="Safe to remove: done", timeout=60)

    def check_copy(self) -> str:
        """Reads the newest copy back once more; gives what the window says of it."""
        self.window.find("backup.check").press()
        self.window.find("copy-panel.go", name="Check", state="enabled").press()
        said = self.window.find("copy-panel.result.text", timeout=60).text
        self.window.find("copy-panel.close").press()
        self.window.gone("copy-panel")
        return said

    def restore(self, folder: Path) -> None:
        """Makes a store from the newest copy, in a folder of its own."""
        self.window.find("backup.restore").press()
        self.window.find("copy-panel.go", name="Look into the copy", state="enabled").press()
        self.window.find("copy-panel.go", name="Restore into a new folder…", timeout=60).press()
        self.answer_file_dialog(folder)
        self.window.find("copy-panel.close", name="Close", timeout=60).press()
        self.window.gone("copy-panel")

    def lock(self) -> None:
        """Locks by the key; what follows is a fresh process with the same number."""
        self.window.activate()
        self.window.screen.keys("ctrl+l")
        self.window.find("unlock.passphrase", timeout=30)

    def unlock(self, passphrase: str) -> None:
        self.window.find("unlock.passphrase").type(passphrase, "Return")

    def search(self, text: str, finds: str) -> None:
        """Types into the search of the toolbar; a line that begins with these words must be offered."""
        self.window.find("search").type(text)
        self.window.find(name=finds, role="list item")
