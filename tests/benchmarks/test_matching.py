"""Matching sellers: labelled names, other scripts, storefronts of known operators, a large register."""

from __future__ import annotations

import csv
import random
import re
import time
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest
from rapidfuzz import fuzz, utils

from tests.factories.offices import ACTOR, ZONE
from tests.factories.sellers import storefronts
from xborder_desk.matching.calibrate import PARTS, held_out, rows_of
from xborder_desk.matching.fitting import best_threshold, measure
from xborder_desk.matching.scoring import load_matcher
from xborder_desk.services.sellers import Sellers
from xborder_desk.services.sellers.taking import NewSeller
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.factories.sellers import Labelled

pytestmark = pytest.mark.bench

REGISTER: Final = 100_000
ASKED: Final = 300
_OTHER_SCRIPT: Final = re.compile("[\u0370-\u1cff\u3040-\uffef]")


@pytest.fixture
def sellers(tmp_path: Path, project_root: Path) -> Iterator[Sellers]:
    """The sellers of an empty office."""
    made = offices.create(tmp_path / "office", actor=ACTOR, zone=ZONE)
    yield Sellers(made.database, project_root / "resources")
    made.close()


def test_labelled_names(project_root: Path, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matcher = load_matcher(project_root / "resources" / "matching")
    with (corpora / "09-matching/nomenklatura/name_pairs.csv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream))
    for part in PARTS:
        chosen = [pair for pair in pairs if pair["schema"].casefold() in part.schemas]
        rows, labels = rows_of(matcher, pairs, part)
        found = held_out(rows, labels, part)
        ours = sum(one.f1 for one in found) / len(found)
        precision = sum(one.precision for one in found) / len(found)
        floor = [fuzz.WRatio(p["name1"], p["name2"], processor=utils.default_process) / 100 for p in chosen]
        theirs = measure(floor, labels, best_threshold(floor, labels)).f1
        always = measure([1.0] * len(labels), labels, 0.5).f1
        with capsys.disabled():
            print(  # noqa: T201 - what `make bench` is run for
                f"\nnames ({part.name}, {len(labels)} pairs): held out F1 {ours:.3f}, "
                f"precision {precision:.3f}; "
                f"rapidfuzz WRatio at its best threshold {theirs:.3f}, always yes {always:.3f}"
            )
        assert ours > max(theirs, always)


def test_aliases_in_another_script(
    sellers: Sellers, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = corpora / "09-matching/eu-journal-organisations/organisations.csv"
    with file.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    names: dict[str, str] = {}
    asked: list[tuple[str, str]] = []
    for row in rows:
        others = [
            one.strip() for key in ("alias", "weakAlias", "previousName") for one in row[key].split(";")
        ]
        latin = tuple(one for one in others if one and not _OTHER_SCRIPT.search(one))
        number, _ = sellers.add(NewSeller(row["name"][:400], aliases=latin))
        names[number] = row["name"]
        asked += [(one, row["name"]) for one in others if _OTHER_SCRIPT.search(one)]
    hits = sum(
        name in {names[one.seller] for one in sellers.match([alias], limit=5)} for alias, name in asked
    )
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\naliases in another script: {hits / len(asked):.1%} of {len(asked)} find their organisation "
            f"among the first five of {len(rows)}"
        )
    assert hits / len(asked) >= 0.9


def test_storefronts_of_known_operators(
    sellers: Sellers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled = storefronts()
    sellers.import_list(_written(tmp_path / "list.csv", labelled))
    whose = {f"S-{number:04d}": one.operator for number, one in enumerate(labelled, 1)}
    began = time.perf_counter()
    clusters = sellers.suggestions()
    took = time.perf_counter() - began
    pairs = [pair for cluster in clusters for pair in combinations(cluster.sellers, 2)]
    right = sum(whose[one] == whose[other] for one, other in pairs)
    there = sum(count * (count - 1) // 2 for count in Counter(whose.values()).values())
    precision, recall = right / len(pairs), right / there
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\n{len(labelled)} storefronts of {len(set(whose.values()))} operators: "
            f"precision {precision:.3f}, recall {recall:.3f}, {len(clusters)} groups in {took:.1f} s"
        )
    assert precision >= 0.95
    assert recall >= 0.85


def test_who_else_among_many(sellers: Sellers, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labelled = storefronts(REGISTER, operators=REGISTER // 6, seed=3)
    tenth, rest = labelled[: REGISTER // 10], labelled[REGISTER // 10 :]
    sellers.import_list(_written(tmp_path / "first.csv", tenth))
    small = _asked(sellers, tenth)
    began = time.perf_counter()
    done = sellers.import_list(_written(tmp_path / "rest.csv", rest))
    rate = done.sellers / (time.perf_counter() - began)
    large = _asked(sellers, labelled)
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\nwho else among {REGISTER} sellers: p50 {large[len(large) // 2]:.1f} ms, "
            f"p95 {large[int(len(large) * 0.95)]:.1f} ms, worst {large[-1]:.1f} ms "
            f"(among a tenth of them: p95 {small[int(len(small) * 0.95)]:.1f} ms); import {rate:,.0f} rows/s"
        )
    assert large[int(len(large) * 0.95)] <= 50
    assert large[-1] <= 250
    assert large[len(large) // 2] < 10 * small[len(small) // 2]


def _asked(sellers: Sellers, labelled: Sequence[Labelled]) -> list[float]:
    took = []
    for one in random.Random(1).sample(list(labelled), ASKED):  # noqa: S311 - a sample for a test
        began = time.perf_counter()
        sellers.match([one.seller.name], [(mark.kind, mark.raw) for mark in one.seller.marks])
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


def _written(file: Path, labelled: Sequence[Labelled]) -> Path:
    columns = (
        "name",
        "country",
        "phone",
        "email",
        "iban",
        "registration",
        "address",
        "website",
        "platform",
        "storefront",
    )
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for one in labelled:
            values: dict[str, str] = {"name": one.seller.name, "country": one.seller.country}
            values |= {"platform": one.seller.shops[0].platform, "storefront": one.seller.shops[0].account}
            for mark in one.seller.marks:
                between = "; " if mark.kind != "address" else " / "
                values[mark.kind] = (
                    f"{values[mark.kind]}{between}{mark.raw}" if mark.kind in values else mark.raw
                )
            writer.writerow([values.get(column, "") for column in columns])
    return file
