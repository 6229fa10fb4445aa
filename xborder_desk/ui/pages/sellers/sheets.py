"""Questions about a seller: watching it, and what its page states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xborder_desk.domain.sellers import PAGE_FIELDS
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.sellers import SellerRow
    from xborder_desk.services.sellers import Sellers
    from xborder_desk.ui.frame import Surroundings


class WatchSheet(Sheet):
    """Why a seller is watched, and on which day that is looked at again."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        sellers: Sellers,
        row: SellerRow,
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("Watch list"), N_("Save"))
        self._sellers, self._row, self._done = sellers, row, done
        name = Text("heading", wrap=True)
        name.setText(row.name)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_(
                "A note for this office alone, with a day on which it is looked at again. "
                "Without a reason it ends."
            ),
        )
        self.form = Form(around.screen, 1)
        reason = self.form.text("reason", N_("Reason"), lines=3)
        reason.setMaximumHeight(reason.minimumHeight() + 8)
        self.form.line("review_on", N_("Look again on"), kind="day", hint=N_("for instance: +3m"))
        review = row.review_on.isoformat() if row.review_on else ""
        self.form.fill({"reason": row.watch_reason, "review_on": review})
        self.form.accepted.connect(self.accept_it)
        for widget in (name, note, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.resize(560, 420)

    def accept_it(self) -> None:
        """Keep it."""
        values, number = self.form.values(), self._row.number
        keep = self._sellers.watch
        self.run(lambda _ctx: keep(number, values["reason"], values["review_on"]), self._done, self.form)


class PageSheet(Sheet):
    """What a seller's page states, copied as it stands there."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        sellers: Sellers,
        row: SellerRow,
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("What the seller's page states"), N_("Save"))
        self._sellers, self._row, self._done = sellers, row, done
        name = Text("heading", wrap=True)
        name.setText(row.name)
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_("Copy what stands there, also what looks wrong; leave out what the page does not say."),
        )
        self.form = Form(around.screen)
        for field, label in PAGE_FIELDS.items():
            if field in {"address", "return_address"}:
                editor = self.form.text(field, label, lines=2)
                editor.setMaximumHeight(editor.minimumHeight() + 8)
            else:
                self.form.line(field, label, kind="day" if field == "read_on" else "line")
        self.form.fill({"read_on": around.screen.language.date(_today())})
        self.form.accepted.connect(self.accept_it)
        for widget in (name, note, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.resize(720, 680)

    def accept_it(self) -> None:
        """Keep it."""
        values = {field: text for field, text in self.form.values().items() if text.strip()}
        number, keep = self._row.number, self._sellers.stated
        self.run(lambda _ctx: keep(number, values), self._done, self.form)


class LinkSheet(Sheet):
    """Which party of which case is this seller."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        sellers: Sellers,
        row: SellerRow,
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("The party of a case is this seller"), N_("Link"))
        self._sellers, self._row, self._done = sellers, row, done
        name = Text("heading", wrap=True)
        name.setText(row.name)
        self.form = Form(around.screen)
        self.form.line("case", N_("Case"), hint=N_("for instance: 2026-0001"))
        self.form.line("party", N_("Party"), hint=N_("for instance: P-02"))
        self.form.accepted.connect(self.accept_it)
        for widget in (name, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.resize(520, 300)

    def accept_it(self) -> None:
        """Keep it."""
        values, link = self.form.values(), self._sellers.link
        number = self._row.number
        self.run(lambda _ctx: link(values["case"], values["party"], number), self._done, self.form)


def _today() -> Any:  # noqa: ANN401 - a day, imported where it is used
    import datetime as dt  # noqa: PLC0415 - as above

    return dt.datetime.now().astimezone().date()
