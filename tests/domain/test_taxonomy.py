"""Entries of a classification are found by code, over all its lists."""

from __future__ import annotations

from datetime import date

from xborder_desk.domain.taxonomy import Entry, Taxonomy

QUALITY = Entry("T01", "Quality", details=(Entry("T01.1", "Broken"), Entry("T01.2", "Not as ordered")))
GOODS = Entry("CG", "Goods", details=(Entry("CG.01", "Food"),))
MINE = Taxonomy(
    id="mine",
    title="Mine",
    note="",
    instrument="House rule 1",
    status="unchecked",
    checked_on=date(2026, 11, 23),
    expired_on=None,
    types=(QUALITY,),
    sectors=(GOODS,),
    selling=(Entry("SM03", "E-commerce"),),
    advertising=(Entry("AD01", "Radio"),),
    payment=(Entry("MP01", "Cash", local=True),),
)


def test_every_entry_comes_before_its_details() -> None:
    assert [entry.code for entry in MINE.entries()] == [
        "T01", "T01.1", "T01.2", "CG", "CG.01", "SM03", "AD01", "MP01",
    ]  # fmt: skip


def test_finds_an_entry_and_the_one_above_it() -> None:
    assert MINE.find("CG.01") is GOODS.details[0]
    assert MINE.find("t01") is None
    assert MINE.parent("T01.2") is QUALITY
    assert MINE.parent("CG.01") is GOODS
    assert MINE.parent("SM03") is None


def test_an_entry_knows_what_it_is_translated_under() -> None:
    assert QUALITY.details[0].context == "taxonomy:T01.1"
