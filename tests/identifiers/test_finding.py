"""Everything that identifies somebody in one text, each with its place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.finding import find

TEXT = """Shenzhen Lamps Co., Tel +86 755 8888 6666, service@shop.example.com, www.lamps-shop.com,
https://www.amazon.de/sp?seller=A1B2C3D4E5F6G7, IBAN: DE89 3704 0044 0532 0130 00, USt-IdNr. DE136695976,
HRB 12345 B Amtsgericht Charlottenburg, order 114-3941689-8772232, WeChat: lamp_shop88, RB123456785CN"""


def test_each_kind_is_found_once_in_the_order_of_the_text() -> None:
    found = find(TEXT)
    kinds = "phone email website storefront iban vat registration order wechat tracking"
    assert [one.kind for one in found] == kinds.split()
    assert all(TEXT[one.start : one.end] == one.raw for one in found)


@given(st.text(max_size=80))
def test_any_text_gives_places_that_do_not_overlap(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.raw and one.normal for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
