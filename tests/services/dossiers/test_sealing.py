"""What a dossier is to be signed with is tried before it is built: each fault is said of its own field."""

from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization

from tests.factories.signatures import NAME, PASS, key, maker
from xborder_desk.domain.errors import BadInputError
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services.dossiers import Signing
from xborder_desk.services.dossiers.sealing import tried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.factories.signatures import Maker

__all__ = ["key", "maker"]


class Service(http.server.BaseHTTPRequestHandler):
    """Answers every request, or refuses it, and counts how many came."""

    status = 200
    asked: list[int]

    def do_POST(self) -> None:
        self.asked.append(int(self.headers["Content-Length"]))
        self.rfile.read(self.asked[-1])
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"x")

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[tuple[str, type[Service]]]:
    kind = type("Own", (Service,), {"asked": []})
    with http.server.HTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tsr", kind
        server.shutdown()
        thread.join()


def refused(signing: Signing) -> BadInputError:
    with pytest.raises(BadInputError) as found:
        tried(signing, JobContext())
    return found.value


def test_the_key_says_who_signs_and_that_it_vouches_for_itself(key: str) -> None:
    found = tried(Signing(key, PASS), JobContext())
    assert (found.name, found.self_made) == (NAME, True)


@pytest.mark.parametrize("named", ["", "  "])
def test_without_a_key_there_is_nothing_to_sign_with(named: str) -> None:
    assert refused(Signing(named, PASS)).field == "sign"


def test_a_wrong_passphrase_or_a_file_that_is_no_key_is_said_of_the_key(key: str, tmp_path: Path) -> None:
    wrong = refused(Signing(key, "not-the-one-that-opens-it"))
    assert (wrong.field, wrong.fields["file"]) == ("sign", "key.p12")
    assert "not-the-one" not in f"{wrong} {wrong.fields}"
    other = tmp_path / "letter.p12"
    other.write_bytes(b"Dear court")
    assert refused(Signing(str(other), PASS)).field == "sign"
    assert refused(Signing(str(tmp_path / "gone.p12"), PASS)).field == "sign"
    assert refused(Signing("pkcs11:token=Card", PASS)).field == "sign"


def test_certificates_are_read_and_what_is_none_is_said_of_them(
    key: str, maker: Maker, tmp_path: Path
) -> None:
    trust = tmp_path / "roots.pem"
    trust.write_bytes(maker.certificate.public_bytes(serialization.Encoding.PEM))
    assert tried(Signing(key, PASS, trust=trust), JobContext()).name == NAME
    trust.write_bytes(b"no certificate")
    assert refused(Signing(key, PASS, trust=trust)).field == "trust"
    assert refused(Signing(key, PASS, trust=tmp_path / "gone.pem")).field == "trust"


def test_the_service_is_asked_once_and_its_fault_is_said_of_it(
    key: str, service: tuple[str, type[Service]]
) -> None:
    address, kind = service
    tried(Signing(key, PASS, address), JobContext())
    assert len(kind.asked) == 1
    assert kind.asked[0] < 200  # a hash and no file
    kind.status = 503
    found = refused(Signing(key, PASS, address))
    assert found.field == "service"
    assert "503" in str(found.fields["detail"])


@pytest.mark.parametrize("address", ["tsa.example", "ftp://tsa.example/", "http://127.0.0.1:9/tsr"])
def test_what_is_no_service_or_cannot_be_reached_is_said_of_it(key: str, address: str) -> None:
    assert refused(Signing(key, PASS, address)).field == "service"


def test_nobody_is_asked_when_the_key_does_not_open(key: str, service: tuple[str, type[Service]]) -> None:
    address, kind = service
    assert refused(Signing(key, "wrong", address)).field == "sign"
    assert kind.asked == []


def test_a_trial_that_nobody_waits_for_ends(key: str, service: tuple[str, type[Service]]) -> None:
    address, kind = service
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        tried(Signing(key, PASS, address), ctx)
    assert kind.asked == []


def test_the_passphrase_stands_in_no_picture_of_the_values() -> None:
    assert "s3cret" not in repr(Signing("key.p12", "s3cret", "https://tsa.example"))
