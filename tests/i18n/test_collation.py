"""Names are ordered as readers expect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.collation import sort_key


@pytest.mark.parametrize(
    ("tag", "ordered"),
    [
        ("de", ["Abel", "Äbler", "Acker", "Straße", "Strasser", "zu"]),
        ("en", ["E-2", "E-10", "e-11"]),
        ("sv", ["Adam", "Zorn", "Åberg", "Äng", "Öberg"]),
        ("da", ["Zorn", "Æble", "Ørsted", "Århus"]),
        ("es", ["nada", "nube", "ñame", "oca"]),
        ("pl", ["Lis", "Łoś", "Lubin"]),
        ("zh-Hant", ["一", "乙", "王", "甲"]),
    ],
)
def test_order(tag: str, ordered: list[str]) -> None:
    mixed = [*ordered[1::2], *ordered[::2]]
    assert sorted(mixed, key=lambda name: sort_key(tag, name)) == ordered


@given(st.text(), st.text(), st.sampled_from(["de", "sv", "es", "zh-Hant", "ar"]))
def test_different_names_have_different_keys(one: str, two: str, tag: str) -> None:
    assert (sort_key(tag, one) == sort_key(tag, two)) == (one == two)
