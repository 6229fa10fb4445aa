"""Mails whose fields and parts another reader's project has written down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xborder_desk.mail import charsets
from xborder_desk.mail.structure import Piece, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = ("subject", "from", "to", "cc", "date")


def test_fields_and_parts_agree_with_mime4j(corpora: Path) -> None:
    folder = corpora / "02-mail" / "mime4j" / "testmsgs"
    agreed, differing = 0, []
    for told in sorted(folder.glob("*_decoded.xml")):
        mail = told.with_name(told.name.replace("_decoded.xml", ".msg"))
        top = parse(mail.read_bytes())
        truth = ET.fromstring(told.read_bytes())  # noqa: S314 - a file of the corpora
        wanted: list[tuple[str, object]] = [(name, _field(truth, name)) for name in FIELDS]
        found: list[tuple[str, object]] = [
            (name, _line((top.field(name) or b"").decode("latin-1"))) for name in FIELDS
        ]
        wanted.append(("parts", [_words((folder / name).read_bytes()) for name in _files(truth)]))
        found.append(("parts", [_words(piece.content) for piece in _leaves(top)]))
        for (name, theirs), (_, ours) in zip(wanted, found, strict=True):
            agreed += ours == theirs
            if ours != theirs:
                differing.append(f"{mail.name} {name}: {ours!r} is not {theirs!r}"[:600])
    # Where they differ, words stand outside of any border; that reader drops them, here they are kept.
    assert agreed + len(differing) == 192
    assert agreed >= 184, differing


def _leaves(piece: Piece) -> Iterator[Piece]:
    for leaf in piece.leaves():
        if leaf.media_type == "message/rfc822":
            yield from _leaves(parse(leaf.content))
        else:
            yield leaf


def _field(truth: ET.Element, name: str) -> str:
    for field in truth.iterfind("header/field"):
        found, _, value = (field.text or "").strip().partition(":")
        if found.strip().lower() == name:
            return _line(value)
    return ""


def _files(truth: ET.Element) -> list[str]:
    return [each.get("name", "") for each in truth.iter() if each.tag in {"text-body", "binary-body"}]


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(data: bytes) -> str:
    return re.sub(r"\s+", " ", charsets.decode_guessed(data)[0]).strip()
