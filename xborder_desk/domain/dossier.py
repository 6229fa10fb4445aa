"""Everything a dossier shows, as frozen values: what a service hands to the one who builds the paper.

Words in these values are in the document's language unless they quote somebody (names, titles, evidence).
Texts may hold reference tokens (``references.py``). Internal notes have no field here, so none is printed.
Dates and times are values; the builder writes them as the document's language does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from xborder_desk.domain.references import Numbering as Counting
from xborder_desk.domain.references import Reference, labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from pathlib import Path

    from xborder_desk.domain.statement import Block

Precision = Literal["year", "month", "day"]
Corner = Literal["bottom-right", "bottom-left", "top-right", "top-left"]
Numbering = Literal["number", "letter"]
STATEMENT: Final = "statement"
CUSTODY_ANNEX: Final = "custody"
HASHES: Final = "hashes"
ANNEXES: Final = (STATEMENT, CUSTODY_ANNEX, HASHES)
"""The annexes there are: the statement of contact attempts, the custody of each exhibit, all its hashes."""
INDEX_COLUMNS: Final = (
    "label",
    "date",
    "title",
    "author",
    "addressee",
    "language",
    "source",
    "proves",
    "pages",
    "copy_kind",
    "sha256",
)
"""What a list of exhibits can tell of each; label, title and pages always stand in it."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class When:
    """A day, known to the day, month or year only; or a moment: ``at`` in UTC with its zone's name."""

    day: date | None = None
    precision: Precision = "day"
    at: datetime | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a country's courts want a dossier to look; one file of ``resources/profiles`` makes one.

    ``label`` and ``list_title`` map a language tag to words; the key "*" serves all languages. Where neither
    the document's language nor "*" is there, the document says it in its own words ("Exhibit 1", "List of
    exhibits"). ``label`` holds ``{n}`` for the number: "Anlage K {n}". Lengths are millimetres. A bundle's
    pictures have at most ``finest`` dots per inch, the whole at most ``most_bytes`` (0: no limit); with
    ``described`` each exhibit needs a line in the court's language, with ``proving`` a fact it proves.
    ``annexes`` are those that courts expect, where the recipe does not say otherwise. ``columns`` are what
    the list of exhibits tells; with ``submitted`` it ends with places for the day and a signature.
    ``country`` is that of the courts, empty where it is for any.
    """

    id: str
    name: str = ""
    country: str = ""
    label: Mapping[str, str] = field(default_factory=dict)
    list_title: Mapping[str, str] = field(default_factory=dict)
    numbering: Numbering = "number"
    page_width: float = 210.0
    page_height: float = 297.0
    stamp_corner: Corner = "bottom-right"
    slip_sheets: bool = True
    finest: int = 300
    most_bytes: int = 0
    described: bool = False
    proving: bool = False
    annexes: tuple[str, ...] = ()
    columns: tuple[str, ...] = INDEX_COLUMNS
    submitted: bool = False

    def label_for(self, language: str, otherwise: str) -> str:
        """Give the exhibit label's pattern for a document in this language."""
        return _spoken(self.label, language, otherwise)

    def list_title_for(self, language: str, otherwise: str) -> str:
        """Give the title of the list of exhibits for a document in this language."""
        return _spoken(self.list_title, language, otherwise)


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of a dossier: ``made_at`` is UTC and the only time the document knows as its own.

    ``fingerprint`` is the SHA-256 of what the dossier shows; ``office`` is who made it.
    """

    number: int
    made_at: datetime
    fingerprint: str
    zone: str = "UTC"
    office: str = ""


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case: its number, what it is called, where it stands, and the languages spoken in it."""

    number: str
    title: str
    status: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A phone number, e-mail, IBAN, VAT number, domain ...: ``kind`` in words and where it came from."""

    kind: str
    value: str
    origin: str = ""
    proofs: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body with its role; ``latin_name`` stands beside a name in another script."""

    id: str
    role: str
    name: str
    latin_name: str = ""
    country: str = ""
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was bought, when, for how much and how it was paid; in which case, where there are several."""

    order_number: str = ""
    product: str = ""
    amount: Money | None = None
    ordered: When | None = None
    paid: When | None = None
    delivery_promised: When | None = None
    delivered: When | None = None
    payment_method: str = ""
    proofs: tuple[Reference, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement (its text may hold reference tokens) and the places that prove it."""

    id: str
    text: str
    when: When | None = None
    proofs: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chronology; in which case, where there are several."""

    when: When
    text: str
    proofs: tuple[Reference, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A later line that corrects a contact attempt: what stood there (shown struck) and what is right."""

    at: datetime
    before: str
    after: str
    zone: str = "UTC"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an attempt: a bounce, a reply, silence."""

    text: str
    at: datetime | None = None
    zone: str = "UTC"
    proofs: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt to reach a party: ``started_at`` is UTC, ``zone`` the zone it happened in.

    ``local_text`` is the local time as it was entered, if it differs from what the zone gives; ``remark``
    what was noted of the attempt itself.
    """

    number: str
    started_at: datetime
    zone: str
    channel: str
    address: str
    party: str = ""
    local_text: str = ""
    address_source: str = ""
    purpose: str = ""
    results: tuple[Result, ...] = ()
    corrections: tuple[Correction, ...] = ()
    proofs: tuple[Reference, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """The head of an e-mail and the names of what hung on it; the body is the exhibit's ``text``."""

    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    date: str = ""
    subject: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An evidence item as it stands in this dossier.

    ``key`` is its number in the case ("E-03", a part "E-03.1"), ``evidence_id`` the whole number; ``part_of``
    the key of the item it was found in. ``pages`` is the first and last page to show, None for all.
    ``problem`` is a sentence why it cannot be shown ("" if it can): its slip sheet says it and points to the
    original.
    ``custody`` are sentences, oldest first; ``warnings`` are sentences for the slip sheet. ``description`` is
    one line, ``section`` the title of the part of the exhibits it stands in, ``translates`` the key of the
    exhibit it is a translation of, ``translated`` says that it has one itself. In a dossier over several
    cases ``also`` are the numbers of the same file in others, and ``shared`` the keys of what it contains
    that is shown in another place. ``copied`` says how it was made of another item ("Redacted").
    """

    key: str
    evidence_id: str
    uid: str
    sha256: str
    size: int
    title: str
    kind: str
    media_type: str
    filename: str = ""
    date: When | None = None
    language: str = ""
    source: str = ""
    received: datetime | None = None
    zone: str = "UTC"
    part_of: str = ""
    parts: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None
    proves: tuple[str, ...] = ()
    custody: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    mail: Mail | None = None
    text: str | None = None
    description: str = ""
    section: str = ""
    translates: str = ""
    translated: bool = False
    also: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    copied: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One head of the claim: what for and how much."""

    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Head:
    """Where a register stood when the edition was fixed: its name in words, last line and its hash."""

    register: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Group:
    """Which cases a dossier is over: those with these numbers, or all that met a seller."""

    seller: str = ""
    cases: tuple[str, ...] = ()
    pseudonymous: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One case of a dossier over several: its number, what its consumer is called and what is claimed."""

    case: str
    consumer: str
    country: str = ""
    claim: Money | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A paper that stands in the dossier as a section of its own, and in the package as a file.

    Its words are in the dossier's language and may hold reference tokens.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule of law that an annex of the dossier rests on: where it stands, and how far that was checked.

    ``ref`` is the rule as the office's law knows it (``at:service``), ``annex`` the name of the annex.
    """

    ref: str
    source: str
    status: str
    checked_on: date
    annex: str


@dataclass(frozen=True, slots=True)
class DossierContent:
    """A whole dossier: the same content gives the same bytes, on any machine.

    ``group`` are the cases of a dossier over several; all numbers in it are then whole (2026-0001/E-03).
    ``pseudonymous`` says that nothing in it tells who their consumers are.
    ``law`` is what its annexes rest on.
    """

    edition: Edition
    case: CaseHead
    profile: Profile
    language: str
    wish: str = ""
    claim: Money | None = None
    claim_lines: tuple[ClaimLine, ...] = ()
    parties: tuple[Party, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    facts: tuple[Fact, ...] = ()
    chronology: tuple[Entry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    heads: tuple[Head, ...] = ()
    variant: str = "court"
    frozen: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)
    group: tuple[Member, ...] = ()
    pseudonymous: bool = False
    annexes: tuple[Annex, ...] = ()
    law: tuple[Ground, ...] = ()

    def labels(self, pattern: str) -> dict[str, str]:
        """Give each exhibit's label by its key; ``pattern`` holds ``{n}``."""
        keys = [(exhibit.key, exhibit.part_of) for exhibit in self.exhibits]
        lettered = self.profile.numbering == "letter"
        return labels(keys, pattern, Counting(lettered, self.frozen, self.late))


@dataclass(frozen=True, slots=True)
class BoundExhibit:
    """Where an exhibit came to stand: pages of the bundle, first (its slip sheet) and last, both from 1.

    ``problem`` is the reason in words why the exhibit itself is not shown, or None.
    """

    label: str
    title: str
    evidence_id: str
    first_page: int
    last_page: int
    sha256: str
    problem: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class BundleResult:
    """The finished bundle: a file, its number of pages, its exhibits, and sentences on what to look at.

    ``archival`` says that it calls itself PDF/A-3b; ``index`` is the list of exhibits as a Word file.
    """

    path: Path
    pages: int
    exhibits: tuple[BoundExhibit, ...]
    warnings: tuple[str, ...] = ()
    archival: bool = False
    index: Path | None = None


def _spoken(words: Mapping[str, str], language: str, otherwise: str) -> str:
    """Look a word up by tag, then by the tag without its last parts, then for all languages."""
    tag = language.replace("_", "-")
    while tag:
        if tag in words:
            return words[tag]
        tag = tag.rpartition("-")[0]
    return words.get("*", otherwise)
