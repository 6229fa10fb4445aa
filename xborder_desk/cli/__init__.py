"""The command line: the same use-cases as the window, for scripts, administrators and checks."""

from xborder_desk.cli.running import run

__all__ = ["run"]
