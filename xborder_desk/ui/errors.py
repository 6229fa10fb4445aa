"""The one catch-all at the edge: what nobody expected is written to a report a person can read and save."""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import hashlib
import logging
import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any, Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler

import xborder_desk
from xborder_desk.domain.errors import KnownError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

    from PySide6.QtCore import QMessageLogContext

_log: Final = logging.getLogger(__name__)
_qt_log: Final = logging.getLogger("qt")
UNEXPECTED: Final = N_("Something happened that was not foreseen. What you saved is safe; a report was kept.")
# What Qt says of every window without a screen.
_NOISE: Final = "propagateSizeHints"
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Keeps reports in ``folder``; the same fault twice is one report. ``kept`` gives the file."""

    kept = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._known: dict[str, Path] = {}
        self._crash: TextIO | None = None

    def install(self) -> None:
        """Catch what reaches the edge: also from threads, destructors, Qt and the interpreter."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(qt_message)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._crash = (self._folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crash)

    def note(self, error: BaseException) -> Path | None:
        """Keep a report of a fault nobody expected; gives its file, nothing if the disk refuses."""
        if isinstance(error, KnownError | KeyboardInterrupt):
            return None
        text = "".join(traceback.format_exception(error))
        key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        if key in self._known:
            return self._known[key]
        _log.error("unexpected: %s", text)
        file = self._folder / f"report-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{key}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{machine()}\n\n{text}", encoding="utf-8", errors="backslashreplace")
        except OSError:
            return None
        self._known[key] = file
        self.kept.emit(file)
        return file

    def sentence(self, error: BaseException) -> KnownError:
        """Give the sentence to show: a known fault's own, or that a report was kept."""
        return error if isinstance(error, KnownError) else KnownError(UNEXPECTED)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            sys.exit(1)
        self.note(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.note(args.exc_value)

    def _unraisable(self, args: Any) -> None:  # noqa: ANN401 - the type exists only for checkers
        if args.exc_value is not None:
            self.note(args.exc_value)


def machine() -> str:
    """Say which program on which system; nothing of any case."""
    return "\n".join(
        (
            f"Xborder Desk {xborder_desk.__version__}",
            f"Python {platform.python_version()}, PySide6 {pyside_version}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
        )
    )


def qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """Send what Qt says to our log; never raises."""
    del context
    if text and _NOISE not in text:
        _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)
