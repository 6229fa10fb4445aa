"""How many statements each screen sends: the same however large the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import grow, open_case
from tests.factories.offices import statements

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

SCREENS: dict[str, tuple[Callable[[Desk, str], object], int]] = {
    "case": (lambda desk, case: desk.cases.show(case), 8),
    "timeline": (lambda desk, case: desk.cases.timeline(case), 10),
    "ids of the list": (lambda desk, _case: desk.cases.ids("wanbao"), 1),
    "rows of the list": (lambda desk, _case: desk.cases.rows(desk.cases.ids()), 2),
    "evidence": (lambda desk, case: desk.evidence.list(case), 2),
    "an item": (lambda desk, case: desk.evidence.show("E-01", case), 6),
    "contacts": (lambda desk, case: desk.contacts.list(case), 2),
    "conflicts": (lambda desk, case: desk.parties.conflicts(case, "P-01"), 3),
    "editions": (lambda desk, case: desk.dossiers.editions(case), 2),
    "recipe": (lambda desk, case: desk.dossiers.recipe(case), 5),
    "numbers of the office": (lambda desk, _case: desk.offices.summary(), 2),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_sends_the_same_statements_however_large_the_case(
    desk: Desk, office: Office, tmp_path: Path, screen: str
) -> None:
    show, most = SCREENS[screen]
    case = open_case(desk)
    grow(desk, case, tmp_path / "small", 1)
    show(desk, case)
    with statements(office.database.engine) as small:
        show(desk, case)
    grow(desk, open_case(desk), tmp_path / "other", 1)
    large = open_case(desk)
    grow(desk, large, tmp_path / "large", 6)
    with statements(office.database.engine) as many:
        show(desk, large)
    assert len(many) == len(small) == most
