"""The pages before the exhibits, as data for the page templates: words and targets, nothing of layout."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.annexes import annex_data
from xborder_desk.documents.composing import language_of
from xborder_desk.documents.listed import about, shown_hash
from xborder_desk.documents.slips import slip
from xborder_desk.documents.writer import sections_of, target
from xborder_desk.domain.dossier import Money
from xborder_desk.i18n.language import fill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from xborder_desk.documents.writer import Place, Run, Writer
    from xborder_desk.domain.dossier import (
        ClaimLine,
        Contact,
        DossierContent,
        Entry,
        Exhibit,
        Fact,
        Member,
        Party,
        Purchase,
    )

Data = dict[str, Any]
LONG_ROW: Final = 1400
LINE: Final = 40
"""What a line break counts as, in characters, when a row's length is reckoned."""
MOST_NAMES: Final = 12
MOST_CASES: Final = 24
PER_LINE: Final = 4
"""Consumers and cases that are named on the cover of a dossier over several cases, and cases to a line."""
FULL: Final = 9.0
HALF: Final = 5.8
NUMBER: Final = 60.0
STEP: Final = 30.0
LEAST: Final = 150.0
"""Stamps are reckoned this wide at least: then nearly all labels of all courts leave the same room free."""
"""Widths in a stamp, in points: a full and a half letter, its page number with the gaps around."""


def dossier_data(
    content: DossierContent,
    writer: Writer,
    places: Mapping[str, Place],
    problems: Mapping[str, str],
    sheeted: Collection[str] | None = None,
) -> Data:
    """Give all composed pages as data.

    ``places`` maps section names and exhibit keys to their pages as far as they are known; ``problems`` maps
    the key of each exhibit that cannot be shown to the reason. ``sheeted`` are the keys of the exhibits that
    have a sheet before them, None for all.
    """
    profile = content.profile
    slips = [
        slip(exhibit, content, writer, problems.get(exhibit.key, ""))
        for exhibit in content.exhibits
        if sheeted is None or exhibit.key in sheeted
    ]
    return {
        "title": title(content, writer),
        "author": content.edition.office,
        "running": [_running(content, writer), _edition(content, writer)],
        "page": {"width": profile.page_width, "height": profile.page_height},
        "language": language_of(content.language, writer.language.direction),
        "words": dict(writer.texts),
        "list_title": writer.texts["exhibits"],
        "cover": _cover(content, writer),
        "contents": _contents(content, writer, places),
        "parties": [_party(party, writer) for party in content.parties],
        "wish": writer.runs(content.wish),
        "group": [_member(member, writer) for member in content.group],
        "purchases": [_purchase(purchase, writer) for purchase in content.purchases],
        "claims": _claims(content, writer),
        "facts": [_fact(fact, writer) for fact in content.facts],
        "chronology": [_entry(entry, writer) for entry in content.chronology],
        "contacts": [_contact(contact, writer) for contact in content.contacts],
        "exhibits": [_row(exhibit, content, writer, places, problems) for exhibit in content.exhibits],
        "columns": [name for name in ("date", "proves") if name in profile.columns],
        "submitted": _submission(writer) if profile.submitted else [],
        "heads": [[head.register, str(head.seq), head.hash] for head in content.heads],
        "annexes": [annex_data(annex, writer) for annex in content.annexes],
        "slips": slips,
    }


def title(content: DossierContent, writer: Writer) -> str:
    """Name the document."""
    return f"{writer.say('dossier')} {content.case.number} – {content.case.title}"


def section_title(name: str, writer: Writer) -> str:
    """Name a section as its heading and its bookmark do."""
    return writer.say(name)


def stamp_data(content: DossierContent, writer: Writer, owners: Iterable[str]) -> Data:
    """Give the stamps, one per page of the bundle; ``owners`` names each page's exhibit, or "" for none."""
    return {
        "language": language_of(content.language, writer.language.direction),
        "stamps": [
            [writer.keep(writer.labels[owner]) if owner else "", writer.say("stamp_page", page=page)]
            for page, owner in enumerate(owners, start=1)
        ],
    }


def stamp_size(label: str) -> tuple[float, float]:
    """Reckon how large a stamp with this label is at most, in points; in steps, so that few sizes differ.

    A number counts as three figures at least: an exhibit that moves from place 9 to 10 keeps its pages.
    """
    label = re.sub(r"\d+", lambda found: found.group().rjust(3, "0"), label)
    wide = sum(FULL if unicodedata.east_asian_width(char) in {"W", "F"} else HALF for char in label)
    return max(LEAST, math.ceil((wide + NUMBER) / STEP) * STEP), 16.0


def pages_text(place: Place) -> str:
    """Write a range of pages."""
    return str(place.first) if place.first == place.last else f"{place.first}–{place.last}"


