"""Signatures: accepted as they are, refused after one changed byte, and called what they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pikepdf
import pytest
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.signing import LongTerm, check, sign, sign_with
from xborder_desk.domain.errors import BadInputError, BuildError

if TYPE_CHECKING:
    from pathlib import Path

PASS = "offen"
USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


class Maker:
    """A self-made certificate with its key."""

    def __init__(self, name: str, *, stamping: bool = False) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        subject = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        built = (
            certificates.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(self.key.public_key())
            .serial_number(certificates.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(
                certificates.KeyUsage(
                    digital_signature=True,
                    content_commitment=True,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=False,
                    crl_sign=False,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if stamping:
            usage = certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            built = built.add_extension(usage, critical=True)
        self.certificate = built.sign(self.key, hashes.SHA256())

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def p12(self, path: Path) -> Path:
        lock = serialization.BestAvailableEncryption(PASS.encode())
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", self.key, self.certificate, None, lock))
        return path

    def stamper(self) -> DummyTimeStamper:
        plain = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return DummyTimeStamper(
            tsa_cert=x509.Certificate.load(self.der), tsa_key=keys.PrivateKeyInfo.load(plain)
        )


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker("Beratung Musterstadt")


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


class Authority:
    """A certificate authority with one signer below it, and its list of withdrawn certificates."""

    def __init__(self, *, withdrawn: bool = False) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.signer_key = rsa.generate_private_key(65537, 2048)
        now = datetime.now(UTC)
        name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Root")])
        signer = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Anna Signer")])
        base = certificates.CertificateBuilder().issuer_name(name)
        base = base.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
        usage = dict.fromkeys(USES, False)
        for_signing = certificates.KeyUsage(**{**usage, "key_cert_sign": True, "crl_sign": True})
        self.root = (
            base.subject_name(name)
            .public_key(self.key.public_key())
            .serial_number(1)
            .add_extension(certificates.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(for_signing, critical=True)
            .sign(self.key, hashes.SHA256())
        )
        own = certificates.KeyUsage(**{**usage, "digital_signature": True, "content_commitment": True})
        place = certificates.UniformResourceIdentifier("http://crl.invalid/root.crl")
        points = certificates.CRLDistributionPoints(
            [certificates.DistributionPoint([place], None, None, None)]
        )
        self.certificate = (
            base.subject_name(signer)
            .public_key(self.signer_key.public_key())
            .serial_number(7)
            .add_extension(own, critical=True)
            .add_extension(points, critical=False)
            .sign(self.key, hashes.SHA256())
        )
        gone = certificates.CertificateRevocationListBuilder().issuer_name(name).last_update(now)
        gone = gone.next_update(now + timedelta(days=7))
        if withdrawn:
            one = certificates.RevokedCertificateBuilder().serial_number(7).revocation_date(now)
            gone = gone.add_revoked_certificate(one.build())
        self.crl = gone.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def p12(self, path: Path) -> str:
        lock = serialization.BestAvailableEncryption(PASS.encode())
        made = pkcs12.serialize_key_and_certificates(
            b"x", self.signer_key, self.certificate, [self.root], lock
        )
        path.write_bytes(made)
        return str(path)

    @property
    def trusted(self) -> x509.Certificate:
        return x509.Certificate.load(self.root.public_bytes(serialization.Encoding.DER))


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
