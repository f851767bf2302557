"""The rules of the house that no linter knows: where files live, what no file may say, what a lock holds."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {".git", ".venv", "build", "dist", "__pycache__"}
SOURCE_FLOORS = ("caseapp", "db", "ui")
TEXT = {".py", ".md", ".toml", ".lock", ".json", ".po", ".svg", ".txt", ".mako", ".yml", ".sh", ".qss", ""}
NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "multiprocessing", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "webbrowser", "wsgiref", "xmlrpc",
}  # fmt: skip


def walk(folder: Path = ROOT) -> list[Path]:
    """Every file of the project, apart from what tools make."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name in GENERATED or path.name.endswith("_cache") or path.name == ".hypothesis":
            continue
        if path.is_dir():
            found += walk(path)
        else:
            found.append(path)
    return found


FILES = walk()
TEXTS = [path for path in FILES if path.suffix in TEXT]
SCRIPTS = [path for path in FILES if path.suffix == ".py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def load(script: str) -> ModuleType:
    """A script of packaging/ as a module; that folder is no package."""
    spec = importlib.util.spec_from_file_location(f"packaging_{script}", ROOT / "packaging" / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "expected",
    [
        "main.py", "Makefile", "pyproject.toml", "LICENSE", "README.md", "CONTRIBUTING.md", "SECURITY.md",
        "CHANGELOG.md", ".ci/run", "docs/architecture.md", "docs/format.md", "packaging/bootstrap.py",
        "packaging/requirements.lock", "packaging/requirements-dev.lock", "caseapp/clock.py",
        "caseapp/errors.py", "caseapp/i18n.py", "caseapp/paths.py", "caseapp/records/__init__.py",
        "caseapp/letters/document.py", "caseapp/letters/check.py", "caseapp/letters/kinds",
        "caseapp/services/vault.py", "caseapp/services/backup.py", "db/engine.py", "db/base.py",
        "db/session.py", "db/history.py", "db/fulltext.py", "db/snapshot.py", "db/migrations",
        "ui/app.py", "ui/main_window.py", "ui/actions.py", "ui/tasks.py", "ui/dialogs.py", "ui/theme.py",
        "resources/i18n", "resources/lists", "resources/fonts",
    ],
)  # fmt: skip
def test_the_rooms_of_the_design_exist(expected: str):
    assert (ROOT / expected).exists()


def test_no_drawers():
    drawers = {"utils", "util", "misc", "helpers", "helper", "common", "tools", "stuff"}
    assert [
        name(path) for path in SCRIPTS if drawers & {path.stem, *path.parent.relative_to(ROOT).parts}
    ] == []


def test_no_package_where_one_would_hide_another():
    # A package named `packaging` hides the library of that name; tests are found by their path.
    assert [name(p) for p in SCRIPTS if p.name == "__init__.py" and p.relative_to(ROOT).parts[0] in
            ("packaging", "resources", "tests")] == []  # fmt: skip


def test_a_file_is_read_in_one_sitting():
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in SCRIPTS}
    assert {path: n for path, n in lines.items() if n > (600 if path.startswith("tests/") else 400)} == {}


def test_test_files_have_names_of_their_own():
    counted = Counter(path.name for path in SCRIPTS if path.name.startswith("test_"))
    assert [path for path, times in counted.items() if times > 1] == []


#: What no file may say, with an example that the pattern must find. Written so that this file does not match.
BANNED = {
    # Anna is nobody: the pictures of the window show her folders.
    "a folder of one machine": (
        r"(?<![\w.~$}])/(?:root|home/(?!anna\b)[a-z]\w*|Users/\w+|work)/",
        "/ro" + "ot/notes",
    ),
    "a drive of one machine": (r"\b[C-Z]:\\+Users", "C:\\Us" + "ers"),
    "the address of a package index": (
        r"(?i)pypi\.(?:org|python)|pythonhosted\.|deb\.debian\.org|registry\.npmjs|(?:extra-)?index-url\s*[=h]",
        "files.python" + "hosted.org",
    ),
    "a merge left half done": (r"(?m)^(?:<{7} |>{7} )", "<<<<<" + "<< ours"),
    "a lint exception without its reason": (
        r"#\s*noqa(?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+(?:-|#)\s*\w)",
        "x = 1  # no" + "qa: E501",
    ),
    "a test that is switched off": (
        r"@?pytest\.mark\.(?:skip|xfail)\b|pytest\.xfail\(",
        "@pytest.mark.sk" + "ip",
    ),
}


@pytest.mark.parametrize("what", BANNED)
def test_no_file_says(what: str):
    pattern = re.compile(BANNED[what][0])
    assert pattern.search(BANNED[what][1]), "the pattern finds nothing at all"
    told = {name(path) for path in TEXTS if pattern.search(path.read_text(encoding="utf-8"))}
    assert told == set()


def test_the_unit_tests_never_sleep():
    sleeping = re.compile(r"\btime\.sleep\((?!0\.001\))|\bqtbot\.wait\(|QTest\.qWait\(|QThread\.m?sleep\(")
    assert sleeping.search("time.sl" + "eep(1)")
    tests = [
        path for path in SCRIPTS if name(path).startswith(("tests/unit/", "tests/ui/", "tests/letters/"))
    ]
    assert [name(path) for path in tests if sleeping.search(path.read_text(encoding="utf-8"))] == []


