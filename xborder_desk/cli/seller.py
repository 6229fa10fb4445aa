"""Commands about sellers: registering, importing, finding who else has met one, comparing, deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import plain
from xborder_desk.cli.seller_looks import LOOKS
from xborder_desk.cli.tables import pairs, table
from xborder_desk.cli.usage import WrongValueError
from xborder_desk.cli.verbs import Answer, Area, Argument, Flag, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.sellers import Candidate, Cluster, Reason, Score, SellerView

_SELLER: Final = Argument("seller", N_("The number of the seller, like S-0001."))
_LIMIT: Final = Option("limit", N_("At most so many."), "N")
_MOST: Final = 1000


def add(session: Session, given: Given) -> Answer:
    """Register a seller, or add to one."""
    from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop  # noqa: PLC0415 - start-up time

    marks = tuple(NewMark(kind, raw, given.text("origin")) for kind, raw in _identifiers(given))
    shops = tuple(NewShop(given.text("platform"), account) for account in given.texts("storefront"))
    new = NewSeller(
        name=given.text("name"),
        name_latin=given.text("name-latin"),
        kind=given.text("kind"),
        country=given.text("country"),
        aliases=given.texts("alias"),
        marks=marks,
        shops=shops,
    )
    number, found = session.desk().sellers.add(new)
    data = {"seller": number, "candidates": [_candidate(session, one) for one in found]}
    return Answer(data, [number, *_told(session, found)])


def import_list(session: Session, given: Given) -> Answer:
    """Take up a list of sellers."""
    done = session.desk().sellers.import_list(given.path("file"), session.context)
    rejected = [
        {"row": one.row, "reason": session.language.say(Notice(one.text, dict(one.fields)))}
        for one in done.rejected
    ]
    data = {"imported": done.sellers, "identifiers": done.identifiers, "rejected": rejected}
    lines = [
        session.text(N_("Sellers taken up: {count}"), count=done.sellers),
        *(session.text(N_("Row {row}: {reason}"), **one) for one in rejected),
    ]
    return Answer(data, lines)


def show_all(session: Session, given: Given) -> Answer:
    """List the sellers."""
    rows = session.desk().sellers.all(given.text("find"), limit=_limit(given, 0))
    data = {"sellers": [{"seller": row.number, **_plain(row, without=("number",))} for row in rows]}
    heads = [
        session.text(head)
        for head in (N_("Seller"), N_("Name"), N_("Country"), N_("Identifiers"), N_("Cases"))
    ]
    cells = ((row.number, row.name, row.country, str(row.identifiers), str(row.cases)) for row in rows)
    return Answer(data, table(heads, cells, most=terminal_width()))


def show(session: Session, given: Given) -> Answer:
    """Show everything known of a seller."""
    view = session.desk().sellers.show(given.text("seller"))
    return Answer(_whole(view), _lines(session, view))


def export(session: Session, given: Given) -> Answer:
    """Write sellers for other programs."""
    file = given.path("to")
    text = session.desk().sellers.export(given.text("form"), given.texts("seller"))
    session.desk().sellers.write(file, text)
    return Answer({"file": str(file)}, [str(file)])


def match(session: Session, given: Given) -> Answer:
    """Find who may be meant by names and identifiers."""
    found = session.desk().sellers.match(
        given.texts("name"), list(_identifiers(given)), country=given.text("country"), limit=_limit(given, 10)
    )
    return _candidates(session, found)


def who_else(session: Session, given: Given) -> Answer:
    """Say who else has met the seller of a case."""
    return _candidates(session, session.desk().sellers.who_else(given.text("case"), limit=_limit(given, 10)))


def compare(session: Session, given: Given) -> Answer:
    """Compare two names, or the pairs of a file; needs no office."""
    from xborder_desk.services.sellers import comparing  # noqa: PLC0415 - start-up time

    resources, names = session.doors.resources(), given.texts("name")
    if given.text("pairs"):
        if names:
            raise WrongValueError(N_("Give two names or a file of pairs, not both."))
        found = comparing.compare_file(resources, given.path("pairs"))
        data = {"pairs": [{"name1": a, "name2": b, **_score(session, score)} for a, b, score in found]}
        heads = [session.text(head) for head in (N_("Score"), N_("Name"), N_("Name"))]
        cells = ((f"{score.score:.2f}", a, b) for a, b, score in found)
        return Answer(data, table(heads, cells, most=terminal_width()))
    if len(names) != len(("A", "B")):
        raise WrongValueError(N_("Give two names to compare, or a file of pairs with --pairs."))
    score = comparing.compare(resources, names[0], names[1], given.text("schema"))
    return Answer(_score(session, score), [f"{score.score:.2f}", *_sentences(session, score.reasons)])


def clusters(session: Session, given: Given) -> Answer:
    """Show groups of sellers that may be, or were found to be, the same."""
    service = session.desk().sellers
    found = service.confirmed() if given.flag("confirmed") else service.suggestions(session.context)
    return Answer({"clusters": [_cluster(session, one) for one in found]}, _groups(session, found))


def decide(session: Session, given: Given) -> Answer:
    """Keep a decision about two sellers."""
    number = session.desk().sellers.decide(
        given.text("first"), given.text("second"), given.text("verdict").strip().lower(), given.text("reason")
    )
    return Answer({"decision": number}, [number])


def undo(session: Session, given: Given) -> Answer:
    """Take a decision back."""
    view = session.desk().sellers.undo(given.text("decision"))
    return Answer({"decision": view.number, "undone_at": plain(view.undone_at)}, [view.number])


def link(session: Session, given: Given) -> Answer:
    """Say that the party of a case is a seller of the office."""
    case, party, seller = given.text("case"), given.text("party"), given.text("seller")
    session.desk().sellers.link(case, party, seller)
    return Answer({"party": f"{case.strip()}/{party.strip()}", "seller": seller.strip()}, [seller.strip()])


def _identifiers(given: Given) -> Iterator[tuple[str, str]]:
    for option in _KINDS:
        for value in given.texts(option.name):
            yield option.name, value
    for written in given.texts("identifier"):
        kind, equals, value = written.partition("=")
        if not equals or not kind.strip() or not value.strip():
            raise WrongValueError(
                N_("“{given}” is no identifier. Write it like phone=+49301234567."), given=written
            )
        yield kind.strip(), value.strip()


def _limit(given: Given, default: int) -> int:
    typed = given.text("limit").strip()
    if not typed:
        return default
    if not typed.isdecimal() or not 0 < int(typed) <= _MOST:
        raise WrongValueError(N_("“{given}” is no number from 1 to {most}."), given=typed, most=_MOST)
    return int(typed)


def _candidates(session: Session, found: Sequence[Candidate]) -> Answer:
    return Answer({"candidates": [_candidate(session, one) for one in found]}, _told(session, found))


def _candidate(session: Session, one: Candidate) -> dict[str, Any]:
    told = {"seller": one.seller, "name": one.name, "country": one.country, "cases": list(one.cases)}
    return {**told, **_score(session, one.score)}


def _score(session: Session, score: Score) -> dict[str, Any]:
    return {
        "score": score.score,
        "match": score.match,
        "reasons": [
            {
                "kind": reason.kind,
                "ours": reason.ours,
                "theirs": reason.theirs,
                "weight": reason.weight,
                "origin": reason.origin,
                "text": _sentence(session, reason),
            }
            for reason in score.reasons
        ],
    }


def _sentence(session: Session, reason: Reason) -> str:
    """Say a reason in the language of this run; the kind in it has a name of its own there."""
    fields = dict(reason.fields)
    if "kind" in fields:
        fields["kind"] = session.text(str(fields["kind"]))
    if reason.kind == "country_differs":
        fields = {name: session.language.country(str(code)) for name, code in fields.items()}
    return session.text(reason.text, **fields)


def _sentences(session: Session, reasons: Iterable[Reason]) -> Iterator[str]:
    return (f"  {reason.weight:+.1f}  {_sentence(session, reason)}" for reason in reasons)


def _told(session: Session, found: Sequence[Candidate]) -> Iterator[str]:
    if not found:
        yield session.text(N_("Nobody in this office is known to be the same."))
    for one in found:
        place = f" ({one.country})" if one.country else ""
        yield f"{one.seller}  {one.score.score:.2f}  {one.name}{place}  {' '.join(one.cases)}".rstrip()
        yield from _sentences(session, one.score.reasons)


def _cluster(session: Session, one: Cluster) -> dict[str, Any]:
    return {
        "sellers": list(one.sellers),
        "confirmed": one.confirmed,
        "warnings": [session.text(text) for text in one.warnings],
        "reasons": [
            {**reason, "first": link.first, "second": link.second, "score": link.score.score}
            for link in one.links
            for reason in _score(session, link.score)["reasons"]
        ],
    }


def _groups(session: Session, found: Sequence[Cluster]) -> Iterator[str]:
    if not found:
        yield session.text(N_("There is no group to look at."))
    for one in found:
        yield " ".join(one.sellers)
        yield from (f"  ! {session.text(text)}" for text in one.warnings)
        for link in one.links:
            yield f"  {link.first} – {link.second}  {link.score.score:.2f}"
            yield from (f"  {line}" for line in _sentences(session, link.score.reasons))


def _whole(view: SellerView) -> dict[str, Any]:
    return {
        "seller": view.row.number,
        **_plain(view.row, without=("number", "names", "storefronts", "identifiers", "cases")),
        "name_latin": view.name_latin,
        "names": [
            {"name": name, "script": script, "first_seen": plain(first), "last_seen": plain(last)}
            for name, script, first, last in view.names
        ],
        "storefronts": [plain(one) for one in view.storefronts],
        "identifiers": [plain(one) for one in view.marks],
        "relations": [{"kind": kind, "seller": other} for kind, other in view.relations],
        "cases": list(view.cases),
        "decisions": [plain(one) for one in view.decisions],
    }


def _lines(session: Session, view: SellerView) -> Iterator[str]:
    row = view.row
    yield from pairs(
        [
            (session.text(N_("Seller")), row.number),
            (session.text(N_("Name")), row.name),
            (session.text(N_("Other names")), ", ".join(name for name, *_ in view.names)),
            (session.text(N_("Country")), row.country),
            (session.text(N_("Cases")), ", ".join(view.cases)),
            (session.text(N_("On the watch list because")), row.watch_reason),
        ],
        session.language.colon,
    )
    for shop in view.storefronts:
        yield f"  {shop.platform}  {shop.account or shop.url}  {shop.name}".rstrip()
    for mark in view.marks:
        wrong = f"  ({session.text(N_('its check digits are wrong'))})" if mark.valid is False else ""
        kind = session.text(KIND_NAMES.get(mark.kind, mark.kind))
        yield f"  {kind}{session.language.colon} {mark.raw}{wrong}"


def _plain(value: object, without: tuple[str, ...] = ()) -> dict[str, Any]:
    found = plain(value)
    return {key: item for key, item in found.items() if key not in without} if isinstance(found, dict) else {}


_KINDS: Final = (
    Option("email", N_("An e-mail address."), "ADDRESS", many=True),
    Option("phone", N_("A telephone number."), "NUMBER", many=True),
    Option("address", N_("A postal address."), many=True),
    Option("website", N_("A web address."), "URL", many=True),
    Option("iban", N_("A bank account."), "IBAN", many=True),
    Option("vat", N_("A VAT number."), "NUMBER", many=True),
    Option("registration", N_("A company register number."), "NUMBER", many=True),
)
_OTHER: Final = Option(
    "identifier", N_("Any other identifier, written as KIND=VALUE."), "KIND=VALUE", many=True
)
_COUNTRY: Final = Option("country", N_("Where the seller sits, like CN."), "CC")

AREA: Final = Area(
    "seller",
    N_("Register sellers, find who else has met one, and decide who is the same."),
    (
        Verb(
            "add",
            N_("Register a seller with every identifier known."),
            'seller add --name "Shenzhen Lamps Co., Ltd." --country CN --phone "+86 755 8888 6666"',
            add,
            options=(
                Option("name", N_("The seller's name in its own script."), "NAME", needed=True),
                Option("name-latin", N_("The name in Latin letters."), "NAME"),
                Option("alias", N_("Another name."), "NAME", many=True),
                Option("kind", N_("What the seller is:"), "KIND", choices=("natural", "legal")),
                _COUNTRY,
                Option("platform", N_("The marketplace of the storefronts."), "NAME"),
                Option("storefront", N_("An account or shop page on it."), "ACCOUNT", many=True),
                Option("origin", N_("Where the identifiers were seen."), "ORIGIN"),
                *_KINDS,
                _OTHER,
            ),
        ),
        Verb(
            "import",
            N_("Take up a list of sellers from a CSV file."),
            "seller import sellers.csv",
            import_list,
            (
                Argument(
                    "file", N_("The list; any of: name, alias, country, address, phone, email, website …")
                ),
            ),
        ),
        Verb(
            "list",
            N_("List the sellers."),
            "seller list --find lamps",
            show_all,
            options=(Option("find", N_("Only sellers whose name holds every one of these words.")), _LIMIT),
        ),
        Verb(
            "show",
            N_("Show everything known of a seller, and from where."),
            "seller show S-0001",
            show,
            (_SELLER,),
        ),
        Verb(
            "match",
            N_("Find who may be meant by names and identifiers, with reasons."),
            'seller match --name "深圳市万宝贸易有限公司" --identifier phone=+8675588886666',
            match,
            options=(
                Option("name", N_("A name in any script."), "NAME", many=True),
                *_KINDS,
                _OTHER,
                _COUNTRY,
                _LIMIT,
            ),
        ),
        Verb(
            "who-else",
            N_("Say who else has met the seller of a case."),
            "seller who-else 2026-0001",
            who_else,
            (CASE,),
            (_LIMIT,),
        ),
        Verb(
            "compare",
            N_("Compare two names, or the pairs of a CSV file; needs no office."),
            'seller compare "Siemens AG" "Siemens Aktiengesellschaft"',
            compare,
            (Argument("name", N_("The two names."), many=True, needed=False),),
            (
                Option("pairs", N_("A CSV file with the columns name1, name2 and perhaps schema."), "FILE"),
                Option(
                    "schema",
                    N_("What the names are of:"),
                    "SCHEMA",
                    choices=("Person", "Company", "Organization"),
                ),
            ),
        ),
        Verb(
            "clusters",
            N_("Suggest groups of sellers that may be the same, with reasons."),
            "seller clusters --json",
            clusters,
            options=(Flag("confirmed", N_("Those that people found to be the same.")),),
        ),
        Verb(
            "decide",
            N_("Keep the decision that two sellers are the same, are different, or are put aside."),
            'seller decide S-0001 S-0002 same --reason "Same phone and same bank account"',
            decide,
            (
                Argument("first", N_("One seller, like S-0001.")),
                Argument("second", N_("The other seller.")),
                Argument("verdict", N_("What was decided: same, different or unsure.")),
            ),
            (Option("reason", N_("Why."), needed=True),),
        ),
        Verb(
            "undo",
            N_("Take one decision back."),
            "seller undo D-0001",
            undo,
            (Argument("decision", N_("The number of the decision, like D-0001.")),),
        ),
        Verb(
            "link",
            N_("Say that the party of a case is a seller of the office."),
            "seller link 2026-0001 P-02 S-0001",
            link,
            (CASE, Argument("party", N_("The number of the party, like P-02.")), _SELLER),
        ),
        Verb(
            "export",
            N_("Write sellers for other programs: ftm (followthemoney JSON) or csv."),
            "seller export ftm --to sellers.ftm.json",
            export,
            (
                Argument("form", N_("The form: ftm or csv.")),
                Argument("seller", N_("Only these sellers."), many=True, needed=False),
            ),
            (Option("to", N_("The file to write."), "FILE", needed=True),),
        ),
        *LOOKS,
    ),
)
