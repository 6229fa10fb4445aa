"""Route files: what is wrong is told with file, key and reason, and the rest still works."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.catalog.jurisdictions import read_jurisdictions
from xborder_desk.catalog.limits import a_rule
from xborder_desk.catalog.reading import Table
from xborder_desk.catalog.routes import read_routes
from xborder_desk.domain.errors import BrokenDataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    for kind in ("routes", "jurisdictions"):
        shutil.copytree(RESOURCES / kind, tmp_path / kind)
    return tmp_path


def edit(resources: Path, name: str, old: str, new: str) -> None:
    file = resources / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = [
    ('fact = "payment_method"', 'fact = "paiment_method"', "preconditions[1].fact"),
    ('in = ["paypal"]', 'is_in = ["paypal"]', "preconditions[1].fact"),
    ('in = ["paypal"]', "in = []", "preconditions[1].in"),
    ('in = ["paypal"]', "in = [3]", "preconditions[1].in"),
    ("set = false", 'set = "no"', "preconditions[4].set"),
    ('rule = "calendar-days:P180D"', 'rule = "moon-days:P180D"', "clocks[1].rule"),
    ('rule = "calendar-days:P180D"', 'rule = "calendar-days:long"', "clocks[1].rule"),
    ('from = ["paid_on"]', 'from = ["payment_method"]', "clocks[1].from"),
    ('from = ["paid_on"]', "from = []", "clocks[1].from"),
    ('kind = "due"', 'kind = "sometimes"', "clocks[1].kind"),
    ('source = "s22"', 'source = "s99"', "clocks[1].source"),
    ('papers = ["order"', 'papers = ["novel"', "papers"),
    ('status = "sourced"', 'status = "sure"', "sources[1].status"),
    ("checked_on = 2026-11-23", 'checked_on = "today"', "sources[1].checked_on"),
    ('lacking = "open"', 'lacking = "sulking"', "preconditions[5].lacking"),
    ('kind = "payment"', 'kind = "prayer"', "kind"),
    ('channel = "online"', 'channel = "smoke"', "channel"),
    ('title = "PayPal', 'titel = "PayPal', "title"),
]


@pytest.mark.parametrize(("old", "new", "key"), BROKEN)
def test_an_edited_route_with_an_error_is_left_out_and_named(
    resources: Path, old: str, new: str, key: str
) -> None:
    edit(resources, "routes/paypal.toml", old, new)
    shelf = read_routes(resources)
    [fault] = shelf.faults
    assert fault.fields["file"] == "paypal.toml"
    assert fault.fields["key"] == key
    assert "paypal" not in shelf.items
    assert len(shelf.items) == len(list((resources / "routes").glob("*.toml"))) - 1


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (
            "routes/national-small-claims.toml",
            'figure = "small_claims"',
            'figure = "large"',
            "limits[1].figure",
        ),
        (
            "routes/national-small-claims.toml",
            'country = "court_country"\nsource',
            "source",
            "limits[1].country",
        ),
        ("routes/eu-small-claims.toml", "most = 5000", "", "limits[1].most"),
        ("routes/ecc-net.toml", 'country_in = "ECC"', "country_in = 5", "preconditions[1].country_in"),
        (
            "routes/ecc-net.toml",
            'differs_from = "seller_country"',
            'differs_from = "x"',
            "preconditions[3].differs_from",
        ),
        ("routes/uk-section-75.toml", 'in = ["credit"]', 'in = ["gold"]', "preconditions[3].in"),
    ],
)
def test_limits_and_countries_are_checked_too(
    resources: Path, name: str, old: str, new: str, key: str
) -> None:
    edit(resources, name, old, new)
    [fault] = read_routes(resources).faults
    assert fault.fields["key"] == key


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('amount = "10000"', 'amount = "much"', "figures[1].amount"),
        ('currency = "EUR"\n', "", "figures[1].currency"),
        ("valid_from = 2026-01-01\n", "", "figures[1].valid_from"),
        ('id = "small-claims-before-2026"', 'id = "small-claims"', "figures[2].id"),
        ('kind = "small_claims"', 'kind = "small"', "figures[1].kind"),
        ('rule = "bgb-187-193:P2Y"', 'rule = "P2Y"', "figures[4].rule"),
        ('{ group = "EU" }', '{ club = "EU" }', "groups[1].group"),
    ],
)
def test_countries_are_read_as_strictly(resources: Path, old: str, new: str, key: str) -> None:
    edit(resources, "jurisdictions/de.toml", old, new)
    shelf = read_jurisdictions(resources)
    [fault] = shelf.faults
    assert (fault.fields["file"], fault.fields["key"]) == ("de.toml", key)
    assert "fr" in shelf.items


def test_the_catalogue_tells_all_faults_and_marks_the_law(resources: Path) -> None:
    before = Catalog(resources).law_mark()
    edit(resources, "routes/paypal.toml", 'kind = "payment"', 'kind = "prayer"')
    catalog = Catalog(resources)
    assert catalog.law_mark() != before
    assert [fault.fields["file"] for fault in catalog.route_faults()] == ["paypal.toml"]
    assert catalog.world().of("de") is not None


def test_a_rule_is_named_with_its_period() -> None:
    table = Table("x.toml", {})
    name, period = a_rule(table, "rule", "eu-1182-71:P14D")
    assert (name, str(period)) == ("eu-1182-71", "P14D")
    with pytest.raises(BrokenDataError, match="calendar-days"):
        a_rule(table, "rule", "P14D")
