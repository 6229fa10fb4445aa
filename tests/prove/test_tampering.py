"""Five hundred random changes of stored files and register lines: every one is found and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE, Desk
from tests.factories.stamps import Authority, authority
from tests.factories.tampering import Tamperer
from xborder_desk.evidence import eml
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["authority"]

CHANGES = 500


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], authority: Authority) -> Desk:
    """An office with two cases, six files and what was done with them, time stamps among it."""
    desk = Desk(tmp_path / "settings", capsys, office=tmp_path / "office")
    SettingsFile(desk.settings).change(name="Jana Weiß", language="en")
    desk.run("office", "create", desk.office)
    (desk.office / "reserve").write_bytes(b"")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "mail.eml").write_bytes(eml.sample())
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Letter {number}. " * 40, encoding="utf-8")
    (tmp_path / "root.pem").write_bytes(authority.root)
    desk.run("evidence", "timestamp-service", authority.url, "--authority", tmp_path / "root.pem")
    for _ in range(2):
        case = str(desk.json(*CASE)["case"])
        desk.json("evidence", "add", case, folder)
        desk.json("evidence", "note", f"{case}/E-01", "--action", "view")
        desk.json(
            "contact", "add", case, "--channel", "email", "--address", "a@b.example", "--result", "no_answer"
        )
        desk.json("evidence", "timestamp", f"{case}/E-02")
        desk.json("evidence", "timestamp", "--case", case)
    return desk


def tampered(desk: Desk, changes: int, seed: int, aside: Path) -> list[str]:
    """Make so many changes one by one; give those that were not found, or not named."""
    tamperer, unseen = Tamperer(desk.office, aside, seed), []
    for number in range(changes):
        change = tamperer.change()
        command = ("office", "check") if number % 2 else ("evidence", "verify")
        done = desk.run(*command, "--json")
        said = done.json["findings"] if done.status == 1 and done.out else []
        named = done.err if not said else " ".join(f"{one['subject']} {one['message']}" for one in said)
        if done.status != 1 or not any(name in named for name in change.names) or "Traceback" in done.err:
            unseen.append(f"{change.what}: {done.status} {named[:200]}")
        tamperer.restore()
    return unseen


def test_an_office_nobody_touched_is_whole(desk: Desk) -> None:
    for command in (("evidence", "verify"), ("office", "check")):
        done = desk.run(*command)
        assert (done.status, done.err) == (0, "")


def test_every_change_of_a_tenth_is_found_and_named(desk: Desk, tmp_path: Path) -> None:
    assert tampered(desk, CHANGES // 10, 11, tmp_path / "aside") == []


@pytest.mark.prove
def test_every_change_is_found_and_named(desk: Desk, tmp_path: Path) -> None:
    assert tampered(desk, CHANGES, 23, tmp_path / "aside") == []
