"""The Russian catalogue: complete, true to its texts, and made the same way every time."""

from __future__ import annotations

import ast
import importlib.util
import string
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

from caseapp import i18n
from caseapp.i18n import ntr, ptr, tr

ROOT = Path(__file__).resolve().parents[2]


def load() -> ModuleType:
    """packaging/catalogue.py as a module; that folder is no package."""
    name = "packaging_catalogue"
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


catalogue = load()


@pytest.fixture
def russian() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("ru")
    yield
    i18n.set_language(before)


def test_nothing_is_missing_doubtful_or_stale():
    assert catalogue.check() == []


def test_it_holds_what_the_program_says_and_nothing_else():
    said = {text.key for text in catalogue.collect()}
    assert len(said) > 900
    held = {(m.context or "", m.id if isinstance(m.id, str) else m.id[0]) for m in catalogue.read() if m.id}
    assert held == said


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "дел"), (1, "дело"), (2, "дела"), (5, "дел"), (11, "дел"), (21, "дело"), (24, "дела"), (111, "дел")],
)
def test_cases_are_counted_as_russian_counts(n: int, form: str):
    assert ntr("{n} case", "{n} cases", n) == f"{n} {form}"


@pytest.mark.usefixtures("russian")
def test_every_counted_text_takes_its_three_forms():
    counted = [m for m in catalogue.read() if isinstance(m.id, (tuple, list))]
    assert len(counted) > 20
    for message in counted:
        one, many = message.id
        names = {name for _, name, _, _ in string.Formatter().parse(one + many) if name}
        values = dict.fromkeys(names - {"n"}, "7")
        for n, form in ((1, 0), (2, 1), (5, 2), (11, 2), (21, 0), (22, 1), (0, 2)):
            expected = message.string[form].format(n=n, **values)
            assert ntr(one, many, n, **values) == expected


@pytest.mark.usefixtures("russian")
def test_texts_are_translated_filled_and_left_alone_when_unknown():
    assert tr("Letter {number} was issued.", number="NL-7") == "Письмо NL-7 выпущено."
    assert tr("") == ""
    assert tr("No such text anywhere") == "No such text anywhere"
    assert ptr("no such context", "Cases") == "Cases"


@pytest.mark.parametrize(
    "code",
    [
        'tr(f"{n} cases")',
        'tr("Cases: " + n)',
        'tr("{n} cases".format(n=n))',
        'tr("{n} cases" % n)',
        'tr("Yes" if good else f"No {n}")',
        "N_(text)",
        'N_(f"{n} cases")',
        "ntr(one, many, n)",
        'ntr("{n} case", f"{n} cases", n)',
        'ptr("menu", name)',
        'ptr("menu")',
    ],
)
def test_texts_put_together_while_the_program_runs_are_refused(code: str):
    with pytest.raises(catalogue.Refused, match=r"some\.py:1"):
        list(catalogue.texts_of(code, "some.py"))


def test_texts_are_found_however_they_are_written():
    code = (
        'tr("One"\n   " text", n=1)\nN_("Marked")\nntr("{n} case", "{n} cases", n)\nptr("menu", "Open")\n'
        'tr(label)\ntr("Yes" if good else "No")\ntr(_SHORT[3], day=1)'
    )
    found = [(t.context, t.one, t.many) for t in catalogue.texts_of(code, "some.py")]
    assert sorted(found) == [
        ("", "Marked", ""),
        ("", "No", ""),
        ("", "One text", ""),
        ("", "Yes", ""),
        ("", "{n} case", "{n} cases"),
        ("menu", "Open", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        ("Save", "", "is not translated"),
        ("{n} of {all}", "{n} из {most}", "has placeholders"),
        ("{n} of {all}", "{n} из", "has placeholders"),
        ("{n} words", "{n слов", "has a broken placeholder"),
        ("&Save", "Сохранить", "has 0 mnemonics instead of 1"),
        ("Save", "&Сохранить", "has 1 mnemonics instead of 0"),
        ("&Save", "&Сохра&нить", "has 2 mnemonics instead of 1"),
        ("&Save", "Сохранить &PDF", "has a mnemonic that the Russian layout can't type"),
        ("Saved.", "Сохранено", "does not end with '.'"),
        ("Choose…", "Выбрать", "does not end with '…'"),
        ("Name", "Имя:", "ends with ':'"),
        ("“{said}” is empty", "“{said}” пусто", "has quotation marks that are not «Russian»"),
    ],
)
def test_a_fault_of_a_translation_is_told(text: str, said: str, fault: str):
    assert [told for told in catalogue.faults(Message(text, said)) if told.startswith(fault)]


