"""What a dossier is made from: what was asked for, the recipe completed, lines up to an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.offices import desk_in
from xborder_desk.app import find_places
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import Head
from xborder_desk.i18n import languages
from xborder_desk.services.dossiers.gathering import (
    SHOWN_REGISTERS,
    asked,
    lines_so_far,
    recipe_of,
    shown_heads,
    sources_of,
    texts_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.i18n.language import Language
    from xborder_desk.storage.office import Office

PLACES = find_places()


def load(tag: str) -> Language:
    return languages.load(tag, PLACES.translations)


@pytest.fixture
def case(office: Office, tmp_path: Path) -> str:
    desk = desk_in(office)
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", whole="Whole letter", black="Black letter"))
    desk.contacts.add(number, new_attempt(result="no_answer"), ("E-01",))
    return number


def test_profile_and_language_are_found_in_any_spelling_of_the_tag() -> None:
    look, language = asked(Catalog(PLACES.resources), load, "de", "zh_hant", "court")
    assert (look.id, language.tag) == ("de", "zh-Hant")


@pytest.mark.parametrize(
    ("profile", "tag", "variant", "field"),
    [
        ("atlantis", "de", "court", "profile"),
        ("de", "tlh", "court", "language"),
        ("de", "", "court", "language"),
        ("de", "de", "nobody", "variant"),
    ],
)
def test_what_there_is_not_is_named(profile: str, tag: str, variant: str, field: str) -> None:
    with pytest.raises(BadInputError) as caught:
        asked(Catalog(PLACES.resources), load, profile, tag, variant)
    assert caught.value.field == field


def test_redacted_copies_stand_in_for_the_other_party_and_where_that_is_wished(
    office: Office, case: str
) -> None:
    desk_in(office).dossiers.set_recipe(case, {"redacted": {"E-01": "E-02"}})
    with office.database.read() as uow:
        orders = [
            list(sources_of(uow, case, variant, "UTC", redacted=redacted).order)
            for variant, redacted in (("court", False), ("other-party", False), ("court", True))
        ]
        assert orders == [["E-01"], ["E-02"], ["E-02"]]
        assert recipe_of(uow, case).redacted == {"E-01": "E-02"}
        assert texts_of(sources_of(uow, case, "court", "UTC"))["E-01"] == "Whole letter"


def test_lines_are_those_an_edition_knew(office: Office, case: str) -> None:
    with office.database.read() as uow:
        scope = sources_of(uow, case, "court", "UTC").case.uid
        heads = shown_heads(uow, scope)
        assert {head.register for head in heads} <= set(SHOWN_REGISTERS)
        every = list(lines_so_far(uow, scope, heads))
        assert {line.register for line in every} == {head.register for head in heads}
        first = [Head(head.register, head.scope, 1, "") for head in heads]
        assert [line.seq for line in lines_so_far(uow, scope, first)] == [1] * len(heads)
        elsewhere = [Head(head.register, "another case", 99, "") for head in heads]
        assert list(lines_so_far(uow, scope, elsewhere)) == []


def test_a_case_that_is_not_there_is_named(office: Office) -> None:
    with office.database.read() as uow, pytest.raises(NotFoundError, match="2026-0099"):
        sources_of(uow, "2026-0099", "court", "UTC")
