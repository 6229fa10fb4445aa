"""Every profile finds every defect and nothing else; what a person does about a finding clears it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.domain.test_lint import EXHIBITS, SEEDED, SOUND, VALUES
from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.dossier import odd_pdf
from tests.factories.offices import desk_in
from tests.factories.routes import RESOURCES
from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.domain.lint import Case, PageFacts, lint
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.linting import limits_of
from xborder_desk.services.facts import NewFact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import Profile
    from xborder_desk.domain.lint import BundleFacts
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

PROFILES = sorted(read_profiles(RESOURCES).items)
LANGUAGE = "de"
ASKED_BY = {"description": "described", "proves-nothing": "proving"}
"""What only some courts ask for, and the word of the profile that says so."""
ALWAYS = [seed for seed in SEEDED if seed[0] not in {"size", "label", "list-title", "label-twice"}]


def look_of(name: str) -> Profile:
    # No court gives a limit of bytes by itself; here each does, so that it can be broken.
    return replace(read_profiles(RESOURCES).items[name].profile(), most_bytes=2_000_000)


def fitted(look: Profile, facts: BundleFacts, told: Case) -> tuple[BundleFacts, Case]:
    """Give facts as a bundle of this profile has them: its labels and the title of its list."""
    pattern = look.label_for(LANGUAGE, "Exhibit {n}")
    title = look.list_title_for(LANGUAGE, "Verzeichnis")

    def named(page: PageFacts) -> PageFacts:
        return replace(page, text=page.text.replace("Anlagenverzeichnis", title))

    label = {**EXHIBITS[0], "label": pattern.replace("{n}", "A" if look.numbering == "letter" else "1")}
    exhibits = tuple({**one, "label": label["label"]} for one in told.exhibits)
    pages = tuple(map(named, facts.pages))
    return replace(facts, pages=pages), Case(told.values, exhibits)


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_finds_each_defect_and_nothing_else(name: str) -> None:
    look = look_of(name)
    facts, told = fitted(look, SOUND, Case(VALUES, EXHIBITS))
    assert lint(facts, limits_of(look, told), told) == []
    for kind, page, broken, spoilt in ALWAYS:
        facts, told = fitted(look, broken, spoilt)
        found = [(one.kind, one.page) for one in lint(facts, limits_of(look, told), told)]
        silent = kind in ASKED_BY and not getattr(look, ASKED_BY[kind])
        assert found == ([] if silent else [(kind, page)]), kind


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_knows_its_own_labels_its_list_and_its_limit(name: str) -> None:
    look = look_of(name)
    facts, told = fitted(look, SOUND, Case(VALUES, EXHIBITS))
    limits = limits_of(look, told)
    wrong = Case(told.values, ({**told.exhibits[0], "label": "Something 1"},))
    assert [one.kind for one in lint(facts, limits, wrong)] == (["label"] if limits.label else [])
    bare = replace(facts, pages=(facts.pages[0], PageFacts(), PageFacts()))
    assert [one.kind for one in lint(bare, limits, told)] == (["list-title"] if limits.list_title else [])
    assert [one.kind for one in lint(replace(facts, size=2_000_001), limits, told)] == ["size"]
    assert lint(replace(facts, size=2_000_000), limits, told) == []


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """A sound case for the courts of Germany: a text that proves a fact."""
    number = desk.cases.create(new_case(title="Lamp", consumer="Zoë Adler"))
    add_evidence(
        desk, number, write_files(tmp_path / "in", rechnung="Die Rechnung über eine Lampe vom Januar.")
    )
    desk.facts.add(number, NewFact("Gekauft und bezahlt.", "2026-01-05", ("E-01",)))
    return number


def kinds(desk: Desk, case: str, profile: str = "de", **more: Any) -> list[str]:
    made = desk.dossiers.draft(case, profile, LANGUAGE, JobContext(), **more)
    return sorted({one.kind for one in made.findings})


def test_a_fact_without_proof(desk: Desk, case: str) -> None:
    assert kinds(desk, case) == []
    fact = desk.facts.add(case, NewFact("Der Händler schweigt.", "2026-02-01", ()))
    assert kinds(desk, case) == ["unproven"]
    desk.facts.remove(case, fact)
    assert kinds(desk, case) == []


def test_an_exhibit_that_proves_nothing_or_is_not_described(desk: Desk, case: str, tmp_path: Path) -> None:
    described = {"descriptions": {"E-01": {LANGUAGE: "Die Rechnung."}}}
    assert kinds(desk, case, "cn") == ["description"]
    desk.dossiers.set_recipe(case, described)
    assert kinds(desk, case, "cn") == []
    add_evidence(desk, case, write_files(tmp_path / "more", notiz="Ein Zettel über ein Gespräch im Februar."))
    assert kinds(desk, case, "cn") == ["description", "proves-nothing"]
    desk.dossiers.set_recipe(case, {**described, "excluded": ["E-02"]})
    assert kinds(desk, case, "cn") == []


def test_an_exhibit_in_another_language(desk: Desk, case: str, tmp_path: Path) -> None:
    add_evidence(desk, case, write_files(tmp_path / "more", letter="We will send another lamp next week."))
    desk.evidence.describe("E-02", {"language": "en"}, case)
    assert kinds(desk, case) == ["untranslated"]
    add_evidence(
        desk, case, write_files(tmp_path / "again", brief="Die Lampe kommt nächste Woche, kostenlos.")
    )
    desk.dossiers.set_recipe(case, {"translations": {"E-02": "E-03"}})
    assert kinds(desk, case) == []


def test_an_exhibit_that_cannot_be_shown(desk: Desk, case: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    add_evidence(desk, case, [broken])
    assert kinds(desk, case) == ["not-shown"]
    desk.dossiers.set_recipe(case, {"excluded": ["E-02"]})
    assert kinds(desk, case) == []


def test_a_reference_to_what_is_left_out(desk: Desk, case: str, tmp_path: Path) -> None:
    add_evidence(desk, case, write_files(tmp_path / "more", notiz="Ein Zettel über ein Gespräch im Februar."))
    desk.facts.add(case, NewFact("Siehe {{ref:E-02:1}}.", "2026-02-01", ("E-01",)))
    assert kinds(desk, case) == []
    desk.dossiers.set_recipe(case, {"excluded": ["E-02"]})
    assert "stale-reference" in kinds(desk, case)
    desk.dossiers.set_recipe(case, {})
    assert kinds(desk, case) == []


def test_personal_data_in_the_other_partys_copy(desk: Desk, case: str, tmp_path: Path) -> None:
    paper = odd_pdf(
        tmp_path / "konto.pdf", [{}], b"BT /F1 12 Tf 40 500 Td (DE89 3704 0044 0532 0130 00) Tj ET"
    )
    add_evidence(desk, case, [paper])
    assert "private" not in kinds(desk, case)
    assert "private" in kinds(desk, case, variant="other-party")
    add_evidence(desk, case, write_files(tmp_path / "copy", kopie="Das Konto endet auf 3000."))
    desk.dossiers.set_recipe(case, {"redacted": {"E-02": "E-03"}})
    assert "private" not in kinds(desk, case, variant="other-party")


STATED = {"annexes": ["statement"]}


def unchecked(desk: Desk, case: str, profile: str) -> list[tuple[int, object]]:
    made = desk.dossiers.draft(case, profile, LANGUAGE, JobContext())
    return [(one.page, one.fields["what"]) for one in made.findings if one.kind == "unchecked-law"]


def test_law_nobody_checked_behind_the_statement_of_contacts(desk: Desk, case: str) -> None:
    assert unchecked(desk, case, "at") == []
    desk.dossiers.set_recipe(case, STATED)
    ((page, what),) = unchecked(desk, case, "at")
    assert what == "§ 116 ZPO, § 25 ZustG"
    with pikepdf.open(desk.dossiers.draft(case, "at", LANGUAGE, JobContext()).bundle) as pdf:
        assert 1 < page <= len(pdf.pages)
    desk.law.correct_figure("AT", "service", {"status": "confirmed"}, "Opinion of a lawyer, 2026")
    assert unchecked(desk, case, "at") == []
    desk.law.take_back("figure", "at:service")
    assert unchecked(desk, case, "at") != []
    desk.dossiers.set_recipe(case, {"annexes": []})
    assert unchecked(desk, case, "at") == []


def test_law_that_was_read_is_not_found_until_the_office_says_otherwise(desk: Desk, case: str) -> None:
    desk.dossiers.set_recipe(case, STATED)
    assert kinds(desk, case) == []
    assert unchecked(desk, case, "generic") == []
    desk.law.correct_figure("DE", "service", {"rule": "bgb-187-193:P2M"}, "ZPO 2027: § 188")
    assert unchecked(desk, case, "de") == [(unchecked(desk, case, "de")[0][0], "ZPO 2027: § 188")]
    desk.law.correct_figure("DE", "service", {"status": "sourced"}, "ZPO 2027: § 188")
    assert kinds(desk, case) == []
