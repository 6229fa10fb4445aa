"""Forms of a real case: what is filled, what is named as missing, and the files that come of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from tests.factories.cases import new_attempt, open_case
from tests.factories.offices import desk_in
from xborder_desk.domain.errors import BadInputError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def desk(embedded: Office) -> Desk:
    """Paper is the same on both databases."""
    return desk_in(embedded)


def ready(desk: Desk, tmp_path: Path) -> str:
    case = open_case(desk, story="Nichts kam an.", product="Bohrmaschine")
    parts = (
        ("street_address", "Weg 1"),
        ("postal_code", "79098"),
        ("city", "Freiburg"),
        ("country_code", "DE"),
    )
    desk.parties.add_identifier(case, "P-01", NewIdentifier("address", "", parts=parts))
    desk.contacts.add(case, new_attempt(purpose="demand", reply_by="2026-02-17"))
    (tmp_path / "receipt.txt").write_text("paid", encoding="utf-8")
    desk.evidence.add_files(case, [tmp_path / "receipt.txt"], JobContext())
    desk.facts.add(case, NewFact("Paid at once.", "2026-01-05", ("E-01",)))
    return case


def values(desk: Desk, case: str, form: str, *given: tuple[str, str]) -> dict[str, str]:
    return {one.name: one.value for one in desk.forms.fill(case, form, "de", given)[0].fields()}


def test_a_data_sheet_is_filled_from_the_case(desk: Desk, tmp_path: Path) -> None:
    found = values(desk, ready(desk, tmp_path), "national-small-claims")
    assert found["claimant_street"] == "Weg 1"
    assert found["claimant_city"] == "79098 Freiburg"
    assert found["principal"] == "249,90\xa0€"
    assert found["interest_from"] == "18. Februar 2026"
    assert found["reasons"] == "Nichts kam an."
    assert found["written_evidence"].startswith("E-01 ")
    assert found["written_evidence"].endswith("(F-01)")
    assert found["limit"] == "10.000,00\xa0€"
    assert "S-" not in found["limit_source"]
    assert found["demanded"] == "3. Februar 2026"


def test_what_is_missing_and_what_speaks_against_it_is_said(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path)
    filled, told = desk.forms.fill(case, "eu-small-claims", "fr")
    assert {"1.1 court_name", "3.3 defendant_street", "11.1 certificate_wanted"} <= set(filled.incomplete)
    assert any("not open" in str(one) for one in told), (
        "a seller outside the Union at the consumer's own court"
    )
    inside = desk.forms.fill(case, "eu-small-claims", "fr", (("court_country", "FR"),))[1]
    assert not any("not open" in str(one) for one in inside)


def test_values_typed_by_hand_fill_fields(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path)
    given = (("court_name", "Amtsgericht Freiburg"), ("court_country", "AT"), ("interest_from", "2026-03-01"))
    found = values(desk, case, "national-small-claims", *given)
    assert (found["court_name"], found["court_country"]) == ("Amtsgericht Freiburg", "Österreich")
    assert found["interest_from"] == "1. März 2026"


def test_the_ceiling_is_watched(desk: Desk) -> None:
    case = open_case(desk, amount="5000.01")
    told = desk.forms.fill(case, "eu-small-claims", "en")[1]
    assert any("5000.01" in str(one) and "ceiling" in str(one) for one in told)


@pytest.mark.parametrize(
    ("form", "language", "given", "field"),
    [
        ("form-b", "de", (), "form"),
        ("eu-small-claims", "ja", (), "language"),
        ("eu-small-claims", "de", (("shoe_size", "44"),), "fact"),
        ("eu-small-claims", "de", (("court_country", "Atlantis"),), "court_country"),
        ("eu-small-claims", "de", (("interest_from", "soon"),), "interest_from"),
    ],
)
def test_bad_input_is_refused(
    desk: Desk, form: str, language: str, given: tuple[tuple[str, str], ...], field: str
) -> None:
    case = open_case(desk)
    with pytest.raises(BadInputError) as fault:
        desk.forms.fill(case, form, language, given)
    assert fault.value.field == field


def test_json_and_xml_say_the_same_and_that_they_are_not_the_form(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path)
    for kind in ("json", "xml"):
        desk.forms.export(case, "eu-small-claims", "de", tmp_path / f"form.{kind}", JobContext())
    document = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))
    root = ET.parse(tmp_path / "form.xml").getroot()  # noqa: S314 - our own file
    assert document["official"] is False
    assert root.get("official") == "false"
    assert "nicht das amtliche Formular" in document["about"]
    ours = [(one["name"], one["value"]) for part in document["sections"] for one in part["fields"]]
    theirs = [(one.get("name"), one.findtext("value")) for one in root.iter("field")]
    assert ours == theirs
    assert {one.get("xjustiz") for one in root.iter("field")} >= {"Forderung/klageBegruendung"}
    assert document["incomplete"]


def test_the_pages_mark_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path)
    made = desk.forms.export(case, "national-small-claims", "de", tmp_path / "sheet.pdf", JobContext())
    with pypdfium2.PdfDocument(made.file) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "[… fehlt]" in text
    assert "kein Formular eines" in text
    assert made.form.incomplete


def test_forms_are_listed(desk: Desk) -> None:
    assert [one.id for one in desk.forms.forms()] == [
        "eu-payment-order",
        "eu-small-claims",
        "national-small-claims",
    ]
