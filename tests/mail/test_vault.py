"""The secret of a mail account: the keyring where there is one, else a file under a passphrase."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from xborder_desk.domain.errors import BadInputError, KnownError
from xborder_desk.mail.vault import FILE, Vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Memory(KeyringBackend):
    """A keyring that forgets when the test ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # a library half without types
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # as above
    yield
    keyring.set_keyring(before)


def test_the_keyring_comes_first(tmp_path: Path) -> None:
    keyring.set_keyring(Memory())
    vault = Vault(tmp_path)
    assert vault.put("me@x", "secret") == "keyring"
    assert vault.get("me@x") == "secret"
    assert not (tmp_path / FILE).exists()
    vault.forget("me@x")
    with pytest.raises(KnownError, match="No password is kept"):
        vault.get("me@x")


def test_without_one_a_passphrase_closes_a_file_nobody_else_reads(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    with pytest.raises(BadInputError, match="no keyring"):
        vault.put("me@x", "secret")
    assert vault.put("me@x", "secret", "under the mat") == "file"
    assert "secret" not in (tmp_path / FILE).read_text()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert vault.get("me@x", "under the mat") == "secret"
    for phrase in ("", "wrong"):
        with pytest.raises(BadInputError):
            vault.get("me@x", phrase)
    vault.forget("me@x")
    with pytest.raises(KnownError, match="No password is kept"):
        vault.get("me@x", "under the mat")
