"""Setting up: what is missing, what is said or installed, when the environment is left alone."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = ("debian", "environment", "bootstrap")


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch, source_root: Path) -> Iterator[None]:
    """Makes the scripts of packaging/ importable for one test, anew each time."""
    monkeypatch.syspath_prepend(str(source_root / "packaging"))
    for name in SCRIPTS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield
    for name in SCRIPTS:
        sys.modules.pop(name, None)


@pytest.fixture
def debian() -> ModuleType:
    return importlib.import_module("debian")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Debian of two packages: its own dpkg-query, and an apt-get that writes down its orders."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "dpkg-query").write_text(
        "#!/bin/sh\n"
        r"printf 'installed\tlibegl1\tlibegl1-x11 (= 1), libegl-dev\n'" + "\n"
        r"printf 'config-files\txvfb\t\n'" + "\n"
        r"printf 'installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80)\n'" + "\n"
    )
    (folder / "apt-get").write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/orders\ncat {tmp_path}/refusal >&2\n'
    )
    with (folder / "apt-get").open("a") as file:
        file.write(f"test ! -s {tmp_path}/refusal\n")
    (tmp_path / "refusal").touch()
    for script in folder.iterdir():
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return tmp_path


def test_installed_and_provided_packages_are_found(debian: ModuleType, machine: Path):
    wanted = ["libegl1", "libegl-dev", "libglib2.0-0", "xvfb", "libgl1"]
    assert debian.missing_packages(wanted) == ["xvfb", "libgl1"]


def test_elsewhere_than_on_debian_nothing_is_missing(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert debian.missing_packages(["libegl1"]) == []


def test_without_rights_the_exact_command_is_said(
    debian: ModuleType, machine: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(debian, "is_root", lambda: False)
    with pytest.raises(debian.SetupError) as refusal:
        debian.need_packages(["libegl1", "libgl1", "xvfb"], "Some libraries are missing.")
    assert str(refusal.value) == (
        "Some libraries are missing. Please run this, then try again:\n"
        "  sudo apt-get install --no-install-recommends libgl1 xvfb"
    )
    assert not (machine / "orders").exists()


def test_root_installs_only_what_is_missing(
    debian: ModuleType, machine: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(debian, "is_root", lambda: True)
    debian.need_packages(["libegl1", "libgl1"], "")
    assert (machine / "orders").read_text().splitlines() == [
        "-qq update",
        "-qq install -y --no-install-recommends libgl1",
    ]


def test_apts_refusal_is_passed_on(debian: ModuleType, machine: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(debian, "is_root", lambda: True)
    (machine / "refusal").write_text("E: no such package\n")
    with pytest.raises(debian.SetupError, match="E: no such package"):
        debian.need_packages(["libgl1"], "")


@pytest.mark.parametrize(("root", "refusal"), [(False, ""), (True, "E: no network\n")])
def test_tests_do_without_their_tools_after_one_line(
    debian: ModuleType,
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    root: bool,
    refusal: str,
):
    monkeypatch.setattr(debian, "is_root", lambda: root)
    (machine / "refusal").write_text(refusal)
    debian.wish_for_packages(["xvfb", "libegl1", "qpdf"], "Some tests are left out.")
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == (
        "Some tests are left out. To have them: sudo apt-get install --no-install-recommends xvfb qpdf"
    )


def test_an_environment_counts_only_while_lock_and_python_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    environment = importlib.import_module("environment")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "LOCKS", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).write_text("one==1\n")
    assert not environment.in_place("run")
    environment.stamp_file("dev").write_text(environment.stamp("dev"))
    assert environment.in_place("run")
    assert environment.in_place("dev")
    environment.stamp_file("dev").unlink()
    environment.stamp_file("run").write_text(environment.stamp("run"))
    assert environment.in_place("run")
    assert not environment.in_place("dev")
    (tmp_path / "requirements.lock").write_text("one==2\n")
    assert not environment.in_place("run")
    environment.stamp_file("run").write_text(environment.stamp("run"))
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "gone")
    assert not environment.in_place("run")
    assert not environment.usable()


def test_the_lock_alone_says_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source_root: Path
):
    environment = importlib.import_module("environment")
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/orders\n')
    python.chmod(0o755)
    monkeypatch.setattr(environment, "need_packages", lambda packages, why: None)
    monkeypatch.setattr(environment, "usable", lambda: True)
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", python)
    environment.set_up("run")
    [order] = [line for line in (tmp_path / "orders").read_text().splitlines() if " install " in line]
    assert "--require-hashes --no-deps" in order
    assert str(source_root / "packaging" / "requirements.lock") in order
    assert environment.in_place("run")


def test_a_python_out_of_range_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    bootstrap = importlib.import_module("bootstrap")
    monkeypatch.setattr(bootstrap, "other_interpreter", lambda: None)
    bootstrap.insist_on_supported_python([])
    monkeypatch.setattr(bootstrap, "supported", lambda version: False)
    with pytest.raises(Exception, match=r"Caseapp needs Python 3\.11 to 3\.14, and this is 3"):
        bootstrap.insist_on_supported_python([])


def test_the_set_up_can_be_read_by_an_old_python(source_root: Path):
    import ast

    for name in SCRIPTS:
        ast.parse((source_root / "packaging" / f"{name}.py").read_text(), feature_version=(3, 7))
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n    case 1: pass\n", feature_version=(3, 7))


@pytest.mark.parametrize(("words", "code"), [(["help"], 0), ([], 0), (["dance"], 2), (["check", "all"], 1)])
def test_help_and_wrong_use(source_root: Path, words: list[str], code: int):
    done = subprocess.run(
        [sys.executable, source_root / "packaging" / "bootstrap.py", *words], capture_output=True, text=True
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("make COMMAND" in done.stdout + done.stderr) == (words != ["check", "all"])
