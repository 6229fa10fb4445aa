"""Calibrating the weights of names on labelled pairs: cross-validated figures first, then the weights.

``python -m xborder_desk.matching.calibrate PAIRS.csv [--write]`` prints what was measured; ``--write``
puts the fitted weights into ``resources/matching/weights.toml``. The file has the columns name1, name2,
is_match and schema.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xborder_desk.matching import fitting
from xborder_desk.matching.features import FEATURES
from xborder_desk.matching.scoring import load_matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xborder_desk.matching.scoring import Matcher

FIRMS: Final = frozenset({"company", "organization", "legalentity"})
PERSONS: Final = frozenset({"person"})
_FOLDS: Final = 10
_SEEDS: Final = 5


@dataclass(frozen=True)
class Part:
    """What is fitted together: which schemas, by which measures, how strongly held back, from which score on.

    The threshold is set once by hand; chosen anew in each fold it follows the noise of so few pairs.
    """

    name: str
    schemas: frozenset[str]
    used: frozenset[str]
    penalty: float
    threshold: float
    expected: tuple[tuple[str, float], ...] = ()

    @property
    def prior(self) -> list[float]:
        """The weights before any pair was seen, in the order of the features."""
        known = dict(self.expected)
        return [known.get(name, 0.0) for name in FEATURES]


PARTS: Final = (
    Part(
        "firm",
        FIRMS,
        frozenset(FEATURES)
        - {
            "nothing",
            "typos",
            "across",
            "initials",
            "single",
            "last_differs",
            "first_differs",
            "alone",
            "crossed",
        },
        1.0,
        0.58,
        (
            ("swapped", -2.0),
            ("number_clash", -4.0),
            ("number_extra", -2.0),
            ("acronym", 2.0),
            ("other_marks", -2.5),
            ("form_clash", -0.5),
            ("far", -1.0),
        ),
    ),
    Part(
        "person",
        PERSONS,
        frozenset(name for name in FEATURES if "_" not in name) - {"acronym", "series", "brand"}
        | {"last_differs", "first_differs"},
        0.3,
        0.6,
        (("crossed", -3.0), ("alone", -3.0), ("far", -1.0)),
    ),
)


def rows_of(
    matcher: Matcher, pairs: Iterable[dict[str, str]], part: Part
) -> tuple[list[list[float]], list[bool]]:
    """Measure the pairs of one part; what it does not use is 0."""
    rows, labels = [], []
    for pair in pairs:
        if pair["schema"].strip().casefold() not in part.schemas:
            continue
        found = matcher.names_apart(pair["name1"], pair["name2"], person=part.schemas is PERSONS)
        values = found.features if found else tuple(0.0 for _ in FEATURES)
        rows.append([v if n in part.used else 0.0 for n, v in zip(FEATURES, values, strict=True)])
        labels.append(pair["is_match"].strip().casefold() in {"true", "1", "yes"})
    return rows, labels


def held_out(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], part: Part, folds: int = _FOLDS
) -> list[fitting.Quality]:
    """Measure on pairs that were not fitted, in so many folds (two: halves), dealt in several ways."""
    found = []
    for seed in range(_SEEDS):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)  # noqa: S311 - deals cards, hides nothing
        scores = [0.0] * len(rows)
        for fold in range(folds):
            tested = set(order[fold::folds])
            fitted = [i for i in order if i not in tested]
            weights = fitting.fit(
                [rows[i] for i in fitted], [labels[i] for i in fitted], part.penalty, part.prior
            )
            for i in tested:
                told = sum(w * x for w, x in zip(weights, rows[i], strict=True))
                scores[i] = fitting.sigmoid(told)
        found.append(fitting.measure(scores, labels, part.threshold))
    return found


def written(text: str, part: Part, weights: Sequence[float]) -> str:
    """Put fitted weights into the text of the data file."""
    lines = "".join(f"{n} = {w:.4f}\n" for n, w in zip(FEATURES, weights, strict=True) if n in part.used)
    pattern = rf"\[{part.name}\.weights\]\n(?:\w+ = .*\n)*"
    return re.sub(pattern, lambda _: f"[{part.name}.weights]\n{lines}", text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="calibrate", description="Fit the weights of names to labelled pairs."
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("resources") / "matching")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    with given.pairs.open(encoding="utf-8-sig", newline="") as stream:
        pairs = list(csv.DictReader(stream))
    matcher = load_matcher(given.folder)
    file = given.folder / "weights.toml"
    text = file.read_text(encoding="utf-8")
    for part in PARTS:
        rows, labels = rows_of(matcher, pairs, part)
        if not rows:
            continue
        sys.stdout.write(_report(part, rows, labels))
        text = written(text, part, fitting.fit(rows, labels, part.penalty, part.prior))
    if given.write:
        file.write_text(text, encoding="utf-8")
    return 0


def _report(part: Part, rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> str:
    found = held_out(rows, labels, part)
    always = fitting.measure([1.0] * len(rows), labels, 0.5)
    f1 = statistics.mean(one.f1 for one in found)
    precision = statistics.mean(one.precision for one in found)
    recall = statistics.mean(one.recall for one in found)
    return (
        f"{part.name}: {len(rows)} pairs, {sum(labels)} of them one; "
        f"held out F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}; "
        f"always yes F1 {always.f1:.3f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
