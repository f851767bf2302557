"""Sets Caseapp up on a bare machine and runs it: `python3 packaging/bootstrap.py COMMAND`, or `make COMMAND`.

Needs Python 3.11 to 3.14 and nothing else. The first run creates `.venv` beside main.py and fills it with
wheels whose hashes stand in packaging/*.lock; on Debian and Ubuntu it also looks after the system libraries
that Qt loads. Later runs find everything in place, touch no network and start at once.

Python 3.7 can still read this file, so that an old one gets a sentence and not a traceback.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "packaging"
OLDEST, NEWEST = (3, 11), (3, 14)

#: Debian's names of the libraries that Qt loads, also without a screen.
QT_LIBRARIES = [
    "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libxkbcommon0",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0",
]  # fmt: skip
#: What the tests on a real screen, and those that compare with other programs, need besides.
TEST_TOOLS = [
    "at-spi2-core", "dbus", "gir1.2-atspi-2.0", "poppler-utils", "python3-pyatspi", "qpdf", "strace", "xauth",
    "xdotool", "xvfb",
]  # fmt: skip
#: What the screenshots need.
SCREEN_TOOLS = ["xauth", "xvfb"]

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


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


# --- the interpreter -------------------------------------------------------------------------------------


def supported(version: tuple[int, ...]) -> bool:
    return OLDEST <= version[:2] <= NEWEST


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


# --- Debian's packages -----------------------------------------------------------------------------------


def missing_packages(wanted: list[str]) -> list[str]:
    """Which of these Debian packages are not installed; none where there is no dpkg. Provided names count."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        return []
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Status}\t${Package}\t${Provides}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    present = set()
    for line in listing.splitlines():
        status, name, provides = line.split("\t")
        if status == "installed":
            present.add(name)
            present.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return [name for name in wanted if name not in present]


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root; raises SetupError with apt's own last words when that fails."""
    say(f"Installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = {"env": environment, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    subprocess.run(["apt-get", "update", "-qq"], **options)  # type: ignore[call-overload]
    done = subprocess.run(  # type: ignore[call-overload]
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **options
    )
    if done.returncode:
        raise SetupError("The system packages could not be installed. apt says:\n" + done.stderr.strip())


def need_packages(packages: list[str], purpose: str) -> None:
    """Makes sure of these Debian packages: installs them as root, otherwise says the command and stops."""
    missing = missing_packages(packages)
    if not missing:
        return
    if not is_root():
        raise SetupError(f"{purpose} Please run this, then try again:\n  {apt_command(missing)}")
    apt_install(missing)


def wish_for_packages(packages: list[str], without: str) -> None:
    """Like `need_packages`, but goes on without them after one line that names them."""
    missing = missing_packages(packages)
    if missing and is_root():
        apt_install(missing)
    elif missing:
        say(f"{without} To have them: {apt_command(missing)}")


def apt_command(packages: list[str]) -> str:
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


# --- the virtual environment -----------------------------------------------------------------------------


def lock_file(name: str) -> Path:
    return LOCKS / {"run": "requirements.lock", "dev": "requirements-dev.lock"}[name]


def stamp_file(name: str) -> Path:
    return VENV / f"caseapp-{name}.stamp"


def stamp(name: str) -> str:
    """What must be unchanged for the environment to be good: the lock, and the Python it was made with."""
    digest = hashlib.sha256(lock_file(name).read_bytes()).hexdigest()
    return f"{digest} {venv_version()}\n"


def venv_version() -> str:
    """The version that the environment's Python gives (the system may have replaced it), or nothing."""
    asked = "import sys; print(sys.version.split()[0])"
    try:
        answer = subprocess.run([str(PYTHON), "-I", "-S", "-c", asked], capture_output=True, text=True)
    except OSError:
        return ""
    return answer.stdout.strip()


def in_place(name: str) -> bool:
    """Whether the environment holds this lock. The development lock holds everything of the other."""
    kinds = ["run", "dev"] if name == "run" else ["dev"]
    return any(
        stamp_file(kind).is_file() and stamp_file(kind).read_text(encoding="utf-8") == stamp(kind)
        for kind in kinds
    )


def usable() -> bool:
    """Whether `.venv` runs a supported Python and has a pip."""
    version = venv_version()
    if not version or not supported(tuple(map(int, version.split(".")[:2]))):
        return False
    return subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0


def create_venv() -> None:
    version = "{}.{}".format(*sys.version_info)
    try:
        import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
    except ImportError:
        need_packages([f"python{version}-venv"], "Python's venv module is not installed.")
    say(f"Creating .venv with Python {sys.version.split()[0]}")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        env=clean_environment(),
    )
    if made.returncode:
        raise SetupError(
            "The virtual environment could not be created:\n" + (made.stderr or made.stdout).strip()
        )


