"""The claim of a real case: heads kept beside it, the bank's own file of rates, interest from a demand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from tests.factories.cases import new_attempt, open_case
from xborder_desk.domain.claim import Basis, HeadKind
from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.services.claims import NewHead
from xborder_desk.services.claims.ecb import rates_in
from xborder_desk.storage.queries import rates

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

HIST: Final = (
    "Date,USD,JPY,RUB,\n"
    "2026-01-09,1.1000,170.00,N/A,\n"
    "2026-01-08,1.0900,169.00,N/A,\n"
    "2022-03-01,1.1162,128.66,117.201,\n"
)


def write(folder: Path, text: str, name: str = "eurofxref-hist.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_price_alone_is_the_claim_of_a_new_case(desk: Desk) -> None:
    found = desk.claims.show(open_case(desk))
    assert (found.total, found.currency) == (Decimal("249.90"), "EUR")
    assert [line.head.kind for line in found.heads] == [HeadKind.PRICE]
    assert {fit.ceiling.procedure for fit in found.fits} == {"eu-small-claims", "national-small-claims"}
    assert {fit.state for fit in found.fits} == {"below"}
    assert found.interest is None


def test_heads_are_kept_and_taken_out(desk: Desk) -> None:
    case = open_case(desk)
    desk.claims.add_head(case, NewHead("customs", "3", "EUR", "2026-01-20", "duty"))
    desk.claims.add_head(case, NewHead("return-cost", "14.50", "EUR"))
    assert desk.claims.show(case).total == Decimal("267.40")
    desk.claims.remove_head(case, 1)
    assert [one.kind for one in desk.claims.heads(case)] == [HeadKind.PRICE, HeadKind.RETURN_COST]
    with pytest.raises(NotFoundError):
        desk.claims.remove_head(case, 2)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewHead("gift", "3", "EUR"), "kind"),
        (NewHead("customs", "three", "EUR"), "amount"),
        (NewHead("customs", "3", "XXX1"), "currency"),
        (NewHead("customs", "3", ""), "currency"),
        (NewHead("customs", "3", "EUR", on="yesterday"), "on"),
        (NewHead("customs", "3", "USD", billed="2.70"), "billed"),
        (NewHead("customs", "3.001", "EUR"), "amount"),
    ],
)
def test_a_head_that_cannot_be_taken_changes_nothing(desk: Desk, new: NewHead, field: str) -> None:
    case = open_case(desk)
    with pytest.raises(BadInputError) as fault:
        desk.claims.add_head(case, new)
    assert fault.value.field == field
    assert len(desk.claims.heads(case)) == 1


def test_rates_convert_with_the_day_of_payment_or_the_last_before(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    desk.claims.add_head(case, NewHead("customs", "11.00", "USD", "2026-01-11"))
    desk.claims.add_head(case, NewHead("bank-fee", "500", "RUB", "2026-01-11"))
    assert desk.claims.show(case).heads[1].basis is Basis.NONE
    imported = desk.claims.import_rates(write(tmp_path, HIST))
    assert (imported.rates, imported.currencies) == (7, 3)
    found = desk.claims.show(case)
    assert found.heads[1].amount == Decimal("10.00")
    assert found.heads[1].rates[0].on == dt.date(2026, 1, 9)
    assert found.heads[2].basis is Basis.NONE, "a rate suspended years ago is none"
    assert found.total == Decimal("259.90")


def test_a_newer_file_takes_the_place_of_the_older(desk: Desk, office: Office, tmp_path: Path) -> None:
    desk.claims.import_rates(write(tmp_path, HIST))
    desk.claims.import_rates(write(tmp_path, HIST.replace("1.1000", "1.2000")))
    daily = write(tmp_path, "Date, USD, JPY, \n12 January 2026, 1.3000, 171.0, \n", "eurofxref.csv")
    assert desk.claims.import_rates(daily).first == dt.date(2026, 1, 12)
    with office.database.read() as uow:
        assert rates.newest(uow) == dt.date(2026, 1, 12)
        book = rates.OfficeRates(uow)
        assert book.per_euro("USD", dt.date(2026, 1, 9)) == Decimal("1.2")
        assert book.per_euro("EUR", dt.date(2026, 1, 9)) is None
        assert book.per_euro("USD", dt.date(2026, 1, 7)) is None


@pytest.mark.parametrize(
    "text",
    ["", "Day,USD\n", "Date,usd\n", "Date,USD\n2026-13-01,1.1\n", "Date,USD\n2026-01-01,-1\n", "Date,USD\n",
     "Date,USD\n2026-01-01,NaN\n", "Date,USD\nmany words here,1.0\n"],
)  # fmt: skip
def test_another_file_is_refused_whole(desk: Desk, office: Office, tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInputError):
        desk.claims.import_rates(write(tmp_path, text))
    with office.database.read() as uow:
        assert rates.newest(uow) is None


def test_a_file_that_is_not_there_or_no_text(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        desk.claims.import_rates(tmp_path / "none.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(BadInputError):
        desk.claims.import_rates(tmp_path / "picture.csv")


def test_interest_runs_from_the_day_after_the_demand_s_deadline(desk: Desk) -> None:
    case = open_case(desk)
    desk.contacts.add(case, new_attempt(purpose="demand", reply_by="2026-02-17"))
    found = desk.claims.show(case, "2026-03-31")
    assert found.interest_from == dt.date(2026, 2, 18)
    assert found.interest is not None
    assert [one.days for one in found.interest.periods] == [42]
    assert found.interest.settled
    assert found.total == Decimal("249.90") + Decimal("1.80")


def test_another_country_s_interest_can_be_asked_for(desk: Desk) -> None:
    case = open_case(desk)
    desk.contacts.add(case, new_attempt(purpose="demand", reply_by="2026-02-17"))
    french = desk.claims.show(case, "2026-03-31", country="FR")
    assert french.interest_from == dt.date(2026, 2, 3), "French interest runs from the notice itself"
    assert desk.claims.show(case, "2026-03-31", country="BR").interest_law is None


def test_a_line_without_figures_and_columns_without_names_are_passed_over(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeffDate,USD,CYP,\n\n2026-01-09,1.1,N/A,\n ,2.0,\n")
    assert list(rates_in(file)) == [("USD", dt.date(2026, 1, 9), Decimal("1.1"))]
