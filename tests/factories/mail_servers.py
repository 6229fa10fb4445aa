"""Real mail servers on this machine: SMTP that refuses, drops or vanishes as told, and Dovecot for IMAP."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import grp
import ipaddress
import os
import pwd
import select
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "office@kanzlei.example"
SECRET = "correct horse"


@dataclass(frozen=True)
class Certificate:
    """A certificate for 127.0.0.1 that it signed itself, and its key."""

    cert: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.key)
        return context


def certificate(folder: Path) -> Certificate:
    """Make one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return Certificate(cert, private)


@dataclass
class Taker:
    """What the SMTP server does: ``refuse`` maps addresses to answers, ``drop`` cuts the line at its end."""

    refuse: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    taken: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        del server, session, options
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        del session
        self.taken.append(envelope.original_content)
        if self.drop:
            server.transport.abort()
        return "250 taken"


class _Controller(Controller):
    def _trigger_server(self) -> None:
        # The library's own first look does not know our certificate.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        line = socket.create_connection((self.hostname, self.port), timeout=5)
        with context.wrap_socket(line) if self.ssl_context else line as talk:
            talk.recv(100)

    def factory(self) -> SMTP:
        def known(server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
            del server, session, envelope, mechanism
            right = (data.login, data.password) == (USER.encode(), SECRET.encode())
            return AuthResult(success=right, handled=right)

        return SMTP(self.handler, authenticator=known, auth_require_tls=False, **self.SMTP_kwargs)


@contextlib.contextmanager
def smtp_server(taker: Taker, cert: Certificate | None, *, starttls: bool = False) -> Iterator[int]:
    """Run one on a free port; with ``starttls`` it begins in the open, without a certificate it stays so."""
    port = free_port()
    settings: dict[str, Any] = {"tls_context": cert.context()} if starttls and cert else {}
    controller = _Controller(
        taker,
        hostname="127.0.0.1",
        port=port,
        ssl_context=cert.context() if cert and not starttls else None,
        **settings,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@dataclass
class Half:
    """A line to a server that breaks after so many bytes came back, while ``cuts`` is true."""

    port: int
    cuts: bool = True


@contextlib.contextmanager
def cut_after(server: int, size: int) -> Iterator[Half]:
    """Pass everything on to a server, until that many bytes of it have come back; then hang up."""
    listening = socket.create_server(("127.0.0.1", 0))
    half = Half(int(listening.getsockname()[1]))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                threading.Thread(target=pass_on, args=(line,), daemon=True).start()

    def pass_on(line: socket.socket) -> None:
        ahead = socket.create_connection(("127.0.0.1", server))
        back = 0
        with line, ahead, contextlib.suppress(OSError):
            while True:
                ready, _, _ = select.select([line, ahead], [], [])
                for one in ready:
                    data = one.recv(1 << 16)
                    back += len(data) if one is ahead else 0
                    if not data or (half.cuts and back > size):
                        return
                    (ahead if one is line else line).sendall(data)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield half
    finally:
        listening.close()


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def dovecot() -> str | None:
    """Say where Dovecot is, None if it is not installed."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/lib/dovecot")


@contextlib.contextmanager
def imap_server(folder: Path, cert: Certificate) -> Iterator[tuple[int, Path]]:
    """Run Dovecot for one mailbox; gives its port and the folder new mails are put into."""
    port, root = free_port(), os.geteuid() == 0
    # Dovecot refuses to serve as root; then it serves as nobody, in a place nobody may enter.
    me, login = ("nobody", "dovenull") if root else (getpass.getuser(), getpass.getuser())
    group = grp.getgrgid(pwd.getpwnam(me).pw_gid).gr_name
    if root:
        folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        folder.chmod(0o755)
    box = folder / "box"
    for name in ("new", "cur", "tmp"):
        (box / name).mkdir(parents=True)
    if root:
        for place in (box, *box.iterdir()):
            shutil.chown(place, me, group)
    conf = folder / "dovecot.conf"
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{SECRET}::::::\n")
    conf.write_text(
        f"""
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{cert.cert}
ssl_key = <{cert.key}
mail_location = maildir:{box}
default_internal_user = {me}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 0
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={me} gid={group} home={box}
}}
"""
    )
    server = subprocess.Popen([dovecot() or "dovecot", "-F", "-c", str(conf)])
    try:
        _wait(port)
        yield port, box / "new"
    finally:
        server.terminate()
        server.wait(timeout=10)
        if root:
            shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    msg = "the server did not start"
    raise RuntimeError(msg)
