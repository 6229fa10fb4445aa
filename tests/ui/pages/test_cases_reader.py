"""The list of cases ordered by names follows the language of its reader, with the same row chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.ui.pages.cases import CasesPage

if TYPE_CHECKING:
    from tests.ui.driving import Driver


def shown(page: CasesPage) -> list[str]:
    titles = [page.model.row(number) for number in range(page.model.size())]
    return [one.title for one in titles if one is not None]


def test_another_language_orders_names_anew_and_loses_nothing(desk_open: Driver) -> None:
    for title in ("Łódź", "Lublin", "Lyon", "Nîmes", "Ñandú"):
        desk_open.new_case(title)
    page = desk_open.go("cases")
    assert isinstance(page, CasesPage)
    page.reload()
    desk_open.settle()
    page.table.order_by("title")
    desk_open.settle()
    ours = {"Łódź", "Lublin", "Lyon"}
    assert [one for one in shown(page) if one in ours] == ["Łódź", "Lublin", "Lyon"]
    page.table.pick(shown(page).index("Łódź"))
    chosen = page.table.chosen_keys()
    desk_open.shell.screen.switch("pl")
    desk_open.settle()
    assert [one for one in shown(page) if one in ours] == ["Lublin", "Lyon", "Łódź"]
    assert page.table.chosen_keys() == chosen
    desk_open.shell.screen.switch("es")
    desk_open.settle()
    assert shown(page).index("Ñandú") > shown(page).index("Nîmes")
    desk_open.shell.screen.switch("en")
    desk_open.settle()
    assert [one for one in shown(page) if one in ours] == ["Łódź", "Lublin", "Lyon"]
