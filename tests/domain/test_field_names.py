"""Fields in sentences: by their labels, in every language."""

from __future__ import annotations

import pytest

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.fact_table import FACTS
from xborder_desk.domain.field_names import FURTHER_NAMES, FieldName, field_name
from xborder_desk.i18n.language import Language


@pytest.mark.parametrize("name", sorted({*FACTS, *FURTHER_NAMES}))
def test_every_field_has_words(name: str) -> None:
    found = field_name(name)
    assert found is not None
    assert found.name == name
    assert str(found).strip()
    assert "_" not in str(found)


def test_what_has_no_other_name_keeps_its_own() -> None:
    assert field_name("shoe_size") is None
    fault = BadInputError("{name} is empty.", field="shoe_size", name="shoe_size")
    assert str(fault) == "shoe_size is empty."


def test_a_fault_says_the_label_and_keeps_the_field_for_forms() -> None:
    fault = BadInputError("{name} is empty.", field="payment_method", name="payment_method")
    assert fault.field == "payment_method"
    assert isinstance(fault.fields["name"], FieldName)
    assert str(fault) == "Means of payment is empty."
    assert Language("de").error(fault) == "Means of payment is empty."


def test_a_name_that_is_no_field_is_left_alone() -> None:
    fault = BadInputError("{name} is empty.", field="payment_method", name="The parcel")
    assert str(fault) == "The parcel is empty."
