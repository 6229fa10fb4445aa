"""Values of the seller register."""

from __future__ import annotations

from xborder_desk.domain.bodies import BODY_KINDS
from xborder_desk.domain.choices import PartyRole
from xborder_desk.domain.sellers import DIFFERENT, KIND_NAMES, SAME, UNSURE, VERDICTS, Mark, Profile, Score


def test_people_decide_between_two_words_or_put_a_pair_aside() -> None:
    assert VERDICTS == (SAME, DIFFERENT, UNSURE)


def test_kinds_of_identifiers_have_names_a_person_knows() -> None:
    assert all(
        name and name != kind for kind, name in KIND_NAMES.items() if kind not in {"domain", "website"}
    )


def test_a_profile_needs_no_more_than_a_name() -> None:
    assert (Profile(("Lan Yu",)).marks, Score(0.0, match=False).reasons) == ((), ())
    assert Mark("email", "A@e.org", "a@e.org").valid is None


def test_bodies_that_take_part_in_a_case_have_a_role() -> None:
    assert set(BODY_KINDS) - {"certified_body", "ecc"} <= {role.value for role in PartyRole}
