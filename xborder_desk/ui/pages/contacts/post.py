"""The post book: what went out and came in, with running numbers; entered here, printed from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from xborder_desk.domain.choices import Direction
from xborder_desk.domain.post import NewPosting, Posting, PostLine
from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.models.table import Column, TableModel
from xborder_desk.ui.states import listed
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.chips import Chips
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


def _case(line: PostLine, _language: Language) -> str:
    return "/".join(filter(None, (line.case, line.attempt))) or "—"


def _cost(line: PostLine, language: Language) -> str:
    from decimal import Decimal  # noqa: PLC0415 - small, and only here

    return language.money(Decimal(line.cost), line.cost_currency) if line.cost else ""


COLUMNS: Final[tuple[Column[PostLine], ...]] = (
    Column("no", N_("No."), lambda line, _l: line.name, whole=True, chars=11),
    Column("on", N_("Day"), lambda line, language: language.date(line.on), whole=True, chars=13),
    Column(
        "direction",
        N_("Direction"),
        lambda line, language: language.text(line.direction.label),
        pill=lambda line: "info" if line.direction is Direction.INCOMING else "neutral",
        icon=lambda line: "download-simple" if line.direction is Direction.INCOMING else "upload-simple",
        chars=14,
    ),
    Column(
        "who",
        N_("To or from"),
        lambda line, _l: line.who.replace("\n", ", "),
        second=lambda line, _l: line.subject,
        stretch=True,
    ),
    Column(
        "kind",
        N_("Posting"),
        lambda line, language: language.text(line.kind.label),
        second=lambda line, _l: line.number,
        chars=22,
    ),
    Column("case", N_("Case"), _case, second=lambda line, language: listed(language, line.proofs), chars=18),
    Column("cost", N_("Cost"), _cost, end=True, chars=10),
)


class PostPanel(Card):
    """``enter`` asks for a new line, ``printed`` for the book as a paper; ``scope`` says whose is shown."""

    enter = Signal()
    printed = Signal()
    scope = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Post book"))
        self.whose = Chips(around.screen, around.theme, (("case", N_("This case")), ("", N_("Whole office"))))
        self.whose.chosen.connect(self._scope)
        self.model = TableModel(around.screen, COLUMNS, self)
        self.table = Table(around.theme, self.model, lines=2, memory=around.memory, key="post")
        self.say(self.table.setAccessibleName, N_("Post book"))
        new = push(self, around.theme, N_("Enter a posting…"), self._enter, icon="plus", look="row")
        paper = push(self, around.theme, N_("Print…"), self._print, icon="printer", look="row")
        self.tools.addWidget(new)
        self.tools.addWidget(paper)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            Empty(
                around.screen,
                around.theme,
                "envelope",
                N_("Nothing was posted yet"),
                N_("Letters out and in, receipts and returned envelopes get a running number here."),
                push(self, around.theme, N_("Enter a posting…"), self._enter, look="primary"),
            )
        )
        self.body.addWidget(self.whose)
        self.body.addWidget(self._places, 1)

    def show_lines(self, lines: Sequence[PostLine]) -> None:
        """Show lines, the newest first."""
        self.model.show(list(reversed(lines)))
        self.show_count(self.language.number(len(lines)) if lines else "")
        self._places.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.pick(0)

    def _scope(self, _value: str) -> None:
        self.scope.emit()

    def _enter(self, *_checked: object) -> None:
        self.enter.emit()

    def _print(self, *_checked: object) -> None:
        self.printed.emit()


class PostSheet(Sheet):
    """Asks for a line of the post book of a case; ``given`` is what is known already."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        done: Callable[[PostLine], object],
        given: dict[str, str] | None = None,
    ) -> None:
        super().__init__(around, parent, N_("Enter a posting"), N_("Enter"))
        self._desk, self._case, self._done = desk, case, done
        self.form = form = Form(around.screen)
        form.options("direction", N_("Direction"), of_choice(Direction))
        form.options("kind", N_("Posting"), of_choice(Posting))
        form.line("on", N_("Day"), kind="day", hint=N_("empty for today"))
        form.line("number", N_("Number on the receipt"))
        form.line("who", N_("To or from"), wide=True)
        form.line("subject", N_("Subject"), wide=True)
        form.line("attempt", N_("Attempt, like A-01"))
        form.line("proof", N_("Proved by"), hint=N_("E-02, E-05"))
        form.line("cost", N_("Cost"), kind="amount")
        form.line("cost_currency", N_("Currency"), hint=N_("EUR"))
        form.line("note", N_("Note"), wide=True)
        form.fill({"direction": "outgoing", "kind": "letter", **(given or {})})
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(640, 560)
        form.editor("who").setFocus()

    def accept_it(self) -> None:
        """Write the line."""
        typed: dict[str, Any] = self.form.values()
        proofs = [one.strip() for one in typed.pop("proof").replace(";", ",").split(",") if one.strip()]
        new = NewPosting(**typed)
        post, case = self._desk.post, self._case
        self.run(lambda _ctx: post.enter(new, case, proofs), self._done, self.form)
