"""Messages saved by Outlook."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def outlook(**streams: bytes) -> bytes:
    """Make a message of these streams, named as the format names them without its prefix."""
    kinds = {name: (int(name[4:8], 16), int(name[:4], 16)) for name in streams}
    listed = b"".join(struct.pack("<HHI8x", *kinds[name], 0) for name in streams)
    named = {f"__substg1.0_{name}": data for name, data in streams.items()}
    return msg._compound({"__properties_version1.0": bytes(32) + listed, **named})


def wide(said: str) -> bytes:
    return said.encode("utf-16-le")


def rich(data: bytes) -> bytes:
    """Keep RTF as Outlook does where packing would not pay."""
    return struct.pack("<IIII", len(data) + 12, len(data), 0x414C454D, 0) + data


def facts_of(tmp_path: Path, data: bytes) -> Reading:
    path = tmp_path / "letter.msg"
    path.write_bytes(data)
    assert kind_of(data[:8192], path.name) is msg.KIND
    return read(path)


def test_a_message_that_is_rich_text_alone_is_read(tmp_path: Path) -> None:
    body = rb"{\rtf1\ansi\ansicpg1252 Sehr geehrte Frau Wei\'df,\par die Ware fehlt.{\v secret}\par}"
    reading = facts_of(tmp_path, outlook(**{"0037001F": wide("Lampe"), "10090102": rich(body)}))
    assert reading.title == "Lampe"
    assert reading.page_texts == ("Sehr geehrte Frau Weiß,\ndie Ware fehlt.",)
    assert reading.facts["hidden_text"] == "secret"
    assert any("hides" in told.text for told in reading.warnings)


def test_the_page_inside_rich_text_is_read_without_its_marks(tmp_path: Path) -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Guten Tag, "
        rb"{\*\htmltag <b>}Frau{\*\htmltag </b>} Wei\'df{\*\htmltag </p>}}"
    )
    reading = facts_of(tmp_path, outlook(**{"0037001F": wide("x"), "10090102": rich(body)}))
    assert reading.page_texts == ("Guten Tag, Frau Weiß",)


def test_letters_of_one_byte_are_read_in_the_set_of_the_message(tmp_path: Path) -> None:
    said = "Где моя посылка?"
    streams = {"0037001E": said.encode("cp1251"), "1000001E": said.encode("cp1251")}
    kinds = b"".join(struct.pack("<HHI8x", 0x1E, which, 0) for which in (0x37, 0x1000))
    kinds += struct.pack("<HHIII", 0x03, 0x3FFD, 0, 1251, 0)
    named = {f"__substg1.0_{name}": data for name, data in streams.items()}
    data = msg._compound({"__properties_version1.0": bytes(32) + kinds, **named})
    reading = facts_of(tmp_path, data)
    assert (reading.title, reading.page_texts) == (said, (said,))


@pytest.mark.parametrize("broken", [b"", b"{", b"{\\rtf1", rich(b"{\\rtf1 " + b"{" * 3000), b"\xff" * 40])
def test_broken_rich_text_leaves_the_rest_readable(broken: bytes, tmp_path: Path) -> None:
    reading = facts_of(tmp_path, outlook(**{"0037001F": wide("Still here"), "10090102": broken}))
    assert reading.title == "Still here"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(place=st.integers(0, len(msg.sample()) - 1), value=st.integers(0, 255))
def test_no_changed_byte_is_more_than_a_sentence(place: int, value: int, tmp_path: Path) -> None:
    data = bytearray(msg.sample())
    data[place] = value
    path = tmp_path / "letter.msg"
    path.write_bytes(data)
    reading = read(path)
    assert reading.kind == "msg"
    assert reading.title
