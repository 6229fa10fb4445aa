"""The statement of unsuccessful contact attempts: every row from the register, nobody else's data."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.factories.cases import new_case, open_case
from tests.factories.mails import SALES, SENT_AT, SHOP, add_addresses, by_hand, report, sent, write
from tests.factories.offices import desk_in
from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.storage.models import Case, Party, Seller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

OTHER = "Ewa Kowalczyk-Brzęczyszczykiewicz"
OTHER_MAIL = "ewa.kowalczyk@poczta.example"


@pytest.fixture
def desk(embedded: Office) -> Desk:
    return desk_in(embedded)


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
        about = " ".join(map(str, pdf.get_metadata_dict().values()))
    return " ".join(f"{' '.join(pages)} {about}".split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_attempt_with_its_result_and_proof_is_listed(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.contacts.import_mails(case, write(tmp_path / "in", sent(), report()), JobContext())
    letter = by_hand(
        "registered_letter", "Baoan Rd 1, Shenzhen", "2026-02-10T15:00", tracking="RR123456785DE"
    )
    desk.contacts.add(case, letter)
    desk.contacts.add_result("A-02", NewOutcome("returned_moved", at="2026-02-28T10:00"), case)
    lookup = by_hand("register_lookup", "NECIPS", "2026-02-20T10:00", "not_found", searched="Wanbao Trading")
    desk.contacts.add(case, lookup)
    desk.contacts.set_omissions(case, "The police were not asked, because nothing was reported to them.")
    made = desk.statements.make(case, "en", tmp_path / "st.pdf", JobContext())
    assert made.attempts == (f"{case}/A-01", f"{case}/A-02")
    shown = text_of(made.file)
    for words in (
        "Statement of unsuccessful contact attempts",
        "Came back undelivered",
        "no such user",
        "RR123456785DE",
        "Returned: moved",
        "Searched for",
        "Wanbao Trading",
        "The police were not asked",
        "Signature: Jana Weiß",
        "at the other end 2 Feb 2026 17:15",
    ):
        assert squeezed(words) in squeezed(shown), words
    for exhibit in made.exhibits:
        number = exhibit.evidence.partition("/")[2]
        data = desk.evidence.path_for_reading(number, case).read_bytes()
        assert exhibit.sha256 == hashlib.sha256(data).hexdigest()
        assert exhibit.sha256 in squeezed(shown)


def test_it_says_unreachable_only_where_the_register_does(desk: Desk, case: str, tmp_path: Path) -> None:
    first = desk.statements.make(case, "en", tmp_path / "early.pdf", JobContext())
    assert "does not say that" in text_of(first.file)
    mails = (
        sent(),
        report(),
        sent("second@office.example", SALES),
        report("second@office.example", (SALES, "5.1.1", "550 unknown user"), own_id="r2@relay.example"),
    )
    desk.contacts.import_mails(case, write(tmp_path / "in", *mails), JobContext())
    second = desk.statements.make(case, "en", tmp_path / "late.pdf", JobContext())
    assert "No address is known to me" in text_of(second.file)


def test_two_languages_stand_side_by_side(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00", "bounced"))
    made = desk.statements.make(case, "de", tmp_path / "both.pdf", JobContext(), beside="zh-Hant")
    shown = text_of(made.file)
    assert "E-Mail" in shown
    assert "電子郵件" in shown


def test_the_same_in_word(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00", "bounced", note="tab\x0bstop"[:3]))
    made = desk.statements.make(case, "en", tmp_path / "st.docx", JobContext(), beside="de")
    with zipfile.ZipFile(made.file) as packed:
        body = packed.read("word/document.xml").decode()
        about = packed.read("docProps/core.xml").decode()
    assert "Attempts to reach the seller" in body
    assert SHOP in body
    assert "python" not in about.lower()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"language": "tlh"}, BadInputError),
        ({"to": "st.odt"}, BadInputError),
        ({"to": "none/st.pdf"}, FileError),
        ({"case": "2026-0099"}, NotFoundError),
        ({"case": ""}, BadInputError),
        ({"seller": "S-0099"}, NotFoundError),
    ],
)
def test_what_cannot_be_made_is_said(
    desk: Desk, case: str, tmp_path: Path, given: dict[str, str], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        desk.statements.make(
            given.get("case", case),
            given.get("language", "en"),
            tmp_path / given.get("to", "st.pdf"),
            JobContext(),
            seller=given.get("seller", ""),
        )
    assert [file.name for file in tmp_path.iterdir() if file.name != "office"] == []


def _pool(desk: Desk, office: Office, tmp_path: Path) -> tuple[str, list[str]]:
    """Open three cases of two consumers against one seller, with four attempts each."""
    ours = open_case(desk)
    again = desk.cases.create(new_case(title="Second order", more={"order_number": "222-7654321"}))
    other = desk.cases.create(
        new_case(
            consumer=OTHER, consumer_country="PL", title="Wiertarka", more={"order_number": "999-1234567"}
        )
    )
    desk.parties.add_identifier(other, "P-01", NewIdentifier("email", OTHER_MAIL))
    with office.database.write() as uow:
        seller = Seller(uid="f" * 32, name="Wanbao", name_key="wanbao")
        uow.session.add(seller)
        uow.flush()
        for party in (
            uow.session.query(Party).join(Case, Case.id == Party.case_id).where(Party.role == "seller")
        ):
            party.seller_id = seller.id
        uow.commit()
    for number in (ours, again, other):
        desk.parties.add_identifier(number, "P-02", NewIdentifier("email", SHOP, origin="imprint"))
        mine = OTHER_MAIL if number == other else "zoe@mueller.example"
        if number != other:
            desk.parties.add_identifier(number, "P-01", NewIdentifier("email", mine))
        mail = sent(f"{number}@x.example", sender=f"Me <{mine}>", text=number, at=SENT_AT)
        bounce = report(
            f"{number}@x.example",
            (SHOP, "5.1.1", f"550 5.1.1 mail of {mine} refused"),
            own_id=f"r{number}@relay.example",
        )
        desk.contacts.import_mails(number, write(tmp_path / number, mail, bounce), JobContext())
        for day in ("03", "04", "05"):
            told = by_hand("phone", "+86 755 1234 5678", f"2026-02-{day}T10:00", "no_answer")
            note = f"Called for {OTHER}, order 999-1234567." if number == other else "Called."
            desk.contacts.add(number, replace(told, note=note))
    return ours, [ours, again, other]


@pytest.mark.parametrize("with_case", [True, False])
def test_pooled_it_lists_all_attempts_and_nothing_of_the_other_consumer(
    desk: Desk, embedded: Office, tmp_path: Path, *, with_case: bool
) -> None:
    ours, numbers = _pool(desk, embedded, tmp_path)
    made = desk.statements.make(
        ours if with_case else "", "en", tmp_path / "pool.pdf", JobContext(), seller="S-0001"
    )
    assert len(made.attempts) == 12
    assert {one.partition("/")[0] for one in made.attempts} == set(numbers)
    assert len(made.exhibits) == 6
    for exhibit in made.exhibits:
        case, _, number = exhibit.evidence.partition("/")
        data = desk.evidence.path_for_reading(number, case).read_bytes()
        assert exhibit.sha256 == hashlib.sha256(data).hexdigest()
    shown = squeezed(text_of(made.file))
    raw = made.file.read_bytes()
    for secret in ("Kowalczyk", "Brzęczyszczykiewicz", OTHER_MAIL, "999-1234567", "Ewa"):
        assert secret not in shown
        assert secret.encode() not in raw
    assert ("Müller-Strauß" in shown) == with_case
    assert "leftout" in shown


SECRETS = (
    *("Kowalczyk", "Brzęczyszczykiewicz", "KOWALCZYK", OTHER_MAIL, "999-1234567", "Ewa", "Wiertarka"),
    *("Łódź", "ul.Tajna", "+48601", "48601", "tajny-plik"),
)


def streams_of(file: Path) -> Iterator[bytes]:
    """Everything a PDF holds, unpacked: objects, metadata, files attached to it."""
    import pikepdf  # noqa: PLC0415 - only here

    with pikepdf.open(file) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
            yield repr(one).encode()


def _hide_secrets(desk: Desk, other: str, tmp_path: Path) -> None:
    """Put more of the other consumer into her case: where she lives, her number, her name on a file."""
    desk.parties.add_identifier(other, "P-01", NewIdentifier("address", "ul. Tajna 7, Łódź"))
    desk.parties.add_identifier(other, "P-01", NewIdentifier("phone", "+48 601 222 333"))
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "tajny-plik Kowalczyk.txt").write_text("Ewa Kowalczyk, Łódź", encoding="utf-8")
    desk.evidence.add_files(other, sorted(folder.iterdir()), JobContext())
    [item] = [one for one in desk.evidence.list(other) if one.filename.startswith("tajny")]
    letter = by_hand("registered_letter", "Baoan Rd 1, Shenzhen", "2026-02-06T10:00", tracking="RR1")
    told = replace(letter, note="Von Ewa KOWALCZYK, ul. Tajna 7, Łódź.", on_behalf_of="Ewa Kowalczyk")
    number = desk.contacts.add(other, told, (item.number,))
    outcome = NewOutcome("returned_moved", at="2026-02-20T10:00", note="Ruf +48 601 222 333 an, Ewa")
    desk.contacts.add_result(number, outcome, other)
    desk.contacts.set_omissions(other, "Ewa Kowalczyk wollte keine Anzeige.")


@pytest.mark.parametrize("beside", ["", "zh-Hant"])
def test_nothing_of_the_other_consumer_hides_in_the_file(
    desk: Desk, embedded: Office, tmp_path: Path, beside: str
) -> None:
    ours, numbers = _pool(desk, embedded, tmp_path)
    _hide_secrets(desk, numbers[2], tmp_path)
    made = desk.statements.make(
        ours, "de", tmp_path / "pool.pdf", JobContext(), seller="S-0001", beside=beside
    )
    assert len(made.attempts) == 13
    shown = squeezed(text_of(made.file))
    unpacked = b"\n".join(streams_of(made.file))
    for secret in SECRETS:
        assert secret not in shown, secret
        assert secret.encode() not in unpacked, secret
        assert secret.encode("utf-16-be") not in unpacked, secret
    assert "Müller-Strauß" in shown


def test_nothing_of_the_other_consumer_hides_in_the_word_file(
    desk: Desk, embedded: Office, tmp_path: Path
) -> None:
    ours, numbers = _pool(desk, embedded, tmp_path)
    _hide_secrets(desk, numbers[2], tmp_path)
    made = desk.statements.make(ours, "de", tmp_path / "pool.docx", JobContext(), seller="S-0001")
    with zipfile.ZipFile(made.file) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    for name, text in parts.items():
        for secret in SECRETS:
            assert secret not in squeezed(text), (name, secret)
    for exhibit in made.exhibits:
        assert exhibit.sha256 in squeezed("".join(parts.values()))
