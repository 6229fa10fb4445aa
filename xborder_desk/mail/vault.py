"""The secret of a mail account: in the system's keyring, or else in a file under a passphrase."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.errors import BadInputError, KnownError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

SERVICE: Final = "Xborder Desk"
FILE: Final = "secrets.json"
_ROUNDS: Final = 1 << 15


class Vault:
    """Keeps secrets by name. ``folder`` is the person's own, for the file under a passphrase."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def put(self, name: str, secret: str, passphrase: str = "") -> str:
        """Keep a secret; gives where: keyring or file.

        Raises:
            BadInputError: there is no keyring, and no passphrase was given.

        """
        if not passphrase and _in_keyring(name, secret):
            self._drop(name)
            return "keyring"
        if not passphrase:
            raise BadInputError(
                N_("This machine has no keyring. Choose a passphrase under which the password is kept."),
                field="passphrase",
            )
        self._write({**self._load(), name: _sealed(secret, passphrase)})
        _forget_in_keyring(name)  # it would be asked first, and give the one before
        return "file"

    def _write(self, kept: dict[str, str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        side = self._file.with_name(f".{FILE}")
        descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(kept, out)
            out.flush()
            os.fsync(out.fileno())
        side.replace(self._file)

    def _drop(self, name: str) -> None:
        kept = self._load()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def get(self, name: str, passphrase: str = "") -> str:
        """Give a secret.

        Raises:
            BadInputError: a passphrase is needed, or it is wrong.
            KnownError: nothing is kept under this name.

        """
        found = _from_keyring(name)
        if found is not None:
            return found
        sealed = self._load().get(name)
        if sealed is None:
            raise KnownError(N_("No password is kept for {name}. Set up the account again."), name=name)
        if not passphrase:
            raise BadInputError(N_("Give the passphrase of {name}."), field="passphrase", name=name)
        return _opened(sealed, passphrase)

    def forget(self, name: str) -> None:
        """Forget a secret, wherever it is kept."""
        _forget_in_keyring(name)
        self._drop(name)

    def _load(self) -> dict[str, str]:
        try:
            loaded = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(value) for name, value in loaded.items()} if isinstance(loaded, dict) else {}


def _in_keyring(name: str, secret: str) -> bool:
    import keyring  # noqa: PLC0415 - slow to load, wanted only for mail
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        keyring.set_password(SERVICE, name, secret)
        return keyring.get_password(SERVICE, name) == secret
    except (KeyringError, RuntimeError, OSError):
        return False


def _from_keyring(name: str) -> str | None:
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        return keyring.get_password(SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        return None


def _forget_in_keyring(name: str) -> None:
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        keyring.delete_password(SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        return


def _key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=_ROUNDS, r=8, p=1, maxmem=1 << 26, dklen=32)


def _sealed(secret: str, passphrase: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    salt, nonce = os.urandom(16), os.urandom(12)
    closed = AESGCM(_key(passphrase, salt)).encrypt(nonce, secret.encode(), None)
    return base64.b64encode(salt + nonce + closed).decode()


def _opened(sealed: str, passphrase: str) -> str:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    try:
        raw = base64.b64decode(sealed)
        return AESGCM(_key(passphrase, raw[:16])).decrypt(raw[16:28], raw[28:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise BadInputError(N_("The passphrase is wrong."), field="passphrase") from error
