"""The quick log: one line of text becomes an incident, from anywhere in the window."""

from ui.screens.quicklog.panel import WIDTH, QuickLogPanel

__all__ = ["WIDTH", "QuickLogPanel"]
