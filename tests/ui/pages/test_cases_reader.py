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


def test_the_state_of_the_case_beside_the_list_is_whole_in_large_text(desk_open: Driver) -> None:
    page = desk_open.go("cases")
    assert isinstance(page, CasesPage)
    theme = page.around.theme
    before = theme.percent
    try:
        desk_open.shell.screen.switch("pl")
        theme.apply(percent=200, tag="pl")
        desk_open.window.resize(1024, 700)
        desk_open.settle()
        pill = page._glance._state
        assert pill.word.text()
        assert pill.word.width() >= pill.word.sizeHint().width()
        assert page._glance.minimumSizeHint().width() >= 240
    finally:
        theme.apply(percent=before, tag="en")
        desk_open.shell.screen.switch("en")
        desk_open.settle()
