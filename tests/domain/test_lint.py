"""Checks of a bundle: a sound one passes, and each defect gives exactly its own finding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from xborder_desk.domain.lint import CHECKS, BundleFacts, Case, Limits, PageFacts, lint, private_in

SOUND = BundleFacts(
    pages=(PageFacts(links=(2,)), PageFacts(text="Anlagenverzeichnis"), PageFacts()),
    size=1_000,
    bookmarks=(("Inhalt (S. 1)", 1, 0), ("Anlage K 1 – Rechnung (S. 2)", 2, 0), ("der Quelle (S. 1)", 3, 1)),
)
EXHIBITS = ({"label": "Anlage K 1", "first_page": 2, "evidence": "1/E-01", "problem": ""},)
VALUES: dict[str, Any] = {
    "language": "de",
    "variant": "court",
    "exhibits": [
        {
            "evidence_id": "1/E-01",
            "title": "Rechnung",
            "language": "de",
            "description": "Die Rechnung.",
            "proves": ["F-01"],
            "part_of": "",
        }
    ],
    "facts": [{"id": "F-01", "text": "Bezahlt.", "proofs": [{"key": "E-01"}]}],
    "annexes": [{"name": "statement", "title": "Erklärung"}],
    "law": [
        {
            "ref": "de:service",
            "source": "S-120: §§ 185 to 188 ZPO",
            "status": "sourced",
            "checked_on": "2026-11-23",
            "annex": "statement",
        }
    ],
}
STRICT = Limits(
    most_bytes=2_000_000,
    label="Anlage K {n}",
    list_title="Anlagenverzeichnis",
    described=True,
    proving=True,
)


def page(**changed: Any) -> BundleFacts:
    return replace(SOUND, pages=(*SOUND.pages[:2], replace(SOUND.pages[2], **changed)))


def case(**changed: Any) -> Case:
    return Case({**VALUES, **changed}, EXHIBITS)


def exhibit(**changed: Any) -> Case:
    return case(exhibits=[{**VALUES["exhibits"][0], **changed}])


def resting(**changed: Any) -> Case:
    return case(law=[{**VALUES["law"][0], **changed}])


def placed(**changed: Any) -> Case:
    return Case(VALUES, ({**EXHIBITS[0], **changed},))


SEEDED: list[tuple[str, int, BundleFacts, Case]] = [
    ("damaged", 0, replace(SOUND, damaged=True), case()),
    ("locked", 0, replace(SOUND, locked=True), case()),
    ("page-number", 3, page(numbered=False), case()),
    ("page-label", 0, replace(SOUND, labelled=False), case()),
    ("link-dead", 3, page(links=(1, 0)), case()),
    ("index-link", 2, replace(SOUND, pages=(PageFacts(), *SOUND.pages[1:])), case()),
    ("bookmark-none", 0, replace(SOUND, bookmarks=()), case()),
    ("bookmark-missing", 2, replace(SOUND, bookmarks=SOUND.bookmarks[:1]), case()),
    ("bookmark-page", 3, replace(SOUND, bookmarks=(*SOUND.bookmarks, ("x (S. 2)", 3, 0))), case()),
    ("bookmark-page", 3, replace(SOUND, bookmarks=(*SOUND.bookmarks, ("標題（第 9 頁）", 3, 0))), case()),
    ("no-text", 3, page(letters=0), case()),
    ("blank", 3, page(letters=0, drawn=False), case()),
    ("turned", 3, page(turned=90), case()),
    ("resolution", 3, page(finest=400), case()),
    ("size", 0, replace(SOUND, size=3_000_000), case()),
    ("paper", 3, page(width=420.0), case()),
    ("opening", 0, replace(SOUND, opens_whole=False), case()),
    ("font", 3, page(fonts=("Helvetica",)), case()),
    ("active", 3, page(acts=("Launch",)), case()),
    ("active", 0, replace(SOUND, acts=("JavaScript",)), case()),
    ("attached", 0, replace(SOUND, files=("a.exe",)), case()),
    ("form", 0, replace(SOUND, fields=2), case()),
    ("comment", 3, page(comments=1), case()),
    ("title", 0, replace(SOUND, title=""), case()),
    ("language", 0, replace(SOUND, language=""), case()),
    ("structure", 0, replace(SOUND, tagged=False), case()),
    ("list-title", 0, replace(SOUND, pages=(SOUND.pages[0], PageFacts(), PageFacts())), case()),
    ("label", 2, SOUND, placed(label="Beilage 1")),
    ("label-twice", 3, SOUND, Case(VALUES, (*EXHIBITS, {**EXHIBITS[0], "first_page": 3}))),
    ("not-shown", 2, SOUND, placed(problem="leer")),
    ("description", 2, SOUND, exhibit(description="")),
    ("untranslated", 2, SOUND, exhibit(language="zh-Hans")),
    ("stale-reference", 3, page(text="siehe [E-07] dort"), case()),
    ("unproven", 0, SOUND, case(facts=[{"id": "F-02", "text": "x", "proofs": []}])),
    ("proves-nothing", 2, SOUND, exhibit(proves=[])),
    ("unchecked-law", 0, SOUND, resting(status="unchecked")),
    ("private", 3, page(text="Konto DE89 3704 0044 0532 0130 00"), case(variant="other-party")),
]


def test_a_sound_bundle_passes_every_check() -> None:
    assert lint(SOUND, STRICT, case()) == []
    assert lint(SOUND, Limits()) == []


@pytest.mark.parametrize(("kind", "where", "facts", "told"), SEEDED, ids=[seeded[0] for seeded in SEEDED])
def test_each_defect_gives_exactly_its_finding(kind: str, where: int, facts: BundleFacts, told: Case) -> None:
    found = lint(facts, STRICT, told)
    wanted = [one for one in found if one.kind == kind]
    assert [(one.kind, one.page) for one in wanted] == [(kind, where)]
    assert {one.kind for one in found} - {kind} <= ({"index-link"} if kind == "label-twice" else set())
    assert wanted[0].text
    assert wanted[0].mend


def test_every_check_is_seeded_and_there_are_enough() -> None:
    assert {check.kind for check in CHECKS} == {seeded[0] for seeded in SEEDED}
    assert len(CHECKS) == len({check.kind for check in CHECKS}) >= 30


def test_what_a_profile_does_not_ask_is_not_found() -> None:
    mild = Limits(skip=("font", "private"))
    assert lint(page(fonts=("Helvetica",)), mild, exhibit(description="", proves=[])) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DE89370400440532013000", ["IBAN"]),
        ("DE89 3704 0044 0532 0130 01", []),
        ("DE** **** 3000", []),
        ("4111 1111 1111 1111", ["PAN"]),
        ("4111 1111 1111 1112", []),
        ("0000 0000 0000 0000", []),
        ("order 114-3941689", []),
    ],
)
def test_personal_data_is_known_by_its_check_digits(text: str, found: list[str]) -> None:
    assert private_in(text) == found


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("S-122/K: LEC 155 to 157, 164", "LEC 155 to 157, 164"),
        ("K: § 116 ZPO, § 25 ZustG", "§ 116 ZPO, § 25 ZustG"),
        ("BGBl. 2027 I Nr. 3: Artikel 2", "BGBl. 2027 I Nr. 3: Artikel 2"),
    ],
)
def test_unchecked_law_is_found_where_its_annex_begins_and_named_as_others_know_it(
    source: str, told: str
) -> None:
    marked = replace(SOUND, bookmarks=(*SOUND.bookmarks, ("Erklärung (S. 3)", 3, 0)))
    (found,) = lint(marked, STRICT, resting(status="unchecked", source=source))
    assert (found.kind, found.page) == ("unchecked-law", 3)
    assert found.fields == {"what": told, "ref": "de:service"}


@pytest.mark.parametrize("status", ["sourced", "confirmed"])
def test_law_that_was_read_or_confirmed_is_no_finding(status: str) -> None:
    assert lint(SOUND, STRICT, resting(status=status)) == []


def test_a_source_of_an_exhibit_with_the_words_of_an_annex_is_no_place_of_it() -> None:
    below = replace(SOUND, bookmarks=(*SOUND.bookmarks, ("Erklärung des Verkäufers", 3, 1)))
    (found,) = lint(below, STRICT, resting(status="unchecked"))
    assert found.page == 0
    (nameless,) = lint(below, STRICT, resting(status="unchecked", annex="custody"))
    assert nameless.page == 0
