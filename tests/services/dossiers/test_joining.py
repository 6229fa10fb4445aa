"""Contents joined into one: whole numbers everywhere, every file once, evidence itself untouched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.dossier import content, exhibit, mail
from xborder_desk.documents.placing import all_references
from xborder_desk.domain.dossier import CaseHead, ClaimLine, Entry, Money, When
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.pseudonyms import Veil, secrets_of
from xborder_desk.domain.references import Reference
from xborder_desk.services.dossiers.joining import Part, joined, veiled

if TYPE_CHECKING:
    from xborder_desk.domain.dossier import DossierContent, Exhibit

HEAD = CaseHead("S-0001", "Shop")


def stored(letter: str) -> Stored:
    return Stored(letter * 64, 10)


def one(number: str, *exhibits: Exhibit, **more: Any) -> DossierContent:
    own = tuple(replace(e, evidence_id=f"{number}/{e.key}") for e in exhibits)
    return replace(content(own, **more), case=CaseHead(number, "Case"))


def join(*contents: DossierContent, pseudonymous: bool = False) -> DossierContent:
    parts = [Part(each, f"Consumer {letter}") for each, letter in zip(contents, "ABCDEFGH", strict=False)]
    return joined(parts, HEAD, contents[0].edition, pseudonymous=pseudonymous)


def test_a_file_in_two_cases_is_shown_with_the_first_and_named_by_both() -> None:
    made = join(
        one("2026-0001", exhibit(1, stored("a")), exhibit(2, stored("b"))),
        one("2026-0002", exhibit(1, stored("b"), proves=("F-03",)), exhibit(2, stored("c"))),
    )
    assert [each.key for each in made.exhibits] == ["2026-0001/E-01", "2026-0001/E-02", "2026-0002/E-02"]
    assert made.exhibits[1].also == ("2026-0002/E-01",)
    assert made.exhibits[1].proves == ("2026-0002/F-03",)
    assert made.facts[1].proofs == (Reference("2026-0001/E-02", 1),)
    assert made.facts[1].text == "Bezahlt ({{ref:2026-0001/E-02:1}})."


def test_the_same_file_twice_in_one_case_or_with_other_pages_stays_twice() -> None:
    cut = replace(exhibit(2, stored("a")), pages=(2, 3))
    made = join(one("2026-0001", exhibit(1, stored("a")), cut), one("2026-0002", cut))
    assert [each.key for each in made.exhibits] == ["2026-0001/E-01", "2026-0001/E-02"]
    same = join(one("2026-0001", exhibit(1, stored("a")), exhibit(2, stored("a"))))
    assert len(same.exhibits) == 2


def test_a_part_shown_with_another_case_is_named_by_its_whole() -> None:
    terms = replace(exhibit(2, stored("b")), key="E-01.1", part_of="E-01")
    made = join(
        one("2026-0001", replace(mail(1), sha256="d" * 64), terms),
        one("2026-0002", replace(mail(1), sha256="e" * 64), terms),
    )
    assert [each.key for each in made.exhibits] == ["2026-0001/E-01", "2026-0001/E-01.1", "2026-0002/E-01"]
    assert made.exhibits[2].shared == ("2026-0001/E-01.1",)
    assert made.exhibits[1].part_of == "2026-0001/E-01"


def test_what_evidence_says_itself_is_no_reference_of_ours() -> None:
    said = replace(mail(1), text="Typed by hand: {{ref:E-01}}")
    assert join(one("2026-0001", said)).exhibits[0].text == said.text


def test_a_reference_to_another_case_stays_what_it_is() -> None:
    made = join(one("2026-0002", exhibit(1, stored("a")), wish="As in {{ref:2026-0001/E-04:2}}."))
    assert made.wish == "Consumer A: As in {{ref:2026-0001/E-04:2}}."


def test_those_who_want_the_same_stand_together() -> None:
    made = join(*(one(f"2026-000{n}", exhibit(1, stored(str(n))), wish=w) for n, w in enumerate("xxy", 1)))
    assert made.wish == "Consumer A, Consumer B: x\nConsumer C: y"


def test_sums_are_added_where_they_have_one_currency() -> None:
    euro, yen = Money(Decimal("10.50"), "EUR"), Money(Decimal(300), "JPY")
    first, second = one("2026-0001", exhibit(1, stored("a"))), one("2026-0002", exhibit(1, stored("b")))
    lines = (ClaimLine("Price", euro),)
    made = join(replace(first, claim_lines=lines), replace(second, claim_lines=lines))
    assert made.claim == Money(Decimal("21.00"), "EUR")
    assert [line.text for line in made.claim_lines] == [
        "2026-0001 · Consumer A: Price",
        "2026-0002 · Consumer B: Price",
    ]
    mixed = join(replace(first, claim_lines=lines), replace(second, claim_lines=(ClaimLine("Price", yen),)))
    assert mixed.claim is None
    assert join(replace(first, claim_lines=())).claim is None


def test_entries_of_all_cases_stand_in_one_order() -> None:
    early, late = Entry(When(date(2026, 1, 2)), "early"), Entry(When(date(2026, 3, 4)), "late")
    moment = Entry(When(at=datetime(2026, 1, 2, 23, tzinfo=UTC), zone="Europe/Berlin"), "after midnight")
    made = join(one("2026-0001", chronology=(late, early)), one("2026-0002", chronology=(moment, early)))
    assert [(entry.text, entry.case[:9]) for entry in made.chronology] == [
        ("early", "2026-0001"),
        ("early", "2026-0002"),
        ("after midnight", "2026-0002"),
        ("late", "2026-0001"),
    ]


def test_one_party_of_several_cases_keeps_all_that_is_known_of_it() -> None:
    first, second = one("2026-0001"), one("2026-0002")
    seller = replace(second.parties[1], addresses=("Elsewhere 9",))
    made = join(first, replace(second, parties=(second.parties[0], seller)))
    assert [party.id for party in made.parties] == [
        "2026-0001/P-01, 2026-0002/P-01",
        "2026-0001/P-02, 2026-0002/P-02",
    ]
    assert made.parties[1].addresses == ("广东省深圳市龙华区", "Elsewhere 9")


def test_a_veil_covers_words_but_no_hash_and_no_number() -> None:
    shown = one("2026-0001", replace(exhibit(1, stored("a")), title="Brief von Öztürk", uid="ozturk"))
    hidden = veiled(shown, Veil(secrets_of("Łucja Öztürk", "Consumer A")))
    assert hidden.parties[0].name == "Consumer A"
    assert hidden.exhibits[0].title == "Brief von Consumer A"
    assert (hidden.exhibits[0].uid, hidden.exhibits[0].sha256) == ("ozturk", "a" * 64)
    assert hidden.edition == shown.edition
    assert hidden.facts[0].proofs == shown.facts[0].proofs


@st.composite
def dossiers(draw: st.DrawFn) -> list[DossierContent]:
    """Some cases whose exhibits share files by chance."""
    made = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        files = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True))
        shown = [exhibit(place, stored(letter)) for place, letter in enumerate(files, 1)]
        made.append(one(f"2026-{number:04d}", *shown))
    return made


@given(dossiers())
def test_every_file_stands_once_and_no_reference_is_lost(given_: list[DossierContent]) -> None:
    made = join(*given_)
    shown = [each.sha256 for each in made.exhibits]
    assert sorted(shown) == sorted({each.sha256 for one_ in given_ for each in one_.exhibits})
    numbers = {each.evidence_id for each in made.exhibits} | {n for each in made.exhibits for n in each.also}
    assert numbers == {each.evidence_id for one_ in given_ for each in one_.exhibits}
    keys = {each.key for each in made.exhibits}
    known = {f"{one_.case.number}/{each.key}" for one_ in given_ for each in one_.exhibits}
    for reference in all_references(made):
        assert reference.key in keys or reference.key not in known
    assert len(set(made.labels("{n}").values())) == len(keys)
