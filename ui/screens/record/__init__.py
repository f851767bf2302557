"""What every kind of record has: its history with every version, wherever its form is."""

from ui.screens.record.history import RecordHistory, show_history

__all__ = ["RecordHistory", "show_history"]
