"""One dressed application for all window tests; each test starts light, at 100 %, in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseapp import i18n
from ui.application import make_application
from ui.garbage import collect_due
from ui.look import Look
from ui.tasks import InlineRunner, Runner


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    return make_application(["caseapp"])


@pytest.fixture(autouse=True)
def collected(qapp: QApplication) -> Iterator[None]:
    """Tests spend little time in the event loop, where the application collects its garbage."""
    yield
    collect_due()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at 100 %; words and direction are set back afterwards."""
    i18n.set_language("en")
    made = Look("light", 100)
    made.apply()
    yield made
    i18n.set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Callable[..., QWidget]]:
    """Lays widgets under each other on a page, shows it with the focus, keeps it to the end of the test."""
    pages: list[QWidget] = []

    def make(*widgets: QWidget, width: int = 0, height: int = 0) -> QWidget:
        page = QWidget()
        pages.append(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            column.addWidget(widget)
        if width or height:
            page.resize(width or page.sizeHint().width(), height or page.sizeHint().height())
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        return page

    yield make
    for page in pages:
        page.close()
        page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def inline(qapp: QApplication) -> InlineRunner:
    """Answers before `run` returns."""
    return InlineRunner()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """Real threads, ended after the test."""
    made = Runner()
    yield made
    assert made.close()
