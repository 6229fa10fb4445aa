"""The composed pages as data: sums, names, links and rows as a court reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.dossier import GENERIC, content, exhibit, mail
from xborder_desk.documents.sheets import (
    LONG_ROW,
    MOST_CASES,
    MOST_NAMES,
    PER_LINE,
    by_currency,
    dossier_data,
    pages_text,
    stamp_data,
    stamp_size,
)
from xborder_desk.documents.writer import Place, writer_for
from xborder_desk.domain.dossier import ClaimLine, Contact, Correction, Fact, Member, Money
from xborder_desk.domain.evidence import Stored
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from xborder_desk.domain.dossier import DossierContent

AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
MONEY = st.builds(
    Money,
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.sampled_from(["EUR", "CNY", "JPY", "PLN"]),
)


def data(made: DossierContent, **more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"places": {}, "problems": {}, **more}
    return dossier_data(made, writer_for(made, Language(made.language)), **values)


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def members(count: int, *, names: int | None = None) -> tuple[Member, ...]:
    return tuple(
        Member(f"2026-{n:04}", f"Name {n % (names or count):02}", "DE", euro("10.00"))
        for n in range(1, count + 1)
    )


def cover(made: DossierContent) -> dict[str, str]:
    return dict(data(made)["cover"]["rows"])


@given(st.lists(MONEY, max_size=12))
def test_each_currency_is_summed_by_itself_and_no_cent_is_lost(amounts: list[Money]) -> None:
    sums = by_currency([ClaimLine("x", one) for one in amounts])
    assert [one.currency for one in sums] == list(dict.fromkeys(one.currency for one in amounts))
    for total in sums:
        assert total.amount == sum(one.amount for one in amounts if one.currency == total.currency)


def test_a_claim_has_its_total_last_and_strong() -> None:
    rows = data(content())["claims"]
    assert [row["strong"] for row in rows] == [False, True]
    assert rows[-1]["amount"] == "1.199,00\u00a0€"


def test_without_heads_of_claim_there_is_no_total_of_nothing() -> None:
    assert data(content(claim_lines=()))["claims"] == []
    assert [row["strong"] for row in data(content(claim=None))["claims"]] == [False]


def test_a_dossier_over_several_cases_never_adds_up_different_currencies() -> None:
    lines = (
        ClaimLine("a", euro("10.00")),
        ClaimLine("b", Money(Decimal("5.00"), "PLN")),
        ClaimLine("c", euro("2.50")),
    )
    rows = data(content(claim=None, claim_lines=lines, group=members(2)))["claims"]
    assert [row["amount"] for row in rows if row["strong"]] == ["12,50\u00a0€", "5,00\u00a0PLN"]


@pytest.mark.parametrize("language", ["de", "ar", "he", "zh-Hant"])
def test_the_cover_names_the_case_and_its_fingerprint_in_every_direction(language: str) -> None:
    rows = data(content(language=language))["cover"]["rows"]
    values = [re.sub("[\u2066-\u2069]", "", value) for _, value in rows]
    assert values[0] == "2026-0001"
    assert values[-1] == "f" * 64
    assert "Beratung Musterstadt" in values


def test_what_is_not_known_has_no_row_on_the_cover() -> None:
    known, bare = cover(content()), cover(content(claim=None))
    assert set(known) - set(bare) == {"Claim"}


def test_only_the_first_two_parties_are_sides() -> None:
    party = content().parties[0]
    made = content(parties=(*content().parties, replace(party, id="P-03", name="Bank")))
    names = [side["name"] for side in data(made)["cover"]["sides"]]
    assert names == ["Łucja Öztürk", "深圳市好咖啡電子商務有限公司"]
    assert len(data(made)["parties"]) == 3


@given(st.integers(1, 3 * MOST_CASES))
def test_no_case_is_silently_left_out_of_the_cover(count: int) -> None:
    rows = data(content(group=members(count)))["cover"]["rows"]
    lines = rows[0][1].split("\n")
    assert all(len(line.split(", ")) <= PER_LINE for line in lines)
    named = re.findall(r"2026-\d{4}", rows[0][1])
    more = re.search(r"\(\+(\d+)\)", rows[0][1])
    assert len(named) + (int(more[1]) if more else 0) == count
    assert len(named) == min(count, MOST_CASES)


def test_a_consumer_with_several_cases_is_named_once_and_the_others_are_counted() -> None:
    (few,) = data(content(group=members(9, names=3)))["cover"]["sides"]
    assert few["name"] == "Name 01, Name 02, Name 00"
    (many,) = data(content(group=members(MOST_NAMES + 4)))["cover"]["sides"]
    assert many["name"].endswith(f"Name {MOST_NAMES:02}, … (+4)")
    assert many["role"] == "Verbraucherin"


def test_every_link_of_the_contents_leads_to_a_section_or_an_exhibit() -> None:
    made = content([mail(1, section="Kauf"), mail(2, section="Kauf"), mail(3, section="Streit")])
    places = {"parties": Place(3, 3), "E-02": Place(12, 15)}
    rows = data(made, places=places)["contents"]
    by_target = {row["to"]: row["page"] for row in rows}
    assert by_target["section/parties/0"] == "3"
    assert by_target["exhibit/E-02/0"] == "12"
    assert by_target["exhibit/E-03/0"] == ""
    titles = [row["title"] for row in rows]
    assert titles.count("Kauf") == titles.count("Streit") == 1
    assert "Cover" not in titles
    assert rows[titles.index("Streit")]["to"] == "exhibit/E-03/0"


@pytest.mark.parametrize(("sheeted", "expected"), [(None, ["E-01", "E-02"]), (["E-02"], ["E-02"]), ([], [])])
def test_sheets_are_made_for_those_exhibits_that_want_one(
    sheeted: list[str] | None, expected: list[str]
) -> None:
    made = content([mail(1), mail(2)])
    slips = data(made, sheeted=sheeted)["slips"]
    labels = writer_for(made, Language("de")).labels
    assert [one["label"] for one in slips] == [labels[key] for key in expected]


def test_a_long_row_may_be_cut_by_a_page_and_lines_count_for_length() -> None:
    texts = ["kurz", "x" * (LONG_ROW + 1), "\n".join("abcdefghij" * 4)]
    facts = tuple(Fact(f"F-{n:02}", text) for n, text in enumerate(texts, 1))
    assert [row["long"] for row in data(content(facts=facts))["facts"]] == [False, True, True]


def contact(zone: str, **more: Any) -> Contact:
    return Contact("A-01", AT, zone, "Telefon", "+86 755 1", **more)


@pytest.mark.parametrize(
    ("zone", "universal"),
    [("UTC", ""), ("Asia/Shanghai", "01.05.2026, 08:30 UTC"), ("Europe/Berlin", "01.05.2026, 08:30 UTC")],
)
def test_an_attempt_tells_universal_time_where_its_clock_went_otherwise(zone: str, universal: str) -> None:
    (row,) = data(content(contacts=(contact(zone),)))["contacts"]
    assert row["universal"].startswith(universal)
    assert bool(row["universal"]) is bool(universal)
    assert row["noted"] == ""


def test_a_correction_shows_what_stood_there_and_why_it_was_changed() -> None:
    fixes = (Correction(AT, "+86 1", "+86 2", "UTC", "Zahlendreher"), Correction(AT, "a", "b"))
    (row,) = data(content(contacts=(contact("UTC", corrections=fixes, local_text="10.30 Uhr"),)))["contacts"]
    first, second = row["corrections"]
    assert (first["before"], first["after"]) == ("+86 1", "+86 2")
    assert first["reason"].endswith(": Zahlendreher")
    assert second["reason"] == ""
    assert row["noted"].endswith("10.30 Uhr")


def test_an_exhibit_that_cannot_be_shown_says_so_in_the_list() -> None:
    made = content([exhibit(1, Stored("a" * 64, 5), source="", language="")])
    (row,) = data(made, problems={"E-01": "locked"}, places={"E-01": Place(4, 4)})["exhibits"]
    assert (row["problem"], row["pages"], row["sha256"], row["about"]) == ("locked", "4", "a" * 64, "PDF")


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_a_range_of_pages_can_be_read_back(first: int, more: int) -> None:
    pages = [int(one) for one in pages_text(Place(first, first + more)).split("–")]
    assert (pages[0], pages[-1]) == (first, first + more)
    assert len(pages) == (2 if more else 1)


@given(st.sampled_from(["Anlage K {}", "附件{}", "Exhibit {}", "{}"]), st.integers(1, 998))
def test_an_exhibit_that_moves_one_place_keeps_the_size_of_its_stamp(label: str, number: int) -> None:
    assert stamp_size(label.format(number)) == stamp_size(label.format(number + 1))


@given(st.text(max_size=60), st.text(max_size=5))
def test_a_longer_label_never_has_a_smaller_stamp(label: str, more: str) -> None:
    assert stamp_size(f"{label} {more}") >= stamp_size(label)


def test_wide_letters_want_more_room() -> None:
    assert stamp_size("附件" * 8) > stamp_size("ab" * 8)


@pytest.mark.parametrize("label", ["Exhibit 1", "Anlage K 12", "Doc. n.º 120", "证据7", "KB 3", ""])
def test_stamps_of_usual_labels_leave_the_same_room(label: str) -> None:
    assert stamp_size(label) == (150.0, 16.0)


def test_stamps_count_every_page_and_label_only_exhibits() -> None:
    made = content([mail(1), mail(2)], profile=GENERIC, language="en")
    stamps = stamp_data(made, writer_for(made, Language("en")), ["", "E-01", "E-01", "E-02"])["stamps"]
    assert stamps == [["", "p. 1"], ["Exhibit 1", "p. 2"], ["Exhibit 1", "p. 3"], ["Exhibit 2", "p. 4"]]
