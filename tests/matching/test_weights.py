"""Weights and the list of what everybody shares, as data."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.sellers import Mark
from xborder_desk.matching.features import FEATURES
from xborder_desk.matching.weights import read_shared, read_weights

if TYPE_CHECKING:
    from pathlib import Path


def test_every_measure_has_its_place(folder: Path) -> None:
    weights = read_weights(folder)
    assert len(weights.firm.weights) == len(weights.person.weights) == len(FEATURES)
    assert weights.firm.weights[FEATURES.index("joined")] > 0
    assert weights.marks["registration"] > weights.marks["descriptor"] > 0


def test_a_missing_weight_is_told_with_its_file(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "matching")
    (copy / "weights.toml").write_text("[firm]\nthreshold = 0.5\n[firm.weights]\n", encoding="utf-8")
    with pytest.raises(BrokenDataError, match=r"weights\.toml"):
        read_weights(copy)


def test_platforms_and_carriers_are_nobodys(folder: Path) -> None:
    shared = read_shared(folder)
    assert shared.has(Mark("phone", "0228 4333112", "+492284333112"))
    assert shared.has(Mark("website", "amazon.de", "amazon.de"))
    assert not shared.has(Mark("phone", "", "+49301234567"))


@pytest.mark.parametrize(
    ("mail", "shared"),
    [
        ("service@marketplace.amazon.de", True),
        ("support@paypal.com", True),
        ("noreply@mail.ebay.com", True),
        ("abc123xyz@marketplace.amazon.de", False),
        ("lampix@gmail.com", False),
        ("service@lampix.example", False),
        ("info@lampix-shop.com", False),
    ],
)
def test_a_mailbox_of_a_task_at_a_platform_is_the_platforms(folder: Path, mail: str, *, shared: bool) -> None:
    assert read_shared(folder).has(Mark("email", mail, mail)) == shared
