"""Messages saved by Outlook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, msg

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, room: int = 1 << 26) -> Reading:
    return Reading.from_plain(msg.read(str(path), path.name, room))


def saved(corpora: Path) -> list[Path]:
    """The messages of Outlook; mails that only bear the suffix are none."""
    found = sorted((corpora / "02-mail").rglob("*.msg"))
    return [path for path in found if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"]


def test_a_message_gives_the_facts_of_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "m.msg"
    path.write_bytes(msg.sample())
    reading = read(path)
    assert (reading.title, reading.date) == ("Where is my parcel?", "2026-03-02T08:30:00+00:00")
    assert (reading.facts["from"], reading.facts["text"]) == ("Jürgen", "It never came.")
    assert reading.warnings == ()


def test_a_damaged_one_is_kept_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "m.msg"
    path.write_bytes(msg.sample()[:1000])
    reading = read(path)
    assert "damaged" in str(reading.warnings[0])
    assert not reading.viewable


def test_every_message_opens(corpora: Path) -> None:
    files = saved(corpora)
    assert len(files) >= 22
    for file in files:
        with file.open("rb") as opened:
            assert kind_of(opened.read(8192), file.name) is msg.KIND
        reading = read(file)
        assert reading.viewable, file.name
        assert reading.facts["text"] or reading.encrypted, file.name
        assert reading.date, file.name


def test_what_real_messages_say(corpora: Path) -> None:
    folder = corpora / "02-mail" / "msg-bbottema"
    reply = read(folder / "simple reply with CC.msg").facts
    assert reply["from"] == "Benny Bottema <benny@bennybottema.com>"
    assert reply["to"] == ["David Johnston <davidjono555@gmail.com>"]
    assert reply["cc"] == [
        "Benny Bottema <b.bottema@projectnibble.org>",
        "Benny Bottema <b.bottema@gmail.com>",
    ]
    assert reply["date"] == "2019-12-18T11:30:37+01:00"
    chinese = read(folder / "testgetmsgAttch.msg")
    assert chinese.title == "测试多人邮件抄送msg格式"
    assert [part.name for part in chinese.parts] == ["剑来.jpg", "test mail.eml"]
    assert chinese.date == "2020-04-26T11:20:35+08:00"


def test_an_address_of_a_directory_is_shown_as_the_world_knows_it(corpora: Path) -> None:
    facts = read(corpora / "02-mail" / "msg-bbottema" / "issue-87-client-submit-time.msg").facts
    assert facts["from"] == "Reitinger Helmut <Helmut.Reitinger@groedig.at>"


def test_signed_and_encrypted_messages_are_told_apart(corpora: Path) -> None:
    folder = corpora / "02-mail" / "msg-bbottema"
    signed = read(folder / "S_MIME test message signed.msg")
    assert not signed.encrypted
    assert "smime.p7s" in [part.name for part in signed.parts]
    assert str(signed.facts["text"]).startswith("This is an encrypted message")
    assert read(folder / "S_MIME test message encrypted.msg").encrypted


def test_attachments_stay_within_their_room(corpora: Path) -> None:
    path = corpora / "02-mail" / "msg-bbottema" / "testgetmsgAttch.msg"
    reading = read(path, room=10_000)
    assert [part.name for part in reading.parts] == ["test mail.eml"]
    assert "too large" in str(reading.warnings[0])
