"""Contacts in the host countries: who can help, who decides, and whether it is safe to write to them."""

from ui.screens.contacts.screen import ContactsScreen

__all__ = ["ContactsScreen"]
