"""Sellers from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Shell


def test_sellers_are_added_found_shown_and_listed(desk: Desk) -> None:
    made = desk.json(
        *("seller", "add", "--name", "Shenzhen Wanbao Trading Co., Ltd.", "--country", "CN"),
        *("--phone", "+86 755 8888 6666", "--platform", "Amazon", "--storefront", "A1B2C3D4E5F6G7"),
        *("--identifier", "wechat=lampix_88", "--origin", "invoice", "--alias", "Wanbao Lamps"),
    )
    assert made == {"seller": "S-0001", "candidates": []}
    (candidate,) = desk.json("seller", "match", "--identifier", "phone=0086 755 88886666")["candidates"]
    assert (candidate["seller"], candidate["match"]) == ("S-0001", True)
    reason = candidate["reasons"][0]
    assert {"kind", "ours", "theirs", "weight", "origin", "text"} == set(reason)
    assert "+8675588886666" in reason["text"]
    shown = desk.json("seller", "show", "S-0001")
    assert {one["kind"] for one in shown["identifiers"]} == {"phone", "wechat", "storefront"}
    assert desk.json("seller", "list")["sellers"][0]["name"] == "Shenzhen Wanbao Trading Co., Ltd."
    assert "Wanbao Lamps" in desk.run("seller", "show", "S-0001").out
    assert "S-0001" in desk.run("seller", "match", "--name", "万宝贸易").out


def test_a_case_asks_who_else_and_a_person_decides(desk: Desk) -> None:
    words = [word if word != "深圳灯具" else "深圳市万宝贸易有限公司" for word in CASE]
    first, second = (desk.json(*words)["case"] for _ in range(2))
    (found,) = desk.json("seller", "who-else", second)["candidates"]
    assert found["cases"] == [first]
    (cluster,) = desk.json("seller", "clusters")["clusters"]
    one, other = cluster["sellers"]
    assert one == found["seller"]
    assert cluster["reasons"][0]["text"]
    made = desk.json("seller", "decide", one, other, "same", "--reason", "one shop")
    assert made == {"decision": "D-0001"}
    assert desk.json("seller", "clusters", "--confirmed")["clusters"][0]["confirmed"] is True
    assert desk.json("seller", "clusters")["clusters"] == []
    assert desk.json("seller", "undo", "D-0001")["decision"] == "D-0001"
    assert f"{one} {other}" in desk.run("seller", "clusters").out
    assert desk.json("seller", "link", second, "P-02", "S-0001")["seller"] == "S-0001"


def test_a_list_is_imported_and_rejected_rows_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,country\nLampix,DE\nZortan,ZZ\n", encoding="utf-8")
    done = desk.json("seller", "import", str(file))
    assert (done["imported"], [one["row"] for one in done["rejected"]]) == (1, [2])
    assert "ZZ" in done["rejected"][0]["reason"]
    target = tmp_path / "out.json"
    desk.json("seller", "export", "ftm", "--to", str(target))
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])["schema"] == "LegalEntity"


def test_names_are_compared_without_an_office(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("seller", "compare", "Siemens AG", "Siemens Aktiengesellschaft", "--json")
    assert done.status == 0
    assert set(done.json) == {"score", "match", "reasons"}
    assert done.json["match"] is True
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("name1,name2,schema\nLampix,Zortan,Company\nA B,B A,Person\n", encoding="utf-8")
    told = shell.run("seller", "compare", "--pairs", pairs, "--json").json["pairs"]
    assert [(one["name1"], one["name2"], one["match"]) for one in told] == [
        ("Lampix", "Zortan", False), ("A B", "B A", True),
    ]  # fmt: skip


def test_reasons_speak_the_language_of_the_reader(shell: Shell) -> None:
    done = shell.run("--language", "de", "seller", "compare", "Lampix GmbH", "Lampix AG", "--json")
    assert done.json["reasons"][0]["text"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("seller", "compare", "only one"), 2),
        (("seller", "add"), 2),
        (("seller", "match"), 1),
        (("seller", "match", "--identifier", "nothing"), 2),
        (("seller", "match", "--name", "x", "--limit", "0"), 2),
        (("seller", "show", "S-0099"), 1),
        (("seller", "undo", "D-0099"), 1),
        (("seller", "decide", "S-0001", "S-0002", "same"), 2),
        (("seller", "import", "nowhere.csv"), 1),
        (("seller", "export", "pdf", "--to", "x"), 1),
        (("seller", "add", "--name", "X", "--country", "ZZ"), 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(desk: Desk, arguments: tuple[str, ...], status: int) -> None:
    assert desk.refused(*arguments, status=status)
