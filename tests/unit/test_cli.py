"""The verbs: every one of them does its work, says what it found, and answers 0, 1 or 2."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caseapp import cli
from caseapp.records import BY_KIND, Caseworker, Contact, Incident, Organisation, Person
from caseapp.services import vault
from caseapp.services.office import Office
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office

Verb = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture
def verb(secret: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Verb:
    """Runs a verb on machine-readable terms; the passphrase is given where none is named."""

    def run(*words: object) -> tuple[int, dict[str, Any]]:
        texts = [str(word) for word in words]
        if "--passphrase-file" not in texts:
            texts += ["--passphrase-file", str(secret)]
        code = cli.run(cli.parser().parse_args([*texts, "--json"]), clock)
        out, err = capsys.readouterr()
        assert err == ""
        answer = json.loads(out)
        assert answer["ok"] == (code == 0)
        return code, answer

    return run


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed store with everything that a letter needs."""
    office = new_office(tmp_path / "store", clock)
    fill(office)
    office.close()
    return tmp_path / "store"


def fill(office: Office) -> None:
    both = {"en": "Example", "ru": "Пример"}
    facts = {
        "number_prefix": "NL",
        "registration_no": "1",
        "phone": "+371 6000 0000",
        "mail": "desk@example.org",
    }
    organisation = office.records.all(Organisation)[0]
    office.records.change(Organisation, organisation.id, mandate=both, place=both, address=both, **facts)
    office.records.change(Caseworker, office.me, title={"en": "Head", "ru": "руководитель"}, name=both)
    office.records.add(Contact(name="Asylum Office", kind="ASY", country="LV", address="Example Street 1"))
    person = {
        "family": "Тестова",
        "given": "Анна",
        "latin_family": "Testova",
        "latin_given": "Anna",
        "sex": "2",
    }
    case = office.cases.open_new(
        person | {"birth": "1990-01-02"},
        {"country": "LV", "known_since": "2025-03", "relation": both, "verified": both},
    ).record
    office.records.add(
        Incident(
            case_id=case.id,
            title="Followed",
            kind="T03",
            happened="2026-02-01",
            country="LV",
            place_print=both,
            basis="K3",
            told_on=office.clock.today(),
            attribution="AT5",
            statement={"en": "Two men followed her.", "ru": "За ней следили двое мужчин."},
        )
    )
    assert office.records.of_case(Person, case.id)


def test_create_makes_a_store_that_opens(tmp_path: Path, verb: Verb) -> None:
    code, answer = verb("create", tmp_path / "new", "--organisation", "Aid", "--caseworker", "Anna")
    assert code == 0
    assert len(answer["recovery_key"].split("-")) == 9
    code, answer = verb("check", tmp_path / "new")
    assert (code, answer["cases"], answer["findings"]) == (0, 0, [])
    assert verb("create", tmp_path / "new")[1]["code"] == "folder-taken"


def test_create_without_a_passphrase_makes_one_of_six_words(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(cli.parser().parse_args(["create", str(tmp_path / "new"), "--json"]), clock) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["passphrase"].split()) == 6


def test_search_finds_across_scripts(store: Path, verb: Verb) -> None:
    code, answer = verb("search", store, "Testowa")
    assert (code, [hit["title"] for hit in answer["found"]]) == (0, ["Anna Testova"])
    assert verb("search", store, "Nobodyatall") == (1, {"ok": False, "code": "nothing-found", "found": []})


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", ["asylum_support", "dossier"])
def test_letter_issues_a_pdf(tmp_path: Path, store: Path, verb: Verb, kind: str, language: str) -> None:
    out = tmp_path / "letter.pdf"
    words = ("letter", store, "nl-0001", "--kind", kind, "--language", language, "--out", out)
    code, answer = verb(*words, "--recipient", "asylum office")
    assert (code, answer.get("number")) == (0, "NL-0001/1"), answer
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert verb(*words)[1]["code"] == "file-taken"


def test_a_letter_with_something_to_settle_is_not_written(tmp_path: Path, store: Path, verb: Verb) -> None:
    out = tmp_path / "letter.pdf"
    code, answer = verb(
        "letter", store, "NL-0001", "--kind", "asylum_support", "--language", "en", "--out", out
    )
    assert (code, answer["code"]) == (1, "letter-blocked")
    assert any(finding["severity"] == "block" for finding in answer["findings"])
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--kind", "poem", "--language", "en"), "letter-kind"),
        (("--kind", "dossier", "--language", "xx"), "letter-kind"),
        (("--kind", "dossier", "--language", "en", "--set", "colour=red"), "letter-field"),
        (("--kind", "dossier", "--language", "en", "--recipient", "nobody"), "no-contact"),
    ],
)
def test_what_a_letter_does_not_have_is_told(
    tmp_path: Path, store: Path, verb: Verb, words: tuple[str, ...], code: str
) -> None:
    found, answer = verb("letter", store, "NL-0001", *words, "--out", tmp_path / "letter.pdf")
    assert (found, answer["code"]) == (1, code)
    assert not (tmp_path / "letter.pdf").exists()


def test_a_case_that_is_not_there_is_told(tmp_path: Path, store: Path, verb: Verb) -> None:
    words = ("--kind", "dossier", "--language", "en", "--out", tmp_path / "x.pdf")
    assert verb("letter", store, "NL-9999", *words)[1]["code"] == "not-found"


