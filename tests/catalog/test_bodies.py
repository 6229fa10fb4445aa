"""Bodies every case may meet, as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.bodies import read_bodies
from xborder_desk.domain.bodies import BODY_KINDS
from xborder_desk.identifiers.webs import registered

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """id = "lampix"
kind = "platform"
name = "Lampix"
country = "DE"
website = "https://www.lampix.example"

[source]
text = "its legal notice"
checked_on = 2026-11-23
status = "sourced"
"""


def test_at_least_sixty_bodies_of_every_kind_are_shipped(project_root: Path) -> None:
    shelf = read_bodies(project_root / "resources")
    assert not shelf.faults
    kinds = Counter(body.kind for body in shelf.items.values())
    assert sum(kinds.values()) >= 60
    assert set(kinds) >= set(BODY_KINDS) - {"bank"}
    for body in shelf.items.values():
        assert body.source.text
        assert all(registered(f"www.{host}") for host in body.hosts)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('kind = "platform"', 'kind = "wizard"'),
        ('country = "DE"', 'country = "Germany"'),
        ("https://www.lampix.example", "lampix"),
        ("checked_on = 2026-11-23\n", ""),
        ('status = "sourced"', 'status = "sure"'),
        ('name = "Lampix"', 'name = "Lampix"\nhosts = ["no host"]'),
        ('name = "Lampix"', 'name = "Lampix"\nnmae = "x"'),
    ],
)
def test_a_faulty_body_is_left_out_and_told(tmp_path: Path, was: str, now: str) -> None:
    folder = tmp_path / "bodies"
    folder.mkdir()
    (folder / "lampix.toml").write_text(GOOD, encoding="utf-8")
    assert list(read_bodies(tmp_path).items) == ["lampix"]
    (folder / "lampix.toml").write_text(GOOD.replace(was, now), encoding="utf-8")
    shelf = read_bodies(tmp_path)
    assert not shelf.items
    assert "lampix.toml" in str(shelf.faults[0])