def _edition(content: DossierContent, writer: Writer) -> str:
    return f"{writer.say('edition')} {content.edition.number}"


def _running(content: DossierContent, writer: Writer) -> str:
    return f"{writer.say('dossier' if content.group else 'case')} {writer.keep(content.case.number)}"


def _member(member: Member, writer: Writer) -> list[str]:
    """Give one case of a dossier over several."""
    consumer, country = writer.keep(member.consumer), writer.country(member.country)
    return [writer.keep(member.case), consumer, country, writer.money(member.claim)]


def _rows(*rows: tuple[str, str]) -> list[list[str]]:
    return [[name, value] for name, value in rows if value]


def _submission(writer: Writer) -> list[str]:
    """Say what is filled in by hand below the list: the day it is handed in, and who does."""
    return [writer.say("submitted"), fill(writer.texts["signature"], {"name": ""}).strip()]


def _cover(content: DossierContent, writer: Writer) -> Data:
    edition, keep = content.edition, writer.keep
    return {
        "title": keep(content.case.title),
        "sides": _group_sides(content, writer) if content.group else _sides(content.parties[:2], writer),
        "rows": _rows(
            (
                writer.say("cases" if content.group else "case"),
                "\n".join(_cases(content, writer)) or keep(content.case.number),
            ),
            (writer.say("status"), keep(content.case.status)),
            (writer.say("claim"), writer.money(content.claim)),
            (writer.say("edition"), str(edition.number)),
            (writer.say("made"), writer.moment(edition.made_at, edition.zone)),
            (writer.say("made_by"), keep(edition.office)),
            (writer.say("fingerprint"), edition.fingerprint),
        ),
    }


def _sides(parties: Iterable[Party], writer: Writer) -> list[Data]:
    keep = writer.keep
    return [
        {"name": keep(party.name), "latin": keep(party.latin_name), "role": keep(party.role)}
        for party in parties
    ]


def _group_sides(content: DossierContent, writer: Writer) -> list[Data]:
    """Name the consumers of all cases, so many as there is room for; the seller is the dossier's title."""
    names = list(dict.fromkeys(member.consumer for member in content.group))
    more = [f"… (+{len(names) - MOST_NAMES})"] if len(names) > MOST_NAMES else []
    shown = ", ".join(writer.keep(name) for name in [*names[:MOST_NAMES], *more])
    role = content.parties[0].role if content.parties else ""
    return [{"name": shown, "latin": "", "role": writer.keep(role)}]


def _cases(content: DossierContent, writer: Writer) -> list[str]:
    """Name the cases, some to a line, so many as there is room for."""
    numbers = [writer.keep(member.case) for member in content.group]
    more = [f"… (+{len(numbers) - MOST_CASES})"] if len(numbers) > MOST_CASES else []
    shown = [*numbers[:MOST_CASES], *more]
    return [", ".join(shown[start : start + PER_LINE]) for start in range(0, len(shown), PER_LINE)]


def _contents(content: DossierContent, writer: Writer, places: Mapping[str, Place]) -> list[Data]:
    def row(key: str, label: str, words: str, to: str, *, strong: bool) -> Data:
        page = str(places[key].first) if key in places else ""
        return {"label": label, "title": words, "page": page, "to": to, "strong": strong}

    sections = [
        row(name, "", section_title(name, writer), f"section/{name}/0", strong=True)
        for name in sections_of(content)
        if name not in {"cover", "contents"}
    ]
    exhibits: list[Data] = []
    before = ""
    for e in content.exhibits:
        if e.section and e.section != before:
            exhibits.append(row(e.key, "", writer.keep(e.section), target(e.key), strong=True))
        before = e.section
        words, label = writer.keep(e.title), writer.keep(writer.labels[e.key])
        exhibits.append(row(e.key, label, words, target(e.key), strong=False))
    return [*sections, *exhibits]


def _party(party: Party, writer: Writer) -> Data:
    return {
        "name": writer.keep(party.name),
        "latin": writer.keep(party.latin_name),
        "role": f"{writer.keep(party.role)} · {writer.keep(party.id)}",
        "rows": _rows(
            *((writer.say("address"), writer.keep(address)) for address in party.addresses),
            (writer.say("country"), writer.country(party.country)),
        ),
        "identifiers": [
            _row_of(
                kind=writer.keep(identifier.kind),
                value=writer.keep(identifier.value),
                origin=writer.keep(identifier.origin),
                proofs=writer.proofs(identifier.proofs),
            )
            for identifier in party.identifiers
        ],
    }


