"""The verbs without a window: `main.py check STORE` and its kin.

Answers: 0 for good, 1 for a finding (a Problem, a blocked letter, a damaged backup), 2 for wrong use.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from caseapp.clock import Clock, SystemClock
from caseapp.errors import sentence
from caseapp.i18n import N_, ntr, tr
from caseapp.meter import watched
from caseapp.paths import holds_store
from db.errors import Problem

if TYPE_CHECKING:
    from caseapp.services.backup import Report
    from caseapp.services.office import Office

GOOD, FINDING, WRONG_USE = 0, 1, 2
LONGEST_PASSPHRASE = 4096


class WrongUse(Problem):
    """The command line can't be carried out as typed."""

    code = "wrong-use"
    text = N_("{what}")


class NoPassphrase(WrongUse):
    code = "no-passphrase"
    text = N_("Give the passphrase with --passphrase-file FILE (- reads standard input).")


class UnreadablePassphrase(WrongUse):
    code = "unreadable-passphrase"
    text = N_("The passphrase could not be read from {file}.")


def speak(line: str, stream: TextIO | None = None) -> None:
    print(line, file=stream or sys.stdout, flush=True)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        speak(f"{self.prog}: {message}", sys.stderr)
        raise SystemExit(WRONG_USE)


class Answer:
    """Collects what a verb has to say: lines for people, one object for programs."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.facts: dict[str, Any] = {"ok": True}

    def say(self, line: str) -> None:
        """A line for people."""
        if not self.as_json:
            speak(line)

    def give(self, **facts: Any) -> None:
        """Particulars for programs."""
        self.facts |= facts

    def fail(self, problem: Problem) -> None:
        """The verb ends with a finding."""
        self.facts |= {"ok": False, "code": problem.code, "message": sentence(problem)}
        lines = [finding.text for finding in getattr(problem, "findings", ())]
        lines += [f"{name}: {tr(text)}" for name, text in getattr(problem, "fields", {}).items()]
        if lines:
            self.facts["findings"] = lines
        if not self.as_json:
            for line in (sentence(problem), *lines):
                speak(line, sys.stderr)

    def finish(self) -> None:
        """Prints the object."""
        if self.as_json:
            speak(json.dumps(self.facts, ensure_ascii=False, sort_keys=True, default=str))


def parser() -> argparse.ArgumentParser:
    """The command line: no verb opens the window."""
    top = _Parser(prog="main.py", description=tr("Offline casework for exiles under threat."))
    top.add_argument(
        "--store", type=Path, metavar="STORE", help=tr("the folder of the store that the window opens")
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)

    def verb(name: str, about: str, *arguments: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=about, description=about)
        for argument in arguments:
            kind: Callable[[str], Any] = Path if argument in ("STORE", "FOLDER", "BACKUP") else str
            sub.add_argument(argument.lower(), metavar=argument, type=kind)
        sub.add_argument(
            "--passphrase-file", metavar="FILE", help=tr("the passphrase; - reads standard input")
        )
        sub.add_argument("--json", action="store_true", help=tr("answer with one JSON object"))
        return sub

    demo = verb("demo", tr("run the main job on fictional clients, then open the window on them"))
    demo.add_argument("--folder", type=Path, help=tr("where the demonstration lies"))
    demo.add_argument("--no-window", action="store_true", help=tr("do not open the window afterwards"))
    create = verb("create", tr("make an empty store"), "STORE")
    create.add_argument("--organisation", default="", help=tr("name of the organisation"))
    create.add_argument("--caseworker", default="", help=tr("your name"))
    create.add_argument("--language", choices=("en", "ru"), default="en", help=tr("language of these names"))
    verb("check", tr("read the whole store and tell what is wrong with it"), "STORE")
    verb("search", tr("find people, cases and texts"), "STORE", "TEXT")
    letter = verb("letter", tr("issue a letter about a case"), "STORE", "CASE")
    letter.add_argument("--kind", required=True)
    letter.add_argument("--language", required=True)
    letter.add_argument("--out", type=Path, required=True, metavar="FILE")
    letter.add_argument("--recipient", default="", help=tr("name of a contact in the store"))
    letter.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help=tr("fill in a field of the letter")
    )
    verb("backup", tr("make an encrypted backup and read it back"), "STORE", "FOLDER")
    verb("verify", tr("read a backup back"), "BACKUP")
    verb("restore", tr("make a store from a backup"), "BACKUP", "STORE")
    verb("export", tr("write everything as open, unencrypted files"), "STORE", "FOLDER")
    return top


def wants_window(arguments: argparse.Namespace) -> bool:
    """Whether the window follows the verb; says so when there is no screen for it."""
    if arguments.verb != "demo" or arguments.no_window or arguments.json:
        return False
    if sys.platform not in ("win32", "darwin") and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))
    ):
        speak(tr("There is no screen here, so the window was not opened."))
        return False
    return True


def demo_store(arguments: argparse.Namespace) -> tuple[Path, str]:
    """The demonstration's store, and the passphrase that everybody may know."""
    from caseapp.services import demo

    return demo.folder_for(arguments.folder) / "store", demo.PASSPHRASE


