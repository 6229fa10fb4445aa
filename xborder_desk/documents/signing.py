"""Signing a finished bundle (PAdES), and checking a signature. The only place here that may use the network.

A signature is the last thing done to a file. It is laid behind it, so that the bytes below stay those of the
edition; only signatures differ from one build to the next.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import pikepdf

from xborder_desk.documents.keys import opened
from xborder_desk.domain.errors import BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from asn1crypto import x509
    from pyhanko.sign.timestamps import TimeStamper

    from xborder_desk.jobs.frames import Plain

FIELD: Final = "XborderDesk1"
COULD_NOT: Final = N_("The dossier could not be signed: {detail}")
NO_PROOF: Final = N_("The proof that the certificates were valid could not be had: {detail}")
_Result = TypeVar("_Result")
_TAIL: Final = 1024
_EDGE: Final = 22.0
"""How far a seal stands from the edges of the page, in points."""
_MIRRORED: Final = frozenset({"ar", "he", "fa", "ur", "yi"})
_QUIET: Final = ("pyhanko", "pyhanko_certvalidator")


@dataclass(frozen=True, slots=True)
class LongTerm:
    """That proofs of the certificates' validity go into the file (PAdES B-LT).

    ``trust`` are certificates that are trusted from the start; ``online`` says whether their makers may be
    asked over the network; ``crls`` are lists of withdrawn certificates that are at hand (DER).
    """

    trust: tuple[Any, ...]
    online: bool = True
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, by a certificate; ``self_made`` if that vouches for itself."""

    name: str
    self_made: bool


def sign(
    bundle: str,
    key: str,
    passphrase: str,
    timestamp_url: str = "",
    long_term: LongTerm | None = None,
    seal: str = "",
) -> dict[str, Plain]:
    """Sign a bundle in place: PAdES B-B; B-T with a time-stamp service; B-LT with ``long_term`` too.

    ``key`` is the path of a PKCS #12 file or the address of a key on a token (``pkcs11:…``). ``seal`` is a
    PDF of one small page that shows the signature on the first page; without it, it is not seen there. Gives
    ``signer`` (its name), ``self_made`` (whether its certificate vouches for itself) and ``stamped``.

    Raises:
        BadInputError: the key cannot be opened with this passphrase, or there is none.
        BuildError: the bundle could not be signed, or the time-stamp service gave no stamp.

    """
    stamper = None
    if timestamp_url:
        from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415 - wanted here alone

        stamper = HTTPTimeStamper(timestamp_url, timeout=30)
    return sign_with(bundle, key, passphrase, stamper, long_term, seal)


def signer_of(key: str, passphrase: str) -> Signer:
    """Say who signs with a key, as its certificate does.

    Raises:
        BadInputError: the key cannot be opened with this passphrase, or there is none.

    """
    with opened(key, passphrase) as signer:
        certificate = signer.signing_cert
        subject = certificate.subject
        name = str(subject.native.get("common_name") or subject.human_friendly)
        return Signer(name, certificate.issuer == subject)


def signer_name(key: str, passphrase: str) -> str:
    """Give the name that the certificate of a key gives to who signs.

    Raises:
        BadInputError: the key cannot be opened with this passphrase, or there is none.

    """
    return signer_of(key, passphrase).name


