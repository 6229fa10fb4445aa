"""Mails of one thread in any order, twice, in any container: the register tells the same story once."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.factories.cases import open_case
from tests.factories.mails import (
    SALES,
    SENT_AT,
    SHOP,
    add_addresses,
    answer,
    mailbox,
    report,
    sent,
    write,
)
from tests.factories.offices import copy_of, desk_in, row_counts
from xborder_desk.domain.mail_import import Became
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

SECOND: Final = "second@office.example"
THREAD: Final = {
    "sent": sent(),
    "report": report(),
    "answer": answer(),
    "second": sent(SECOND, SALES, at=SENT_AT + dt.timedelta(days=2)),
}
STORY: Final = [
    ("A-01", SHOP, ["bounced"], ["Re: Order"]),
    ("A-02", SALES, [], []),
]


@pytest.fixture(scope="module")
def made(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a case in which both sides have addresses."""
    folder = tmp_path_factory.mktemp("threads")
    desk = desk_in(copy_of(blank, folder / "office"))
    add_addresses(desk, open_case(desk))
    desk.close()
    return folder / "office"


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    opened = copy_of(made, tmp_path / "office")
    yield opened
    opened.close()


@pytest.fixture
def desk(office: Office) -> Desk:
    return desk_in(office)


CASE: Final = "2026-0001"


def take(desk: Desk, folder: Path, *mails: bytes) -> list[Imported]:
    return desk.contacts.import_mails(CASE, write(folder, *mails), JobContext())


