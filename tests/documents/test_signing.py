"""Signatures: accepted as they are, refused after one changed byte, and called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.factories.dossier import odd_pdf
from tests.factories.signatures import PASS, Authority, Maker, maker
from xborder_desk.documents.signing import LongTerm, check, sign, sign_with
from xborder_desk.domain.errors import BadInputError, BuildError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["maker"]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return odd_pdf(tmp_path / "bundle.pdf", [{}, {}])


def test_a_signed_bundle_is_accepted_and_refused_after_one_changed_byte(
    bundle: Path, maker: Maker, tmp_path: Path
) -> None:
    before = bundle.read_bytes()
    made = sign(str(bundle), str(maker.p12(tmp_path / "key.p12")), PASS)
    assert made == {"signer": "Common Name: Beratung Musterstadt", "self_made": True, "stamped": False}
    assert bundle.read_bytes().startswith(before)
    seen = check(str(bundle), [maker.der])
    assert (seen["signed"], seen["intact"], seen["whole"], seen["trusted"]) == (True, True, True, True)
    assert check(str(bundle))["trusted"] is False
    data = bytearray(bundle.read_bytes())
    data[len(before) // 2] ^= 1
    bundle.write_bytes(data)
    assert check(str(bundle), [maker.der])["intact"] is False


def test_a_time_stamp_goes_with_it(bundle: Path, maker: Maker, tmp_path: Path) -> None:
    clock = Maker("Zeitstempel", stamping=True)
    key = str(maker.p12(tmp_path / "key.p12"))
    assert sign_with(str(bundle), key, PASS, clock.stamper())["stamped"] is True
    seen = check(str(bundle), [maker.der, clock.der])
    assert (seen["intact"], seen["stamped"]) == (True, True)


def test_what_is_added_behind_a_signature_is_noticed(bundle: Path, maker: Maker, tmp_path: Path) -> None:
    key = str(maker.p12(tmp_path / "key.p12"))
    sign(str(bundle), key, PASS)
    bundle.write_bytes(bundle.read_bytes() + b"\n% more")
    assert check(str(bundle), [maker.der])["whole"] is False


def test_a_wrong_passphrase_or_no_key_is_a_sentence(bundle: Path, maker: Maker, tmp_path: Path) -> None:
    key = maker.p12(tmp_path / "key.p12")
    before = bundle.read_bytes()
    with pytest.raises(BadInputError, match="this passphrase"):
        sign(str(bundle), str(key), "falsch")
    key.write_bytes(b"nonsense")
    with pytest.raises(BadInputError, match="this passphrase"):
        sign(str(bundle), str(key), PASS)
    with pytest.raises(BadInputError, match="cannot be read"):
        sign(str(bundle), str(tmp_path / "none.p12"), PASS)
    assert bundle.read_bytes() == before


def test_what_cannot_be_signed_is_a_known_error(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    with pytest.raises(BuildError, match="could not be signed"):
        sign(str(tmp_path / "x.pdf"), str(maker.p12(tmp_path / "key.p12")), PASS)
    assert not list(tmp_path.glob("*.signed"))


def test_an_unsigned_file_is_called_so(bundle: Path, tmp_path: Path) -> None:
    assert check(str(bundle)) == {"signed": False}
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    assert check(str(tmp_path / "x.pdf")) == {"signed": False}


def test_proofs_of_validity_go_into_the_file(bundle: Path, tmp_path: Path) -> None:
    authority = Authority()
    clock = Maker("Zeitstempel", stamping=True)
    trust = (authority.trusted, x509.Certificate.load(clock.der))
    how = LongTerm(trust, online=False, crls=(authority.crl,))
    made = sign_with(str(bundle), authority.p12(tmp_path / "key.p12"), PASS, clock.stamper(), how)
    assert made == {"signer": "Common Name: Anna Signer", "self_made": False, "stamped": True}
    with pikepdf.open(bundle) as pdf:
        kept = pdf.Root.DSS
        assert authority.crl in [one.read_bytes() for one in kept.CRLs]
        assert authority.root.public_bytes(serialization.Encoding.DER) in [
            one.read_bytes() for one in kept.Certs
        ]
    with bundle.open("rb") as source:
        # What another program finds in it is enough to check the signature without any network.
        context = DocumentSecurityStore.read_dss(PdfFileReader(source)).as_validation_context(
            {"trust_roots": list(trust), "allow_fetching": False, "revocation_mode": "require"}
        )
        status = validate_pdf_signature(PdfFileReader(source).embedded_signatures[0], context)
    assert status.intact
    assert status.trusted
    seen = check(str(bundle), [clock.der, authority.root.public_bytes(serialization.Encoding.DER)])
    assert (seen["intact"], seen["whole"], seen["stamped"]) == (True, True, True)


def test_a_withdrawn_certificate_gives_no_long_term_signature(bundle: Path, tmp_path: Path) -> None:
    authority = Authority(withdrawn=True)
    before = bundle.read_bytes()
    how = LongTerm((authority.trusted,), online=False, crls=(authority.crl,))
    clock = Maker("Zeitstempel", stamping=True)
    with pytest.raises(BuildError, match=r"proof|signed"):
        sign_with(str(bundle), authority.p12(tmp_path / "key.p12"), PASS, clock.stamper(), how)
    assert bundle.read_bytes() == before
    assert not list(tmp_path.glob("*.signed"))
