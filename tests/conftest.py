"""What holds for every test: no real home folder, no screen, no warning, no unexpected word in the log."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.fakes import FixedClock

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # tests on a real screen start their own process
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

hypothesis.settings.register_profile("default", deadline=None, database=None)
hypothesis.settings.register_profile("ci", deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out tests whose programs are missing here; equal reasons share one line of the summary."""
    wanted = {str(name) for mark in item.iter_markers("tools") for name in mark.args}
    missing = sorted(name for name in wanted if shutil.which(name) is None)
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home folder of this run, so that nothing of the real one is read or written."""
    folder = tmp_path_factory.mktemp("home")
    names = {
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder / "roaming",
        "LOCALAPPDATA": folder / "local",
        "XDG_CONFIG_HOME": folder / ".config",
        "XDG_CACHE_HOME": folder / ".cache",
        "XDG_DATA_HOME": folder / ".local" / "share",
        "XDG_STATE_HOME": folder / ".local" / "state",
        "CASEAPP_HOME": folder / "caseapp",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in names.items():
            patch.setenv(name, str(value))
        yield folder


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Every test starts with the customary mask: tight modes must come from the app itself."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def clock() -> FixedClock:
    """A clock at `tests.fakes.START`."""
    return FixedClock()


class LogWatch(logging.Handler):
    """Collects what is logged at warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)

    @contextlib.contextmanager
    def expect(self, text: str) -> Iterator[None]:
        """Inside this block a record that contains `text` must be logged; only such records are allowed."""
        before = len(self.seen)
        yield
        new, self.seen[before:] = self.seen[before:], []
        matching = [record for record in new if text in record.getMessage()]
        self.seen += [record for record in new if record not in matching]
        assert matching, f"nothing logged with {text!r}"


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fails the test when something unexpected was logged; `log_watch.expect(text)` announces a record."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    unexpected = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in watch.seen]
    if unexpected:
        pytest.fail("logged unexpectedly:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
def source_root() -> Path:
    """The folder of main.py."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def tree(source_root: Path) -> Callable[..., list[Path]]:
    """Lists the source files below the named folders of the tree: `tree("caseapp", suffix=".py")`."""

    def list_files(*folders: str, suffix: str = ".py") -> list[Path]:
        return sorted(path for folder in folders for path in (source_root / folder).rglob(f"*{suffix}"))

    return list_files
