"""Keys to sign with, self-made or below an authority, and what another program says of a signature."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

if TYPE_CHECKING:
    from pathlib import Path

PASS: Final = "offen"
NAME: Final = "Beratung Musterstadt"
USES: Final = (
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


@pytest.fixture(scope="session")
def maker() -> Maker:
    """A self-made certificate of an advice centre."""
    return Maker(NAME)


@pytest.fixture
def key(maker: Maker, tmp_path: Path) -> str:
    """The file of its key, which the passphrase opens."""
    return str(maker.p12(tmp_path / "key.p12"))


def holds(file: Path, maker: Maker) -> bool:
    """Ask pyHanko itself whether the last signature of a file holds, for one who trusts its certificate."""
    with file.open("rb") as stream:
        last = PdfFileReader(stream).embedded_signatures[-1]
        context = ValidationContext(trust_roots=[x509.Certificate.load(maker.der)], allow_fetching=False)
        status: Any = asyncio.run(async_validate_pdf_signature(last, context))
        return bool(status.intact and status.valid and status.trusted)


def flipped(file: Path, target: Path) -> Path:
    """Write a file again with one byte changed within what is signed."""
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 1
    target.write_bytes(data)
    return target
