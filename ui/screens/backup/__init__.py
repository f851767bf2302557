"""Backups: making one, checking one, restoring one, and what would be lost without."""

from ui.screens.backup.screen import BackupScreen

__all__ = ["BackupScreen"]
