"""One dossier over several cases: every file once, one seller, and nobody named who is to be hidden."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.factories.cases import SELLER, add_evidence, new_attempt, new_case, write_files
from tests.factories.dossier import odd_pdf
from tests.factories.offices import desk_in
from xborder_desk.domain.dossier import Group
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import CUSTODY
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.verify import verify_package
from xborder_desk.services.dossiers.gathering import asked
from xborder_desk.services.dossiers.making import plain_values
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.services.sellers.taking import NewSeller
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers import DossierExport
    from xborder_desk.services.dossiers.ordered import Order
    from xborder_desk.storage.office import Office

TERMS = "General terms of the shop. Returns within 14 days."
SECRETS = (b"Adler", b"Brandt", b"114-3941689", b"+49 170 1234567", b"170 1234567", b"Lindenweg")


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    """An embedded office; what is built here does not depend on the database."""
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> tuple[str, str]:
    """Two cases against one seller: each with a mail of its own, the same terms, a fact and an attempt."""
    more = {"order_number": "114-3941689", "amount": "100.00", "currency": "EUR", "ordered_on": "2026-01-05"}
    first = desk.cases.create(new_case(title="Lamp of Zoë Adler", consumer="Zoë Adler", more=more))
    second = desk.cases.create(
        new_case(title="Fan", consumer="Uwe Brandt", more={**more, "amount": "50.00", "order_number": ""})
    )
    for number, name in ((first, "Adler"), (second, "Brandt")):
        files = write_files(tmp_path / name, letter=f"Dear shop, yours {name}", terms=TERMS)
        add_evidence(desk, number, files)
        desk.parties.add_identifier(number, "P-01", NewIdentifier("phone", "+49 170 1234567"))
        desk.parties.add_identifier(number, "P-01", NewIdentifier("address", "Lindenweg 4\n10115 Berlin"))
        desk.parties.add_identifier(number, "P-02", NewIdentifier("email", "shop@wanbao.example"))
        desk.facts.add(number, NewFact(f"{name} read {{{{ref:E-02:1}}}}.", "2026-01-06", ("E-02:1",)))
        desk.contacts.add(number, new_attempt(result="no_answer", note=f"Called for {name}"), ("E-01",))
    return first, second


def build(desk: Desk, group: Group, target: Path, **more: Any) -> DossierExport:
    given: dict[str, Any] = {"profile": "generic", "language_tag": "en", **more}
    return desk.dossiers.groups.export(group, target=target, ctx=JobContext(), **given)


def planned(desk: Desk, group: Group, variant: str = "court") -> Order:
    """Give all that would be built, without setting a page."""
    groups = desk.dossiers.groups
    look, language = asked(groups._catalog, groups._works.load, "generic", "en", variant)
    numbers, name = groups._cases(group)
    sums = {number: groups._beside.heads(number) for number in numbers}
    with groups._database.write() as uow:
        found = groups._found(uow, group, name, numbers, variant, language)
        order = groups._fix(uow, found, look, language, sums, freeze=False)
        uow.commit()
    return order


def told_of(order: Order) -> dict[str, Any]:
    loaded: dict[str, Any] = plain_values(asdict(order.content))
    return loaded


def case_json(made: DossierExport) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((made.package / "data/case.json").read_text(encoding="utf-8"))
    return loaded


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_file_that_both_cases_have_is_one_exhibit_and_both_refer_to_it(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, second = two
    made = build(desk, Group(cases=two), tmp_path / "out")
    assert [one.evidence_id for one in made.exhibits] == [f"{first}/E-01", f"{first}/E-02", f"{second}/E-01"]
    assert made.warnings == ()
    assert verify_package(made.package).ok
    assert verify_package(made.zip).ok
    told = case_json(made)
    terms = told["exhibits"][1]
    assert terms["also"] == [f"{second}/E-02"]
    assert terms["proves"] == [f"{first}/F-01", f"{second}/F-01"]
    assert [one["text"] for one in told["facts"]] == [
        f"Adler read {{{{ref:{first}/E-02:1}}}}.",
        f"Brandt read {{{{ref:{first}/E-02:1}}}}.",
    ]
    assert [one["section"] for one in told["exhibits"]] == [f"{first} · Zoë Adler"] * 2 + [
        f"{second} · Uwe Brandt"
    ]


def test_cases_keep_their_numbers_and_the_seller_is_one_party(desk: Desk, two: tuple[str, str]) -> None:
    first, second = two
    told = told_of(planned(desk, Group(cases=(second, first, second))))
    assert told["case"]["number"] == f"{first}+{second}"
    assert told["case"]["title"] == SELLER
    assert [one["name"] for one in told["parties"]] == ["Zoë Adler", "Uwe Brandt", SELLER]
    assert told["parties"][2]["id"] == f"{first}/P-02, {second}/P-02"
    assert len(told["parties"][2]["identifiers"]) == 1
    assert [one["number"] for one in told["contacts"]] == [f"{first}/A-01", f"{second}/A-01"]
    assert [one["case"] for one in told["group"]] == [first, second]
    assert told["claim"] == {"amount": "150.00", "currency": "EUR"}
    days = [one["when"]["day"] or one["when"]["at"][:10] for one in told["chronology"]]
    assert days == sorted(days)
    assert {one["case"] for one in told["chronology"]} == {f"{first} · Zoë Adler", f"{second} · Uwe Brandt"}


def test_nothing_in_a_pseudonymous_package_tells_who_the_consumers_are(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, second = two
    made = build(desk, Group(cases=two, pseudonymous=True), tmp_path / "out")
    assert verify_package(made.package).ok
    assert made.cases == ((first, "Consumer A"), (second, "Consumer B"))
    assert [one.evidence_id for one in made.exhibits] == [f"{first}/E-02"]
    assert [one.evidence for one in made.left_out] == [f"{first}/E-01", f"{second}/E-01"]
    assert all("tells who the consumer is" in one.why for one in made.left_out)
    everything = b"".join(path.read_bytes() for path in made.package.rglob("*") if path.is_file())
    for secret in SECRETS:
        assert secret not in everything, secret
    told = case_json(made)
    assert told["pseudonymous"] is True
    assert [one["text"] for one in told["facts"]] == [
        f"Consumer A read {{{{ref:{first}/E-02:1}}}}.",
        f"Consumer B read {{{{ref:{first}/E-02:1}}}}.",
    ]
    assert told["parties"][0]["identifiers"] == []
    assert made.package.name.endswith("-pseudonymous")


def test_what_a_pseudonymous_package_withholds_leaves_chains_that_verify(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    made = build(desk, Group(cases=two, pseudonymous=True), tmp_path / "out")
    folder = made.package / "data/registers"
    lines = [json.loads(one) for one in (folder / "custody.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["content"] is None for line in lines} == {True, False}
    contacts = [json.loads(one) for one in (folder / "contacts.jsonl").read_text("utf-8").splitlines()]
    assert [line["content"] is None for line in contacts if line["seq"] == 1] == [True, True]
    heads = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
    assert len({one["scope"] for one in heads["heads"]}) == 2
    silent = {line["hash"] for line in lines if line["content"] is None}
    assert silent <= set(heads["withheld"])
    shown = folder / "custody.jsonl"
    shown.chmod(0o600)
    shown.write_bytes(shown.read_bytes().replace(b'"seq":1,', b'"seq":9,', 1))
    found = verify_package(made.package)
    assert any(one.file == "data/registers/custody.jsonl" for one in found.findings)


def test_what_only_the_finished_pages_tell_is_named_by_its_page(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, _second = two
    file = odd_pdf(tmp_path / "marked.pdf", [{}], b"0 0 9 9 re f")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("To Zoë Adler", 0))
        pdf.save(file)
    add_evidence(desk, first, [file])
    group = Group(cases=two, pseudonymous=True)
    desk.dossiers.groups.set_recipe(group, {"shown": [f"{first}/E-03"]})
    made = build(desk, group, tmp_path / "out")
    (page,) = [one.last_page for one in made.exhibits if one.evidence_id == f"{first}/E-03"]
    assert f"Page {page} tells who a consumer is. Look at it before you hand this out." in made.warnings
    open_one = build(desk, Group(cases=two), tmp_path / "open")
    assert not [one for one in open_one.warnings if "tells who" in one]


def test_a_redacted_copy_takes_the_place_of_what_would_tell(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, second = two
    add_evidence(desk, first, write_files(tmp_path / "black", black="Dear shop, yours ■■■■"))
    desk.dossiers.set_recipe(first, {"redacted": {"E-01": "E-03"}})
    made = planned(desk, Group(cases=two, pseudonymous=True))
    assert [one.evidence_id for one in made.content.exhibits] == [f"{first}/E-03", f"{first}/E-02"]
    assert [one.evidence for one in made.left_out] == [f"{second}/E-01"]


def test_what_cannot_be_read_is_left_out_until_somebody_has_looked_through_it(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, _second = two
    add_evidence(desk, first, [odd_pdf(tmp_path / "scan.pdf", [{}, {}], b"0 0 9 9 re f")])
    group = Group(cases=two, pseudonymous=True)
    made = planned(desk, group)
    why = {one.evidence: one.why for one in made.left_out}
    assert "not all its text is known" in why[f"{first}/E-03"]
    desk.dossiers.groups.set_recipe(group, {"shown": [f"{first}/E-03"]})
    made = planned(desk, group)
    assert f"{first}/E-03" in [one.evidence_id for one in made.content.exhibits]
    assert f"{first}/E-03" not in [one.evidence for one in made.left_out]


def test_a_person_who_has_two_cases_has_one_pseudonym(desk: Desk, two: tuple[str, str]) -> None:
    third = desk.cases.create(new_case(title="Again", consumer="ZOË  ADLER"))
    made = planned(desk, Group(cases=(*two, third), pseudonymous=True))
    assert [one.consumer for one in made.content.group] == ["Consumer A", "Consumer B", "Consumer A"]


def test_the_other_partys_copy_masks_numbers_in_every_case(desk: Desk, two: tuple[str, str]) -> None:
    for number in two:
        desk.facts.add(number, NewFact("Paid from DE89370400440532013000.", "2026-01-07"))
    told = told_of(planned(desk, Group(cases=two), "other-party"))
    assert [one["text"] for one in told["facts"] if "Paid" in one["text"]] == ["Paid from DE••••3000."] * 2
    assert [one["identifiers"] for one in told["parties"][:2]] == [[], []]


def test_the_same_edition_is_the_same_bytes_and_takes_no_number_from_the_cases(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, _second = two
    group = Group(cases=two, pseudonymous=True)
    one = build(desk, group, tmp_path / "one")
    two_again = build(desk, group, tmp_path / "two")
    assert (one.edition, two_again.edition) == (1, 1)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    own = desk.dossiers.export(first, "generic", "en", tmp_path / "own", JobContext())
    assert own.edition == 1
    assert [view.number for view in desk.dossiers.editions(first)] == [1]
    desk.facts.add(first, NewFact("Never delivered.", "2026-02-01"))
    assert build(desk, group, tmp_path / "three").edition == 2
    assert build(desk, Group(cases=two), tmp_path / "three").edition == 3


def test_the_handing_out_is_written_down_in_every_case(
    desk: Desk, two: tuple[str, str], embedded: Office, tmp_path: Path
) -> None:
    made = build(desk, Group(cases=two), tmp_path / "out")
    with embedded.database.read() as uow:
        for number in two:
            line = registers.lines(uow.connection, desk.cases.show(number).uid, CUSTODY)[-1].values()
            assert (line["action"], line["to"]) == ("export", str(made.package))
            assert line["sha256"] == hashlib.sha256(made.bundle.read_bytes()).hexdigest()


def test_all_cases_that_met_a_seller_go_in_by_its_number(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    seller = desk.sellers.search(SELLER)[0].number
    others = {row.number for row in desk.sellers.search(SELLER)} - {seller}
    for other in others:
        desk.sellers.decide(seller, other, "same", "the same firm")
    assert desk.dossiers.groups.met(seller) == list(two)
    made = build(desk, Group(seller=seller.replace("-", "").lower()), tmp_path / "out")
    assert [case for case, _ in made.cases] == list(two)
    assert made.package.name == f"{seller}-generic-en-1"


@pytest.mark.parametrize("group", [Group(), Group("S-0001", ("2026-0001",)), Group("  ", ("", " "))])
def test_neither_or_both_is_refused(desk: Desk, group: Group, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Name a case or a seller"):
        build(desk, group, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_not_there_is_named(desk: Desk, two: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="2026-0099"):
        build(desk, Group(cases=(two[0], "2026-0099")), tmp_path / "out")
    with pytest.raises(NotFoundError, match="S-0099"):
        build(desk, Group(seller="S-0099"), tmp_path / "out")
    lonely, _ = desk.sellers.add(NewSeller("Nobody has met it"))
    with pytest.raises(BadInputError, match="No case against this seller"):
        build(desk, Group(seller=lonely), tmp_path / "out")


def test_a_recipe_orders_names_and_leaves_out_over_all_cases(desk: Desk, two: tuple[str, str]) -> None:
    first, second = two
    group = Group(cases=two)
    desk.dossiers.groups.set_recipe(
        group,
        {
            "order": [f"{second}/E-01", f"{first}/E-02"],
            "excluded": [f"{first}/E-01"],
            "titles": {f"{first}/E-02": {"en": "Terms of the shop"}},
            "descriptions": {f"{first}/E-02": {"en": "As they stood in January."}},
        },
    )
    made = told_of(planned(desk, group))
    assert [one["evidence_id"] for one in made["exhibits"]] == [f"{second}/E-01", f"{first}/E-02"]
    assert made["exhibits"][1]["title"] == "Terms of the shop"
    assert made["exhibits"][1]["description"] == "As they stood in January."
    with pytest.raises(BadInputError, match="2026-0099/E-01"):
        desk.dossiers.groups.set_recipe(group, {"order": ["2026-0099/E-01"]})
    with pytest.raises(BadInputError, match="E-77"):
        desk.dossiers.groups.set_recipe(group, {"shown": [f"{first}/E-77"]})


def test_frozen_numbers_stay_when_another_case_joins(
    desk: Desk, two: tuple[str, str], tmp_path: Path
) -> None:
    first, second = two
    seller = desk.sellers.search(SELLER)[0].number
    for other in {row.number for row in desk.sellers.search(SELLER)} - {seller}:
        desk.sellers.decide(seller, other, "same", "the same firm")
    group = Group(seller=seller)
    before = build(desk, group, tmp_path / "out", freeze=True)
    labels = {one.evidence_id: one.label for one in before.exhibits}
    add_evidence(desk, first, write_files(tmp_path / "late", late="Found in the cellar."))
    after = build(desk, group, tmp_path / "out")
    kept = {one.evidence_id: one.label for one in after.exhibits}
    assert {key: kept[key] for key in labels} == labels
    assert kept[f"{first}/E-03"] == "Exhibit 4"
    assert second in {one.evidence_id.partition("/")[0] for one in after.exhibits}


@pytest.mark.usefixtures("two")
def test_annexes_of_a_group_name_no_consumer(desk: Desk, tmp_path: Path) -> None:
    seller = desk.sellers.search(SELLER)[0].number
    for other in {row.number for row in desk.sellers.search(SELLER)} - {seller}:
        desk.sellers.decide(seller, other, "same", "the same firm")
    group = Group(seller=seller, pseudonymous=True)
    desk.dossiers.groups.set_recipe(group, {"annexes": ["hashes", "statement", "custody"]})
    made = build(desk, group, tmp_path / "out")
    told = case_json(made)
    assert [one["name"] for one in told["annexes"]] == ["statement", "custody", "hashes"]
    assert not any(word in json.dumps(told, ensure_ascii=False) for word in ("Adler", "Brandt", "Lindenweg"))
    assert (made.package / "data/documents/statement.pdf").is_file()
    stated = json.dumps(told["annexes"][0], ensure_ascii=False)
    assert all(one["case"] in stated for one in told["group"])
