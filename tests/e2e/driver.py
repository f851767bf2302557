"""Moves a window by the accessibility bus, as a screen reader would. Runs under the system's own Python.

Debian's pyatspi lives there and not in the virtual environment, so this script talks to the tests through
pipes: a line with a JSON list `[method, {arguments}]` comes in, one with an object `{"good": …}` or
`{"bad": reason}` goes out.
Controls are found by their accessible identifier, which is the same in every language.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version has to be asked for first

#: Seconds between two looks at the window.
PAUSE = 0.05


class Gone(Exception):
    """What was looked for is not there."""


def identifier(node):
    """The identifier; where none is set, Qt strings the object names of all parents together with dots."""
    try:
        return node.get_accessible_id() or ""
    except GLib.Error:
        return ""


def children(node):
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield child


def states(node):
    return sorted(state.value_nick for state in node.get_state_set().get_states())


def walk(node, depth=0):
    """The node and everything below it, top down; what is not on the screen is not entered."""
    yield node, depth
    try:
        if depth and "showing" not in states(node):
            return
        below = list(children(node))
    except GLib.Error:
        return
    for child in below:
        yield from walk(child, depth + 1)


class Driver:
    """One application, found by the number of its process."""

    def __init__(self, process):
        self.process = process
        self.found = []

    def applications(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for node in children(desktop):
            try:
                if node.get_process_id() == self.process:
                    yield node
            except GLib.Error:
                continue

    def nodes(self):
        for application in self.applications():
            application.clear_cache()
            yield from walk(application)

    def follow(self, process):
        """From here on the window of this process is meant (locking replaces the process)."""
        self.process = process

    def below(self, key):
        """Whatever stands in the visible controls with this identifier."""
        for node in self.matching(key=key):
            yield from walk(node)

    def matching(self, key=None, name=None, role=None, state=None, within=None):
        for node, _ in self.nodes() if within is None else self.below(within):
            try:
                if key is not None and not f".{identifier(node)}".endswith(f".{key}"):
                    continue
                if name is not None and (node.get_name() or "") != name:
                    continue
                if role is not None and node.get_role_name() != role:
                    continue
                if not {"showing", state or "showing"} <= set(states(node)):
                    continue
            except GLib.Error:
                continue
            yield node

    def find(self, timeout, **wanted):
        """A handle for the first control that matches, as soon as there is one."""
        end = time.monotonic() + timeout
        while True:
            for node in self.matching(**wanted):
                self.found.append(node)
                return len(self.found) - 1
            if time.monotonic() > end:
                raise Gone(f"no control {wanted} within {timeout} s")
            time.sleep(PAUSE)

    def absent(self, timeout, **wanted):
        """Waits until nothing matches any more."""
        end = time.monotonic() + timeout
        while any(True for _ in self.matching(**wanted)):
            if time.monotonic() > end:
                raise Gone(f"control {wanted} is still there after {timeout} s")
            time.sleep(PAUSE)

    def describe(self, handle):
        node = self.found[handle]
        node.clear_cache()
        return {
            "id": identifier(node),
            "name": node.get_name(),
            "description": node.get_description(),
            "role": node.get_role_name(),
            "states": states(node),
        }

    def actions(self, handle):
        node = self.found[handle]
        return [node.get_action_name(place) for place in range(node.get_n_actions())]

    def act(self, handle, action):
        """Does the action of this name; without a name it presses, or does what comes first."""
        names = [name.lower() for name in self.actions(handle)]
        wanted = action.lower() or next((name for name in names if name == "press"), names[0])
        if wanted not in names:
            raise Gone(f"no action {wanted!r} among {names}")
        self.found[handle].do_action(names.index(wanted))

    def until(self, handle, state, timeout):
        """Waits until the control has the state: a pressed button first goes down and up again."""
        end = time.monotonic() + timeout
        while state not in self.describe(handle)["states"]:
            if time.monotonic() > end:
                raise Gone(f"the control is not {state} after {timeout} s")
            time.sleep(PAUSE)

    def focus(self, handle):
        self.found[handle].grab_focus()

    def text(self, handle):
        node = self.found[handle]
        node.clear_cache()
        text = node.get_text_iface()
        if text is None:
            return node.get_name()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    def write(self, handle, text):
        field = self.found[handle].get_editable_text_iface()
        if field is None:
            raise Gone("this control takes no text")
        field.set_text_contents(text)

    def box(self, handle):
        """Left, top, width and height on the screen, in pixels."""
        place = self.found[handle].get_extents(Atspi.CoordType.SCREEN)
        return [place.x, place.y, place.width, place.height]

    def choose(self, handle, place):
        """Selects the child at this place, of a list, table or row of tabs."""
        self.found[handle].get_selection_iface().select_child(place)

    def count(self, handle):
        node = self.found[handle]
        node.clear_cache()
        return node.get_child_count()

    def focused(self):
        """The identifiers of what has the keyboard."""
        return [identifier(node) for node, _ in self.nodes() if "focused" in states(node)]

    def unnamed(self):
        """Visible controls that a screen reader could not name."""
        silent = []
        for node, _ in self.nodes():
            try:
                if {"focusable", "showing"} <= set(states(node)) and not (node.get_name() or "").strip():
                    silent.append(f"{node.get_role_name()} {identifier(node)}")
            except GLib.Error:
                continue
        return silent

    def dump(self):
        """The whole window as lines, for a person who reads a failed test."""
        lines = []
        for node, depth in self.nodes():
            try:
                if "showing" in states(node) or depth < 2:
                    lines.append(
                        f"{'  ' * depth}{node.get_role_name()} [{identifier(node)}] {node.get_name()!r}"
                    )
            except GLib.Error:
                continue
        return "\n".join(lines)


def main():
    driver = Driver(int(sys.argv[1]))
    for line in sys.stdin:
        method, arguments = json.loads(line)
        try:
            answer = {"good": getattr(driver, method)(**arguments)}
        except Exception as reason:
            answer = {"bad": f"{type(reason).__name__}: {reason}"}
        print(json.dumps(answer), flush=True)


main()
