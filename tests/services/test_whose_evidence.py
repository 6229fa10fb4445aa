"""A number of another case never stands for a paper of this one: in no register, letter, mail or claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.cases import new_attempt, new_party
from tests.factories.offices import copy_of, desk_in, row_counts
from tests.services.whole_work import OUT, Rich, enrich
from xborder_desk.domain.errors import BadInputError, KnownError, NotFoundError
from xborder_desk.jobs.context import JobContext
from xborder_desk.mail.accounts import Account
from xborder_desk.services.claims import NewHead
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact
from xborder_desk.services.letters.asked import NewLetter
from xborder_desk.services.mailing import NewMail
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture(scope="module")
def made(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rich]:
    """An office with two cases, closed, to be copied."""
    folder = tmp_path_factory.mktemp("whose")
    desk = desk_in(copy_of(blank, folder / "office"))
    rich = enrich(desk, folder)
    desk.close()
    return folder / "office", rich


@pytest.fixture
def rich(made: tuple[Path, Rich]) -> Rich:
    return made[1]


@pytest.fixture
def office(made: tuple[Path, Rich], tmp_path: Path) -> Iterator[Office]:
    opened = copy_of(made[0], tmp_path / "office")
    yield opened
    opened.close()


DOORS: Final[dict[str, Callable[[Desk, str, str], Any]]] = {
    "a fact": lambda d, n, item: d.facts.add(n, NewFact("Paid.", "", (item,))),
    "a changed fact": lambda d, n, item: d.facts.change(
        n, "F-01", NewFact("Paid.", "", (item,))
    ),
    "an attempt": lambda d, n, item: d.contacts.add(n, new_attempt(), (item,)),
    "where an address was": lambda d, n, item: d.contacts.add(n, new_attempt(address_evidence=item)),
    "a result": lambda d, n, item: d.contacts.add_result(
        "A-01", NewOutcome(result="bounced", proofs=(item,)), n
    ),
    "a reply": lambda d, n, item: d.contacts.add_reply("A-01", NewOutcome(note="No", proofs=(item,)), n),
    "an identifier": lambda d, n, item: d.parties.add_identifier(
        n, "P-02", NewIdentifier("phone", "+86 755 5550 0142", evidence=item)
    ),
    "an identifier of a new party": lambda d, n, item: d.parties.add(
        n, new_party(identifiers=(NewIdentifier("phone", "+48 32 123 45 67", evidence=item),))
    ),
    "a mandate": lambda d, n, item: d.parties.give_mandate(
        n, "P-01", "mandate", "2026-01-02", proof=item
    ),
    "a head of claim": lambda d, n, item: d.claims.add_head(n, NewHead("customs", "5", "EUR", proof=item)),
    "a line of the post book": lambda d, n, item: d.post.enter(OUT, n, [item]),
    "taking off the list": lambda d, n, item: d.evidence.bin.take_off(n, [item]),
    "putting back": lambda d, n, item: d.evidence.bin.put_back(n, [item]),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_another_cases_paper_is_refused_and_nothing_written(
    desk: Desk, office: Office, rich: Rich, door: str
) -> None:
    theirs = f"{rich.other}/E-01"
    uid = desk.evidence.show(theirs).row.uid
    before = row_counts(office)
    for named in (theirs, f" {theirs.lower()} ", uid):
        with pytest.raises(BadInputError, match="belongs to another case") as told:
            DOORS[door](desk, rich.case, named)
        assert told.value.fields["number"] == named.strip()
    assert row_counts(office) == before


@pytest.mark.parametrize("door", [one for one in DOORS if one != "taking off the list"])
def test_its_own_paper_is_taken_however_its_number_is_typed(desk: Desk, rich: Rich, door: str) -> None:
    desk.evidence.bin.put_back(rich.case, ["E-03"])
    for named in ("E-03", "e-3", " E-003 ", f"{rich.case}/E-3"):
        DOORS[door](desk, rich.case, named)
    desk.offices.check(JobContext())


@pytest.mark.parametrize("door", DOORS)
def test_a_paper_nobody_has_is_named(desk: Desk, office: Office, rich: Rich, door: str) -> None:
    before = row_counts(office)
    for named in ("E-99", f"{rich.case}/E-99", "2019-0404/E-01", "E-", "E-01.7", "nothing"):
        with pytest.raises(NotFoundError, match="There is no evidence"):
            DOORS[door](desk, rich.case, named)
    assert row_counts(office) == before


def test_a_mail_takes_no_paper_of_another_consumer_along(desk: Desk, office: Office, rich: Rich) -> None:
    account = Account("us@office.example", smtp_host="127.0.0.1", smtp_port=1, enabled=True)
    desk.mailing.set_account(account, "secret", "under the mat")
    before = row_counts(office)
    new = NewMail(("shop@seller.example",), "Hello", "Text", attachments=("E-01", f"{rich.other}/E-01"))
    with pytest.raises(BadInputError, match="belongs to another case"):
        desk.mailing.send(rich.case, new, JobContext(), "under the mat")
    assert desk.mailing.outbox() == []
    assert row_counts(office) == before


def test_a_letter_encloses_no_paper_of_another_consumer(desk: Desk, rich: Rich, tmp_path: Path) -> None:
    new = NewLetter("non-delivery", "de", enclose=(f"{rich.other}/E-01",))
    with pytest.raises(KnownError, match="belongs to another case"):
        desk.letters.create(rich.case, new, tmp_path / "letter.pdf", JobContext())
    assert not (tmp_path / "letter.pdf").exists()


def test_a_posting_names_no_attempt_of_another_case(desk: Desk, rich: Rich) -> None:
    desk.contacts.add(rich.other, new_attempt())
    desk.contacts.add(rich.other, new_attempt())
    posted = {
        typed: desk.post.enter(out(typed), rich.case).attempt for typed in ("A-01", "a-1", f"{rich.case}/A-1")
    }
    assert set(posted.values()) == {"A-01"}
    for typed in (f"{rich.other}/A-01", f"{rich.other}/A-02", "A-02", "A-", "E-01"):
        with pytest.raises(NotFoundError, match="no contact attempt"):
            desk.post.enter(out(typed), rich.case)


def out(attempt: str) -> Any:
    from dataclasses import replace  # noqa: PLC0415 - used once

    return replace(OUT, attempt=attempt)


@pytest.mark.parametrize("typed", ["A-01", "a-1", " A-001 ", "CASE/A-1", "case/a-01"])
def test_an_attempt_is_found_however_its_number_is_typed(desk: Desk, rich: Rich, typed: str) -> None:
    named = typed.replace("CASE", rich.case).replace("case", rich.case)
    desk.contacts.add_result(named, NewOutcome(result="bounced"), rich.case)
    assert [one.result for one in desk.contacts.list(rich.case)[0].results] == ["bounced"]
