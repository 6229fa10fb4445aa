"""Adding what became of an attempt, and correcting it by a line that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.choices import AddressSource, Channel, ContactPurpose, ContactResult
from xborder_desk.i18n import N_
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.i18n.language import Language
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


_LETTERS: Final = frozenset({"letter", "registered_letter", "fax"})
# What most often becomes of an attempt by each way; a person looks it over.
_LIKELY: Final = {
    "letter": "returned_unknown",
    "registered_letter": "returned_unknown",
    "phone": "no_answer",
    "register_lookup": "not_found",
    "visit": "no_answer",
    "bailiff": "no_answer",
}


def _post_book(language: Language) -> Iterable[tuple[str, str]]:
    _ = language.text
    return [("", _(N_("Do not enter it"))), ("yes", _(N_("Enter what came back")))]


class OutcomeSheet(Sheet):
    """Asks for a result, or a reply, as a line of its own; ``write`` is the use-case, ``post`` the book's."""

    def __init__(  # noqa: PLR0913 - a question with what is known already
        self,
        around: Surroundings,
        parent: QWidget,
        write: Callable[[NewOutcome], None],
        done: Callable[[Any], object],
        *,
        reply: bool,
        proofs: Sequence[str] = (),
        channel: str = "",
        post: Callable[[NewOutcome], object] | None = None,
    ) -> None:
        super().__init__(around, parent, N_("Add reply") if reply else N_("Add result"), N_("Add"))
        self._write, self._done, self._reply = write, done, reply
        self._post = post
        self.form = form = Form(around.screen)
        if not reply:
            form.options("result", N_("Result"), of_choice(ContactResult))
        if post is not None:
            form.options("post", N_("Post book"), _post_book)
        form.line("at", N_("When it was learnt"), hint=N_("empty for now, or 2026-03-08 14:30"))
        form.text("note", N_("What was said"), lines=3)
        form.line("proof", N_("Proved by"), hint=N_("E-02, E-05"))
        likely = _LIKELY.get(channel, "delivered")
        booked = "yes" if proofs and channel in _LETTERS else ""
        form.fill({"result": likely, "proof": ", ".join(proofs), "post": booked})
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(560, 380)

    def accept_it(self) -> None:
        """Write the line."""
        typed = self.form.values()
        proofs = tuple(part.strip() for part in typed["proof"].replace(";", ",").split(",") if part.strip())
        new = NewOutcome(
            typed.get("result", ""), typed["at"].strip().replace(" ", "T"), typed["note"], proofs
        )
        post = self._post if typed.get("post") else None

        def work(_ctx: object) -> None:
            self._write(new)
            if post is not None:
                post(new)

        self.run(work, self._done, self.form)


class CorrectSheet(Sheet):
    """Asks what is right, and why; only what differs is written."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        attempt: AttemptView,
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(around, parent, N_("Correct an attempt"), N_("Write the correction"))
        self._desk, self._case, self._attempt, self._done = desk, case, attempt, done
        self._before = {
            "channel": attempt.channel,
            "address": attempt.address,
            "address_source": attempt.address_source,
            "purpose": attempt.purpose,
        }
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText, N_("The line stays as it was written; the correction is a new line that names it.")
        )
        self.form = form = Form(around.screen)
        form.options("channel", N_("Channel"), of_choice(Channel))
        form.line("address", N_("Exact address"))
        form.options("address_source", N_("Where it came from"), of_choice(AddressSource, empty=True))
        form.options("purpose", N_("Purpose"), of_choice(ContactPurpose, empty=True))
        form.line("note", N_("Why it is corrected"), wide=True)
        form.fill(self._before)
        form.accepted.connect(self.accept_it)
        self.body.addWidget(note)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(620, 400)
        form.editor("note").setFocus()

    def accept_it(self) -> None:
        """Write the correction."""
        typed = self.form.values()
        reason = typed.pop("note")
        changes = {name: value for name, value in typed.items() if value != self._before[name]}
        number, case, contacts = self._attempt.number, self._case, self._desk.contacts
        self.run(lambda _ctx: contacts.correct(number, changes, reason, case), self._done, self.form)
