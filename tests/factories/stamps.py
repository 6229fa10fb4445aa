"""A time-stamping authority of our own: that of openssl, with its certificates, behind a small server."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFIG: Final = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Stamps of the tests
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = it
[it]
serial = serial
crypto_device = builtin
signer_cert = stamper.pem
signer_key = stamper.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
ANSWER: Final = "application/timestamp-reply"


@dataclass
class Authority:
    """An authority in a folder: ``root`` is the certificate to trust; ``asked`` counts what it was asked.

    ``answers`` holds what it shall say next instead of a stamp.
    """

    folder: Path
    url: str = ""
    asked: int = 0
    answers: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def root(self) -> bytes:
        """Give its own certificate, PEM."""
        return (self.folder / "root.pem").read_bytes()

    def stamp(self, request: bytes) -> bytes:
        """Answer a request as openssl does."""
        query, reply = self.folder / "query.tsq", self.folder / "reply.tsr"
        query.write_bytes(request)
        self.run("ts", "-reply", "-config", "config", "-queryfile", str(query), "-out", str(reply))
        return reply.read_bytes()

    def run(self, *arguments: str) -> str:
        """Run openssl in the folder."""
        done = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def verifies(self, token: bytes, data: bytes) -> bool:
        """Whether openssl, which knows nothing of us, takes a bare token for one about these bytes."""
        (self.folder / "t").write_bytes(token)
        (self.folder / "d").write_bytes(data)
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-data", "d", "-in", "t", "-token_in", "-CAfile", "root.pem"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0 and "Verification: OK" in done.stdout + done.stderr


def founded(folder: Path) -> Authority:
    """Found an authority: a root, and a certificate for stamping that it signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    (folder / "config").write_text(_CONFIG, encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    made = Authority(folder)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    made.run(
        *("req", "-x509", "-config", "config", "-extensions", "root", *key, "-keyout", "root.key"),
        *("-out", "root.pem", "-days", "3650", "-subj", "/CN=Root of the tests"),
    )
    made.run(
        *("req", "-config", "config", *key, "-keyout", "stamper.key", "-out", "stamper.csr"),
        *("-subj", "/O=Tests/CN=Stamper of the tests"),
    )
    made.run(
        *("x509", "-req", "-in", "stamper.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-days", "3650", "-extfile", "config", "-extensions", "stamper", "-out", "stamper.pem"),
    )
    return made


@contextmanager
def serving(authority: Authority) -> Iterator[Authority]:
    """Let it be asked over the loopback while the block runs."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked += 1
            status, answer = (
                authority.answers.pop(0) if authority.answers else (200, authority.stamp(request))
            )
            self.send_response(status)
            self.send_header("Content-Type", ANSWER)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said: object) -> None:  # a test speaks only when it fails
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/tsr"
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    """An authority that answers while the tests of a file run."""
    with tempfile.TemporaryDirectory() as folder, serving(founded(Path(folder))) as made:
        yield made
