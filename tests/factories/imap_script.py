"""An IMAP server on this machine that knows the few commands mails are fetched with, and faults as told."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

_COMMAND = re.compile(rb"(\S+) (?:UID )?(\w+) ?(.*)", re.IGNORECASE)


@dataclass
class Box:
    """A mailbox and how its server behaves.

    ``mails`` are the bytes by uid; ``vanished`` uids are found and not given; ``hang_up`` cuts the line at
    that command; ``said`` are all commands the server was given.
    """

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    name: bytes = b'"INBOX"'
    user: str = "office@kanzlei.example"
    secret: str = "correct horse"
    vanished: frozenset[int] = frozenset()
    hang_up: str = ""
    capabilities: str = "IMAP4rev1 AUTH=PLAIN"
    said: list[bytes] = field(default_factory=list)

    def commands(self) -> list[str]:
        """The words of the commands, in order."""
        found = (_COMMAND.match(one) for one in self.said)
        return [one[2].decode().upper() for one in found if one]


@contextlib.contextmanager
def scripted_imap(box: Box, tls: ssl.SSLContext | None) -> Iterator[int]:
    """Serve a mailbox on a free port, over TLS from the first byte unless there is no context."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                threading.Thread(target=_talk, args=(box, line, tls), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.close()


def _talk(box: Box, line: socket.socket, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), tls.wrap_socket(line, server_side=True) if tls else line as talk:
        talk.sendall(b"* OK ready\r\n")
        with talk.makefile("rb") as lines:
            for raw in lines:
                box.said.append(raw.rstrip())
                match = _COMMAND.match(raw.rstrip())
                if match is None:
                    talk.sendall(b"* BAD what\r\n")
                    continue
                tag, command, rest = match[1], match[2].decode().upper(), match[3]
                if command == box.hang_up:
                    return
                answer = _answer(box, command, rest)
                if answer is None:  # PLAIN: the words come after our sign
                    talk.sendall(b"+ \r\n")
                    given = base64.b64decode(lines.readline().strip())
                    right = given == f"\0{box.user}\0{box.secret}".encode()
                    answer = b"", b"OK" if right else b"NO [AUTHENTICATIONFAILED]"
                talk.sendall(answer[0] + tag + b" " + answer[1] + b" done\r\n")
                if command == "LOGOUT":
                    return


def _answer(box: Box, command: str, rest: bytes) -> tuple[bytes, bytes] | None:
    """Give the untagged lines and the verdict; None asks for more words."""
    if command == "AUTHENTICATE":
        return None
    if command == "CAPABILITY":
        return f"* CAPABILITY {box.capabilities}\r\n".encode(), b"OK"
    if command == "LOGIN":
        right = rest == f'{box.user} "{box.secret}"'.encode()
        return b"", b"OK" if right else b"NO [AUTHENTICATIONFAILED]"
    known = {"SELECT": _select, "EXAMINE": _select, "SEARCH": _search, "FETCH": _fetch}
    return known[command](box, rest) if command in known else (b"", b"OK")


def _select(box: Box, rest: bytes) -> tuple[bytes, bytes]:
    if rest != box.name:
        return b"", b"NO [NONEXISTENT]"
    told = f"* {len(box.mails)} EXISTS\r\n* OK [UIDVALIDITY {box.validity}] valid\r\n"
    return told.encode(), b"OK [READ-ONLY]"


def _search(box: Box, rest: bytes) -> tuple[bytes, bytes]:
    first = int(rest.removeprefix(b"UID ").partition(b":")[0])
    newest = max(box.mails, default=0)
    found = [uid for uid in box.mails if uid >= min(first, newest)]  # "n:*" always names the last one
    return b"* SEARCH " + " ".join(map(str, reversed(found))).encode() + b"\r\n", b"OK"


def _fetch(box: Box, rest: bytes) -> tuple[bytes, bytes]:
    uid = int(rest.split()[0])
    if uid in box.vanished:
        return b"", b"OK"
    mail = box.mails[uid]
    return b"* 1 FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (uid, len(mail), mail), b"OK"
