"""How large a file may be, as people write it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.part_sizes import read_megabytes


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("  ", 0), ("60", 60_000_000), ("0.5", 500_000), ("0,5", 500_000), ("0.1", 100_000)],
)
def test_megabytes_are_bytes_and_nothing_is_no_limit(text: str, count: int) -> None:
    assert read_megabytes(text) == count


@pytest.mark.parametrize("text", ["nan", "inf", "-5", "0", "0.09", "1000001", "sixty", "60 MB", "1.000,5"])
def test_what_is_no_size_of_a_file_is_refused_by_its_field(text: str) -> None:
    with pytest.raises(BadInputError, match="no size in megabytes") as refused:
        read_megabytes(text)
    assert refused.value.field == "split"
    assert refused.value.fields["given"] == text.replace(",", ".")


@given(st.text(max_size=12))
def test_any_text_is_a_sound_size_or_refused(text: str) -> None:
    count = 0
    with contextlib.suppress(BadInputError):
        count = read_megabytes(text)
    assert count == 0 or 100_000 <= count <= 1_000_000_000_000
