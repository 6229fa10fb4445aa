"""Reading a mail as a delivery report: in the standard form, in the server's own, or not one at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.mail import headers, structure
from xborder_desk.mail.reports import answers, notices, prose, verdict, words, words_abroad
from xborder_desk.mail.reports.fields import KNOWN, Group, address_in, recipient_groups
from xborder_desk.mail.reports.values import Recipient, Report
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    from xborder_desk.mail.structure import Piece

_MOST_TEXT: Final = 200_000
_MOST_SAID: Final = 10_000
_NOT_YET: Final = 4
_WORDS: Final = 600
_ID: Final = re.compile(r"^[ \t>]*message-id:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)
_DATE: Final = re.compile(r"^[ \t>]*date:[ \t]*(\S.*)", re.IGNORECASE | re.MULTILINE)
_TO: Final = re.compile(
    r"^[ \t>]*(?:to|x-(?:original-)?to|delivered-to|envelope-to|cc):[ \t]*(.+(?:\n[ \t]+.+)*)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER: Final = re.compile(
    r"\s*(re|aw|antw|sv|fwd?|wg|tr|回复|回覆|转发|轉寄)\s*(\[\d+\])?[::]", re.IGNORECASE
)
_PLAINLY: Final = re.compile(
    r"(your|the) (message|mail|e-mail) (could not|cannot|can't|was not) be? ?delivered to|"
    r"error message below:? ?[45]\d\d|\b5\d\d[ -].{0,200}rcpt to"
)
_RECEIPT_TYPES: Final = frozenset(
    {"message/disposition-notification", "message/global-disposition-notification"}
)
_OPENED: Final = re.compile(r"^disposition:[^\n]*;\s*displayed", re.IGNORECASE | re.MULTILINE)
_STATUS_TYPES: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINAL_TYPES: Final = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "message/global",
        "message/partial",
        "text/rfc822",
        "message/global-headers",
    }
)


def read_report(data: bytes) -> Report | None:
    """Give what a delivery report says, or None for a mail that is no report.

    An absence note or challenge gives a report of the kind ``automatic``, a complaint fed back one of the
    kind ``complaint``; neither says anything about delivery.
    """
    # Reports are text: one kind of line end spares every later step from three.
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return notices.read_notice(plain) or _Mail(structure.parse(plain)).report()


class _Mail:
    """One mail, with what the ways of reading it share."""

    def __init__(self, top: Piece) -> None:
        self.top = top
        self.status: list[str] = []
        self.feedback: list[str] = []
        self.receipts: list[str] = []
        self.original: Piece | None = None
        self.text = ""
        self._sort(top, depth=0)
        self.spoken, self.repeated = prose.report_text(self.text[:_MOST_TEXT])

    def report(self) -> Report | None:
        if self.feedback:
            return self._report("complaint", self._complained())
        if any(_OPENED.search(said) for said in self.receipts):
            return self._receipt("\n".join(self.receipts))
        by_fields = self._by_fields() or self._inside()
        if by_fields:
            return self._report("delivery", by_fields)
        if self._is_automatic():
            return self._report("automatic", ())
        if not self._looks_like_report():
            return None
        found = self._by_words()
        return self._report("delivery", found) if found else None

    # -- what kind of mail it is

    def _sort(self, piece: Piece, depth: int) -> None:
        kind = piece.media_type
        if kind in _STATUS_TYPES:
            self.status.append(_text(piece))
        elif kind == "message/feedback-report":
            self.feedback.append(_text(piece))
        elif kind in _RECEIPT_TYPES:
            self.receipts.append(_text(piece))
        elif kind in _ORIGINAL_TYPES and (depth or kind != "message/rfc822"):
            self.original = self.original or piece
        elif piece.pieces:
            for inner in piece.pieces:
                self._sort(inner, depth + 1)
        elif kind == "text/html":
            self.text = self.text or read_html(piece.text()[0]).text
        elif kind.startswith("text/") or not depth:
            self.text += _text(piece) + "\n"

    def _field(self, name: str) -> str:
        return headers.decode_words(headers.unfold(self.top.field(name) or b""))

    def _is_automatic(self) -> bool:
        return not self._looks_like_report() and answers.is_automatic(self._field, self.spoken)

    def _looks_like_report(self) -> bool:
        if self.top.parameters.get("report-type", "").lower() in {"delivery-status", "delivery status"}:
            return True
        if self._field("x-failed-recipients"):
            return True
        senders = headers.addresses(self.top.field("from") or b"") or headers.addresses(
            self.top.field("sender") or b""
        )
        names = [name for one in senders for name in (one.address, one.name)]
        by_system = any(words.SENDERS.search(name) for name in names)
        by_machine = any(words.SENDERS_OF_ANYTHING.search(name) for name in names)
        empty = (self.top.field("return-path") or b"").strip() == b"<>" or not senders
        subject = self._field("subject")
        returned = words_abroad.RETURNED
        named = words.SUBJECTS.search(subject) or returned.search(words_abroad.bare(subject.lower()))
        titled = bool(named) and not _ANSWER.match(subject)
        spoken = verdict.folded(self.spoken[:4000])
        known = any(one.search(spoken) for one in (words.FAILED, words.DELAYED, words.EXPIRED))
        said = known or returned.search(words_abroad.bare(spoken)) is not None
        if by_system and (titled or said):
            return True
        likely = ((by_machine or empty) and (titled or said)) or (titled and said)
        return (likely and self._speaks_of_mail(subject, spoken)) or bool(_PLAINLY.search(spoken))

    def _speaks_of_mail(self, subject: str, spoken: str) -> bool:
        """Tell a report on a mail from the many mails about a parcel or payment that did not arrive."""
        if self.original is not None or self.repeated:
            return True
        return words.OF_MAIL.search(words_abroad.bare(f"{subject.lower()}\n{spoken}")) is not None

    # -- whom it names

    def _inside(self) -> tuple[Recipient, ...]:
        """Read a report that another program has put into a report of its own."""
        inner = self.original.pieces[0] if self.original is not None and self.original.pieces else None
        if inner is None or inner.parameters.get("report-type", "").lower() != "delivery-status":
            return ()
        return _Mail(inner)._by_fields()  # noqa: SLF001 - one of us

    def _by_fields(self) -> tuple[Recipient, ...]:
        texts = self.status or ([self.text] if _has_fields(self.text) else [])
        found: dict[str, Recipient] = {}
        groups = [group for text in texts for group in recipient_groups(text)]
        for group in groups:
            address = self._address(group)
            if address and address.lower() not in found:
                found[address.lower()] = self._from_group(address, group, alone=len(groups) == 1)
        return tuple(found.values())

    def _address(self, group: Group) -> str:
        final = address_in(group.get("final-recipient", ""))
        original = address_in(group.get("original-recipient", ""))
        actual = address_in(group.get("x-actual-recipient", ""))
        if "." in final.partition("@")[2] and not final.lower().endswith((".local", ".localdomain")):
            return final
        return next((one for one in (original, actual, final) if "@" in one), final or original or actual)

    def _from_group(self, address: str, group: Group, *, alone: bool) -> Recipient:
        action = (
            group.get("action", "").split("(")[0].split()[0].lower()
            if group.get("action", "").strip()
            else ""
        )
        said_by_server = (value for name, value in group.items() if name.startswith("diagnostic-code"))
        diagnostic = " ".join(said_by_server)[:_MOST_SAID]
        beside = prose.words_beside(self.spoken, address, []) if alone else ""
        stage = words.STAGE.search(verdict.folded(self.spoken)) if alone else None
        status = verdict.status_in(group.get("status", ""))
        in_words = verdict.status_in(diagnostic)
        if in_words and (not status or status.endswith(".0.0") or _telling(in_words, status)):
            status = in_words
        reply = verdict.reply_in(diagnostic)
        said = diagnostic or group.get("status", "")
        shown = f"{said} {beside}" if len(diagnostic) < 40 or not _tells(diagnostic) else said  # noqa: PLR2004 - a bare code
        local = diagnostic.lower().startswith("x-unix") or "disabled" in group.get("status", "")
        full = alone and words.FULL.search(verdict.folded(self.spoken)) is not None
        dead = (
            action != "delayed"
            and not local
            and not full
            and verdict.is_dead(status, reply, f"{shown} {stage.group() if stage else ''} ")
        )
        return Recipient(
            address,
            status,
            reply,
            verdict.class_of(status, action, reply, shown),
            dead=dead,
            text=_shown(said or beside),
            waiting=action == "delayed",
            passed_on=action == "relayed",
        )

    def _by_words(self) -> tuple[Recipient, ...]:
        own = {
            one.address.lower()
            for name in ("from", "to", "reply-to")
            for one in headers.addresses(self.top.field(name) or b"")
        }
        failed = [
            one.address
            for value in self.top.fields_named("x-failed-recipients")
            for one in headers.addresses(value)
            if "@" in one.address
        ]
        named = prose.failed_addresses(self.spoken, own)
        # A mail that was forwarded names its alias in the header and the address that failed in the words.
        addresses = (failed if set(failed) & set(named) or not named else named) or self._addressed(own)
        return tuple(self._from_words(address, addresses) for address in dict.fromkeys(addresses))

    def _from_words(self, address: str, all_of_them: list[str]) -> Recipient:
        beside = prose.words_beside(self.spoken, address, all_of_them)
        said = beside if _tells(beside) or len(all_of_them) > 1 else self.spoken
        status, reply = verdict.status_in(said), verdict.reply_in(said)
        stage = words.STAGE.search(verdict.folded(self.spoken)) if len(all_of_them) == 1 else None
        if stage is not None and not words.STAGE.search(verdict.folded(said)):
            said = f"{said} {stage.group()} "
        whole = f"{self._field('subject')} {said}"
        status_class = verdict.class_of(status, "", reply, whole)
        return Recipient(
            address,
            status,
            reply,
            status_class,
            dead=verdict.is_dead(status, reply, whole if not _tells(said) else said),
            text=_shown(beside),
            waiting=status_class == _NOT_YET and verdict.is_waiting(f"{whole} {self.spoken}"),
        )

    def _complained(self) -> tuple[Recipient, ...]:
        named = re.findall(
            r"^(?:original-rcpt-to|removal-recipient):\s*(\S+)",
            "\n".join(self.feedback),
            re.IGNORECASE | re.MULTILINE,
        )
        addresses = [address_in(one) for one in named] or self._addressed(set())[:1]
        return tuple(Recipient(address) for address in dict.fromkeys(filter(None, addresses)))

    def _receipt(self, said: str) -> Report:
        about = re.search(r"^original-message-id:\s*(<[^>\s]+>)", said, re.IGNORECASE | re.MULTILINE)
        group = next(recipient_groups(said), {})
        address = self._address(group)
        people = (Recipient(address, status_class=2, text=_shown(said)),) if address else ()
        answered = self._field("in-reply-to").strip().split(" ")[0]
        return Report("receipt", people, about[1] if about else answered)

    # -- which mail it is about

    def _addressed(self, own: set[str]) -> list[str]:
        """Give whom the returned mail was written to."""
        written = _TO.findall(self._returned())
        found = [one.address for value in written for one in headers.addresses(value.encode())]
        return [one for one in dict.fromkeys(found) if "@" in one and one.lower() not in own] or found[:1]

    def _returned(self) -> str:
        if self.original is None:
            return self.repeated
        inner = self.original.pieces[0] if self.original.pieces else self.original
        fields = "\n".join(f"{name}: {headers.unfold(value)}" for name, value in inner.fields)
        return fields if self.original.pieces else f"{fields}\n{_text(self.original)}"

    def _report(self, kind: str, recipients: tuple[Recipient, ...]) -> Report:
        returned = self._returned()
        about = _ID.search(returned)
        dated = _DATE.search(returned)
        sent_at = headers.date_of(dated[1].encode()) if dated else None
        answered = self._field("in-reply-to").strip().split(" ")[0]
        return Report(kind, recipients, about[1] if about else answered, sent_at or "")


def _text(piece: Piece) -> str:
    return piece.text()[0].replace("\r\n", "\n").replace("\r", "\n")


def _has_fields(text: str) -> bool:
    names = {line.split(":")[0].strip().lower() for line in text.split("\n") if ":" in line}
    return "final-recipient" in names and len(names & KNOWN) > 1


def _tells(said: str) -> bool:
    spoken = verdict.folded(said)
    plain = words_abroad.bare(spoken)
    if any(one.search(plain) for one in (words_abroad.UNKNOWN_USER, words_abroad.ALIVE)):
        return True
    return any(
        phrases.search(spoken)
        for phrases in (
            words.UNKNOWN_USER,
            words.UNKNOWN_HOST,
            words.ALIVE,
            words.MOVED,
            words.NO_MAIL,
            words.FILTERED,
        )
    )


def _telling(code: str, status: str) -> bool:
    return code[0] == status[0] and status[2:].startswith("0.")


def _shown(said: str) -> str:
    return " ".join(said.split())[:_WORDS]
