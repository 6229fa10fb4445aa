"""The promises of the command line, verb by verb: keys, types, order, exit status; in English and German."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.harness import Desk, copied
from xborder_desk import cli
from xborder_desk.app import Ways, find_places
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES: Final = ("en", "de")
MAIL: Final = """From: Erika <erika@example.org>
To: Shop <shop@seller.example>
Subject: Wo ist meine Lampe?
Date: Mon, 05 Jan 2026 10:00:00 +0100
Message-ID: <one@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Guten Tag,

wo bleibt meine Lampe? Ich habe am 2. Januar bezahlt.
"""
CREATE: Final = (
    *("case", "create", "--title", "Lampe nie angekommen", "--consumer", "Zoë Müller-Strauß"),
    *("--consumer-country", "DE", "--seller", "深圳市万宝贸易有限公司", "--seller-country", "CN"),
    *("--platform", "Bazaar", "--amount", "249.90", "--currency", "EUR", "--ordered-on", "2026-01-02"),
    *("--paid-on", "2026-01-02", "--delivery-due", "2026-01-20", "--complained-on", "2026-01-25"),
    *("--payment", "card-visa", "--problem", "T02.1"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two cases; the first has a bit of everything, all entered by commands."""
    folder = tmp_path_factory.mktemp("promised")
    ways = Ways(find_places(), SettingsFile(folder / "settings"))
    ways.choose(name="Jana Weiß")
    office, case = folder / "office", f"{dt.datetime.now(tz=dt.UTC).year}-0001"
    (folder / "mail.eml").write_text(MAIL, encoding="utf-8")
    (folder / "note.txt").write_text("Zahlung 249,90 EUR", encoding="utf-8")
    seller = ("seller", "add", "--country", "CN", "--phone", "+86 755 8888 6666")
    for arguments in (
        ("office", "create", office),
        CREATE,
        ("case", "create", "--title", "Second", *CREATE[4:12]),
        ("evidence", "add", case, folder / "mail.eml", folder / "note.txt"),
        (
            "party",
            "add",
            case,
            "--role",
            "carrier",
            "--name",
            "Kurier",
            "--country",
            "PL",
            "--email",
            "k@x.example",
        ),
        ("fact", "add", case, "--text", "Bezahlt", "--on", "2026-01-02", "--proof", "E-02"),
        ("fact", "add", case, "--text", "Bestellt", "--on", "2026-01"),
        (
            "contact",
            "add",
            case,
            "--channel",
            "email",
            "--address",
            "shop@seller.example",
            "--result",
            "bounced",
        ),
        ("contact", "add", case, "--channel", "letter", "--address", "1 Road", "--purpose", "demand"),
        (*seller, "--name", "Shenzhen Wanbao Trading Co., Ltd."),
        (*seller, "--name", "深圳市万宝贸易有限公司"),
    ):
        assert cli.run([str(one) for one in arguments], ways, lambda _location, _language: 1) == 0, arguments
    return office


