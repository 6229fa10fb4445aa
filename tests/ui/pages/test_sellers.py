"""The sellers in the window: the picture with its table, comparing, verdicts, lists, bodies, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from tests.factories.known_sellers import FOUR, ONE, THREE, TWO, known_desk
from tests.ui.driving import Driver, cut, unnamed, untranslated
from xborder_desk.app import Ways, find_places
from xborder_desk.domain.constellation import Constellation, Edge, Node
from xborder_desk.domain.errors import FileError
from xborder_desk.settings import SettingsFile
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.pages.sellers import SellersPage
from xborder_desk.ui.pages.sellers.picture import Picture, second_line
from xborder_desk.ui.pages.sellers.placing import HIGH, WIDE, place
from xborder_desk.ui.tokens import LIGHT
from xborder_desk.ui.widgets.cards import Strip
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

SIZE = 60


@pytest.fixture(scope="module")
def driver(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The window over an office with a seller behind several shops; opened once for all tests here."""
    folder = tmp_path_factory.mktemp("sellers")
    known_desk(folder / "office").close()
    found = Driver(qapp, Ways(find_places(), SettingsFile(folder / "settings")), cast("QtBot", None))
    found.open(folder / "office")
    yield found
    found.close()


@pytest.fixture
def drive(driver: Driver) -> Iterator[Driver]:
    """The window; what a test decides or leaves open is taken back after it."""
    yield driver
    for one in driver.app.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.close()
    driver.speak("en")
    driver.window.go("sellers")
    driver.settle()
    page = driver.page
    assert isinstance(page, SellersPage)
    sellers = page.desk.sellers
    for decision in sellers.decisions():
        if decision.undone_at is None and decision.number != "D-0001":
            sellers.undo(decision.number)
    sellers.restore(["D-0001"])
    cluster = page.cluster
    for editor in (cluster.since, cluster.until, cluster.compare.reason, page.bodies.search):
        editor.clear()
    page.bodies.kind.choose("")
    for chip in cluster.kinds.values():
        chip.setChecked(True)
    page.clear_strips()
    driver.settle()


@pytest.fixture
def page(drive: Driver) -> SellersPage:
    """The page of the sellers, the first one chosen."""
    drive.window.go("sellers")
    drive.settle()
    found = drive.page
    assert isinstance(found, SellersPage)
    found.go_to(ONE)
    drive.settle()
    return found


def pictured(page: SellersPage, drive: Driver, number: str = ONE) -> SellersPage:
    page.go_to(number)
    drive.settle()
    page.show_picture()
    drive.settle()
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget))


def sheet(drive: Driver) -> Sheet:
    found = drive.dialog()
    assert isinstance(found, Sheet)
    return found


