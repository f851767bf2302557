"""Caseapp: opens the window, or carries out a verb without one (`main.py --help`)."""

from __future__ import annotations

import sys

if __name__ == "__main__" and sys.argv[1:] == ["--viewer"]:
    # The process that looks at strangers' files loads nothing else of the app.
    from caseapp.viewer.child.serving import main as look

    sys.exit(look())

from caseapp import log, settings
from caseapp.clock import SystemClock
from caseapp.i18n import LANGUAGES, set_language
from caseapp.paths import Paths


def main(words: list[str]) -> int:
    """Reads the arguments, wires, runs; returns the answer to the shell."""
    log.keep_private()
    places = Paths.default()
    chosen = settings.load(places.settings)
    if chosen.language in LANGUAGES:
        set_language(chosen.language)
    store, passphrase = None, ""
    if words:
        from caseapp import cli  # the parser of arguments would delay the window of everybody else

        arguments = cli.parser().parse_args(words)
        store = arguments.store
        if arguments.verb is not None:
            log.watch(places.crash_log, lambda text: cli.speak(text, sys.stderr))
            code = cli.run(arguments)
            if code != cli.GOOD or not cli.wants_window(arguments):
                return code
            store, passphrase = cli.demo_store(arguments)
    from ui.app import run

    return run(places, chosen, SystemClock(), store, passphrase)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
