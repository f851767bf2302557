"""The system packages of Debian and Ubuntu that Caseapp needs: found, installed, or named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

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


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


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


def apt(*action: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = ["apt-get", "-qq", *action]
    return subprocess.run(
        line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root; raises SetupError with apt's own last words when that fails."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt("update", environment=environment)  # without a network the lists at hand may still do
    done = apt("install", "-y", "--no-install-recommends", *packages, environment=environment)
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
        try:
            apt_install(missing)
        except SetupError:
            pass
        else:
            return
    if missing:
        print(f"{without} To have them: {apt_command(missing)}", flush=True)


def apt_command(packages: list[str]) -> str:
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)