def run(arguments: argparse.Namespace, clock: Clock | None = None) -> int:
    """Carries out a verb and returns the answer to the shell."""
    answer = Answer(arguments.json)
    try:
        code = _VERBS[arguments.verb](arguments, answer, clock or SystemClock())
    except WrongUse as problem:
        answer.fail(problem)
        code = WRONG_USE
    except Problem as problem:
        answer.fail(problem)
        code = FINDING
    except OSError as error:
        answer.fail(WrongUse(what=error.strerror or tr("The file could not be used.")))
        code = FINDING
    answer.finish()
    return code


def _passphrase(arguments: argparse.Namespace) -> str:
    source = arguments.passphrase_file
    if source is None:
        if not sys.stdin.isatty():
            raise NoPassphrase
        return getpass.getpass(tr("Passphrase: "))
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(LONGEST_PASSPHRASE + 1)
        else:
            with Path(source).open("rb") as file:
                raw = file.read(LONGEST_PASSPHRASE + 1)
        text = raw.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise UnreadablePassphrase(file=source) from None
    if len(raw) > LONGEST_PASSPHRASE or not text:
        raise UnreadablePassphrase(file=source)
    return text


@contextmanager
def _office(arguments: argparse.Namespace, clock: Clock) -> Iterator[Office]:
    from caseapp.services import vault
    from caseapp.services.keycare import WORDS, KeyNews

    if not holds_store(arguments.store):
        raise vault.NoStore(folder=arguments.store)
    office = vault.unlock(arguments.store, _passphrase(arguments), clock)
    if office.custody.news:
        speak(tr(WORDS[KeyNews(office.custody.news)]), sys.stderr)
    try:
        yield office
    finally:
        office.close()


