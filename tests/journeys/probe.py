"""Listens as a screen reader does: run by the system's own Python, which has the accessibility bindings.

Reads a command a line (``tree``, ``focused``, ``quit``) and writes what it finds as JSON, a line each.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - its version is chosen first

NAME = "xborder"
MOST = 6000
STATES = {
    "focusable": Atspi.StateType.FOCUSABLE,
    "focused": Atspi.StateType.FOCUSED,
    "showing": Atspi.StateType.SHOWING,
    "enabled": Atspi.StateType.ENABLED,
}
# In these every cell is a node; a reader asks them for what it needs.
DEEP = frozenset({"table", "list", "tree", "tree table"})


def application() -> Any:
    """Find the program on the desktop."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        one = desktop.get_child_at_index(number)
        if one is not None and NAME in (one.get_name() or "").lower().replace(" ", "-"):
            return one
    return None


def told(node: Any) -> dict[str, Any]:
    """Tell one node."""
    states = node.get_state_set()
    found = {name: bool(states.contains(state)) for name, state in STATES.items()}
    words = {"name": node.get_name() or "", "description": node.get_description() or ""}
    return {"role": node.get_role_name(), **words, **found}


def nodes(root: Any) -> list[dict[str, Any]]:
    """Tell every node in view below one."""
    found: list[dict[str, Any]] = []
    waiting = [root]
    while waiting and len(found) < MOST:
        node = waiting.pop(0)
        try:
            one = told(node)
            found.append(one)
            if one["role"] not in DEEP and (one["showing"] or node is root):
                waiting += [node.get_child_at_index(number) for number in range(node.get_child_count())]
        except Exception:  # noqa: BLE001, S112 - a node that went away meanwhile is none
            continue
    return found


def focused(root: Any) -> dict[str, Any]:
    """Tell the node that has the focus, the innermost if several say so."""
    windows = [root.get_child_at_index(number) for number in range(root.get_child_count())]
    active = [
        one for one in windows if one is not None and one.get_state_set().contains(Atspi.StateType.ACTIVE)
    ]
    found = [one for window in active for one in nodes(window) if one["focused"]]
    # The chosen tab says that it has the focus also while something on its page has it.
    others = [one for one in found if one["role"] != "page tab"]
    return (others or found or [{}])[-1]


def main() -> None:
    """Answer commands until the line ends."""
    for line in sys.stdin:
        word = line.strip()
        if word == "quit":
            return
        root = application()
        answer: Any = None
        if root is not None:
            answer = nodes(root) if word == "tree" else focused(root)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