def test_backup_verify_and_restore(tmp_path: Path, store: Path, verb: Verb) -> None:
    (tmp_path / "stick").mkdir()
    assert verb("backup", store, tmp_path / "stick")[0] == 0
    assert verb("verify", tmp_path / "stick")[1]["cases"] == 1
    assert verb("restore", tmp_path / "stick", tmp_path / "elsewhere")[1]["cases"] == 1
    assert verb("check", tmp_path / "elsewhere")[0] == 0
    assert verb("restore", tmp_path / "stick", tmp_path / "elsewhere")[1]["code"] == "folder-taken"
    assert verb("backup", store, tmp_path / "nowhere")[1]["code"] == "backup-folder-missing"
    assert verb("verify", tmp_path)[1]["code"] == "not-a-backup"


def test_lost_evidence_is_told_by_every_verb(
    tmp_path: Path, store: Path, verb: Verb, clock: FixedClock
) -> None:
    office = vault.unlock(store, PASSPHRASE, clock)
    sealed = office.evidence.seal_bytes(b"evidence", "photo.jpg")
    office.evidence.record(sealed, office.cases.by_number("NL-0001"))
    office.close()
    (tmp_path / "stick").mkdir()
    assert verb("backup", store, tmp_path / "stick")[1]["lacking"] == 0
    (there,) = (tmp_path / "stick").glob("B/*/evidence/*")
    data = there.read_bytes()
    there.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    code, answer = verb("verify", tmp_path / "stick")
    assert (code, answer["code"], answer["damaged"]) == (1, "backup-evidence-damaged", [sealed.name])
    there.unlink()
    code, answer = verb("restore", tmp_path / "stick", tmp_path / "elsewhere")
    assert (code, answer["code"], answer["cases"]) == (1, "backup-evidence-missing", 1)
    code, answer = verb("check", tmp_path / "elsewhere")
    assert (code, len(answer["findings"])) == (1, 1)
    code, answer = verb("export", tmp_path / "elsewhere", tmp_path / "open")
    assert (code, answer["code"], answer["evidence"]) == (1, "evidence-lost", 0)
    assert verb("backup", store, tmp_path / "stick")[0] == 0
    assert verb("verify", tmp_path / "stick")[0] == 0
    assert verb("check", store)[0] == 0


def test_export_writes_open_files(tmp_path: Path, store: Path, verb: Verb) -> None:
    out = tmp_path / "letter.pdf"
    issue = ("letter", store, "NL-0001", "--kind", "dossier", "--language", "en", "--out", out)
    assert verb(*issue, "--recipient", "Asylum Office")[0] == 0
    code, answer = verb("export", store, tmp_path / "open")
    assert (code, answer["letters"], answer["records"]["case"]) == (0, 1, 1)
    people = json.loads((tmp_path / "open" / "person.json").read_text(encoding="utf-8"))
    assert [p["family"] for p in people["records"]] == ["Тестова"]
    assert [p.read_bytes() for p in (tmp_path / "open" / "letters").iterdir()] == [out.read_bytes()]
    kinds = set(BY_KIND)
    assert {p.stem for p in (tmp_path / "open").glob("*.json")} == kinds | {"history"}
    assert verb("export", store, tmp_path / "open")[1]["code"] == "export-folder-taken"


def test_an_export_says_first_thing_that_it_is_for_the_office_alone(
    tmp_path: Path, store: Path, secret: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", str(store), str(tmp_path / "open"), "--passphrase-file", str(secret)]
    assert cli.run(cli.parser().parse_args(words), clock) == 0
    told = capsys.readouterr().out
    assert "internal notes and special categories" in told
    assert "for the office alone" in told
    readme = (tmp_path / "open" / "README.txt").read_text(encoding="utf-8")
    first = " ".join(readme[: readme.index("case.json")].split())
    for said in (
        "EVERYTHING IN THE OPEN",
        "internal notes and special categories",
        "for the office alone",
        "Never hand it on",
        "letters and dossiers",
        "ВСЁ В ОТКРЫТОМ ВИДЕ",
        "внутренние заметки и особые категории",
        "только для самой организации",
        "Никому не передавайте",
        "письма и досье",
    ):
        assert said in first


def test_a_wrong_passphrase_is_a_finding(tmp_path: Path, store: Path, verb: Verb) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase at all", encoding="utf-8")
    for words in (("check", store), ("search", store, "x"), ("export", store, tmp_path / "open")):
        code, answer = verb(*words, "--passphrase-file", wrong)
        assert (code, answer["code"]) == (1, "wrong-passphrase")
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xfa", b"x" * 5000])
def test_an_unreadable_passphrase_is_wrong_use(
    tmp_path: Path, store: Path, verb: Verb, content: bytes | None
) -> None:
    path = tmp_path / "given.txt"
    if content is not None:
        path.write_bytes(content)
    code, answer = verb("check", store, "--passphrase-file", path)
    assert (code, answer["code"]) == (2, "unreadable-passphrase")


def test_a_missing_store_is_told(tmp_path: Path, verb: Verb) -> None:
    assert verb("check", tmp_path / "nowhere")[1]["code"] == "no-store"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ([], None),
        (["bogus"], 2),
        (["check"], 2),
        (["letter", "a", "b"], 2),
        (["check", "{tmp}/nowhere", "--passphrase-file", "-"], 1),
        (["--help"], 0),
        (["verify", "{tmp}", "--passphrase-file", "-"], 1),
    ],
)
def test_the_program_never_shows_a_traceback(
    tmp_path: Path, source_root: Path, words: list[str], answer: int | None
) -> None:
    if answer is None:
        words, answer = ["check", "--json"], 2
    done = subprocess.run(
        [sys.executable, str(source_root / "main.py"), *(w.replace("{tmp}", str(tmp_path)) for w in words)],
        input=PASSPHRASE,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == answer, done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_people_get_sentences(
    store: Path, secret: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = cli.parser().parse_args(["check", str(store), "--passphrase-file", str(secret)])
    assert cli.run(arguments, clock) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "The store is whole."
