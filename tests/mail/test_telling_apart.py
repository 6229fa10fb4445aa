"""A mail read for the register: what is needed of it, and when two copies are the same mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.mails import answer, report, sent
from xborder_desk.domain.mails import ToldMail
from xborder_desk.mail.telling_apart import canonical, told, told_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sent_mail_bears_no_traces_and_a_received_one_does() -> None:
    ours, theirs = told(sent()), told(answer())
    assert (ours.carried, theirs.carried) == (False, True)
    assert ours.receivers[0].address == "support@wanbao.example"
    assert theirs.answers == ("first@office.example",)
    assert theirs.received.startswith("2026-02-03T10:15")


def test_a_report_names_its_mail_without_brackets() -> None:
    found = told(report()).report
    assert found is not None
    assert (found.kind, found.message_id) == ("delivery", "first@office.example")


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_and_marks_of_a_program_change_nothing(end: bytes) -> None:
    noted = b"From me Mon Feb  2 10:15:00 2026\nX-Mozilla-Status: 0001\nStatus: RO\n" + sent() + b"\n\n"
    assert canonical(sent()) == canonical(noted.replace(b"\n", end))
    assert canonical(sent()) != canonical(sent(text="Another"))


def test_it_crosses_a_process_and_comes_back_whole(tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(report())
    assert ToldMail.from_plain(told_of(str(file))) == told(report())
    with pytest.raises(ValueError, match="not a mail"):
        ToldMail.from_plain({"readable": True})


def test_outlooks_files_are_read_too(corpora: Path) -> None:
    file = corpora / "02-mail" / "msg-bbottema" / "simple sent.msg"
    found = told(file.read_bytes())
    assert found.receivers[0].address == "sales@bitdaddys.com"
    assert not told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut").readable