@pytest.fixture
def desk(tmp_path: Path, filled: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A person who looks into that office, and changes nothing in it."""
    SettingsFile(tmp_path / "settings").change(office=str(filled), name="Jana Weiß", language="en")
    return Desk(tmp_path / "settings", capsys, office=filled)


@pytest.fixture
def own(tmp_path: Path, filled: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A person with a copy of that office for themselves."""
    office = copied(filled, tmp_path / "office")
    SettingsFile(tmp_path / "settings").change(office=str(office), name="Jana Weiß", language="en")
    return Desk(tmp_path / "settings", capsys, office=office)


@pytest.fixture
def case() -> str:
    """The number of the first case."""
    return f"{dt.datetime.now(tz=dt.UTC).year}-0001"


def said(desk: Desk, language: str, *arguments: str | Path) -> Any:
    """Run a command in a language and give its JSON."""
    return desk.json("--language", language, *arguments)


def is_shape(value: object, shape: object) -> bool:
    """Whether JSON is of a shape: types, alternatives as tuples, lists of one shape, objects with keys."""
    if isinstance(shape, tuple):
        return any(is_shape(value, one) for one in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(is_shape(one, shape[0]) for one in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(
            key in value and is_shape(value[key], shape[key]) for key in shape
        )
    return _is_plain(value, shape)


def _is_plain(value: object, shape: object) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if shape is None or isinstance(value, bool):
        return value is shape or (isinstance(value, bool) and shape is bool)
    return isinstance(shape, type) and isinstance(value, shape)


NUMBER: Final = re.compile(r"\d{4}-\d{4}")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
SHA: Final = re.compile(r"[0-9a-f]{64}")
MONEY: Final = re.compile(r"-?\d+(\.\d+)?")
ITEM: Final = {
    "evidence": re.compile(r"\d{4}-\d{4}/E-\d\d"),
    "sha256": SHA,
    "size": int,
    "kind": str,
    "title": str,
    "date": (str, None),
    "language": (str, None),
    "text_chars": int,
    "facts": dict,
    "duplicate_of": (str, None),
    "warnings": [str],
    "filename": str,
    "media_type": str,
    "acquired_at": MOMENT,
}
REASON: Final = {
    "kind": str, "ours": str, "theirs": str, "weight": (float, int), "origin": str, "text": str
}  # fmt: skip
PARTY: Final = {
    "party": re.compile(r".*/P-\d\d"),
    "role": str,
    "name": str,
    "country": str,
    "identifiers": [dict],
}
FACT: Final = {
    "fact": re.compile(r".*/F-\d\d"),
    "text": str,
    "on": (DAY, None),
    "precision": str,
    "proofs": [{"evidence": re.compile(r".*/E-\d\d"), "page": (int, None)}],
}
ATTEMPT: Final = {
    "attempt": re.compile(r".*/A-\d\d"),
    "channel": str,
    "address": str,
    "result": str,
    "started_at": MOMENT,
    "results": [dict],
    "replies": [dict],
    "corrections": [dict],
    "proofs": [str],
}
ROUTE: Final = {
    "id": re.compile(r"[a-z0-9-]+"),
    "state": re.compile("open|waiting|closed|unknown"),
    "reasons": [str],
    "opens": (DAY, None),
    "due": (DAY, None),
    "missing": [str],
    "sources": [dict],
}
SHAPES: Final[dict[tuple[str, ...], object]] = {
    ("case", "list"): {
        "cases": [{"case": NUMBER, "title": str, "status": str, "seller": str, "evidence": int}]
    },
    ("case", "show", "CASE"): {
        "case": NUMBER,
        "title": str,
        "amount": MONEY,
        "currency": str,
        "ordered_on": DAY,
        "parties": [PARTY],
        "facts": [FACT],
        "evidence": [ITEM],
        "attempts": [ATTEMPT],
        "timeline": [{"day": DAY, "what": str, "text": str, "ref": str}],
        "notes": [dict],
        "tasks": [dict],
    },
    ("evidence", "list", "CASE"): {"items": [ITEM]},
    ("evidence", "show", "CASE/E-01"): ITEM,
    ("evidence", "verify"): {"ok": bool, "checked": int, "findings": [dict]},
    ("evidence", "verify", "CASE"): {"ok": bool, "checked": int, "findings": [dict]},
    ("contact", "list", "CASE"): {"attempts": [ATTEMPT]},
    ("contact", "readiness", "CASE"): {
        "ready": bool,
        "done": [{"item": str, "why": str, "source": str, "status": str}],
        "missing": [{"item": str, "why": str, "source": str, "status": str}],
    },
    ("contact", "readiness", "CASE", "--court", "FR"): {"ready": bool, "done": [dict], "missing": [dict]},
    ("seller", "list"): {"sellers": [{"seller": re.compile(r"S-\d{4}"), "name": str, "country": str}]},
    ("seller", "show", "S-0001"): {
        "seller": re.compile(r"S-\d{4}"),
        "names": [dict],
        "identifiers": [{"kind": str, "raw": str, "normal": str}],
        "cases": [str],
        "decisions": [dict],
    },
    ("seller", "compare", "Siemens AG", "Siemens Aktiengesellschaft"): {
        "score": (float, int),
        "match": bool,
        "reasons": [REASON],
    },
    ("seller", "clusters"): {"clusters": [{"sellers": [re.compile(r"S-\d{4}")], "reasons": [REASON]}]},
    ("route", "list", "CASE", "--on", "2026-03-01"): {"routes": [ROUTE]},
    ("deadline", "list"): {"deadlines": [{"case": NUMBER, "due": DAY, "status": str}]},
    ("deadline", "list", "CASE"): {"deadlines": [{"case": NUMBER, "due": DAY, "fact": str}]},
    ("deadline", "compute", "--rule", "eu-1182-71", "--from", "2026-05-04", "--period", "P1M"): {
        "date": DAY,
        "alternatives": [{"date": DAY, "why": str}],
        "steps": [str],
        "source": str,
    },
    ("claim", "show", "CASE", "--on", "2026-12-31"): {
        "heads": [{"kind": str, "amount": MONEY, "currency": str}],
        "interest": (list, dict, None),
        "total": MONEY,
        "currency": str,
    },
    ("letter", "list"): {"letters": [{"id": str}], "languages": [str]},
    ("dossier", "recipe", "CASE"): {"order": [str], "excluded": [str], "titles": dict},
    ("languages",): {"languages": [dict]},
    ("version",): {"version": re.compile(r"\d+\.\d+.*")},
    ("office", "check"): {"ok": bool, "findings": [dict]},
}


@pytest.mark.parametrize("arguments", SHAPES, ids=" ".join)
def test_every_answer_has_the_shape_that_was_promised_in_every_language(
    desk: Desk, case: str, arguments: tuple[str, ...]
) -> None:
    typed = [one.replace("CASE", case) for one in arguments]
    shape = SHAPES[arguments]
    assert isinstance(shape, dict)
    answers = [said(desk, language, *typed) for language in LANGUAGES]
    for answer in answers:
        assert not {key: answer.get(key) for key in shape if not is_shape(answer.get(key), shape[key])}
    assert _bones(answers[0]) == _bones(answers[1])


def _bones(value: object, key: str = "") -> object:
    """Give JSON without its sentences: ids, days, sums and keys are the same in every language."""
    if isinstance(value, dict):
        return {name: _bones(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_bones(one, key) for one in value]
    return "…" if isinstance(value, str) and " " in value else value if key not in _SAID else "…"


_SAID: Final = (
    "item",
    "cost",
    "why",
    "text",
    "title",
    "label",
    "name",
    "told",
    "note",
    "said",
    "reasons",
    "steps",
)


@pytest.mark.parametrize("arguments", SHAPES, ids=" ".join)
def test_people_get_words_where_scripts_get_json(desk: Desk, case: str, arguments: tuple[str, ...]) -> None:
    done = desk.run("--language", "de", *(one.replace("CASE", case) for one in arguments))
    assert (done.status, done.err) == (0, "")
    assert done.out.strip()
    assert arguments[:2] == ("dossier", "recipe") or not done.out.startswith("{")


def test_a_case_shows_what_was_entered_as_it_was_entered(desk: Desk, case: str) -> None:
    shown = desk.json("case", "show", case)
    told = {
        "title": "Lampe nie angekommen",
        "platform": "Bazaar",
        "amount": "249.90",
        "currency": "EUR",
        "ordered_on": "2026-01-02",
        "delivery_due": "2026-01-20",
        "complained_on": "2026-01-25",
        "payment_method": "card-visa",
        "problems": ["T02.1"],
    }
    assert {key: shown[key] for key in told} == told
    assert [(one["role"], one["name"], one["country"]) for one in shown["parties"]] == [
        ("consumer", "Zoë Müller-Strauß", "DE"),
        ("seller", "深圳市万宝贸易有限公司", "CN"),
        *[("platform", "Bazaar", "")][: len(shown["parties"]) - 3],
        ("carrier", "Kurier", "PL"),
    ]
    assert [one["evidence"] for one in shown["evidence"]] == [f"{case}/E-01", f"{case}/E-02"]
    assert [one["attempt"] for one in shown["attempts"]] == [f"{case}/A-01", f"{case}/A-02"]
    days = [one["day"] for one in shown["timeline"]]
    assert days == sorted(days)
    facts = {one["text"]: (one["on"], one["precision"], one["proofs"]) for one in shown["facts"]}
    proof = [{"evidence": f"{case}/E-02", "page": None}]
    assert facts == {"Bezahlt": ("2026-01-02", "day", proof), "Bestellt": ("2026-01-01", "month", [])}


def test_a_mail_tells_what_interface_promises_of_it(desk: Desk, case: str) -> None:
    mail, note = desk.json("evidence", "list", case)["items"]
    assert mail["facts"].keys() >= {"subject", "from", "to", "cc", "date", "text", "attachments"}
    assert mail["facts"]["subject"] == "Wo ist meine Lampe?"
    assert mail["facts"]["attachments"] == []
    assert "wo bleibt meine Lampe?" in mail["facts"]["text"]
    assert mail["date"].startswith("2026-01-05")
    assert (mail["kind"], mail["size"]) == ("eml", len(MAIL.encode()))
    assert (note["kind"], note["text_chars"]) == ("text", len("Zahlung 249,90 EUR"))


def test_the_list_is_newest_first(desk: Desk, case: str) -> None:
    second = f"{case[:5]}0002"
    assert [one["case"] for one in desk.json("case", "list")["cases"]] == [second, case]
    assert [one["case"] for one in desk.json("case", "list", "--find", "MÜLLER lampe")["cases"]] == [case]
    assert desk.json("case", "list", "--find", "nothing")["cases"] == []
    assert desk.json("case", "list", "--bin")["cases"] == []


def test_sums_of_a_claim_add_up(desk: Desk, case: str) -> None:
    told = desk.json("claim", "show", case, "--on", "2026-12-31")
    assert sum(Decimal(one["amount"]) for one in told["heads"]) <= Decimal(told["total"])
    assert told["currency"] == "EUR"
    assert desk.json("claim", "show", case, "--on", "2026-12-31") == told


def test_every_file_given_has_one_entry_in_order(own: Desk, case: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("b.txt", "a.txt", "gone.txt", "empty.txt", "again.txt")]
    for file in files[:2]:
        file.write_text(file.name, encoding="utf-8")
    files[3].write_bytes(b"")
    files[4].write_text("b.txt", encoding="utf-8")
    done = own.run("evidence", "add", case, *files, "--json")
    entries = done.json["added"]
    assert [one["path"] for one in entries] == [str(file) for file in files]
    assert [one["evidence"] for one in entries] == [
        f"{case}/E-03",
        f"{case}/E-04",
        None,
        f"{case}/E-05",
        f"{case}/E-06",
    ]
    assert entries[4]["duplicate_of"] == f"{case}/E-03"
    assert entries[2]["warnings"]
    assert entries[0]["warnings"] == []
    assert all(one.keys() >= {"sha256", "kind", "title", "date", "language", "text_chars"} for one in entries)
    assert own.run("evidence", "verify", case).status == 0


def test_bytes_come_out_as_they_went_in(own: Desk, case: str, tmp_path: Path) -> None:
    told = own.json("evidence", "export", f"{case}/E-01", "--to", tmp_path / "out.eml")
    assert (tmp_path / "out.eml").read_bytes() == MAIL.encode()
    assert str(tmp_path / "out.eml") in told.values()
    actions = [one["action"] for one in own.json("evidence", "show", f"{case}/E-01")["custody"]]
    assert actions[0] == "import"
    assert actions[-1] == "export"


def test_two_sellers_with_one_phone_are_suggested_decided_and_undone(own: Desk) -> None:
    [cluster] = [one for one in own.json("seller", "clusters")["clusters"] if "S-0001" in one["sellers"]]
    assert {"S-0001", "S-0002"} <= set(cluster["sellers"])
    found = own.json("seller", "match", "--identifier", "phone=+8675588886666")["candidates"]
    assert {"S-0001", "S-0002"} <= {one["seller"] for one in found}
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert (
        len(own.json("seller", "match", "--identifier", "phone=+8675588886666", "--limit", "1")["candidates"])
        == 1
    )
    made = own.json("seller", "decide", "S-0001", "S-0002", "same", "--reason", "Same phone")
    assert re.fullmatch(r"D-\d{4}", made["decision"])
    confirmed = own.json("seller", "clusters", "--confirmed")["clusters"]
    assert [sorted(one["sellers"]) for one in confirmed] == [["S-0001", "S-0002"]]
    assert own.json("seller", "undo", made["decision"])["decision"] == made["decision"]
    assert own.json("seller", "clusters", "--confirmed")["clusters"] == []
