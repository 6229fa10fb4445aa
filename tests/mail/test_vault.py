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


def test_a_new_password_under_a_passphrase_counts_for_more_than_the_old_one_of_the_keyring(
    tmp_path: Path,
) -> None:
    """Else the old password would be tried for ever."""
    keyring.set_keyring(Memory())
    vault = Vault(tmp_path)
    vault.put("a@b.example", "old")
    assert vault.put("a@b.example", "new", "under the mat") == "file"
    assert vault.get("a@b.example", "under the mat") == "new"
    with pytest.raises(BadInputError):
        vault.get("a@b.example")


def test_a_new_password_of_the_keyring_leaves_no_old_one_in_the_file(tmp_path: Path) -> None:
    keyring.set_keyring(Memory())
    vault = Vault(tmp_path)
    vault.put("a@b.example", "old", "under the mat")
    vault.put("c@b.example", "other", "under the mat")
    assert vault.put("a@b.example", "new") == "keyring"
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # as above
    with pytest.raises(KnownError, match="No password is kept"):
        vault.get("a@b.example", "under the mat")
    assert vault.get("c@b.example", "under the mat") == "other"


@pytest.mark.parametrize("sealed", ["", "AAAA", "not base64 at all!", "A" * 400, "ä"])
def test_a_damaged_entry_is_a_wrong_passphrase_and_no_fault(tmp_path: Path, sealed: str) -> None:
    (tmp_path / FILE).write_text(f'{{"a@b.example": "{sealed}"}}', encoding="utf-8")
    with pytest.raises(BadInputError, match="passphrase is wrong"):
        Vault(tmp_path).get("a@b.example", "under the mat")


def test_only_the_person_may_read_the_file_also_after_forgetting(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    for name in ("a@b.example", "c@b.example"):
        vault.put(name, "secret", "under the mat")
    vault.forget("a@b.example")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert "secret" not in (tmp_path / FILE).read_text(encoding="utf-8")
    assert vault.get("c@b.example", "under the mat") == "secret"
    vault.forget("nobody@b.example")
