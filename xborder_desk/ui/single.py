"""One window program for each office on a machine: a second start raises the first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_MS: Final = 500
_CALL: Final = b"raise\n"


class Single(QObject):
    """Listens for further starts with the same office; ``called`` when there is one."""

    called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, office: Path) -> bool:
        """Be the one for this office; false if another program is."""
        self.close()
        if call(office):
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a killed program left over answers nobody; it may go.
        QLocalServer.removeServer(_name(office))
        if not server.listen(_name(office)):
            return False
        server.newConnection.connect(self._answer)
        self._server = server
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.called.emit()


def call(office: Path) -> bool:
    """Ask the program that has this office open to come to the front; false if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(office))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_CALL)
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


def _name(office: Path) -> str:
    place = str(office.absolute())
    return f"xborder-desk-{hashlib.sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"
