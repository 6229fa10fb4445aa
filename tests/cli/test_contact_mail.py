"""Mails, the search, the statement, the post book and the mail account from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.mails import CONSUMER, SHOP, report, sent, write
from xborder_desk.cli import contact_mail, contact_search, contact_statement, mail, post

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

ENTRY = {"path", "outcome", "attempt", "duplicate_of", "recipients"}
RECIPIENT = {"address", "status", "status_class", "address_dead", "text"}


def test_mails_are_imported_as_the_interface_says(desk: Desk, case: str, tmp_path: Path) -> None:
    files = write(tmp_path / "in", sent(sender="Somebody <x@home.example>"), report(), b"no mail")
    entries = desk.json("contact", "import", case, *files)["imported"]
    assert [one["outcome"] for one in entries] == ["attempt", "result", "kept"]
    assert all(entry.keys() >= ENTRY for entry in entries)
    assert [one["attempt"] for one in entries] == [f"{case}/A-01", f"{case}/A-01", None]
    [said] = entries[1]["recipients"]
    assert said.keys() == RECIPIENT
    assert (said["address"], said["status_class"], said["address_dead"]) == (SHOP, 5, True)
    again = desk.json("contact", "import", case, *files)["imported"]
    assert [one["duplicate_of"] for one in again] == [f"{case}/E-01", f"{case}/E-02", f"{case}/E-03"]
    assert [one["outcome"] for one in again] == ["attempt", "result", "kept"]
    assert "the same mail as" in desk.run("contact", "import", case, files[0]).out
    assert {verb.name for verb in (contact_mail.IMPORT, *contact_search.SEARCH)} >= {"import", "readiness"}


def test_a_file_that_is_not_there_is_named_and_the_rest_is_taken(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    files = [tmp_path / "gone.eml", *write(tmp_path / "in", sent())]
    done = desk.run("contact", "import", case, *files)
    assert (done.status, "gone.eml" in done.sentence) == (1, True)
    assert len(desk.json("evidence", "list", case)["items"]) == 1


def test_search_and_readiness(desk: Desk, case: str) -> None:
    found = desk.json("contact", "readiness", case, "--court", "DE")
    assert found["ready"] is False
    assert {"item", "why", "source", "status"} <= found["missing"][0].keys()
    assert len(desk.json("contact", "board", case)["rows"]) == 20
    desk.json("contact", "mark", case, "visit", "--state", "not_applicable", "--reason", "Abroad.")
    rows = {row["row"]: row["state"] for row in desk.json("contact", "board", case)["rows"]}
    assert rows["visit"] == "not_applicable"
    desk.json("contact", "omitted", case, "--text", "Nothing else.")
    assert desk.json("contact", "plan", case)["steps"] == []
    assert desk.json("contact", "addresses", case)["standing"] == "untried"
    assert "Not ready." in desk.run("contact", "readiness", case, "--court", "US").out


def test_a_statement_is_written_and_never_over_another(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.json("contact", "add", case, "--channel", "email", "--address", SHOP, "--result", "bounced")
    target = tmp_path / "statement.pdf"
    made = desk.json("contact", "statement", case, "--language", "en", "--to", target)
    assert (made["file"], made["attempts"], made["exhibits"]) == (str(target), [f"{case}/A-01"], [])
    assert target.read_bytes().startswith(b"%PDF")
    assert "already" in desk.refused("contact", "statement", case, "--to", target)
    assert contact_statement.STATEMENT.name == "statement"


def test_the_post_book(desk: Desk, case: str, tmp_path: Path) -> None:
    line = ("--direction", "outgoing", "--who", "Shop Ltd", "--subject", "Demand", "--on", "2026-02-02")
    assert desk.json("post", "add", *line, "--case", case)["post"] == "2026/0001"
    assert desk.json("post", "list")["lines"][0]["case"] == case
    assert desk.json("post", "print", "--to", tmp_path / "book.docx")["lines"] == 1
    assert [verb.name for verb in post.AREA.verbs] == ["add", "list", "print"]


def test_the_mail_account_is_off_until_turned_on(desk: Desk, case: str) -> None:
    assert desk.json("mail", "account") == {"account": None}
    send = ("mail", "send", case, "--to", SHOP, "--subject", "S", "--text", "T")
    assert "turned on" in desk.refused(*send)
    made = desk.json("mail", "account", "--address", CONSUMER, "--smtp-host", "mail.example")
    assert made["account"]["enabled"] is False
    assert "is no port" in desk.refused("mail", "account", "--smtp-port", "x")
    assert desk.json("mail", "outbox") == {"outbox": []}
    assert mail.AREA.name == "mail"