@pytest.mark.parametrize("said", ["Сохранить как &есть", "Со&хранить"])
def test_a_good_translation_is_left_in_peace(said: str):
    assert list(catalogue.faults(Message("&Save", said))) == []


def test_a_counted_text_needs_all_its_forms():
    ids = ("{n} case", "{n} cases")
    assert list(catalogue.faults(Message(ids, ("{n} дело", "{n} дела", "")))) == ["is not translated"]
    assert list(catalogue.faults(Message(ids, ("{n} дело", "{n} дела")))) == [
        "does not have three plural forms"
    ]
    assert list(catalogue.faults(Message(ids, ("{n} дело", "{n} дела", "{n} дел")))) == []


def test_a_doubtful_translation_is_told():
    assert list(catalogue.faults(Message("Save", "Сохранить", flags={"fuzzy"}))) == ["is marked as doubtful"]


def test_two_buttons_of_a_screen_with_one_letter_are_told():
    texts = [catalogue.Text("&Save", files={"a.py"}), catalogue.Text("&Open", files={"a.py", "b.py"})]
    said = {("", "&Save"): Message("&Save", "&Сохранить"), ("", "&Open"): Message("&Open", "Открыть &сейчас")}
    assert list(catalogue.clashes(texts, said)) == ["“&Save” and “&Open” share the mnemonic С in a.py"]
    said["", "&Open"] = Message("&Open", "&Открыть")
    assert list(catalogue.clashes(texts, said)) == []


class TestFiles:
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "ui").mkdir()
        self.screen = tmp_path / "ui" / "screen.py"
        self.screen.write_text('tr("&Save")\nntr("{n} case", "{n} cases", n)\n', encoding="utf-8")
        self.po, self.mo = tmp_path / "i18n" / "ru.po", tmp_path / "i18n" / "ru.mo"
        for name, value in {"ROOT": tmp_path, "SOURCES": ("ui",), "PO": self.po, "MO": self.mo}.items():
            monkeypatch.setattr(catalogue, name, value)

    def translate(self, text: str, said: str) -> None:
        po = self.po.read_text(encoding="utf-8")
        assert f'msgid "{text}"\nmsgstr ""' in po
        self.po.write_text(
            po.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{said}"'), "utf-8"
        )

    def test_new_texts_wait_for_their_translation(self):
        assert catalogue.main(["check"]) == 1
        assert catalogue.main(["update"]) == 0
        assert [line for line in catalogue.check() if "is not translated" in line] == [
            "“&Save” is not translated",
            "“{n} case” is not translated",
        ]

    def test_a_translation_outlives_its_text_and_comes_back_with_it(self):
        catalogue.update()
        self.translate("&Save", "&Сохранить")
        catalogue.update()
        before = self.screen.read_text(encoding="utf-8")
        self.screen.write_text('tr("&Open")\n', encoding="utf-8")
        assert "“&Save” is no longer said: run update" in catalogue.check()
        catalogue.update()
        assert '#~ msgid "&Save"' in self.po.read_text(encoding="utf-8")
        assert "Сохранить".encode() not in self.mo.read_bytes()
        self.screen.write_text(before, encoding="utf-8")
        catalogue.update()
        assert '\nmsgid "&Save"\nmsgstr "&Сохранить"\n' in self.po.read_text(encoding="utf-8")
        assert "Сохранить".encode() in self.mo.read_bytes()

    def test_a_compiled_file_that_is_behind_is_told(self):
        catalogue.update()
        self.translate("&Save", "&Сохранить")
        assert "ru.mo is not made from ru.po: run update" in catalogue.check()

    def test_a_text_that_nobody_can_translate_stops_both_commands(self, capsys: pytest.CaptureFixture[str]):
        self.screen.write_text('x = 1\ntr(f"{n} cases")\n', encoding="utf-8")
        assert catalogue.check() == ["ui/screen.py:2: tr() takes a plain text or a variable"]
        assert catalogue.main(["update"]) == 1
        assert "ui/screen.py:2" in capsys.readouterr().err

    def test_one_text_has_one_plural(self):
        self.screen.write_text(
            'ntr("{n} day", "{n} days", n)\nntr("{n} day", "{n} days!", n)', encoding="utf-8"
        )
        assert catalogue.check() == ["ui/screen.py: “{n} day” has two plurals"]


