"""Offices for the tests of this room: empty ones, and one with a seller behind several shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.fixtures import blank, blank_url, clock, desk, embedded, office
from tests.factories.known_sellers import known_desk
from tests.factories.offices import desk_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

__all__ = ["blank", "blank_url", "clock", "desk", "embedded", "known", "office"]


@pytest.fixture
def embedded_desk(embedded: Office) -> Desk:
    """What can be done in an empty office in a folder: for what every database does alike."""
    return desk_in(embedded)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with sellers, shops, cases and decisions; only ever looked at. See ``known_desk``."""
    made = known_desk(tmp_path_factory.mktemp("known") / "office")
    yield made
    made.close()
