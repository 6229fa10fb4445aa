"""Buyer guarantees of platforms: read from their bodies, found by every name, faults told by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.factories.routes import RESOURCES, TODAY
from xborder_desk.catalog.bodies import guarantees, read_bodies
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.bodies import TERMS
from xborder_desk.domain.fact_table import FACTS, FactKind
from xborder_desk.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

GOOD: Final = """id = "lampix"
kind = "platform"
name = "Lampix"
country = "DE"
website = "https://www.lampix.example"
hosts = ["lampix.example"]
also = ["灯具市场"]

[source]
text = "its legal notice"
checked_on = 2026-11-23
status = "sourced"

[guarantee]
name = "Lamp promise"
from = ["delivered_on", "delivery_due"]
claim = "P60D"
wait = "P2D"
answer = "P7D"
text = "its terms of 2026"
checked_on = 2026-11-23
status = "sourced"
"""
BODIES: Final = read_bodies(RESOURCES).items
PROMISING: Final = sorted(one.id for one in BODIES.values() if one.guarantee)


def shelf(folder: Path, text: str) -> Path:
    (folder / "bodies").mkdir(exist_ok=True)
    (folder / "bodies" / "lampix.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PROMISING)
def test_a_shipped_guarantee_is_of_a_platform_and_says_how_sure_it_is(name: str) -> None:
    body = BODIES[name]
    assert body.kind == "platform"
    assert body.guarantee is not None
    assert body.guarantee.claim is not None
    assert not body.guarantee.claim.backwards
    # From general knowledge: nobody has read these terms again.
    assert body.guarantee.source.status == "unchecked"
    assert body.guarantee.source.checked_on <= TODAY
    kinds = {FACTS[fact].kind for fact in body.guarantee.start}
    assert kinds <= {FactKind.EVENT, FactKind.DAY}


def test_the_great_marketplaces_are_among_them() -> None:
    assert {"amazon", "ebay", "etsy", "aliexpress", "temu"} <= set(PROMISING)


def test_a_guarantee_is_read_whole(tmp_path: Path) -> None:
    found = read_bodies(shelf(tmp_path, GOOD))
    assert found.faults == ()
    promise = found.items["lampix"].guarantee
    assert promise is not None
    assert (promise.name, promise.start) == ("Lamp promise", ("delivered_on", "delivery_due"))
    assert {term: str(promise.period(term)) for term in TERMS} == {
        "claim": "P60D",
        "wait": "P2D",
        "answer": "P7D",
    }
    assert promise.source.text == "its terms of 2026"


def test_what_the_terms_do_not_say_is_not_there(tmp_path: Path) -> None:
    promise = read_bodies(shelf(tmp_path, GOOD.replace('wait = "P2D"\n', ""))).items["lampix"].guarantee
    assert promise is not None
    assert promise.period("wait") is None


def test_a_platform_is_found_by_every_name(tmp_path: Path) -> None:
    found = guarantees(read_bodies(shelf(tmp_path, GOOD)).items.values())
    assert set(found) == {fold(name) for name in ("lampix", "Lampix", "灯具市场", "lampix.example")}


def test_the_catalogue_gives_all_of_them() -> None:
    catalog = Catalog(RESOURCES)
    assert {one.name for one in catalog.guarantees().values()} == {
        promise.name for one in BODIES.values() if (promise := one.guarantee)
    }
    assert not set(catalog.guarantees()) & {fold("PayPal"), fold("Visa"), ""}


@pytest.mark.parametrize(
    ("was", "now", "key"),
    [
        ('claim = "P60D"', 'claim = "sixty days"', "guarantee.claim"),
        ('claim = "P60D"', "claim = 60", "guarantee.claim"),
        ('from = ["delivered_on", "delivery_due"]', 'from = ["payment_method"]', "guarantee.from"),
        ('from = ["delivered_on", "delivery_due"]', 'from = ["deliverd_on"]', "guarantee.from"),
        ('name = "Lamp promise"', 'name = ""', "guarantee.name"),
        (
            'text = "its terms of 2026"\nchecked_on = 2026-11-23',
            'text = "its terms of 2026"',
            "guarantee.checked_on",
        ),
        ('answer = "P7D"', 'answer = "P7D"\nrefund = "P3D"', "guarantee.refund"),
    ],
)
def test_a_faulty_guarantee_is_told_by_file_and_key(tmp_path: Path, was: str, now: str, key: str) -> None:
    assert was in GOOD
    found = read_bodies(shelf(tmp_path, GOOD.replace(was, now, 1)))
    assert found.items == {}
    [fault] = found.faults
    assert fault.fields["file"] == "lampix.toml"
    assert str(fault.fields["key"]) == key
