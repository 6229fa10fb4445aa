"""Progress of long work: one line on stderr, rewritten; nothing at all where nobody watches."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, Final

import click

from xborder_desk.cli.tables import clean, cut
from xborder_desk.i18n.language import fill

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language
    from xborder_desk.jobs.context import Progress

_OFTEN: Final = 0.1
_ERASE: Final = "\r\x1b[K"


class ProgressLine:
    """The line. It knows by itself whether stderr is a terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._shown = False
        self._last = 0.0

    def show(self, progress: Progress) -> None:
        """Rewrite the line, at most ten times a second."""
        now = time.monotonic()
        if not _watched() or now - self._last < _OFTEN:
            return
        self._last, self._shown = now, True
        width = shutil.get_terminal_size().columns - 1
        click.echo(_ERASE + cut(line_of(progress, self._language), width), err=True, nl=False)

    def clear(self) -> None:
        """Take the line away, so that what follows starts on a clean one."""
        if self._shown:
            click.echo(_ERASE, err=True, nl=False)
            self._shown = False


def line_of(progress: Progress, language: Language) -> str:
    """Give the words of the line: how far, and what is being done."""
    texts = {name: language.value(value) for name, value in progress.fields.items()}
    doing = clean(fill(language.text(progress.text), texts))
    return f"{progress.done}/{progress.total} {doing}" if progress.total else doing


def _watched() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):  # closed, or none at all under a windowed program
        return False