def clean_environment() -> dict[str, str]:
    """The environment without what would lead Python away from `.venv`."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def set_up(name: str) -> None:
    """Brings `.venv` to the state of the lock `run` or `dev`; does nothing when it is there already."""
    need_packages(QT_LIBRARIES, "Some system libraries that the window needs are missing.")
    if in_place(name):
        return
    started = time.monotonic()
    if not usable():
        create_venv()
    for old in (stamp_file("run"), stamp_file("dev")):
        old.unlink(missing_ok=True)
    say(
        "Installing the packages of "
        + lock_file(name).relative_to(ROOT).as_posix()
        + " (some minutes at most)"
    )
    install = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-input",
    ]
    install += ["--disable-pip-version-check", "--requirement", str(lock_file(name))]
    if not sys.stdout.isatty():
        install.append("--quiet")
    if subprocess.call(install, env=clean_environment(), cwd=ROOT):
        raise SetupError(
            "The packages could not be installed; what pip says stands above. The first run needs a package "
            "index or a folder of wheels that pip knows of. Run the same command again to go on."
        )
    probe = subprocess.run([str(PYTHON), "-c", "import PySide6.QtWidgets"], capture_output=True, text=True)
    if probe.returncode:
        raise SetupError("Qt does not load on this system:\n" + probe.stderr.strip().splitlines()[-1])
    stamp_file(name).write_text(stamp(name), encoding="utf-8")
    say(f"Set up in {time.monotonic() - started:.0f} s")


# --- the commands ----------------------------------------------------------------------------------------


def go(*command: str) -> int:
    """Becomes this Python command of the environment (a child on Windows); gives its exit code."""
    sys.stdout.flush()
    line = [str(PYTHON), *command]
    os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.call(line, env=clean_environment())
    os.execve(line[0], line, clean_environment())  # noqa: S606 - no shell is wanted


def demo(arguments: list[str]) -> int:
    set_up("run")
    return go("main.py", "demo", *arguments)


def run(arguments: list[str]) -> int:
    set_up("run")
    return go("main.py", *arguments)


def test(arguments: list[str]) -> int:
    set_up("dev")
    wish_for_packages(TEST_TOOLS, "Tests that drive the window on a screen of their own are left out.")
    workers = str(min(os.cpu_count() or 1, 4))
    return go("-m", "pytest", *(arguments or ["-n", workers, "--dist", "loadgroup"]))


def check(arguments: list[str]) -> int:
    """Runs every gate that is no test, all of them even when one fails; gives 1 when one did."""
    set_up("dev")
    lint_imports = (
        "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    )
    gates: list[tuple[str, list[str], Path]] = [
        ("lint", ["-m", "ruff", "check", "."], ROOT),
        ("format", ["-m", "ruff", "format", "--check", "."], ROOT),
        ("types", ["-m", "mypy"], ROOT),
        # On its own and from its own folder: as `packaging.bootstrap` it would hide the library of that name.
        (
            "types of the set-up",
            ["-m", "mypy", "--config-file", "../pyproject.toml", *sorted_scripts()],
            LOCKS,
        ),
        ("import arrows", ["-c", lint_imports, "--no-logo"], ROOT),
        ("house rules", ["-m", "pytest", "-q", "-p", "no:randomly", "tests/unit/test_house.py"], ROOT),
    ]
    failed = []
    for name, command, folder in gates:
        started = time.monotonic()
        say(f"--- {name}")
        if subprocess.call([str(PYTHON), *command, *arguments], cwd=folder, env=clean_environment()):
            failed.append(name)
        say(f"    {time.monotonic() - started:.1f} s")
    say("Failed: " + ", ".join(failed) if failed else "All checks passed")
    return 1 if failed else 0


def sorted_scripts() -> list[str]:
    return sorted(path.name for path in LOCKS.glob("*.py"))


def bench(arguments: list[str]) -> int:
    set_up("dev")
    return go("tests/bench/run.py", *arguments)


def screenshots(arguments: list[str]) -> int:
    set_up("dev")
    need_packages(SCREEN_TOOLS, "The screenshots need a screen of their own.")
    return go("packaging/screenshots.py", *arguments)


def lock(arguments: list[str]) -> int:
    set_up("dev")
    return go("packaging/lock.py", *arguments)


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
