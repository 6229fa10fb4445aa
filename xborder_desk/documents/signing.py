"""Signing a finished bundle (PAdES), and checking a signature. The only place here that may use the network.

A signature is the last thing done to a file. It is laid behind it, so that the bytes below stay those of the
edition; only signatures differ from one build to the next.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.timestamps import TimeStamper

    from xborder_desk.jobs.frames import Plain

NO_KEY: Final = N_("“{file}” cannot be opened with this passphrase, or holds no key to sign with.")
FIELD: Final = "XborderDesk1"
_QUIET: Final = ("pyhanko", "pyhanko_certvalidator")


def sign(bundle: str, key_file: str, passphrase: str, timestamp_url: str = "") -> dict[str, Plain]:
    """Sign a bundle in place with a PKCS #12 file: PAdES B-B, or B-T with a time-stamp service.

    Gives ``signer`` (its name), ``self_made`` (whether its certificate vouches for itself) and ``stamped``.

    Raises:
        BadInputError: the key file cannot be opened with this passphrase, or holds no key.
        BuildError: the bundle could not be signed, or the time-stamp service gave no stamp.

    """
    stamper = None
    if timestamp_url:
        from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415 - wanted here alone

        stamper = HTTPTimeStamper(timestamp_url, timeout=30)
    return sign_with(bundle, key_file, passphrase, stamper)


def sign_with(bundle: str, key_file: str, passphrase: str, stamper: TimeStamper | None) -> dict[str, Plain]:
    """Sign a bundle in place, with this time stamper. See ``sign``."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - large
    from pyhanko.sign import fields, signers  # noqa: PLC0415 - as above

    _be_quiet()
    signer = _signer(key_file, passphrase)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    signed = Path(f"{bundle}.signed")
    try:
        with Path(bundle).open("rb") as source, signed.open("w+b") as target:
            writer = IncrementalPdfFileWriter(source)
            signers.PdfSigner(meta, signer=signer, timestamper=stamper).sign_pdf(writer, output=target)
    except Exception as error:  # a time-stamp service may fail in any way
        signed.unlink(missing_ok=True)
        raise BuildError(N_("The dossier could not be signed: {detail}"), detail=str(error)) from error
    signed.replace(bundle)
    certificate: x509.Certificate = signer.signing_cert
    return {
        "signer": str(certificate.subject.human_friendly),
        "self_made": certificate.issuer == certificate.subject,
        "stamped": stamper is not None,
    }


def check(bundle: str, trusted: list[bytes] | None = None) -> dict[str, Plain]:
    """Check the last signature of a file.

    Gives ``signed``, and if it is: ``intact`` (nothing was changed), ``whole`` (nothing was added behind
    it), ``trusted`` (its certificate leads to one of ``trusted``, DER), ``signer`` and ``stamped``.
    """
    from asn1crypto import x509  # noqa: PLC0415 - large
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - as above
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - as above
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - as above
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 - as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - as above

    _be_quiet()
    broken: dict[str, Plain] = {
        "signed": True,
        "intact": False,
        "whole": False,
        "trusted": False,
        "signer": "",
    }
    with Path(bundle).open("rb") as source:
        try:
            reader = PdfFileReader(source, strict=False)
            signatures = reader.embedded_signatures
            if not signatures:
                return {"signed": False}
            last = signatures[-1]
            roots = [x509.Certificate.load(one) for one in trusted or ()]
            context = ValidationContext(trust_roots=roots, allow_fetching=False)
            status = validate_pdf_signature(last, context)
        except (PdfError, ValueError, TypeError, KeyError, IndexError, OSError):
            return broken if b"/ByteRange" in Path(bundle).read_bytes() else {"signed": False}
    return {
        "signed": True,
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "trusted": bool(status.trusted),
        "signer": str(last.signer_cert.subject.human_friendly),
        "stamped": status.timestamp_validity is not None,
    }


def _signer(key_file: str, passphrase: str) -> Any:  # noqa: ANN401 - a signer of pyHanko
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - large
    from pyhanko.sign import signers  # noqa: PLC0415 - as above

    try:
        data = Path(key_file).read_bytes()
        key, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except OSError as error:
        raise BadInputError(N_("“{file}” cannot be read."), field="sign", file=Path(key_file).name) from error
    except (ValueError, TypeError) as error:
        raise BadInputError(NO_KEY, field="sign", file=Path(key_file).name) from error
    signer = signers.SimpleSigner.load_pkcs12_data(
        data, other_certs=[], passphrase=passphrase.encode() or None
    )
    if key is None or certificate is None or signer is None:
        raise BadInputError(NO_KEY, field="sign", file=Path(key_file).name)
    return signer


def _be_quiet() -> None:
    """Let the library keep its complaints to itself: what matters comes back as values."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