def story(desk: Desk) -> list[Any]:
    """Give each attempt with its results and replies."""
    return [
        (one.number, one.address, [line.result for line in one.results], [line.note for line in one.replies])
        for one in desk.contacts.list(CASE)
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(THREAD)), ids="-".join)
def test_a_folder_of_mails_tells_its_story_in_whatever_order_it_is_named(
    desk: Desk, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """Files are named as people name them; the mails themselves know which of them answers which."""
    done = take(desk, tmp_path / "in", *(THREAD[name] for name in order))
    became = {"sent": "attempt", "report": "result", "answer": "reply", "second": "attempt"}
    assert [one.outcome.value for one in done] == [became[name] for name in order]
    assert [one.path.name for one in done] == [f"mail-{number:03d}.eml" for number in range(1, 5)]
    assert sorted(one[1:] for one in story(desk)) == sorted(one[1:] for one in STORY)
    assert desk.offices.check(JobContext()).findings == ()


def test_taken_in_again_by_itself_in_a_folder_or_a_mailbox_nothing_is_new(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    first = take(desk, tmp_path / "in", *THREAD.values())
    before = row_counts(office)
    again = take(desk, tmp_path / "again", *reversed(THREAD.values()))
    box = mailbox(tmp_path / "all.mbox", *THREAD.values())
    once_more = desk.contacts.import_mails(CASE, [box], JobContext())
    assert row_counts(office) == before
    assert story(desk) == STORY
    for told in (list(reversed(again)), once_more):
        assert [one.duplicate_of for one in told] == [one.evidence for one in first]
        assert [(one.outcome, one.attempts) for one in told] == [(one.outcome, one.attempts) for one in first]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_another_programs_copy_of_a_mail_is_the_same_mail(
    desk: Desk, office: Office, tmp_path: Path, end: bytes
) -> None:
    take(desk, tmp_path / "in", *THREAD.values())
    before = row_counts(office)
    copies = [b"X-Mozilla-Status: 0001\nStatus: RO\n" + mail for mail in THREAD.values()]
    told = take(desk, tmp_path / "again", *(mail.replace(b"\n", end) for mail in copies))
    assert all(one.duplicate_of for one in told)
    assert row_counts(office) == before


MACHINES: Final = {
    "an absence note": answer(own_id="1@x", more="Auto-Submitted: auto-replied\n"),
    "one by its subject": answer(own_id="2@x").replace(
        b"Subject: Re: Order", b"Subject: Automatic reply: Order"
    ),
    "one in Turkish": answer(own_id="3@x").replace(
        b"Subject: Re: Order", "Subject: Otomatik yanıt: Order".encode()
    ),
    "a challenge": answer(own_id="4@x").replace(
        b"We look into it.", b"Please click the link below to release your message."
    ),
    "a newsletter": answer("", own_id="5@x", more="List-Unsubscribe: <https://x.example>\n"),
    "a stranger": answer("", own_id="6@x", sender="somebody@elsewhere.example"),
    "a parcel": answer("", own_id="7@x", sender="noreply@carrier.example").replace(
        b"We look into it.", b"Your parcel could not be delivered."
    ),
}


@pytest.mark.parametrize("name", MACHINES)
def test_what_no_person_of_the_other_side_wrote_is_no_reply(desk: Desk, tmp_path: Path, name: str) -> None:
    take(desk, tmp_path / "in", THREAD["sent"])
    (one,) = take(desk, tmp_path / "more", MACHINES[name])
    assert (one.outcome, one.attempts) == (Became.KEPT, ())
    assert story(desk) == [("A-01", SHOP, [], [])]
    assert desk.evidence.show(one.evidence, CASE).row.number == one.evidence  # kept all the same


def test_a_broken_mail_among_others_takes_nobody_with_it(desk: Desk, tmp_path: Path) -> None:
    mails = [THREAD["answer"], b"", b"\x00\xff" * 500, THREAD["report"], b"no header at all", THREAD["sent"]]
    done = take(desk, tmp_path / "in", *mails)
    assert [one.outcome.value for one in done] == ["reply", "kept", "kept", "result", "kept", "attempt"]
    assert story(desk) == STORY[:1]
    assert len({one.evidence for one in done}) == len(mails)


def test_a_file_that_is_not_there_is_said_in_its_place(desk: Desk, tmp_path: Path) -> None:
    files = write(tmp_path / "in", THREAD["answer"], THREAD["sent"])
    gone = tmp_path / "in" / "gone.eml"
    done = desk.contacts.import_mails(CASE, [files[0], gone, files[1]], JobContext())
    assert [one.path for one in done] == [files[0], gone, files[1]]
    assert done[1].fault is not None
    assert "gone.eml" in str(done[1].fault)
    assert story(desk) == [("A-01", SHOP, [], ["Re: Order"])]


def test_mails_without_a_date_stay_where_they_were_put(desk: Desk, tmp_path: Path) -> None:
    bare = [sent(f"n{number}@office.example", at=None) for number in range(4)]
    done = take(desk, tmp_path / "in", *bare)
    assert [one.attempts for one in done] == [("A-01",), ("A-02",), ("A-03",), ("A-04",)]


def test_two_who_were_written_to_at_once_each_have_their_own_end(desk: Desk, tmp_path: Path) -> None:
    both = sent(to=f"{SHOP}, {SALES}")
    said = report(
        "first@office.example",
        (SHOP, "5.1.1", "550 5.1.1 user unknown"),
        (SALES, "5.2.2", "552 mailbox full"),
    )
    take(desk, tmp_path / "in", said, both)
    (attempt,) = desk.contacts.list(CASE)
    assert {(line.recipient, line.result, line.dead) for line in attempt.results} == {
        (SHOP, "bounced", True),
        (SALES, "bounced", False),
    }
    _, book, _ = desk.contacts.standing(CASE)
    assert {entry.raw: entry.state for entry in book} == {SHOP: "dead", SALES: ""}


def test_a_long_thread_named_backwards_is_one_story(desk: Desk, tmp_path: Path) -> None:
    """Each answers the one before; a circle, which only a forger writes, is taken as it comes."""
    ids = [f"t{number}@wanbao.example" for number in range(12)]
    mails = [sent()]
    for number, one in enumerate(ids):
        mails.append(answer(ids[number - 1] if number else "first@office.example", own_id=one))
    circle = [answer("b@x", own_id="a@x", sender=SALES), answer("a@x", own_id="b@x", sender=SALES)]
    done = take(desk, tmp_path / "in", *reversed(mails), *circle)
    assert [one.outcome.value for one in done][:13] == ["reply"] * 12 + ["attempt"]
    (attempt,) = desk.contacts.list(CASE)
    assert len(attempt.replies) >= 12
