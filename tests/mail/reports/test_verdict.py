"""From a server's words to a class, and to whether an address is dead; and the phrases behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.mail.reports import words
from xborder_desk.mail.reports.verdict import (
    class_of,
    folded,
    is_dead,
    is_waiting,
    reply_in,
    status_in,
)


@pytest.mark.parametrize(
    ("text", "status", "reply"),
    [
        ("550 5.1.1 user unknown", "5.1.1", 550),
        ("smtp; 550 5.0.0, then 5.1.1", "5.1.1", 550),
        ("5.0.0 only", "5.0.0", None),
        ("421 4.4.1 timed out; 550 5.4.1 gave up", "5.4.1", 550),
        ("250 ok", "", None),
        ("at 192.0.2.55, port 5.5.5.5", "", None),
        ("#5.1.1 <user550@e.org>", "5.1.1", None),
        ("", "", None),
        ("said: 550\n  <a@e.org>: User unknown", "", 550),
    ],
)
def test_codes_are_found_among_other_figures(text: str, status: str, reply: int | None) -> None:
    assert status_in(text) == status
    assert reply_in(text) == reply


@pytest.mark.parametrize(
    ("status", "action", "reply", "text", "expected"),
    [
        ("5.1.1", "", None, "", 5),
        ("4.4.1", "delayed", 421, "", 4),
        ("4.4.7", "failed", 550, "", 5),
        ("", "", 450, "", 4),
        ("", "failed", None, "", 5),
        ("", "failed", None, "a temporary problem, still trying: message delayed", 5),
        ("", "delayed", None, "", 4),
        ("", "relayed", None, "", 2),
        ("", "", None, "Warning: will keep trying", 4),
        ("", "", None, "a permanent delay", 5),
        ("", "", None, "user unknown", 5),
        ("", "", None, "", None),
    ],
)
def test_the_class(status: str, action: str, reply: int | None, text: str, expected: int | None) -> None:
    assert class_of(status, action, reply, text) == expected


@pytest.mark.parametrize(
    ("status", "reply", "text", "dead"),
    [
        ("5.1.1", 550, "user unknown", True),
        ("5.1.1", 550, "", True),
        ("5.1.2", None, "host not found", True),
        ("5.1.10", 550, "RESOLVER.ADR.RecipNotFound", True),
        ("5.7.27", 550, "sender has null mx", True),
        ("", None, "domain example.org does not accept mail", True),
        ("", None, "The user has moved to another company", True),
        ("5.2.2", 552, "mailbox full", False),
        ("5.7.1", 554, "listed by a block list", False),
        ("4.1.1", None, "user unknown", False),
        ("5.4.1", 550, "connection timed out", False),
        ("5.7.26", 550, "DMARC policy", False),
        ("", 550, "spam content rejected", False),
        ("", 550, "550 user unknown", False),
        ("5.0.0", 550, "550 5.0.0 user unknown", False),
        ("", 550, "550 user unknown (in reply to rcpt to command)", True),
        ("", 550, "550 user unknown (in reply to end of data command)", False),
        ("", 550, "192.0.2.1 does not like recipient. remote host said: 550 user unknown", True),
        ("", None, "unknown user: shop", True),
        ("", 556, "556 nothing here", True),
        ("", 551, "551 user not local; please try <forward@e.org>", True),
        ("", 521, "521 your mail is blocked", False),
        ("5.7.17", 550, "mailbox owner has changed", True),
        ("5.7.18", 550, "domain owner has changed", True),
        ("", None, "", False),
    ],
)
def test_only_what_the_report_shows_makes_an_address_dead(
    status: str,
    reply: int | None,
    text: str,
    dead: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_dead(status, reply, text) is dead


def test_a_host_called_like_a_reason_is_none() -> None:
    assert is_dead("5.1.1", 550, "host spam.example.org said: user unknown <policy@spam.example.org>")


@pytest.mark.parametrize(
    ("text", "waiting"),
    [
        ("Warning: message still undelivered, will keep trying", True),
        ("You do not need to resend your message", True),
        ("Delivery was delayed and we are giving up", False),
        ("user unknown", False),
    ],
)
def test_a_server_that_still_tries(text: str, waiting: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_waiting(text) is waiting


def test_words_are_folded_with_their_long_forms() -> None:
    assert folded("  The\tUSER\nwas  found ") == "the user was found"
    assert "is not here" in folded("He isn\u2019t here")
    assert "cannot" in folded("can't")


@given(st.text(max_size=200))
def test_any_words_have_a_verdict(text: str) -> None:
    assert class_of("", "", reply_in(text), text) in {2, 4, 5, None}
    assert isinstance(is_dead(status_in(text), reply_in(text), text), bool)
    assert isinstance(is_waiting(text), bool)


@given(st.sampled_from([2, 4, 5]), st.integers(0, 99), st.integers(0, 99))
def test_a_status_is_found_as_it_was_written(first: int, second: int, third: int) -> None:
    code = f"{first}.{second}.{third}"
    assert status_in(f"smtp; ({code}) said the server") == code
    if first == 2:
        assert not is_dead(code, None, "")


@pytest.mark.parametrize(
    "phrase",
    [
        "no such user here",
        "recipient address rejected: user unknown in virtual mailbox table",
        "mailbox not found",
        "this user doesn't have a yahoo.example account",
        "unrouteable address",
        "account has been deleted",
        "the email account that you tried to reach does not exist",
    ],
)
def test_phrases_of_unknown_users(phrase: str) -> None:
    assert words.UNKNOWN_USER.search(folded(phrase))
    assert not words.UNKNOWN_HOST.search(folded(phrase))


@pytest.mark.parametrize("phrase", ["over quota", "mailbox is full", "listed at spamhaus", "try again later"])
def test_phrases_of_addresses_that_are_there(phrase: str) -> None:
    assert words.ALIVE.search(phrase)
    assert not words.PLAIN_UNKNOWN.search(phrase)


@pytest.mark.parametrize(
    ("sender", "expected"),
    [("MAILER-DAEMON", True), ("postmaster", True), ("Mail Delivery System", True), ("ann", False)],
)
def test_who_sends_reports(sender: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert bool(words.SENDERS.search(sender)) is expected