def headers(mo: bytes) -> list[str]:
    """The lines of the first entry of a compiled catalogue, the one for the empty text."""
    at = struct.unpack_from("<I", mo, 16)[0]
    length, start = struct.unpack_from("<II", mo, at)
    return mo[start : start + length].decode("utf-8").splitlines()


def test_the_files_say_nothing_of_when_where_and_with_what_they_were_made():
    expected = [f"{name}: {value}" for name, value in catalogue.HEADERS]
    assert headers(catalogue.MO.read_bytes()) == expected
    assert not {"POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator"} & {
        name for name, _ in catalogue.HEADERS
    }
    head = catalogue.PO.read_text(encoding="utf-8").split("\n\n")[0]
    assert [line for line in head.splitlines() if line.startswith('"')] == [f'"{h}\\n"' for h in expected]
    assert catalogue.as_mo(catalogue.read()) == catalogue.as_mo(catalogue.read())
    texts = catalogue.collect()
    same = catalogue.as_po(catalogue.merged(texts, catalogue.read())) == catalogue.PO.read_bytes()
    assert same, "the catalogue is not what an update would write"


# How the program calls its translator


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a translating function, with its place."""
    for path in catalogue.scripts():
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in catalogue.CALLS
            ):
                yield f"{name}:{node.lineno}", node


def test_every_placeholder_gets_its_value():
    wrong, seen = [], 0
    for where, node in calls():
        assert isinstance(node.func, ast.Name)
        if node.func.id not in ("tr", "ntr") or any(keyword.arg is None for keyword in node.keywords):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if not texts:
            continue
        names = {
            name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None
        }
        given = {keyword.arg for keyword in node.keywords} | ({"n"} if node.func.id == "ntr" else set())
        seen += bool(names)
        if names - {"n"} != given - {"n"} or not names <= given:
            wrong.append(where)
    assert seen > 100
    assert wrong == []


def test_there_is_one_translator_under_one_name():
    own = {"caseapp/i18n.py": {"tr", "ntr", "ptr"}, "db/errors.py": {"N_"}}
    found = []
    for path in catalogue.scripts():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name in catalogue.CALLS:
                if node.name not in own.get(name, set()):
                    found.append(f"{name}: defines {node.name}()")
            elif isinstance(node, ast.ImportFrom) and node.module in ("caseapp.i18n", "db.errors"):
                found += [f"{name}: {a.name} as {a.asname}" for a in node.names
                          if a.asname and a.name in catalogue.CALLS]  # fmt: skip
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                found.append(f"{name}: calls _()")
            elif isinstance(node, (ast.Import, ast.ImportFrom)) and name not in own:
                modules = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                if "gettext" in modules:
                    found.append(f"{name}: imports gettext")
    assert found == []
