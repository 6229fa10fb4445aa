"""Keys to sign with: in files, on tokens, and what is said when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from tests.factories.dossier import odd_pdf
from tests.factories.signatures import PASS, Authority, Maker
from xborder_desk.documents.keys import certificates_in, opened, token_address
from xborder_desk.documents.signing import check, sign
from xborder_desk.domain.errors import BadInputError

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "4711"


def test_an_address_is_read_as_it_is_written() -> None:
    found = token_address("pkcs11:token=My%20card;object=Sign?module-path=/usr/lib/x.so")
    assert (found.token, found.object, found.module) == ("My card", "Sign", "/usr/lib/x.so")
    assert token_address("pkcs11:?module-path=m").token == ""


@pytest.mark.parametrize("given", ["pkcs11:", "pkcs11:token=a", "pkcs11:token=a?pin-source=x"])
def test_an_address_without_its_program_is_told(given: str) -> None:
    with pytest.raises(BadInputError, match="which program"):
        token_address(given)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    with (
        pytest.raises(BadInputError, match="cannot be used"),
        opened(f"pkcs11:token=a?module-path={tmp_path / 'none.so'}", PIN),
    ):
        pytest.fail("it was opened")


def test_certificates_to_trust_are_read_or_the_file_is_named(tmp_path: Path) -> None:
    good = tmp_path / "root.der"
    good.write_bytes(Maker("Root").der)
    assert [one.subject.human_friendly for one in certificates_in(str(good))] == ["Common Name: Root"]
    (tmp_path / "bad.pem").write_text("nothing", encoding="utf-8")
    for name in ("bad.pem", "none.pem"):
        with pytest.raises(BadInputError, match=name):
            certificates_in(str(tmp_path / name))


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A software token with a signer's key and certificate on it; gives its program."""
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    module = next((one for one in MODULES if Path(one).exists()), "")
    tool = shutil.which("softhsm2-util")
    if not module or not tool:
        pytest.skip("SoftHSM is not installed")
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(
        f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n", encoding="utf-8"
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    command = [tool, "--init-token", "--free", "--label", "Desk", "--pin", PIN, "--so-pin", "0815"]
    subprocess.run(command, check=True, capture_output=True, env=os.environ.copy())
    _fill(module)
    return module


def _fill(module: str) -> None:
    pkcs11 = pytest.importorskip("pkcs11")
    rsa, x509 = (pytest.importorskip(f"pkcs11.util.{name}") for name in ("rsa", "x509"))

    authority = Authority()
    plain = authority.signer_key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    der = authority.certificate.public_bytes(serialization.Encoding.DER)
    with pkcs11.lib(module).get_token(token_label="Desk").open(user_pin=PIN, rw=True) as session:
        mine = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "Sign", pkcs11.Attribute.ID: b"1"}
        session.create_object({**rsa.decode_rsa_private_key(plain), **mine, pkcs11.Attribute.SIGN: True})
        session.create_object({**x509.decode_x509_certificate(der), **mine})


def test_a_key_on_a_token_signs_without_leaving_it(token: str, tmp_path: Path) -> None:
    bundle = odd_pdf(tmp_path / "bundle.pdf", [{}])
    where = f"pkcs11:token=Desk;object=Sign?module-path={token}"
    with pytest.raises(BadInputError, match="Desk"):
        sign(str(bundle), where, "0000")
    with pytest.raises(BadInputError, match="Other"):
        sign(str(bundle), where.replace("token=Desk", "token=Other"), PIN)
    assert check(str(bundle)) == {"signed": False}
    assert sign(str(bundle), where, PIN)["signer"] == "Common Name: Anna Signer"
    seen = check(str(bundle))
    assert (seen["intact"], seen["whole"], seen["self_made"]) == (True, True, False)


def test_a_key_file_is_opened_with_its_passphrase_alone(tmp_path: Path) -> None:
    file = Maker("Beratung").p12(tmp_path / "key.p12")
    with opened(str(file), PASS) as signer:
        assert signer.signing_cert.subject.human_friendly == "Common Name: Beratung"
    with pytest.raises(BadInputError, match=r"key\.p12"), opened(str(file), "other"):
        pytest.fail("it was opened")
