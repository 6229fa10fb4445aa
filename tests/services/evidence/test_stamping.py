"""Time stamps of items, cases and the office: off at first, kept beside, verified, named when broken."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.stamps import Authority, authority
from xborder_desk.documents import stamping
from xborder_desk.domain.errors import BadInputError, BuildError, FileError, NotFoundError
from xborder_desk.i18n.language import Notice
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.storage.models import Anchor, Evidence

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

__all__ = ["authority"]


@pytest.fixture
def stamped(own: Desk, case: str, authority: Authority) -> str:
    """A case in an office that has chosen the authority."""
    own.stamping.set_up(authority.url, authority.root)
    return case


def kinds(desk: Desk, case: str) -> list[str]:
    return [found.kind for found in desk.evidence.verify(case, JobContext()).findings]


def test_no_service_is_asked_before_one_is_chosen(own: Desk, case: str, authority: Authority) -> None:
    before = authority.asked
    assert own.stamping.service().url == ""
    for work in (
        lambda: own.stamping.stamp("E-01", JobContext(), case),
        lambda: own.stamping.stamp_case(case, JobContext()),
        lambda: own.stamping.stamp_office(JobContext()),
    ):
        with pytest.raises(BadInputError) as caught:
            work()
        assert caught.value.field == "service"
    assert authority.asked == before


def test_a_service_is_chosen_and_let_go(own: Desk, authority: Authority) -> None:
    chosen = own.stamping.set_up(authority.url, authority.root)
    assert own.stamping.service() == chosen
    assert (chosen.url, len(chosen.authorities)) == (authority.url, 1)
    assert own.stamping.set_up(authority.url, authority.root).authorities == chosen.authorities
    assert own.stamping.set_up("").url == ""
    assert own.stamping.service().authorities == chosen.authorities


@pytest.mark.parametrize(("url", "given"), [("nonsense", b""), ("https://tsa.example/", b"no certificate")])
def test_what_is_no_service_is_refused(own: Desk, url: str, given: bytes) -> None:
    with pytest.raises(BadInputError):
        own.stamping.set_up(url, given)
    assert own.stamping.service().url == ""


def test_an_item_is_stamped_and_an_outsider_can_check_it(
    own: Desk, stamped: str, authority: Authority
) -> None:
    told = own.stamping.stamp("E-01", JobContext(), stamped)
    row = own.evidence.show("E-01", stamped).row
    assert row.timestamp is not None
    assert row.timestamp["token"] == told["token"]
    assert (told["trusted"], told["brought"], told["sha256"]) == (True, False, row.sha256)
    data = own.evidence.path_for_reading("E-01", stamped).read_bytes()
    assert authority.verifies(base64.b64decode(told["token"]), data)
    event = own.evidence.show("E-01", stamped).custody[-1]
    assert (event.action, event.details["stamped_at"]) == ("timestamp", told["at"])


def test_a_later_stamp_takes_no_earlier_one_away(own: Desk, stamped: str) -> None:
    first = own.stamping.stamp("E-01", JobContext(), stamped)
    second = own.stamping.stamp("E-01", JobContext(), stamped)
    third = own.stamping.stamp("E-01", JobContext(), stamped)
    kept = own.evidence.show("E-01", stamped).row.timestamp
    assert kept is not None
    assert kept["serial"] == third["serial"]
    assert [one["serial"] for one in kept["earlier"]] == [second["serial"], first["serial"]]


def test_the_registers_of_a_case_are_stamped(own: Desk, stamped: str, authority: Authority) -> None:
    own.contacts.add(stamped, new_attempt())
    made = own.stamping.stamp_case(stamped, JobContext())
    assert {one["register"] for one in made} == {"custody", "contacts"}
    for one in made:
        digest = one["hash"]
        token = authority.folder / "case.tst"
        token.write_bytes(base64.b64decode(one["token"]))
        said = authority.run(
            *("ts", "-verify", "-digest", digest, "-in", str(token), "-token_in", "-CAfile", "root.pem")
        )
        assert "Verification: OK" in said or not said
    assert len(own.stamping.of_case(stamped)) == 2
    assert kinds(own, stamped) == []


@pytest.mark.usefixtures("stamped")
def test_the_office_itself_is_stamped(own: Desk) -> None:
    made = own.stamping.stamp_office(JobContext())
    assert "audit" in {one["register"] for one in made}
    assert own.evidence.verify(None, JobContext()).ok


def test_what_is_stamped_stays_true_when_more_is_done(own: Desk, stamped: str, tmp_path: Path) -> None:
    own.stamping.stamp_case(stamped, JobContext())
    add_evidence(own, stamped, write_files(tmp_path / "more", more="x"))
    own.stamping.stamp("E-03", JobContext(), stamped)
    assert kinds(own, stamped) == []


def test_a_stamp_somebody_else_had_made_is_kept(own: Desk, stamped: str, tmp_path: Path) -> None:
    told = own.stamping.stamp("E-01", JobContext(), stamped)
    (tmp_path / "t.tsr").write_bytes(base64.b64decode(told["token"]))
    own.stamping.set_up("")
    brought = own.stamping.bring("E-01", tmp_path / "t.tsr", JobContext(), stamped)
    assert brought["brought"] is True
    assert brought["token"] == told["token"]
    with pytest.raises(BadInputError):
        own.stamping.bring("E-02", tmp_path / "t.tsr", JobContext(), stamped)


@pytest.mark.parametrize("data", [b"", b"no stamp", b"\x30\x82\xff\xff"])
def test_what_is_no_stamp_is_not_kept(own: Desk, stamped: str, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t").write_bytes(data)
    with pytest.raises(BadInputError):
        own.stamping.bring("E-01", tmp_path / "t", JobContext(), stamped)
    with pytest.raises(FileError):
        own.stamping.bring("E-01", tmp_path / "none", JobContext(), stamped)
    assert own.evidence.show("E-01", stamped).row.timestamp is None


def test_a_service_that_fails_leaves_everything_as_it_was(
    own: Desk, stamped: str, authority: Authority
) -> None:
    for status, answered, fault in ((500, b"", BuildError), (200, b"nonsense", BadInputError)):
        authority.answers.append((status, answered))
        with pytest.raises(fault):
            own.stamping.stamp("E-01", JobContext(), stamped)
    assert own.evidence.show("E-01", stamped).row.timestamp is None
    assert len(own.evidence.show("E-01", stamped).custody) == 1


def test_an_authority_nobody_trusts_is_said_so(own: Desk, case: str, authority: Authority) -> None:
    own.stamping.set_up(authority.url)
    assert own.stamping.stamp("E-01", JobContext(), case)["trusted"] is False
    assert kinds(own, case) == []


def test_a_stamp_exchanged_for_another_is_found(own: Desk, embedded: Office, stamped: str) -> None:
    own.stamping.stamp("E-01", JobContext(), stamped)
    own.stamping.stamp("E-02", JobContext(), stamped)
    with embedded.database.write() as uow:
        first, second = uow.session.query(Evidence).order_by(Evidence.id).where(Evidence.parent_id.is_(None))
        first.timestamp = dict(second.timestamp or {})
        uow.commit()
    checked = own.evidence.verify(stamped, JobContext())
    assert [(found.kind, found.subject) for found in checked.findings] == [
        ("stamp-broken", f"{stamped}/E-01")
    ]


def flipped(token: str) -> str:
    """Change one letter in the middle, where the signed words are."""
    place = len(token) // 2
    return token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]


def both_checks(desk: Desk, case: str) -> list[tuple[str, str]]:
    """Give what the check of the case finds; the check of the whole office must find the same of stamps."""
    found = [(one.kind, one.subject) for one in desk.evidence.verify(case, JobContext()).findings]
    whole = [(one.kind, one.subject) for one in desk.offices.check(JobContext()).findings]
    assert [one for one in whole if one[0].startswith("stamp-")] == found
    return found


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"token": "AAAA"}, "stamp-broken"),
        ({"token": "%%"}, "stamp-broken"),
        ({"token": ""}, "stamp-broken"),
        ({"hash": "0" * 64}, "stamp-broken"),
        ({"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "stamp-broken"),
    ],
)
def test_a_stamp_of_a_register_that_was_changed_is_found(
    own: Desk, embedded: Office, stamped: str, change: dict[str, Any], kind: str
) -> None:
    own.stamping.stamp_case(stamped, JobContext())
    with embedded.database.write() as uow:
        row = uow.session.query(Anchor).first()
        assert row is not None
        for name, value in change.items():
            setattr(row, name, value)
        subject = f"{row.register} of {stamped} {row.seq}"
        uow.commit()
    assert both_checks(own, stamped) == [(kind, subject)]


def test_a_stamp_of_a_register_that_points_elsewhere_or_is_gone_is_found(
    own: Desk, embedded: Office, stamped: str
) -> None:
    own.stamping.stamp_case(stamped, JobContext())
    with embedded.database.write() as uow:
        row = uow.session.query(Anchor).first()
        assert row is not None
        before, row.seq = row.seq, 99
        uow.commit()
    subject = f"custody of {stamped}"
    expected = [("stamp-gone", f"{subject} 99"), ("stamp-missing", f"{subject} {before}")]
    assert both_checks(own, stamped) == expected
    with embedded.database.write() as uow:
        uow.session.query(Anchor).delete()
        uow.commit()
    assert both_checks(own, stamped) == expected[1:]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"token": flipped}, ""),
        ({"token": lambda token: token[:-8]}, stamping.NO_TOKEN),
        ({"token": lambda _token: "nonsense"}, stamping.NO_TOKEN),
        ({"at": lambda _at: "2020-01-01T00:00:00Z"}, stamping.BESIDE),
        ({"at": lambda _at: "yesterday"}, stamping.NO_TOKEN),
        ({"authority": lambda _name: "A better one"}, stamping.BESIDE),
    ],
)
def test_a_stamp_of_an_item_that_was_changed_is_found_and_named(
    own: Desk, embedded: Office, stamped: str, change: dict[str, Any], detail: str
) -> None:
    own.stamping.stamp("E-01", JobContext(), stamped)
    own.stamping.stamp("E-02", JobContext(), stamped)
    assert both_checks(own, stamped) == []
    with embedded.database.write() as uow:
        item = uow.session.query(Evidence).filter_by(no="E-02").one()
        kept = dict(item.timestamp or {})
        item.timestamp = kept | {name: spoil(kept[name]) for name, spoil in change.items()}
        uow.commit()
    assert both_checks(own, stamped) == [("stamp-broken", f"{stamped}/E-02")]
    (found,) = own.offices.check(JobContext()).findings
    said = dict(found.fields)["detail"]
    assert isinstance(said, Notice)
    assert said.text == (detail or said.text)


@pytest.mark.parametrize("left", [None, {}, {"earlier": []}])
def test_a_stamp_of_an_item_that_is_gone_is_found_and_named(
    own: Desk, embedded: Office, stamped: str, left: dict[str, Any] | None
) -> None:
    own.stamping.stamp("E-01", JobContext(), stamped)
    with embedded.database.write() as uow:
        uow.session.query(Evidence).filter_by(no="E-01").one().timestamp = left
        uow.commit()
    assert ("stamp-missing" if left is None else "stamp-broken", f"{stamped}/E-01") in both_checks(
        own, stamped
    )


def test_an_earlier_stamp_that_is_gone_is_found_with_its_time(
    own: Desk, embedded: Office, stamped: str
) -> None:
    first = own.stamping.stamp("E-01", JobContext(), stamped)
    own.stamping.stamp("E-01", JobContext(), stamped)
    with embedded.database.write() as uow:
        item = uow.session.query(Evidence).filter_by(no="E-01").one()
        item.timestamp = dict(item.timestamp or {}) | {"earlier": []}
        uow.commit()
    (found,) = own.offices.check(JobContext()).findings
    assert (found.kind, found.subject) == ("stamp-missing", f"{stamped}/E-01")
    assert dict(found.fields)["at"] == dt.datetime.fromisoformat(first["at"])


def test_the_stamp_of_an_item_in_the_bin_is_still_checked(own: Desk, embedded: Office, stamped: str) -> None:
    own.stamping.stamp("E-01", JobContext(), stamped)
    own.evidence.bin.take_off(stamped, ["E-01"])
    assert both_checks(own, stamped) == []
    with embedded.database.write() as uow:
        item = uow.session.query(Evidence).filter_by(no="E-01").one()
        item.timestamp = dict(item.timestamp or {}) | {"token": "AAAA"}
        uow.commit()
    assert both_checks(own, stamped) == [("stamp-broken", f"{stamped}/E-01")]


@pytest.mark.usefixtures("stamped")
def test_a_stamp_of_the_office_that_was_changed_is_found(own: Desk, embedded: Office) -> None:
    own.stamping.stamp_office(JobContext())
    assert own.offices.check(JobContext()).ok
    with embedded.database.write() as uow:
        row = uow.session.query(Anchor).filter_by(register="audit").one()
        row.token = flipped(row.token)
        subject = f"audit of office {row.seq}"
        uow.commit()
    assert [(one.kind, one.subject) for one in own.offices.check(JobContext()).findings] == [
        ("stamp-broken", subject)
    ]


def test_what_is_not_there_cannot_be_stamped(own: Desk, stamped: str) -> None:
    with pytest.raises(NotFoundError):
        own.stamping.stamp("E-09", JobContext(), stamped)
    with pytest.raises(NotFoundError):
        own.stamping.stamp_case("2026-9999", JobContext())


def test_it_can_be_stopped(own: Desk, stamped: str, authority: Authority) -> None:
    ctx, before = JobContext(), authority.asked
    ctx.cancel()
    with pytest.raises(Cancelled):
        own.stamping.stamp("E-01", ctx, stamped)
    assert authority.asked == before


def test_stamps_on_both_databases(desk: Desk, authority: Authority, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "files", a="x", b="y"))
    desk.stamping.set_up(authority.url, authority.root)
    desk.stamping.stamp("E-01", JobContext(), case)
    desk.stamping.stamp("E-01", JobContext(), case)
    desk.stamping.stamp_case(case, JobContext())
    assert desk.evidence.list(case)[0].timestamp is not None
    assert desk.evidence.verify(case, JobContext()).ok