def _demo(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services import demo

    return demo.run(arguments.folder, answer, clock)


def _create(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.keys import passphrase
    from caseapp.services import vault

    given = arguments.passphrase_file is not None
    secret = _passphrase(arguments) if given else passphrase.generate(arguments.language)
    created = vault.create(
        arguments.store,
        secret,
        organisation=arguments.organisation,
        caseworker=arguments.caseworker,
        language=arguments.language,
        clock=clock,
    )
    created.office.close()
    answer.say(tr("The store was created in {folder}.", folder=arguments.store))
    if not given:
        answer.say(tr("Passphrase, written nowhere else: {passphrase}", passphrase=secret))
        answer.give(passphrase=secret)
    answer.say(tr("Recovery key, written nowhere else: {key}", key=created.recovery.text))
    answer.give(store=arguments.store, recovery_key=created.recovery.text)
    return GOOD


def _check(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services.checking import check

    with _office(arguments, clock) as office:
        found = check(office, watched())
    answer.give(cases=found.cases, records=found.records, saves=found.saves, findings=found.findings)
    answer.say(tr("{cases} cases, {records} records, {saves} saves.", **found.counts()))
    for line in found.findings:
        answer.say(line)
    if not found.findings:
        answer.say(tr("The store is whole."))
        return GOOD
    answer.give(ok=False, code="store-damaged")
    return FINDING


def _search(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    with _office(arguments, clock) as office:
        found = office.search.find(arguments.text)
    answer.give(
        found=[
            {"kind": f.kind, "id": f.id, "case": f.case_id, "title": f.title, "subtitle": f.subtitle}
            for f in found
        ]
    )
    for item in found:
        answer.say(f"{item.kind:10} {item.title}  {item.subtitle}".rstrip())
    if found:
        return GOOD
    answer.give(ok=False, code="nothing-found")
    answer.say(tr("Nothing was found."))
    return FINDING


def _letter(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services.writing import issue_from_terminal

    with _office(arguments, clock) as office:
        result = issue_from_terminal(
            office,
            number=arguments.case,
            kind=arguments.kind,
            language=arguments.language,
            recipient=arguments.recipient,
            fields=arguments.set,
            out=arguments.out,
        )
    answer.give(findings=[{"severity": f.severity, "text": f.text} for f in result.findings])
    for finding in result.findings:
        answer.say(f"{finding.severity}: {finding.text}")
    if result.letter is None:
        answer.give(ok=False, code="letter-blocked")
        answer.say(tr("The letter was not issued: something is still to be settled."))
        return FINDING
    answer.give(number=result.letter.number, sha256=result.letter.sha256, file=arguments.out)
    answer.say(tr("Letter {number} was issued.", number=result.letter.number))
    return GOOD


def _backup(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services.restoring import lacking_words

    with _office(arguments, clock) as office:
        info = office.backup.make(arguments.folder, watched())
    answer.give(backup=info.folder, size=info.size, checked=info.checked, lacking=info.lacking)
    answer.say(tr("Backup made, read back and compared: {folder}", folder=info.folder))
    if info.lacking:
        answer.say(lacking_words(info.lacking))
    return GOOD


def _verify(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services import backup

    found = backup.find(arguments.backup)
    place = found[0].folder if found else arguments.backup
    report = backup.verify(place, _passphrase(arguments), watched())
    answer.give(backup=place, at=report.at, size=report.size, cases=report.cases)
    answer.say(tr("Backup of {when}, {cases} cases: read back, equal.", when=report.at, cases=report.cases))
    return _losses(report, answer)


def _losses(report: Report, answer: Answer) -> int:
    """Tells what evidence files are not whole in a backup."""
    from caseapp.services.restoring import lacking_words

    answer.give(
        evidence=report.losses.needed,
        missing=list(report.losses.missing),
        damaged=list(report.losses.damaged),
        lacking=report.lacking,
    )
    if report.lacking:
        answer.say(lacking_words(report.lacking))
    if report.losses.problem is None:
        return GOOD
    answer.fail(report.losses.problem)
    return FINDING


def _restore(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services import backup

    found = backup.find(arguments.backup)
    place = found[0].folder if found else arguments.backup
    report = backup.restore(place, arguments.store, _passphrase(arguments), watched())
    answer.give(store=report.folder, at=report.at, cases=report.cases)
    answer.say(tr("Restored {cases} cases into {folder}.", cases=report.cases, folder=report.folder))
    return _losses(report, answer)


def _export(arguments: argparse.Namespace, answer: Answer, clock: Clock) -> int:
    from caseapp.services.exporting import export

    with _office(arguments, clock) as office:
        done = export(office.store, office.records, office.evidence, arguments.folder, watched())
    answer.give(folder=done.folder, records=done.records, letters=done.letters, evidence=done.evidence)
    answer.give(binned=done.binned)
    answer.say(tr("Written to {folder}. These files are not encrypted.", folder=done.folder))
    answer.say(
        tr(
            "They hold everything, internal notes and special categories too: for the office alone, never"
            " to be handed on."
        )
    )
    if done.binned:
        answer.say(
            ntr("{n} record in the bin was left out.", "{n} records in the bin were left out.", done.binned)
        )
    if not done.lost:
        return GOOD
    answer.give(ok=False, code="evidence-lost", lost=done.lost)
    answer.say(
        ntr(
            "{n} evidence file could not be written: the store has lost it. A backup may still have it.",
            "{n} evidence files could not be written: the store has lost them. A backup may still have them.",
            done.lost,
        )
    )
    return FINDING


_VERBS: dict[str, Callable[[argparse.Namespace, Answer, Clock], int]] = {
    "demo": _demo,
    "create": _create,
    "check": _check,
    "search": _search,
    "letter": _letter,
    "backup": _backup,
    "verify": _verify,
    "restore": _restore,
    "export": _export,
}
