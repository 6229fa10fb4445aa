"""The board of the diligent search: what the register fulfils, what a person marked, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.factories.attempts import attempt, outcome
from tests.factories.lines import chained
from xborder_desk.domain.contacts import OMISSIONS, SEARCH
from xborder_desk.domain.search import (
    BoardRow,
    DataText,
    Row,
    RowState,
    Search,
    board,
    marks_from,
    omissions_from,
)

if TYPE_CHECKING:
    from xborder_desk.domain.registers import Line
    from xborder_desk.domain.search import Mark

AT = "2026-03-01T10:00:00.000Z"
TEXT = DataText("Words", "context")


@dataclass(frozen=True)
class Seen:
    kind: str = "email"
    raw: str = "Shop@seller.example"
    normal: str = "shop@seller.example"
    origin: str = ""
    evidence: str = ""


def row(**more: Any) -> Row:
    return Row("mail", 1, TEXT, TEXT, **{"channels": ("email",), **more})


def one(wanted: Row, **more: Any) -> BoardRow:
    values: dict[str, Any] = {
        "known": (),
        "attempts": (),
        "inquiries": (),
        "roles": {},
        "marks": {},
        "normal": lambda _channel, address: address.lower(),
    }
    (found,) = board([wanted], Search(**{**values, **more}))
    return found


def lines_of(*contents: dict[str, object]) -> list[Line]:
    return list(chained([{"at": AT, **one} for one in contents], "contacts")[0])


def marks(*contents: dict[str, object]) -> dict[str, Mark]:
    return marks_from(lines_of(*contents))


def said(state: str, **more: object) -> dict[str, object]:
    return {"action": SEARCH, "row": "mail", "state": state, "actor": "Jana", **more}


def test_nothing_recorded_is_open() -> None:
    found = one(row())
    assert found.state is RowState.OPEN
    assert found.told is not None
    assert "Nothing" in found.told.text


def test_an_attempt_by_hand_fulfils_a_row() -> None:
    found = one(row(), attempts=(attempt(3, proofs=("E-02",)),))
    assert (found.state, found.attempts, found.proofs) == (RowState.DONE, ("A-03",), ("E-02",))


def test_what_only_a_server_told_of_fulfils_nothing() -> None:
    assert one(row(), attempts=(attempt(known_by="report"),)).state is RowState.OPEN


def test_hearsay_needs_a_proof() -> None:
    found = one(row(), attempts=(attempt(first_hand=False),))
    assert found.state is RowState.OPEN
    assert found.attempts == ("A-01",)
    later = attempt(first_hand=False, results=(outcome("bounced", proofs=("E-05",)),))
    assert one(row(), attempts=(later,)).state is RowState.DONE
    assert one(row(), attempts=(later,)).proofs == ("E-05",)


def test_each_known_address_must_be_tried() -> None:
    every = row(every="email")
    other = Seen(raw="info@seller.example", normal="info@seller.example")
    found = one(every, known=(Seen(), other), attempts=(attempt(address="SHOP@seller.example"),))
    assert found.state is RowState.OPEN
    assert found.told is not None
    assert found.told.fields == {"addresses": "info@seller.example"}
    both = (attempt(1), attempt(2, address="info@seller.example"))
    assert one(every, known=(Seen(), other), attempts=both).state is RowState.DONE


def test_a_row_about_addresses_nobody_knows_does_not_apply() -> None:
    assert one(row(every="email")).state is RowState.NOT_APPLICABLE
    assert one(row(every="email"), attempts=(attempt(),)).state is RowState.DONE
    assert one(row(every="email"), known=(Seen(kind="phone"),)).state is RowState.NOT_APPLICABLE


def test_a_purpose_must_have_been_followed_once() -> None:
    wanted = row(purpose="ask_address")
    assert one(wanted, attempts=(attempt(),)).state is RowState.OPEN
    assert one(wanted, attempts=(attempt(), attempt(2, purpose="ask_address"))).state is RowState.DONE


def test_inquiries_count_by_role_or_register() -> None:
    bank = attempt(1, channel="third_party", party="P-03", address="Bank")
    asked = row(channels=(), roles=("bank",))
    assert one(asked, inquiries=(bank,), roles={"P-03": "bank"}).state is RowState.DONE
    assert one(asked, inquiries=(bank,), roles={"P-03": "carrier"}).state is RowState.OPEN
    assert one(asked, inquiries=(bank,)).state is RowState.OPEN
    looked = attempt(2, channel="register_lookup", address="Handelsregister Köln, HRB 1")
    assert one(row(channels=(), registers=("handelsregister",)), inquiries=(looked,)).state is RowState.DONE
    assert one(row(channels=(), registers=("whois",)), inquiries=(looked,)).state is RowState.OPEN


def test_where_an_address_was_seen_counts_with_its_evidence() -> None:
    found = one(row(channels=(), origins=("imprint",)), known=(Seen(origin="imprint", evidence="E-07"),))
    assert (found.state, found.proofs) == (RowState.DONE, ("E-07",))


def test_what_a_person_marked_comes_first_and_the_last_word_counts() -> None:
    away = said("not_applicable", reason="A private seller.", proofs=[{"evidence": "E-09"}])
    found = one(row(), marks=marks(away), attempts=(attempt(),))
    assert (found.state, found.reason, found.by, found.proofs) == (
        RowState.NOT_APPLICABLE,
        "A private seller.",
        "Jana",
        ("E-09",),
    )
    again = one(row(), marks=marks(away, said("open")), attempts=(attempt(),))
    assert (again.state, again.attempts) == (RowState.DONE, ("A-01",))


def test_other_lines_mark_nothing() -> None:
    assert marks({"action": "attempt", "actor": "Jana"}) == {}


def test_the_last_words_on_gaps_count() -> None:
    lines = lines_of(
        {"action": OMISSIONS, "text": "first"}, said("done"), {"action": OMISSIONS, "text": "last"}
    )
    assert omissions_from(lines) == "last"
    assert omissions_from([]) == ""


def test_a_text_of_the_data_reads_as_its_english() -> None:
    assert str(TEXT) == "Words"
