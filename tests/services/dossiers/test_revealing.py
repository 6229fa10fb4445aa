"""Which exhibits a pseudonymous dossier shows: what tells of nobody, is redacted, or was looked through."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from xborder_desk.domain.items import EvidenceRow
from xborder_desk.domain.pseudonyms import Veil, secrets_of
from xborder_desk.services.dossiers.revealing import NAMED, UNREAD, hindrance

if TYPE_CHECKING:
    from xborder_desk.services.dossiers.content import Sources

VEIL = Veil(secrets_of("Zoë Adler", "Consumer A"))
ITEM = EvidenceRow(
    id=1,
    uid="u",
    number="E-01",
    part_of="",
    sha256="a" * 64,
    size=9,
    filename="a.pdf",
    media_type="application/pdf",
    kind="pdf",
    title="",
    on="",
    language="",
    pages=None,
    text_chars=5,
    facts={},
    warnings=(),
    state="read",
    source="",
    method="",
    acquired_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    acquired_by="",
    descriptions={},
    duplicate_of="",
)
REDACTED: dict[str, Any] = {"derived_from": "E-09", "derivation": {"how": "redacted"}}


def found(texts: tuple[str, ...] = (), *, looked: tuple[str, ...] = (), **changed: Any) -> str:
    sources = SimpleNamespace(
        items={"E-01": replace(ITEM, **changed)},
        texts={1: texts},
        case=SimpleNamespace(number="2026-0001"),
    )
    return hindrance(cast("Sources", sources), "E-01", VEIL, looked)


@pytest.mark.parametrize(
    ("texts", "changed", "why"),
    [
        (("Dear customer",), {}, ""),
        (("Dear Ms Adler",), {}, NAMED),
        (("one", "two by Zoe"), {}, NAMED),
        (("Hello",), {"facts": {"from": [{"name": "Z. Adler", "address": "x@y.example"}]}}, NAMED),
        (("Hello",), {"facts": {"note": "line one\nAdler"}}, NAMED),
        (("IBAN DE89370400440532013000",), {}, NAMED),
        (("card 4111 1111 1111 1111",), {}, NAMED),
        ((), {"text_chars": 0}, UNREAD),
        (("only the first page",), {"pages": 2}, UNREAD),
        (("first", " \n"), {"pages": 2}, UNREAD),
        (("first", "second"), {"pages": 2}, ""),
        ((), {"text_chars": 0, **REDACTED}, ""),
        (("still says Adler",), REDACTED, NAMED),
        ((), {"text_chars": 0, "derived_from": "E-09", "derivation": {"how": "converted"}}, UNREAD),
    ],
)
def test_what_tells_and_what_cannot_be_read_is_not_shown(
    texts: tuple[str, ...], changed: dict[str, Any], why: str
) -> None:
    assert found(texts, **changed) == why


def test_a_person_may_vouch_for_what_has_no_words_but_not_against_what_is_read() -> None:
    assert not found(looked=("2026-0001/E-01",), text_chars=0)
    assert found(looked=("2026-0002/E-01",), text_chars=0) == UNREAD
    assert found(("Adler",), looked=("2026-0001/E-01",)) == NAMED