def sign_with(
    bundle: str,
    key: str,
    passphrase: str,
    stamper: TimeStamper | None,
    long_term: LongTerm | None = None,
    seal: str = "",
) -> dict[str, Plain]:
    """Sign a bundle in place, with this time stamper. See ``sign``."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - large
    from pyhanko.sign import fields, signers  # noqa: PLC0415 - as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - as above

    _be_quiet()
    proofs: dict[str, Any] = {}
    if long_term is not None:
        proofs["embed_validation_info"] = True
        proofs["validation_context"] = ValidationContext(
            trust_roots=list(long_term.trust),
            allow_fetching=long_term.online,
            crls=list(long_term.crls),
        )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, **proofs
    )
    signed = Path(f"{bundle}.signed")
    with opened(key, passphrase) as signer:
        certificate: x509.Certificate = signer.signing_cert
        try:
            with Path(bundle).open("rb") as source, signed.open("w+b") as target:
                writer = IncrementalPdfFileWriter(source)
                shown = _shown(bundle, seal) if seal else {}
                made = signers.PdfSigner(meta, signer=signer, timestamper=stamper, **shown)
                made.sign_pdf(writer, output=target)
        except OSError as error:
            signed.unlink(missing_ok=True)
            if error.errno is None:  # of the network, not of a file
                raise BuildError(COULD_NOT, detail=str(error)) from error
            raise
        except Exception as error:  # a time-stamp service or a token may fail in any way
            signed.unlink(missing_ok=True)
            text = NO_PROOF if isinstance(error, _validity_faults()) else COULD_NOT
            raise BuildError(text, detail=str(error) or type(error).__name__) from error
    signed.replace(bundle)
    return {
        "signer": str(certificate.subject.human_friendly),
        "self_made": certificate.issuer == certificate.subject,
        "stamped": stamper is not None,
    }


def _shown(bundle: str, seal: str) -> dict[str, Any]:
    """Put a seal into the margin above the first page's text, at the end of the line."""
    from pyhanko.pdf_utils import layout  # noqa: PLC0415 - large
    from pyhanko.sign import fields  # noqa: PLC0415 - as above
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415 - as above

    with pikepdf.open(bundle) as pdf, pikepdf.open(seal) as small:
        page, own = pdf.pages[0].mediabox, small.pages[0].mediabox
        right, top = float(page[2]) - _EDGE, float(page[3]) - _EDGE
        wide, high = float(own[2]) - float(own[0]), float(own[3]) - float(own[1])
        factor = min(1.0, (right - float(page[0]) - _EDGE) / wide)
        mirrored = str(pdf.Root.get("/Lang", "")).partition("-")[0] in _MIRRORED
    left = float(page[0]) + _EDGE if mirrored else right - wide * factor
    box = tuple(map(round, (left, top - high * factor, left + wide * factor, top)))
    field = fields.SigFieldSpec(FIELD, on_page=0, box=cast("tuple[int, int, int, int]", box))
    whole = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MID, y_align=layout.AxisAlignment.ALIGN_MID
    )
    look = StaticStampStyle.from_pdf_file(
        seal, border_width=0, background_opacity=1.0, background_layout=whole
    )
    return {"new_field_spec": field, "stamp_style": look}


def _validity_faults() -> tuple[type[Exception], ...]:
    from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError  # noqa: PLC0415 - large

    return (PathBuildingError, PathValidationError)


def check(bundle: str, trusted: list[bytes] | None = None) -> dict[str, Plain]:
    """Check the last signature of a file.

    Gives ``signed``, and if it is: ``intact`` (nothing was changed), ``whole`` (nothing was added behind
    it), ``trusted`` (its certificate leads to one of ``trusted``, DER), ``signer``, ``self_made`` (its
    certificate vouches for itself) and ``stamped``.
    """
    from asn1crypto import x509  # noqa: PLC0415 - large
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - as above
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - as above
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415 - as above
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415 - as above
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
            status = _at_once(async_validate_pdf_signature(last, context))
        except (PdfError, ValueError, TypeError, KeyError, IndexError, OSError):
            return broken if b"/ByteRange" in Path(bundle).read_bytes() else {"signed": False}
    levels = SignatureCoverageLevel
    # Proofs of validity are laid behind the signature they are for, and change nothing of what is shown.
    harmless = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}
    return {
        "signed": True,
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage == levels.ENTIRE_FILE
        or (
            status.coverage == levels.ENTIRE_REVISION
            and status.modification_level in harmless
            and _ends(bundle)
        ),
        "trusted": bool(status.trusted),
        "signer": str(last.signer_cert.subject.human_friendly),
        "self_made": last.signer_cert.issuer == last.signer_cert.subject,
        "stamped": status.timestamp_validity is not None,
    }


def _at_once(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Do work that never has to wait; a loop to wait in would want sockets, which no child may have."""
    try:
        work.send(None)
    except StopIteration as done:
        result: _Result = done.value
        return result
    work.close()
    raise ValueError(NO_PROOF)


def _ends(file: str) -> bool:
    """Whether nothing stands behind the end that a file names itself."""
    with Path(file).open("rb") as stream:
        stream.seek(max(0, Path(file).stat().st_size - _TAIL))
        return stream.read().rstrip().endswith(b"%%EOF")


def _be_quiet() -> None:
    """Let the library keep its complaints to itself: what matters comes back as values."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
