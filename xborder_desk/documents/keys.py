"""Keys to sign with: in a PKCS #12 file, or on a card or token (PKCS #11)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, unquote

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN: Final = "pkcs11:"  # noqa: S105 - how the address of a token begins
NO_KEY: Final = N_("“{file}” cannot be opened with this passphrase, or holds no key to sign with.")
NO_MODULE: Final = N_("“{given}” does not say which program speaks to the token: add ?module-path=FILE.")
NO_READER: Final = N_("To sign with a card or token, install the package python-pkcs11 beside Xborder Desk.")
NO_TOKEN: Final = N_("The token “{given}” cannot be used: {detail}")


@dataclass(frozen=True, slots=True)
class TokenAddress:
    """Where a key lies on a token, as RFC 7512 writes it."""

    module: str
    token: str
    object: str


def token_address(given: str) -> TokenAddress:
    """Read the address of a key on a token: ``pkcs11:token=T;object=O?module-path=FILE``.

    Raises:
        BadInputError: it does not name the program that speaks to the token.

    """
    path, _, query = given.removeprefix(TOKEN).partition("?")
    fields = dict(part.partition("=")[::2] for part in path.split(";") if part)
    modules = parse_qs(query).get("module-path", [""])
    if not modules[0]:
        raise BadInputError(NO_MODULE, field="sign", given=given)
    return TokenAddress(modules[0], unquote(fields.get("token", "")), unquote(fields.get("object", "")))


@contextlib.contextmanager
def opened(key: str, passphrase: str) -> Iterator[Any]:
    """Give what signs with a key: the path of a PKCS #12 file, or the address of a key on a token.

    Raises:
        BadInputError: it cannot be opened with this passphrase, or holds no key.

    """
    if key.startswith(TOKEN):
        with _on_token(key, passphrase) as signer:
            yield signer
    else:
        yield _in_file(key, passphrase)


@contextlib.contextmanager
def _on_token(key: str, pin: str) -> Iterator[Any]:
    address = token_address(key)
    try:
        import pkcs11  # noqa: PLC0415 - wanted here alone, and not everywhere there
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 - as above
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415 - as above
    except ImportError as error:
        raise BadInputError(NO_READER, field="sign") from error
    criteria = TokenCriteria(label=address.token) if address.token else None
    try:
        session = open_pkcs11_session(address.module, token_criteria=criteria, user_pin=pin or None)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        detail = str(error) or type(error).__name__
        raise BadInputError(NO_TOKEN, field="sign", given=address.token, detail=detail) from error
    with session:
        signer = PKCS11Signer(session, cert_label=address.object or None, key_label=address.object or None)
        try:
            known = signer.signing_cert
        except (pkcs11.PKCS11Error, ValueError) as error:
            detail = str(error) or type(error).__name__
            raise BadInputError(NO_TOKEN, field="sign", given=address.token, detail=detail) from error
        if known is None:
            raise BadInputError(NO_KEY, field="sign", file=address.object or address.token)
        yield signer


def _in_file(key: str, passphrase: str) -> Any:  # noqa: ANN401 - a signer of pyHanko
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - large
    from pyhanko.sign import signers  # noqa: PLC0415 - as above

    name = Path(key).name
    try:
        data = Path(key).read_bytes()
        secret, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except OSError as error:
        raise BadInputError(N_("“{file}” cannot be read."), field="sign", file=name) from error
    except (ValueError, TypeError) as error:
        raise BadInputError(NO_KEY, field="sign", file=name) from error
    signer = signers.SimpleSigner.load_pkcs12_data(
        data, other_certs=[], passphrase=passphrase.encode() or None
    )
    if secret is None or certificate is None or signer is None:
        raise BadInputError(NO_KEY, field="sign", file=name)
    return signer


def certificates_in(file: str) -> list[Any]:
    """Read the certificates of a PEM or DER file, as those to trust.

    Raises:
        BadInputError: it cannot be read, or holds none.

    """
    from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415 - large

    try:
        found = list(load_certs_from_pemder([file]))  # type: ignore[no-untyped-call]  # not annotated there
    except (OSError, ValueError, TypeError) as error:
        raise BadInputError(N_("“{file}” cannot be read."), field="trust", file=Path(file).name) from error
    if not found:
        raise BadInputError(N_("“{file}” holds no certificate."), field="trust", file=Path(file).name)
    return found
