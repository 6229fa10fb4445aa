"""Loading a page once, as a browser does, and keeping it as PDF, MHTML, picture and what the server said."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    qWebEngineChromiumVersion,
    qWebEngineVersion,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH: Final = 1280
HIGHEST: Final = 16_000
"""Dots of the picture; of a longer page it shows the beginning, the PDF all."""

LOADING_MS: Final = 60_000
SETTLING_MS: Final = 1_500
STEP_MS: Final = 30_000
_WEB: Final = frozenset({"http", "https"})
_INSIDE: Final = frozenset({"about", "data", "blob", *_WEB})


class Page(QWebEnginePage):  # type: ignore[misc]  # nothing is known of it without the extra
    """A page that asks nobody anything, opens no windows, and stays on the web."""

    def acceptNavigationRequest(self, url: QUrl | str, _kind: object, _main: bool) -> bool:  # noqa: FBT001, N802 - Qt's own
        """Refuse what is no address of the web, such as a file of this machine."""
        return QUrl(url).scheme() in _INSIDE

    def javaScriptAlert(self, _origin: object, _said: object) -> None:  # noqa: N802 - Qt's name
        """Let the page talk to itself."""

    def javaScriptConfirm(self, _origin: object, _said: object) -> bool:  # noqa: N802 - Qt's name
        """Agree to nothing."""
        return False

    def javaScriptPrompt(self, *_asked: object) -> tuple[bool, str]:  # noqa: N802 - Qt's name
        """Answer nothing."""
        return False, ""


class Waiting(QObject):
    """Waits for one signal, or until its time is up."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heard: tuple[Any, ...] | None = None

    def hear(self, *values: Any) -> None:
        """Take what the signal carries."""
        if self.heard is None:
            self.heard = values
            self.ended.emit()

    def until(self, begin: Callable[[], object], most_ms: int) -> tuple[Any, ...] | None:
        """Begin something and give what was heard of it, None if nothing was."""
        loop = QEventLoop()
        self.ended.connect(loop.quit)
        QTimer.singleShot(most_ms, loop.quit)
        begin()
        if self.heard is None:
            loop.exec()
        return self.heard


def load(address: str, folder: Path) -> dict[str, Any]:
    """Load a page and keep it in ``folder``; gives what is to be said of it."""
    app = QApplication.instance() or QApplication([])
    began = _now()
    profile = QWebEngineProfile()
    profile.downloadRequested.connect(_only_the_page)
    view = QWebEngineView()
    page = Page(profile, view)
    page.permissionRequested.connect(lambda asked: asked.deny())
    settings = page.settings()
    settings.setAttribute(QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows, False)  # noqa: FBT003 - Qt's own
    settings.setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, True)  # noqa: FBT003 - Qt's own
    settings.setAttribute(QWebEngineSettings.WebAttribute.PrintElementBackgrounds, True)  # noqa: FBT003 - Qt's own
    view.setPage(page)
    view.resize(WIDTH, 900)
    view.show()
    loading = Waiting()
    page.loadFinished.connect(loading.hear)
    heard = loading.until(lambda: page.load(QUrl(address)), LOADING_MS)
    if heard is None or not heard[0] or page.url().scheme() not in _WEB:
        return {"loaded": False, "late": heard is None}
    _rest(SETTLING_MS)
    told: dict[str, Any] = {
        "loaded": True,
        "address": address,
        "final_address": page.url().toString(),
        "title": page.title(),
        "began": began,
        "tool": f"QtWebEngine {qWebEngineVersion()}, Chromium {qWebEngineChromiumVersion()}",
        "user_agent": profile.httpUserAgent(),
    }
    told["picture_is_cut"] = _picture(view, page, folder)
    _pdf(page, folder)
    _mhtml(page, folder)
    _server(page.url(), folder, profile.httpUserAgent())
    told["ended"] = _now()
    view.close()
    app.processEvents()
    return told


def _picture(view: QWebEngineView, page: QWebEnginePage, folder: Path) -> bool:
    wanted = math.ceil(page.contentsSize().height()) + 1
    view.resize(WIDTH, min(max(wanted, 200), HIGHEST))
    _rest(SETTLING_MS)
    view.grab().save(str(folder / "page.png"))
    return bool(wanted > HIGHEST)


def _pdf(page: QWebEnginePage, folder: Path) -> None:
    printing = Waiting()
    page.pdfPrintingFinished.connect(printing.hear)
    printing.until(lambda: page.printToPdf(str(folder / "page.pdf")), STEP_MS)


def _mhtml(page: QWebEnginePage, folder: Path) -> None:
    saving = Waiting()

    def watch(download: QWebEngineDownloadRequest) -> None:
        download.isFinishedChanged.connect(saving.hear)

    page.profile().downloadRequested.connect(watch)
    form = QWebEngineDownloadRequest.SavePageFormat.MimeHtmlSaveFormat
    saving.until(lambda: page.save(str(folder / "page.mhtml"), form), STEP_MS)


def _server(address: QUrl, folder: Path, agent: str) -> None:
    """Ask once more for the address itself, and keep the fields of the answer and the certificates."""
    manager = QNetworkAccessManager()
    request = QNetworkRequest(address)
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, agent)
    asking = Waiting()
    manager.finished.connect(asking.hear)
    reply = manager.get(request)
    if asking.until(lambda: None, STEP_MS) is None:
        reply.abort()
    fields = [[bytes(one.data()).decode("latin-1") for one in pair] for pair in reply.rawHeaderPairs()]
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    said = {
        "asked_at": _now(),
        "address": address.toString(),
        "status": status,
        "fields": fields,
        "fault": "" if reply.error() is QNetworkReply.NetworkError.NoError else reply.errorString(),
    }
    text = json.dumps(said, ensure_ascii=False, indent=2)
    (folder / "headers.json").write_text(text, encoding="utf-8")
    chain = reply.sslConfiguration().peerCertificateChain()
    if chain:
        pems = [bytes(one.toPem().data()) for one in chain]
        (folder / "certificates.pem").write_bytes(b"".join(pems))


def _only_the_page(download: QWebEngineDownloadRequest) -> None:
    if download.isSavePageDownload():
        download.accept()
    else:
        download.cancel()


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