def _purchase(purchase: Purchase, writer: Writer) -> list[list[Any]]:
    rows = _rows(
        (writer.say("case"), writer.keep(purchase.case)),
        (writer.say("order_number"), writer.keep(purchase.order_number)),
        (writer.say("product"), writer.keep(purchase.product)),
        (writer.say("amount"), writer.money(purchase.amount)),
        (writer.say("ordered"), writer.when(purchase.ordered)),
        (writer.say("paid"), writer.when(purchase.paid)),
        (writer.say("payment_method"), writer.keep(purchase.payment_method)),
        (writer.say("delivery_promised"), writer.when(purchase.delivery_promised)),
        (writer.say("delivered"), writer.when(purchase.delivered)),
    )
    found: list[list[Any]] = [[name, [[value, ""]]] for name, value in rows]
    if purchase.proofs:
        found.append([writer.say("proof"), _joined(writer.proofs(purchase.proofs))])
    return found


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        joined.extend([["; ", ""], run] if joined else [run])
    return joined


def _claims(content: DossierContent, writer: Writer) -> list[Data]:
    rows: list[Data] = [
        {"text": writer.keep(line.text), "amount": writer.money(line.amount), "strong": False}
        for line in content.claim_lines
    ]
    if content.claim is not None and rows:
        rows.append({"text": writer.say("total"), "amount": writer.money(content.claim), "strong": True})
    elif content.group:
        rows += [
            {"text": writer.say("total"), "amount": writer.money(one), "strong": True}
            for one in by_currency(content.claim_lines)
        ]
    return rows


def by_currency(lines: Iterable[ClaimLine]) -> list[Money]:
    """Add up what is claimed in each currency, in the order in which they are first named."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.amount.currency] = sums.get(line.amount.currency, Decimal(0)) + line.amount.amount
    return [Money(amount, currency) for currency, amount in sums.items()]


def _fact(fact: Fact, writer: Writer) -> Data:
    return _row_of(
        id=writer.keep(fact.id),
        when=writer.when(fact.when),
        text=writer.runs(fact.text),
        proofs=writer.proofs(fact.proofs),
    )


def _entry(entry: Entry, writer: Writer) -> Data:
    return _row_of(
        when=writer.when(entry.when),
        text=writer.runs(entry.text),
        proofs=writer.proofs(entry.proofs),
        case=writer.keep(entry.case),
    )


def _row_of(**cells: Any) -> Data:
    """Make a row of a table; a long one may be cut by the end of a page, others stay whole."""
    return {**cells, "long": _length(cells) > LONG_ROW}


def _length(value: Any) -> int:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return len(value) + LINE * value.count("\n")
    if isinstance(value, dict):
        return _length(list(value.values()))
    return sum(_length(item) for item in value) if isinstance(value, list) else 0


def _universal(contact: Contact, writer: Writer) -> str:
    """Give the moment in universal time too, where the clock it is told by went otherwise."""
    said = writer.moment(contact.started_at, "UTC")
    return "" if said == writer.moment(contact.started_at, contact.zone) else said


def _contact(contact: Contact, writer: Writer) -> Data:
    noted = writer.say("local_time", time=writer.keep(contact.local_text)) if contact.local_text else ""
    return _row_of(
        number=writer.keep(contact.number),
        when=writer.moment(contact.started_at, contact.zone),
        noted=noted,
        universal=_universal(contact, writer),
        note=writer.keep(contact.remark),
        channel=writer.keep(contact.channel),
        party=writer.keep(contact.party),
        address=writer.keep(contact.address),
        source=writer.keep(contact.address_source),
        purpose=writer.keep(contact.purpose),
        proofs=writer.proofs(contact.proofs),
        results=[
            {
                "when": writer.moment(result.at, result.zone),
                "text": writer.runs(result.text),
                "proofs": writer.proofs(result.proofs),
            }
            for result in contact.results
        ],
        corrections=[
            {
                "when": writer.say("correction", time=writer.moment(fix.at, fix.zone)),
                "before": writer.keep(fix.before),
                "after": writer.keep(fix.after),
                "reason": writer.labelled("reason", writer.keep(fix.reason)) if fix.reason else "",
            }
            for fix in contact.corrections
        ],
    )


def _row(
    exhibit: Exhibit,
    content: DossierContent,
    writer: Writer,
    places: Mapping[str, Place],
    problems: Mapping[str, str],
) -> Data:
    place = places.get(exhibit.key)
    return _row_of(
        label=writer.keep(writer.labels[exhibit.key]),
        to=target(exhibit.key),
        title=writer.keep(exhibit.title),
        description=writer.keep(exhibit.description),
        section=writer.keep(exhibit.section),
        about=" · ".join(map(writer.keep, about(exhibit, content.profile.columns, writer))),
        sha256=shown_hash(exhibit, content),
        date=writer.when(exhibit.date),
        proves=", ".join(map(writer.keep, exhibit.proves)),
        pages=writer.keep(pages_text(place)) if place else "",
        problem=writer.keep(problems.get(exhibit.key, "")),
    )
