"""The virtual environment `.venv`: filled from a lock with hashes, then left alone while both still match."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from debian import QT_LIBRARIES, SetupError, need_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "packaging"
OLDEST, NEWEST = (3, 11), (3, 14)


def say(text: str) -> None:
    """One line for the person who waits, at once."""
    print(text, flush=True)


def supported(version: tuple[int, ...]) -> bool:
    return OLDEST <= version[:2] <= NEWEST


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
        reason = (made.stderr or made.stdout).strip()
        raise SetupError(f"The virtual environment could not be created:\n{reason}")


def clean_environment() -> dict[str, str]:
    """The environment without what would lead Python away from `.venv`, or have it compile the whole app anew
    at each start.
    """
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


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
    lock = lock_file(name)
    say(f"Installing the packages of {lock.relative_to(ROOT).as_posix()} (some minutes at most)")
    install = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    # The lock names every package: what packages ask for is not followed, or pip would look past it (it once
    # took a newer release for a package asked for with an extra, and refused it for want of a hash).
    install += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(lock)]
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
