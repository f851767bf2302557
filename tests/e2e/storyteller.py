"""What a caseworker does with a client's story: the quick log, the papers, the people, the evidence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from tests.e2e.caseworker import Caseworker
from tests.e2e.screen import PATIENCE


class Storyteller(Caseworker):
    """Each method is one task and ends when the window shows that it is done."""

    def keys(self, *keys: str) -> None:
        """Presses keys wherever the keyboard is."""
        self.window.activate()
        self.window.screen.keys(*keys)

    def put(self, form: str, field: str, text: str, *keys: str) -> None:
        """Types into a field of one of several forms, and leaves it with Tab unless other keys are given."""
        self.window.find(f"field.{field}", within=form).type(text, *(keys or ("Tab",)))

    def tab_to(self, key: str, most: int = 12) -> None:
        """Moves the keyboard on by Tab alone until it is in this control."""
        passed = [self.focused()]
        while not self.has_focus(key):
            assert len(passed) <= most, f"Tab did not reach {key}: {passed}"
            self.window.screen.keys("Tab")
            end = time.monotonic() + PATIENCE
            while self.focused() == passed[-1]:
                assert time.monotonic() < end, f"Tab led nowhere from {passed[-1]}"
            passed.append(self.focused())

    def focused(self) -> list[str]:
        """The identifiers of what has the keyboard."""
        return list(self.window.ask("focused"))

    def has_focus(self, key: str) -> bool:
        return any(f".{one}".endswith(f".{key}") for one in self.focused())

    def log_call(self, told: str, seen: str, name: str) -> None:
        """A call from a new client, by keys alone: the log from anywhere, whose case, by telephone, saved."""
        window = self.window
        self.keys("ctrl+shift+n")
        window.find("quicklog.text", state="focused")
        window.screen.type(told)
        self.tab_to("quicklog.case")
        window.screen.type(name)
        window.find(name=f"New client: {name}", role="list item")
        window.screen.keys("Return")
        window.find("quicklog.case.note", name="A case is opened with this name; everything else can follow.")
        window.find("note.plate.text", name=seen)
        self.tab_to("quicklog.told", most=24)
        window.screen.keys("space")
        self.tab_to("quicklog.channel")
        window.screen.type("Telephone")
        window.screen.keys("ctrl+Return")

    def find_case(self, typed: str, offered: str) -> None:
        """Looks for a client with Ctrl+K, and opens the line that says this."""
        self.keys("ctrl+k")
        self.window.find("palette.text", state="focused")
        self.window.screen.type(typed)
        self.window.find(name=offered, role="list item")
        self.window.screen.keys("Return")
        self.window.gone("palette")
        self.window.find("case.identity")

    def add_files(self, files: Sequence[Path]) -> None:
        """Adds files to the evidence of the open case, all at once."""
        self.keys("alt+5")
        self.window.find("evidence.empty.act").press()
        box = self.window.find("fileNameEdit")
        box.type(" ".join(f'"{path}"' for path in files), "Return")
        self.window.gone("file-dialog")
        self.window.find("evidence.adding.words", name=f"{len(files)} files added.", timeout=60)

    def view_evidence(self, title: str) -> None:
        """Opens the piece that is chosen on the wall in the viewer, and closes it by key."""
        self.window.find("evidence.wall").focus()
        self.window.screen.keys("Return")
        self.window.find("viewer.title", name=title)
        self.window.find("viewer.canvas", timeout=60)
        self.window.screen.keys("Escape")
        self.window.gone("viewer")

    def add_passport(self, letters: tuple[str, str], family: str, given: str) -> None:
        """The name for letters, a passport that spells it in another way, and that spelling."""
        self.keys("alt+2")
        self.put("identity", "latin_family", letters[0])
        self.put("identity", "latin_given", letters[1])
        self.save()
        self.window.find("identity_documents.add").press()
        self.put("identity_document", "kind", "Passport", "Return")
        self.put("identity_document", "number", "75 0000007")
        self.put("identity_document", "family", family)
        self.put("identity_document", "given", given)
        self.save()
        name = f"{family} {given}".title()
        self.window.find(name=f"Add this spelling: {name}").press()
        self.window.find(name=name, within="spellings")

    def add_relative(self, family: str, given: str, relation: str) -> None:
        """Somebody who stayed in Russia."""
        self.keys("alt+3")
        self.window.find("people.empty.act").press()
        self.put("person", "family", family)
        self.put("person", "given", given)
        self.put("person", "relation", relation, "Return")
        self.window.find("field.in_russia.yes", within="person").tick()
        self.save()
        self.window.find("person.saved")

    def record_search(self, title: str, kind: str, person: str) -> None:
        """A threat against a relative."""
        self.keys("alt+4")
        self.window.find("incidents.add").press()
        # Until then the form of the incident before stands there.
        self.window.find("field.title", within="incident", state="focused")
        self.fill("title", title)
        self.choose("kind", kind)
        self.window.find("group.0.more", within="incident").press()
        self.choose("person_id", person)
        self.save()
        self.window.find("incident.title", name=title)

    def find_again(self, *titles: str) -> None:
        """All of the story is in the open case: the relative, the incidents, the evidence by these titles."""
        find = self.window.find
        find("case.sections.people", name="People, 1")
        find("case.sections.threats", name="Threats and incidents, 2")
        find("case.sections.evidence", name="Evidence, 3")
        self.keys("alt+5")
        find("evidence.wall")
        shown = self.window.dump()
        assert all(title in shown for title in titles), shown
