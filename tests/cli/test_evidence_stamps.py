"""Time stamps from the command line: chosen, taken, written for outsiders, brought, verified."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from tests.factories.stamps import Authority, authority

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

__all__ = ["authority"]


@pytest.fixture
def item(desk: Desk, case: str, tmp_path: Path) -> str:
    """A letter."""
    (tmp_path / "letter.txt").write_text("Sehr geehrte Frau Weiß", encoding="utf-8")
    return str(desk.json("evidence", "add", case, tmp_path / "letter.txt")["added"][0]["evidence"])


@pytest.fixture
def chosen(desk: Desk, authority: Authority) -> Authority:
    """The authority, chosen by the office."""
    told = desk.json(
        "evidence", "timestamp-service", authority.url, "--authority", authority.folder / "root.pem"
    )
    assert told == {"service": authority.url, "authorities": 1}
    return authority


def test_stamps_are_off_at_first(desk: Desk, case: str, item: str) -> None:
    assert desk.json("evidence", "timestamp-service") == {"service": None, "authorities": 0}
    assert "service" in desk.refused("evidence", "timestamp", item)
    assert "service" in desk.refused("evidence", "timestamp", "--case", case)
    assert desk.refused("evidence", "timestamp")


def test_an_item_is_stamped_and_its_token_written(
    desk: Desk, item: str, chosen: Authority, tmp_path: Path
) -> None:
    told = desk.json("evidence", "timestamp", item, "--to", tmp_path / "letter.tst")
    assert told["evidence"] == item
    assert told["trusted"] is True
    assert base64.b64decode(told["token"]) == (tmp_path / "letter.tst").read_bytes()
    assert chosen.verifies((tmp_path / "letter.tst").read_bytes(), (tmp_path / "letter.txt").read_bytes())
    assert desk.json("evidence", "show", item)["timestamp"]["serial"] == told["serial"]
    assert desk.json("evidence", "verify")["ok"] is True
    done = desk.run("evidence", "timestamp", item, "--to", tmp_path / "letter.tst")
    assert (done.status, "already" in done.sentence) == (1, True)


@pytest.mark.usefixtures("item", "chosen")
def test_a_case_and_the_office_are_stamped(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.json(
        "contact", "add", case, "--channel", "email", "--address", "a@b.example", "--result", "no_answer"
    )
    told = desk.json("evidence", "timestamp", "--case", case, "--to", tmp_path / "case.tst")
    assert {one["register"] for one in told["tokens"]} == {"custody", "contacts"}
    assert told["token"] == told["tokens"][-1]["token"]
    written = sorted(file.name for file in tmp_path.glob("case*.tst"))
    assert written == ["case-contacts.tst", "case-custody.tst"]
    assert desk.json("evidence", "timestamp", "--office-registers")["tokens"]
    assert desk.json("evidence", "verify")["ok"] is True


def test_a_token_is_brought(desk: Desk, case: str, item: str, chosen: Authority, tmp_path: Path) -> None:
    desk.json("evidence", "timestamp", item, "--to", tmp_path / "t")
    desk.json("evidence", "timestamp-service", "--off")
    assert desk.json("evidence", "timestamp", item, "--token", tmp_path / "t")["brought"] is True
    (tmp_path / "other.txt").write_text("other", encoding="utf-8")
    other = desk.json("evidence", "add", case, tmp_path / "other.txt")["added"][0]["evidence"]
    assert "not about" in desk.refused("evidence", "timestamp", other, "--token", tmp_path / "t")
    assert desk.refused("evidence", "timestamp", other, "--token", tmp_path / "none")
    assert chosen.asked


def test_what_is_no_service_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no certificate")
    assert "address" in desk.refused("evidence", "timestamp-service", "nonsense")
    given = ("https://tsa.example/", "--authority", tmp_path / "x")
    assert "certificate" in desk.refused("evidence", "timestamp-service", *given)
    assert desk.refused(
        "evidence", "timestamp-service", "https://tsa.example/", "--authority", tmp_path / "none"
    )


@pytest.mark.parametrize(("status", "answered"), [(503, b""), (200, b"nonsense")])
def test_a_service_that_fails_is_one_sentence(
    desk: Desk, item: str, chosen: Authority, status: int, answered: bytes
) -> None:
    chosen.answers.append((status, answered))
    assert desk.refused("evidence", "timestamp", item)
