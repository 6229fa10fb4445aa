"""Time stamps by an authority (RFC 3161): asked for over the network, checked without it.

``ask`` is the only function here that uses the network; it runs in the program itself, and only where the
office has set up a service. What an authority gave is foreign bytes and is read in a child process.
"""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from asn1crypto import x509

    from xborder_desk.jobs.frames import Plain

SECONDS: Final = 30.0
MOST_BYTES: Final = 1 << 20
MOST_CERTIFICATES: Final = 50
_QUERY: Final = "application/timestamp-query"
_GRANTED: Final = frozenset({"granted", "granted_with_mods"})
_SCHEMES: Final = frozenset({"http", "https"})
NO_TOKEN: Final = N_("This is no time stamp (RFC 3161), or it is damaged.")
BESIDE: Final = N_("The time or the authority kept beside it is not that of the time stamp.")
OTHER_BYTES: Final = N_("The time stamp is not about these bytes.")
REFUSED: Final = N_("The time stamp service refused: {detail}")
UNREACHED: Final = N_("The time stamp service cannot be reached: {detail}")


class _NoOtherPlace(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else than where the office said."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def check_service(url: str) -> str:
    """Give the address of a service as it is kept.

    Raises:
        BadInputError: it is no web address.

    """
    text = url.strip()
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in _SCHEMES or not parts.hostname or any(ord(one) <= ord(" ") for one in text):
        raise BadInputError(
            N_("“{given}” is no address of a time stamp service. Give one like https://tsa.example/tsr."),
            field="service",
            given=text[:200],
        )
    return text


def request_for(digest: bytes) -> tuple[bytes, int]:
    """Give the request for a stamp over a SHA-256 digest, and the number that makes its answer its own."""
    from asn1crypto import algos, tsp  # noqa: PLC0415 - only where stamps are dealt with

    nonce = secrets.randbits(63)
    imprint = tsp.MessageImprint(
        {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    )
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    return asked.dump(), nonce


def ask(url: str, request: bytes, seconds: float = SECONDS) -> bytes:
    """Send a request to a service and give what it answers, unread.

    Raises:
        BuildError: it cannot be reached, refuses, or answers with too much.

    """
    sent = urllib.request.Request(  # noqa: S310 - http and https only, see check_service
        check_service(url), data=request, headers={"Content-Type": _QUERY, "User-Agent": "xborder-desk"}
    )
    opener = urllib.request.build_opener(_NoOtherPlace)
    try:
        with opener.open(sent, timeout=seconds) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise BuildError(REFUSED, detail=f"HTTP {error.code}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise BuildError(UNREACHED, detail=str(reason)[:200]) from error
    if len(data) > MOST_BYTES:
        raise BuildError(REFUSED, detail=f"> {MOST_BYTES} B")
    return data


def check(data: bytes, digest: str, trusted: list[bytes], nonce: int | None = None) -> dict[str, Plain]:
    """Check a stamp, or a service's answer with one in it, against a SHA-256 in hex; no network.

    ``trusted`` are certificates of authorities, PEM or DER. Gives ``token`` (base64, without the answer
    around it), ``at`` (ISO, UTC), ``authority``, ``serial``, ``policy``, ``trusted`` (whether its certificate
    leads to one of those), ``chain`` (the names of the certificates that came with it).

    Raises:
        BadInputError: it is no stamp, not about these bytes, not answering this request, or forged.

    """
    try:
        return _checked(data, digest, trusted, nonce)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OverflowError,
        RecursionError,
    ) as error:
        raise BadInputError(NO_TOKEN, field="token", detail=str(error)[:200]) from error


def _checked(data: bytes, digest: str, trusted: list[bytes], nonce: int | None) -> dict[str, Plain]:
    token = _token(data)
    signed = token["content"]
    info = signed["encap_content_info"]["content"].parsed
    _imprint(info, bytes.fromhex(digest))
    if nonce is not None and info["nonce"].native != nonce:
        raise BadInputError(N_("The time stamp service answered another request."), field="token")
    certificates = _certificates(signed)
    moment: dt.datetime = info["gen_time"].native
    status = _status(signed, certificates, [_certificate(one) for one in trusted], moment, digest)
    if not (status["intact"] and status["valid"]):
        raise BadInputError(N_("The time stamp was changed: its signature is broken."), field="token")
    signer: x509.Certificate = status["signing_cert"]
    if "time_stamping" not in _usages(signer):
        raise BadInputError(
            N_("The time stamp was not signed by a certificate made for stamping."), field="token"
        )
    return {
        "token": base64.b64encode(token.dump()).decode("ascii"),
        "at": moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "authority": signer.subject.human_friendly,
        "serial": str(info["serial_number"].native),
        "policy": str(info["policy"].native),
        "trusted": status.get("trust_problem_indic") is None and status.get("validation_path") is not None,
        "chain": [one.subject.human_friendly for one in certificates],
    }


def look(rows: list[list[str]], trusted: list[bytes]) -> list[str]:
    """Check many stamps, each with what stands beside it; gives "" or why each does not hold.

    A row is: base64 token, SHA-256 in hex, time (ISO) and authority; an empty authority is not compared.
    """
    return [_fault(row, trusted) for row in rows]


def _fault(row: list[str], trusted: list[bytes]) -> str:
    token, digest, at, authority = row
    try:
        told = check(base64.b64decode(token, validate=True), digest, trusted)
        same = dt.datetime.fromisoformat(at) == dt.datetime.fromisoformat(str(told["at"]))
    except BadInputError as fault:
        return fault.text
    except (ValueError, TypeError):
        return NO_TOKEN
    return "" if same and authority in {"", told["authority"]} else BESIDE


def _token(data: bytes) -> Any:  # noqa: ANN401 - asn1crypto has no types
    from asn1crypto import cms, core, tsp  # noqa: PLC0415 - only where stamps are dealt with

    class Answer(core.Sequence):  # type: ignore[misc]  # the library's own wants a stamp in a refusal too
        _fields = [  # noqa: RUF012 - a list, by the library's rule
            ("status", tsp.PKIStatusInfo),
            ("time_stamp_token", cms.ContentInfo, {"optional": True}),
        ]

    for shape in (cms.ContentInfo, Answer):
        try:
            read = shape.load(data, strict=True)
            token = read if shape is cms.ContentInfo else _granted(read)
            info = token["content"]["encap_content_info"]["content"].parsed
            if token["content_type"].native == "signed_data" and isinstance(info, tsp.TSTInfo):
                _ = info.native  # read to the bottom, so that what is broken breaks here
                return token
        except BadInputError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError):
            continue
    raise BadInputError(NO_TOKEN, field="token")


def _granted(answer: Any) -> Any:  # noqa: ANN401 - as above
    status = answer["status"]
    if status["status"].native not in _GRANTED:
        told = [str(status["status"].native), *(status["status_string"].native or ())]
        told += sorted(status["fail_info"].native or ())
        raise BadInputError(REFUSED, field="token", detail=", ".join(told)[:200])
    return answer["time_stamp_token"]


def _imprint(info: Any, digest: bytes) -> None:  # noqa: ANN401 - as above
    imprint = info["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256":
        raise BadInputError(N_("The time stamp does not use SHA-256."), field="token")
    if imprint["hashed_message"].native != digest:
        raise BadInputError(OTHER_BYTES, field="token")


def _certificates(signed: Any) -> list[x509.Certificate]:  # noqa: ANN401 - as above
    return [one.chosen for one in signed["certificates"] if one.name == "certificate"][:MOST_CERTIFICATES]


def _certificate(data: bytes) -> x509.Certificate:
    from asn1crypto import pem, x509  # noqa: PLC0415 - as above

    return x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)


def certificates_in(data: bytes) -> list[bytes]:
    """Give every certificate of a PEM or DER file as DER.

    Raises:
        BadInputError: there is none in it.

    """
    from asn1crypto import pem, x509  # noqa: PLC0415 - as above

    try:
        found = (
            [der for kind, _, der in pem.unarmor(data, multiple=True) if kind == "CERTIFICATE"]
            if pem.detect(data)
            else [data]
        )
        for one in found:
            _ = x509.Certificate.load(one, strict=True).native
    except (ValueError, TypeError, KeyError) as error:
        raise BadInputError(N_("This file holds no certificate (PEM or DER)."), field="authority") from error
    if not found:
        raise BadInputError(N_("This file holds no certificate (PEM or DER)."), field="authority")
    return found[:MOST_CERTIFICATES]


def _usages(certificate: x509.Certificate) -> set[str]:
    value = certificate.extended_key_usage_value
    return set(value.native) if value is not None else set()


def _status(
    signed: Any,  # noqa: ANN401 - as above
    certificates: list[x509.Certificate],
    roots: list[x509.Certificate],
    moment: dt.datetime,
    digest: str,
) -> dict[str, Any]:
    from pyhanko.sign.validation import generic_cms  # noqa: PLC0415 - large
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415 - as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - as above

    # The certificates hold if they held when it was stamped: what happened to them later changes nothing.
    context = ValidationContext(
        trust_roots=roots,
        other_certs=certificates,
        moment=moment,
        best_signature_time=moment,
        allow_fetching=False,
    )
    try:
        return _awaited(
            generic_cms.validate_tst_signed_data(signed, context, lambda _name: bytes.fromhex(digest))
        )
    except (SignatureValidationError, ValueError, TypeError, KeyError) as error:
        raise BadInputError(NO_TOKEN, field="token", detail=str(error)[:200]) from error


def _awaited(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """Give what a coroutine returns that waits for nothing: a loop would open a socket, which is refused."""
    try:
        work.send(None)
    except StopIteration as done:
        return dict(done.value)
    work.close()
    raise ValueError(NO_TOKEN)
