"""A window of four controls, to prove that the black-box tests can see and move one."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


def main() -> int:
    app = QApplication(sys.argv)
    window = QWidget()
    layout = QVBoxLayout(window)
    field, button, label = QLineEdit(), QPushButton("Greet"), QLabel("Nobody yet")
    for name, widget in {"sample-field": field, "sample-button": button, "sample-label": label}.items():
        widget.setObjectName(name)
        widget.setAccessibleIdentifier(name)
        layout.addWidget(widget)
    field.setAccessibleName("Name")

    def greet() -> None:
        label.setText(f"Hello {field.text()}")

    button.clicked.connect(greet)
    field.returnPressed.connect(greet)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
