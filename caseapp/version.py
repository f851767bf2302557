"""The version of the app, in one place."""

VERSION = "0.1.0"
