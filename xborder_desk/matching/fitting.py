"""Fitting weights to labelled pairs: logistic regression with a penalty, the same result anywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS: Final = 400


@dataclass(frozen=True, slots=True)
class Quality:
    """How well predictions meet labels."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def sigmoid(value: float) -> float:
    """Turn a weight of evidence into a score between 0 and 1."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


def fit(
    rows: Sequence[Sequence[float]],
    labels: Sequence[bool],
    penalty: float = 1.0,
    expected: Sequence[float] = (),
) -> list[float]:
    """Fit one weight for each column; the first column is the bias and is not penalised.

    ``expected`` are the weights that stand where the rows say nothing; without them 0.
    """
    size = len(rows[0])
    prior = list(expected) or [0.0] * size
    weights = list(prior)
    for _ in range(_STEPS):
        gradient, curve = [0.0] * size, [[0.0] * size for _ in range(size)]
        for row, label in zip(rows, labels, strict=True):
            told = sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
            slope = told * (1 - told)
            for i in range(size):
                if row[i]:
                    gradient[i] += (told - label) * row[i]
                    for j in range(size):
                        curve[i][j] += slope * row[i] * row[j]
        for i in range(size):
            held = penalty if i else 1e-3
            gradient[i] += held * (weights[i] - prior[i])
            curve[i][i] += held
        step = _solve(curve, gradient)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:  # noqa: PLR2004 - far below what is written down
            break
    return weights


def measure(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Quality:
    """Compare scores with labels at a threshold."""
    hits = sum(1 for score, label in zip(scores, labels, strict=True) if score >= threshold and label)
    said = sum(1 for score in scores if score >= threshold)
    there = sum(labels)
    return Quality(hits / said if said else 0.0, hits / there if there else 0.0)


def best_threshold(scores: Sequence[float], labels: Sequence[bool], *, precision: float = 0.0) -> float:
    """Give the threshold with the best F1 among those that keep at least this precision."""
    found = [
        (quality.f1, threshold)
        for threshold in sorted({round(score, 2) for score in scores} | {0.5})
        if (quality := measure(scores, labels, threshold)).precision >= precision
    ]
    return max(found, default=(0.0, 0.5))[1]


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column and rows[row][column]:
                share = rows[row][column] / rows[column][column]
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]
