"""Recipes and editions in the database: the case's own and those of named dossiers keep apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.cases import new_case
from tests.factories.offices import desk_in
from xborder_desk.domain.registers import Head
from xborder_desk.storage.queries import cases, dossiers

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

HEADS = [Head("custody", "c", 3, "a" * 64)]


def values(fingerprint: str) -> dict[str, str]:
    return {"profile": "de", "language": "de", "variant": "court", "fingerprint": fingerprint}


def case_in(office: Office) -> str:
    return desk_in(office).cases.create(new_case())


def test_a_named_recipe_stands_beside_the_cases_own(office: Office) -> None:
    number = case_in(office)
    with office.database.write() as uow:
        case = cases.find(uow, number)
        assert dossiers.recipe_row(uow, case) is None
        own = dossiers.write_recipe(uow, case, {"order": ["E-01"]})
        named = dossiers.write_recipe(uow, case, {"order": ["E-02"]}, "S-0001")
        assert own.id != named.id
        again = dossiers.write_recipe(uow, case, {"order": ["E-03"]}, "S-0001")
        assert again.id == named.id
        uow.commit()
    with office.database.read() as uow:
        case = cases.find(uow, number)
        rows = [dossiers.recipe_row(uow, case, name) for name in ("", "S-0001", "S-0002")]
        assert [row.recipe if row else None for row in rows] == [
            {"order": ["E-01"]},
            {"order": ["E-03"]},
            None,
        ]


def test_editions_of_named_dossiers_take_no_number_from_the_cases_own(office: Office) -> None:
    number = case_in(office)
    with office.database.write() as uow:
        case = cases.find(uow, number)
        one = dossiers.write_recipe(uow, case, {}, "S-0001").id
        other = dossiers.write_recipe(uow, case, {}, "S-0002").id
        made = [
            dossiers.new_edition(uow, case.id, HEADS, values(mark), dossier).no
            for mark, dossier in (("a", None), ("a", one), ("b", one), ("b", None), ("a", other), ("c", None))
        ]
        assert made == [1, -1, -2, 2, -3, 3]
        assert [row.no for row in dossiers.editions(uow, case.id)] == [3, 2, 1]
        assert [row.no for row in dossiers.editions(uow, case.id, one)] == [-2, -1]
        assert [row.no for row in dossiers.editions(uow, case.id, other)] == [-3]
        uow.commit()


def test_the_same_content_is_the_same_edition_of_that_dossier_alone(office: Office) -> None:
    number = case_in(office)
    with office.database.write() as uow:
        case = cases.find(uow, number)
        named = dossiers.write_recipe(uow, case, {}, "S-0001").id
        row = dossiers.new_edition(uow, case.id, HEADS, values("a"), named)
        assert dossiers.same_edition(uow, case.id, "a") is None
        found = dossiers.same_edition(uow, case.id, "a", named)
        assert found is not None
        assert found.uid == row.uid
        assert dossiers.same_edition(uow, case.id, "b", named) is None
        assert dossiers.edition(uow, row.uid).heads == [["custody", "c", 3, "a" * 64]]
        uow.commit()