def test_the_picture_shows_the_group_and_who_else(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    said = words(cluster)
    assert "深圳市蓝光照明有限公司" in said
    for figure in ("€200.00", "PLN"):
        assert figure in said
    values = [line.node.title for line in cluster.lines.rows]
    for value in ("+86 755 8888 6666", "Languang", "lampix-haven", "2026-0001"):
        assert any(value[-4:] in one for one in values), value


def test_the_table_says_what_the_picture_shows(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    holders = {line.node.id: line.holders for line in cluster.lines.rows}
    assert set(holders["phone:+8675588886666"]) == {"深圳市蓝光照明有限公司", "Lampix Outlet"}
    states = {line.node.id: line.node.state for line in cluster.lines.rows}
    assert (states[TWO], states[THREE]) == ("confirmed", "suggested")


def test_picking_in_one_picks_in_the_other(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    ids = [line.node.id for line in cluster.lines.rows]
    cluster.table.pick(ids.index("phone:+8675588886666"))
    assert cluster.picture.now == "phone:+8675588886666"
    cluster.picture.pick(TWO)
    assert cluster.table.current_row() == ids.index(TWO)


def test_kinds_and_days_leave_less(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    everything = len(cluster.lines.rows)
    cluster.kinds["identifier"].click()
    assert {line.node.kind for line in cluster.lines.rows} == {"seller", "storefront", "case"}
    cluster.kinds["identifier"].click()
    assert len(cluster.lines.rows) == everything
    cluster.until.setText("2025-12-31")
    cluster.until.editingFinished.emit()
    left = [line.node for line in cluster.lines.rows]
    assert not any(node.kind == "case" for node in left)
    assert any(node.title == "Languang" for node in left)
    cluster.until.setText("no day at all")
    cluster.until.editingFinished.emit()
    assert len(cluster.lines.rows) == everything


def test_who_is_only_suggested_is_laid_beside_first(page: SellersPage, drive: Driver) -> None:
    compare = pictured(page, drive).cluster.compare
    said = words(compare)
    for text in ("Lampix Outlet", "Agrees", "phone number"):
        assert text in said
    assert [button.isVisibleTo(compare) for button in compare.buttons] == [True, True, True, False]


def test_a_reason_for_one_pair_is_none_for_another(page: SellersPage, drive: Driver) -> None:
    page.show_picture()
    drive.settle()
    compare, sides = page.cluster.compare, page.desk.sellers.all()
    first, second, third = sides[:3]
    score = page.desk.sellers.looks.side_by_side(first.number, second.number)[1]
    compare.show_pair(first, second, [], score, "suggested")
    compare.reason.setText("the same bank account")
    compare.show_pair(first, second, [], score, "suggested")
    assert compare.reason.text() == "the same bank account"
    compare.show_pair(first, third, [], score, "suggested")
    assert compare.reason.text() == ""


def test_a_suggestion_is_confirmed_and_the_way_back_offered(page: SellersPage, drive: Driver) -> None:
    compare = pictured(page, drive).cluster.compare
    compare.same.click()
    drive.settle()
    assert page.findChildren(Strip)
    assert len(page.desk.sellers.decisions()) == 1
    compare.reason.setText("one phone")
    compare.same.click()
    drive.settle()
    assert [group.sellers for group in page.desk.sellers.confirmed()] == [(ONE, TWO, THREE)]
    assert compare.reason.text() == ""


@pytest.mark.parametrize("verb", ["other", "aside"])
def test_a_suggestion_is_turned_down_or_put_aside(page: SellersPage, drive: Driver, verb: str) -> None:
    compare = pictured(page, drive).cluster.compare
    compare.reason.setText("other town")
    getattr(compare, verb).click()
    drive.settle()
    assert page.desk.sellers.decisions()[-1].verdict == {"other": "different", "aside": "unsure"}[verb]
    assert THREE not in [line.node.id for line in page.cluster.lines.rows]


def test_a_confirmed_seller_is_split_off(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    cluster.picture.pick(TWO)
    drive.settle()
    assert [button.isVisibleTo(cluster.compare) for button in cluster.compare.buttons] == [
        False, False, False, True,
    ]  # fmt: skip
    cluster.compare.part.click()
    drive.settle()
    assert len(page.desk.sellers.confirmed()) == 1
    cluster.compare.reason.setText("the account was stolen")
    cluster.compare.part.click()
    drive.settle()
    assert page.desk.sellers.confirmed() == []


def test_what_is_no_seller_is_laid_beside_nobody(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    cluster.picture.pick("phone:+8675588886666")
    drive.settle()
    assert cluster.other == ""
    assert "Pick another seller" in words(cluster.compare)


def test_a_seller_alone_has_a_picture_too(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive, FOUR).cluster
    assert [line.node.kind for line in cluster.lines.rows] == ["seller", "identifier"]
    assert "Pick another seller" in words(cluster.compare)


def test_opening_a_seller_looks_from_there(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    cluster.picture.opened.emit(TWO)
    drive.settle()
    assert "Lampix Haven" in cluster.title.text()
    cluster.back.emit()
    drive.settle()
    assert not cluster.isVisibleTo(page)
    assert page.card.isVisibleTo(page)


def test_opening_a_case_goes_there(page: SellersPage, drive: Driver) -> None:
    cluster = pictured(page, drive).cluster
    case = cluster.cases.rows[0].case
    cluster.opened.emit(case)
    drive.settle()
    assert drive.page.case == case


@pytest.mark.parametrize(("name", "begins"), [("p.svg", b"<?xml"), ("p.pdf", b"%PDF")])
def test_the_picture_is_written(
    page: SellersPage, drive: Driver, tmp_path: Path, name: str, begins: bytes
) -> None:
    pictured(page, drive).write_picture(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    assert len(data) > 2000


@pytest.mark.parametrize("name", ["p.png", "none/p.svg"])
def test_a_picture_that_cannot_be_written_is_told(
    page: SellersPage, drive: Driver, tmp_path: Path, name: str
) -> None:
    pictured(page, drive).write_picture(tmp_path / name)
    assert name.rpartition("/")[2] in page.findChildren(Strip)[-1].text.text()
    with pytest.raises(FileError):
        page.cluster.picture.write(tmp_path / name, "")


def test_what_is_known_is_written_as_paper(page: SellersPage, drive: Driver, tmp_path: Path) -> None:
    pictured(page, drive).write_report(tmp_path / "seller.pdf")
    drive.settle()
    assert (tmp_path / "seller.pdf").read_bytes().startswith(b"%PDF")
    page.write_report(tmp_path / "seller.pdf")
    drive.settle()
    assert "already" in page.findChildren(Strip)[-1].text.text()


def test_the_lists_show_who_is_watched_and_who_came_back(page: SellersPage, drive: Driver) -> None:
    page.show_view("watched")
    drive.settle()
    assert [row.number for row in page.watched.model.rows] == [FOUR]
    page.show_view("returned")
    drive.settle()
    assert [one.seller for one in page.returned.model.rows] == [ONE]
    page.returned.table.opened.emit(0)
    drive.settle()
    assert page.card.isVisibleTo(page)
    assert "蓝光" in page.seller.title.text()


def test_a_seller_is_watched_from_its_card(page: SellersPage, drive: Driver) -> None:
    page.go_to(TWO)
    drive.settle()
    page.seller.watch_wanted.emit()
    form = sheet(drive).form  # type: ignore[attr-defined] # each of these sheets has one
    reason = form.editor("reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("Two cases in a week")
    sheet(drive).accept_it()
    drive.settle()
    assert "day" in form.editor("review_on").accessibleDescription()
    form.editor("review_on").setText("2026-12-24")
    sheet(drive).accept_it()
    drive.settle()
    assert [row.number for row in page.desk.sellers.looks.watched()] == [FOUR, TWO]
    assert "Two cases in a week" in words(page.seller)


def test_what_a_page_states_is_written_down(page: SellersPage, drive: Driver) -> None:
    page.go_to(FOUR)
    drive.settle()
    page.seller.page_wanted.emit()
    form = sheet(drive).form  # type: ignore[attr-defined] # each of these sheets has one
    sheet(drive).accept_it()
    drive.settle()
    assert isinstance(drive.dialog(), QDialog)
    form.editor("phone").setText("+43 1 1234567")
    sheet(drive).accept_it()
    drive.settle()
    assert "+43 1 1234567" in [mark.raw for mark in page.desk.sellers.show(FOUR).marks]


def test_a_party_is_linked_to_a_seller(page: SellersPage, drive: Driver) -> None:
    page.go_to(FOUR)
    drive.settle()
    case = page.desk.sellers.show(ONE).cases[0]
    page.seller.link_wanted.emit()
    form = sheet(drive).form  # type: ignore[attr-defined] # each of these sheets has one
    form.editor("case").setText(case)
    form.editor("party").setText("P-02")
    sheet(drive).accept_it()
    drive.settle()
    assert page.desk.sellers.show(FOUR).cases == (case,)


def test_bodies_are_found_by_name_and_kind(page: SellersPage, drive: Driver) -> None:
    page.show_view("bodies")
    drive.settle()
    bodies = page.bodies
    assert len(bodies.model.rows) >= 60
    bodies.search.setText("amazon")
    assert [one.id for one in bodies.model.rows] == ["amazon"]
    bodies.search.setText("")
    bodies.kind.choose("insurer")
    bodies.kind.currentIndexChanged.emit(0)
    assert {one.kind for one in bodies.model.rows} == {"insurer"}


def test_a_body_is_edited_and_taken_back(page: SellersPage, drive: Driver) -> None:
    page.show_view("bodies")
    drive.settle()
    bodies = page.bodies
    bodies.search.setText("amazon")
    bodies.start()
    bodies.form.editor("contact").setText("help@example.com")  # type: ignore[union-attr] # a line
    bodies._save()
    drive.settle()
    assert bodies.form.editor("source").accessibleDescription()
    bodies.form.editor("source").setText("Legal notice")  # type: ignore[union-attr] # a line
    bodies.form.editor("checked_on").setText("2026-11-20")  # type: ignore[union-attr] # a line
    bodies._save()
    drive.settle()
    view = page.desk.sellers.looks.bodies.show("amazon")
    assert view.changed == ("contact",)
    assert "help@example.com" in words(bodies)
    bodies.taken_back.emit("amazon")
    drive.settle()
    assert page.desk.sellers.looks.bodies.show("amazon").changed == ()


def test_a_body_is_added(page: SellersPage, drive: Driver) -> None:
    page.show_view("bodies")
    drive.settle()
    bodies = page.bodies
    bodies.start_new()
    kind = bodies.form.editor("kind")
    assert isinstance(kind, Options)
    kind.choose("carrier")
    for field, value in (("name", "Lampenpost"), ("source", "Its page"), ("checked_on", "2026-11-20")):
        bodies.form.editor(field).setText(value)  # type: ignore[union-attr] # a line
    bodies._save()
    drive.settle()
    assert page.desk.sellers.looks.bodies.show("lampenpost").kind == "carrier"


@pytest.mark.parametrize("tag", ["qps", "qps-rtl"])
def test_every_text_is_marked_and_has_room(page: SellersPage, drive: Driver, tag: str) -> None:
    pictured(page, drive)
    drive.speak(tag)
    names = [row.name for row in page.desk.sellers.all()]
    data = [
        *names,
        "languang.example",
        "China",
        "Austria",
        "Germany",
        "S-000",
        "2026-",
        "Languang",
        "lampix",
        "zortan",
        "DE8",
        "DE0",
        "+86",
        "0086",
        "Kexing",
        "ebay",
        "amazon",
        "EUR",
        "PLN",
        "€",
        "D-0001",
    ]
    assert untranslated(page.cluster, data) == []
    assert cut(page.cluster) == []
    assert unnamed(page.cluster) == []
    for view in ("watched", "returned", "bodies"):
        page._leave_picture()
        page.show_view(view)
        drive.settle()
        assert unnamed(page) == []


def boxed(count: int) -> Constellation:
    nodes = tuple(
        Node(f"S-{n:04d}" if n % 5 == 0 else f"x{n}", "seller" if n % 5 == 0 else "identifier", f"T{n}")
        for n in range(count)
    )
    edges = tuple(Edge(nodes[n - n % 5].id, nodes[n].id) for n in range(count) if n % 5)
    return Constellation("S-0000", nodes, edges)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30, SIZE])
def test_boxes_do_not_lie_on_each_other(count: int) -> None:
    found = place(boxed(count))
    assert len(found) == count
    places = list(found.values())
    over = [
        (a, b)
        for at, a in enumerate(places)
        for b in places[at + 1 :]
        if abs(a[0] - b[0]) < WIDE - 12 and abs(a[1] - b[1]) < HIGH - 12
    ]
    assert not over


def test_the_same_is_always_placed_the_same() -> None:
    assert place(boxed(20)) == place(boxed(20))
    assert place(boxed(20))["S-0000"] == (0.0, 0.0)


@pytest.fixture
def picture(theme: Theme) -> Picture:
    """A picture of a few things."""
    made_here = Picture(theme)
    made_here.resize(600, 400)
    nodes = (
        Node("S-0001", "seller", "Lampix", "CN", "confirmed", ref="S-0001"),
        Node("phone:1", "identifier", "+49 30 1", "phone"),
        Node("shop", "storefront", "Lampix", "eBay"),
        Node("2026-0001", "case", "2026-0001", "Lamp", ref="2026-0001"),
    )
    edges = (Edge("S-0001", "phone:1"), Edge("S-0001", "shop"), Edge("S-0001", "2026-0001"))
    places = {"S-0001": (0.0, 0.0), "phone:1": (300.0, 0.0), "shop": (-300.0, 0.0), "2026-0001": (0.0, 200.0)}
    what = Constellation("S-0001", nodes, edges)
    made_here.show_all(what, places, {node.id: node.about for node in nodes}, rtl=False)
    return made_here


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (Qt.Key.Key_Right, "phone:1"),
        (Qt.Key.Key_Left, "shop"),
        (Qt.Key.Key_Down, "2026-0001"),
        (Qt.Key.Key_Up, "S-0001"),
    ],
)
def test_arrows_go_to_what_lies_there(picture: Picture, key: Qt.Key, there: str) -> None:
    told: list[str] = []
    picture.chosen.connect(told.append)
    QTest.keyClick(picture, key)
    assert picture.now == there
    assert told == ([there] if there != "S-0001" else [])


def test_keys_zoom_and_open(picture: Picture) -> None:
    opened: list[str] = []
    picture.opened.connect(opened.append)
    before = picture.transform().m11()
    QTest.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.transform().m11() > before
    QTest.keyClick(picture, Qt.Key.Key_Minus)
    assert picture.transform().m11() == pytest.approx(before)
    for _ in range(30):
        QTest.keyClick(picture, Qt.Key.Key_Minus)
    assert picture.transform().m11() > 0.1
    QTest.keyClick(picture, Qt.Key.Key_0)
    assert picture.transform().m11() == pytest.approx(before, rel=0.2)
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert opened == ["S-0001"]


def test_the_wheel_zooms_with_ctrl_alone(picture: Picture) -> None:
    before = picture.transform().m11()
    for modifier, more in (
        (Qt.KeyboardModifier.NoModifier, False),
        (Qt.KeyboardModifier.ControlModifier, True),
    ):
        event = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, modifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it by its place alone
        )  # fmt: skip
        picture.wheelEvent(event)
        assert (picture.transform().m11() > before) == more


def test_what_is_pressed_is_picked(picture: Picture) -> None:
    picture.fit()
    spot = picture.mapFromScene(QPointF(300, 0))
    assert picture.viewport().rect().contains(spot)
    QTest.mousePress(picture.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert picture.now == "phone:1"
    assert picture.accessibleDescription().startswith("+49 30 1")


def test_what_is_gone_is_not_picked(picture: Picture) -> None:
    picture.pick("phone:1")
    picture.show_all(Constellation("S-0001", (Node("S-0001", "seller", "L"),), ()), {}, {}, rtl=True)
    assert picture.now == "S-0001"
    picture.pick("nothing")
    assert picture.now == ""


@pytest.mark.parametrize(
    ("node", "told"),
    [
        (Node("S-0001", "seller", "L", "DE", ref="S-0001"), "S-0001 · Germany"),
        (Node("S-0001", "seller", "L", ref="S-0001"), "S-0001"),
        (Node("p", "identifier", "1", "phone"), "phone number"),
        (Node("s", "storefront", "Shop", "eBay"), "eBay"),
        (Node("c", "case", "2026-0001", "Lamp"), "Lamp"),
    ],
)
def test_the_second_line_says_what_it_is(screen: ScreenLanguage, node: Node, told: str) -> None:
    assert second_line(node, {"phone": "phone number"}, screen.language) == told


def test_on_paper_it_has_the_colours_of_paper(picture: Picture, theme: Theme, tmp_path: Path) -> None:
    theme.apply("dark", 100)
    picture.write(tmp_path / "dark.svg", "")
    theme.apply("light", 100)
    picture.write(tmp_path / "light.svg", "")
    dark, light = ((tmp_path / name).read_text(encoding="utf-8") for name in ("dark.svg", "light.svg"))
    assert LIGHT.text.lower() in dark.lower()
    assert dark.count("<text") == light.count("<text") == 8


@pytest.mark.parametrize(("width", "tag"), [(1280, "en"), (1280, "de"), (1440, "en")])
def test_the_verbs_of_a_seller_stand_in_one_line(drive: Driver, width: int, tag: str) -> None:
    drive.speak(tag)
    drive.window.resize(width, 800)
    drive.settle()
    page = drive.page
    assert isinstance(page, SellersPage)
    card = page.seller
    verbs = [one for one in card._verbs.findChildren(QPushButton) if one.isVisibleTo(card)]
    assert len(verbs) == 3
    assert max(one.geometry().top() for one in verbs) < min(one.geometry().bottom() for one in verbs)


def test_what_is_done_less_often_is_reached_by_keyboard_and_in_words(drive: Driver) -> None:
    page = drive.page
    assert isinstance(page, SellersPage)
    card = page.seller
    more = next(one for one in card._verbs.findChildren(QPushButton) if one.menu() is card.more)
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert more.text() == "Do more"
    words = [one.text() for one in card.more.actions()]
    assert words == ["What its page states…", "Link a party…", "Dossier over several cases…"]
    told: list[str] = []
    for name, signal in (
        ("page", card.page_wanted),
        ("link", card.link_wanted),
        ("dossier", card.dossier_wanted),
    ):
        signal.disconnect()
        signal.connect(lambda *_, name=name: told.append(name))
    try:
        for one in card.more.actions():
            one.trigger()
    finally:
        page.seller.page_wanted.connect(page._ask_page)
        page.seller.link_wanted.connect(page._ask_link)
        page.seller.dossier_wanted.connect(page._ask_dossier)
    assert told == ["page", "link", "dossier"]
    drive.speak("de")
    assert [one.text() for one in card.more.actions()] != words
