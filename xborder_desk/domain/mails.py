"""What a mail says that matters to the contact register, as values that cross a process boundary."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a header: name and address, either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ToldRecipient:
    """One address of a delivery report. ``status_class`` is 2, 4, 5 or None; see ``interface``'s definitions.

    ``dead`` is True only when the report shows that mailbox or domain do not exist, take no mail or have
    moved. ``waiting``: the server still tries. ``passed_on``: nobody will say whether it arrived.
    """

    address: str
    status: str = ""
    status_class: int | None = None
    dead: bool = False
    text: str = ""
    waiting: bool = False
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A delivery report: ``kind`` is delivery, receipt, complaint or automatic; ids without brackets."""

    kind: str
    recipients: tuple[ToldRecipient, ...] = ()
    message_id: str = ""
    sent_at: str = ""


@dataclass(frozen=True, slots=True)
class ToldMail:
    """A mail as the register needs it: dates in ISO 8601 or empty, ids without brackets.

    ``received`` is when the last server took it. ``carried`` says that it bears the traces of servers, so
    that this is a copy somebody received. ``canonical`` is a SHA-256 that is the same whatever the line ends
    and whatever the mail programs noted on their copy. ``readable`` is False for what is no mail.
    """

    readable: bool
    canonical: str
    message_id: str = ""
    answers: tuple[str, ...] = ()
    sender: tuple[Person, ...] = ()
    receivers: tuple[Person, ...] = ()
    date: str = ""
    received: str = ""
    subject: str = ""
    language: str = ""
    carried: bool = False
    listed: bool = False
    report: ToldReport | None = None

    def to_plain(self) -> dict[str, Any]:
        """Give the same as JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: object) -> ToldMail:
        """Build it from what ``to_plain`` gave.

        Raises:
            ValueError: it is not the shape of a mail.

        """
        if not isinstance(plain, dict):
            msg = "not a mail"
            raise ValueError(msg)  # noqa: TRY004 - one error type for an unfit shape
        try:
            values: dict[str, Any] = dict(plain)
            report = values.pop("report", None)
            return cls(
                **{
                    **values,
                    "answers": tuple(map(str, values.get("answers", ()))),
                    "sender": _people(values.get("sender", ())),
                    "receivers": _people(values.get("receivers", ())),
                },
                report=_report(report) if report else None,
            )
        except (TypeError, KeyError, AttributeError) as fault:
            msg = "not a mail"
            raise ValueError(msg) from fault


def _people(plain: list[dict[str, Any]]) -> tuple[Person, ...]:
    return tuple(Person(str(one["name"]), str(one["address"])) for one in plain[:_MOST])


def _report(plain: dict[str, Any]) -> ToldReport:
    recipients = tuple(ToldRecipient(**one) for one in plain["recipients"][:_MOST])
    return ToldReport(str(plain["kind"]), recipients, str(plain["message_id"]), str(plain["sent_at"]))