def imported(path: Path) -> set[str]:
    """The top-level names that a script imports anywhere, lazily too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def loading(path: Path, known: set[str]) -> set[str]:
    """The modules of ours that are loaded along with a module: those named at its top, and the packages
    around them, but for its own.
    """
    module = dotted(path)
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.add(node.module)
            named.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    around = {package for one in named for package in _with_packages(one)}
    return {one for one in around & known if not f"{module}.".startswith(f"{one}.")}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _with_packages(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def test_any_module_can_be_the_first_that_is_loaded():
    ours = {dotted(p): p for p in SCRIPTS if p.relative_to(ROOT).parts[0] in SOURCE_FLOORS}
    needs = {module: loading(path, set(ours)) for module, path in ours.items()}
    assert "ui.screens.cases.columns" in needs["ui.screens.cases.screen"], (
        "the reading of imports finds nothing"
    )
    circle: list[str] = []
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == [], "modules load each other in a circle"


def test_nothing_that_ships_imports_a_networking_module():
    assert {"ast", "re"} <= imported(Path(__file__)), "the reading of imports finds nothing at all"
    shipped = [ROOT / "main.py"] + [p for p in SCRIPTS if p.relative_to(ROOT).parts[0] in SOURCE_FLOORS]
    assert {name(path): bad for path in shipped if (bad := imported(path) & NETWORK)} == {}
    qt_network = re.compile(r"QtNetwork|QtWebEngine|QtWebSockets|QTcpSocket|QDesktopServices")
    assert [name(path) for path in shipped if qt_network.search(path.read_text(encoding="utf-8"))] == []


def test_main_only_reads_arguments_and_wires():
    text = (ROOT / "main.py").read_text(encoding="utf-8")
    assert text.count("\n") <= 60
    assert imported(ROOT / "main.py") <= {"__future__", "sys", "os", "argparse", "pathlib", "ui", "caseapp"}


class TestLocks:
    @pytest.fixture
    def pins(self) -> dict[str, dict[str, list[str]]]:
        """Each lock's lines `name==version` with their hashes."""
        read = {}
        for lock in ("requirements.lock", "requirements-dev.lock"):
            text = (ROOT / "packaging" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
            lines = [line for line in text.splitlines() if line and not line.startswith("#")]
            read[lock] = {
                line.split()[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line) for line in lines
            }
        return read

    def test_every_line_is_pinned_and_hashed(self, pins: dict[str, dict[str, list[str]]]):
        for lines in pins.values():
            assert len(lines) > 15
            assert [line for line, hashes in lines.items() if not hashes or "==" not in line] == []

    def test_development_adds_to_what_ships_and_changes_none_of_it(
        self, pins: dict[str, dict[str, list[str]]]
    ):
        assert pins["requirements.lock"].items() <= pins["requirements-dev.lock"].items()
        assert not any(line.startswith(("pytest", "mypy")) for line in pins["requirements.lock"])

    def test_they_answer_to_the_wishes_of_the_project(self):
        wishes = load("lock").wishes()
        for lock in ("requirements.lock", "requirements-dev.lock"):
            head = (ROOT / "packaging" / lock).read_text(encoding="utf-8").split("\n", 2)[1]
            assert head == f"# wishes: {wishes}", "pyproject.toml has changed: run `make lock`"

    def test_they_name_no_place(self):
        for lock in ("requirements.lock", "requirements-dev.lock"):
            text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
            assert not re.search(r"://|--(?:index|extra-index|find-links|trusted-host)|@ ", text)


def test_make_and_the_set_up_know_the_same_commands(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    bootstrap = load("bootstrap")
    named = re.search(r"(?m)^COMMANDS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert named is not None
    assert named[1].split() == list(bootstrap.COMMANDS)
    assert re.findall(r"(?m)^  ([a-z]+) ", bootstrap.HELP) == [*bootstrap.COMMANDS, "help"]


def test_nobody_filters_the_events_of_the_whole_application():
    """Each costs a call of Python for every event: with one alone, pages took twice as long to open. Filters
    stand at windows and fields.
    """
    everywhere = re.compile(r"\b(?:app|application|qApp|instance\(\))\.installEventFilter")
    scripts = [path for path in SCRIPTS if name(path).startswith("ui/")]
    assert [name(path) for path in scripts if everywhere.search(path.read_text(encoding="utf-8"))] == []


def test_whatever_scrolls_is_safe_to_be_read():
    """Only `Area` is (see ui/widgets/area.py): Qt crashes under a screen reader when a scroll bar goes."""
    bare = re.compile(r"QScrollArea\(|\((?:QScrollArea|QAbstractScrollArea)\):")
    found = {
        name(path)
        for path in SCRIPTS
        if name(path).startswith("ui/")
        and bare.search(text := path.read_text(encoding="utf-8"))
        and "keep_one_child(self)" not in text
    }
    assert found == set()
