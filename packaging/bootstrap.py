"""Sets Caseapp up on a bare machine and runs it: `python3 packaging/bootstrap.py COMMAND`, or `make COMMAND`.

Needs Python 3.11 to 3.14 and nothing else. The first run creates `.venv` beside main.py and fills it with
wheels whose hashes stand in packaging/*.lock; on Debian and Ubuntu it also looks after the system libraries
that Qt loads. Later runs find everything in place, touch no network and start at once.

Python 3.7 can still read this file, so that an old one gets a sentence and not a traceback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from debian import SCREEN_TOOLS, TEST_TOOLS, SetupError, need_packages, wish_for_packages
from environment import LOCKS, NEWEST, OLDEST, PYTHON, ROOT, clean_environment, say, set_up, supported

#: import-linter's command, which has no `-m` form.
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
)

HELP = """\
Caseapp: python3 packaging/bootstrap.py COMMAND, or make COMMAND

  demo         run the whole main job on an invented caseload, then open the window on it
  run          open the window on your own store
  test         run all tests
  check        lint, types, import arrows, locks
  bench        measure speed and write docs/benchmarks.md
  screenshots  take the pictures in docs/ from the real window
  lock         pin every dependency with hashes again (needs the package index)
  help         this list

Each command first sets up what is missing. What follows the command is handed on:
make test ARGS="tests/unit -x" runs some of the tests."""


def other_interpreter() -> str | None:
    """A supported Python elsewhere on the PATH, newest first; proven by running it."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return found
    return None


def insist_on_supported_python(arguments: list[str]) -> None:
    """Goes on in a supported interpreter when this one is too old or too new, or stops with a sentence."""
    if supported(sys.version_info[:2]):
        return
    other = other_interpreter()
    if other:
        sys.exit(subprocess.call([other, str(Path(__file__).resolve()), *arguments]))
    raise SetupError(
        "Caseapp needs Python {}.{} to {}.{}, and this is {}. Install one of them and try again; "
        "on Debian 12, Ubuntu 24.04 and newer: sudo apt install python3".format(
            *OLDEST, *NEWEST, sys.version.split()[0]
        )
    )


def go(*command: str) -> int:
    """Becomes this Python command of the environment (a child on Windows); gives its exit code."""
    sys.stdout.flush()
    line = [str(PYTHON), *command]
    if os.name == "nt":
        return subprocess.call(line, env=clean_environment())
    os.execve(line[0], line, clean_environment())  # noqa: S606 - no shell is wanted


def demo(arguments: list[str]) -> int:
    set_up("run")
    return go(str(ROOT / "main.py"), "demo", *arguments)


def run(arguments: list[str]) -> int:
    set_up("run")
    return go(str(ROOT / "main.py"), *arguments)


def test(arguments: list[str]) -> int:
    set_up("dev")
    wish_for_packages(TEST_TOOLS, "Tests that drive the window on a screen of their own are left out.")
    os.chdir(ROOT)
    workers = str(min(os.cpu_count() or 1, 4))
    return go("-m", "pytest", *(arguments or ["-n", workers, "--dist", "loadgroup"]))


def check(arguments: list[str]) -> int:
    """Runs every gate that is no test, all of them even when one fails; gives 1 when one did."""
    if arguments:
        raise SetupError("check takes no arguments: it runs every gate.")
    set_up("dev")
    scripts = sorted(path.name for path in LOCKS.glob("*.py"))
    gates: list[tuple[str, list[str], Path]] = [
        # The lock is installed as it stands: whether it holds everything that its packages need is seen here.
        ("the lock is whole", ["-m", "pip", "--disable-pip-version-check", "check"], ROOT),
        ("lint", ["-m", "ruff", "check", "."], ROOT),
        ("format", ["-m", "ruff", "format", "--check", "."], ROOT),
        ("types", ["-m", "mypy"], ROOT),
        # On its own and from its own folder: as `packaging.bootstrap` it would hide the library of that name.
        ("types of the set-up", ["-m", "mypy", "--config-file", "../pyproject.toml", *scripts], LOCKS),
        ("import arrows", ["-c", LINT_IMPORTS, "--no-logo"], ROOT),
        ("Russian catalogue", [str(LOCKS / "catalogue.py"), "check"], ROOT),
        ("house rules", ["-m", "pytest", "-q", "-p", "no:randomly", "tests/unit/test_house.py"], ROOT),
    ]
    failed = []
    for name, command, folder in gates:
        started = time.monotonic()
        say(f"--- {name}")
        if subprocess.call([str(PYTHON), *command], cwd=folder, env=clean_environment()):
            failed.append(name)
        say(f"    {time.monotonic() - started:.1f} s")
    say("Failed: " + ", ".join(failed) if failed else "All checks passed")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    set_up("dev")
    os.chdir(ROOT)
    return go("-m", "tests.bench.run", *arguments)


def screenshots(arguments: list[str]) -> int:
    set_up("dev")
    need_packages(SCREEN_TOOLS, "The screenshots need a screen of their own.")
    return go(str(LOCKS / "screenshots.py"), *arguments)


def lock(arguments: list[str]) -> int:
    set_up("dev")
    return go(str(LOCKS / "lock.py"), *arguments)


COMMANDS = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if command in ("help", "--help", "-h"):
        say(HELP)
        return 0
    if command not in COMMANDS:
        print(f"There is no command {command!r}.\n\n{HELP}", file=sys.stderr)
        return 2
    try:
        insist_on_supported_python(arguments)
        return COMMANDS[command](rest)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Run the same command again to go on.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
