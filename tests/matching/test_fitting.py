"""Fitting weights to labelled rows."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.matching.fitting import best_threshold, fit, measure, sigmoid


def test_what_decides_gets_the_weight() -> None:
    rng = random.Random(1)  # noqa: S311 - figures for a test
    rows = [[1.0, rng.random(), rng.random()] for _ in range(300)]
    labels = [row[1] > 0.5 for row in rows]
    weights = fit(rows, labels, 0.1)
    assert weights[1] > 5 * abs(weights[2])
    scores = [sigmoid(sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows]
    assert measure(scores, labels, 0.5).f1 > 0.95


def test_the_same_rows_give_the_same_weights() -> None:
    rows, labels = [[1.0, 0.2], [1.0, 0.9], [1.0, 0.4]], [False, True, False]
    assert fit(rows, labels) == fit(rows, labels)


def test_quality() -> None:
    found = measure([0.9, 0.8, 0.1, 0.7], [True, False, True, True], 0.5)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert measure([], [], 0.5).f1 == 0.0


def test_a_threshold_keeps_the_precision_asked_for() -> None:
    scores, labels = [0.9, 0.8, 0.7, 0.6], [True, True, False, True]
    assert measure(scores, labels, best_threshold(scores, labels, precision=1.0)).precision == 1.0


@given(st.floats(allow_nan=False))
def test_scores_lie_between_0_and_1(value: float) -> None:
    assert 0 <= sigmoid(value) <= 1
    assert math.isclose(sigmoid(value) + sigmoid(-value), 1)
