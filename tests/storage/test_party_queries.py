"""Parties, facts, mandates and letters found by what people type; drafts and choices by their keys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.rows import a_case, a_fact, a_party, a_seller, an_identifier, an_item, uid
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.storage.models import Draft, FactProof, Mandate
from xborder_desk.storage.queries import choices, dossiers, drafts, letters, parties

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

DAY = dt.date(2026, 11, 23)


def test_a_party_is_found_however_its_number_is_typed(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        a_party(uow, case, 1, "consumer", "Erika")
        party = a_party(uow, case, 2)
        for typed in ("P-02", "p-2", " P-0002 ", "2026-0001/P-02", "2026-0001/p-2\n"):
            assert parties.find(uow, case, typed) is party


def test_a_party_that_is_not_there_is_named_with_its_case(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        a_party(uow, case, 2)
        for typed in (
            *(
                "",
                "P",
                "P-",
                "2",
                "P-3\n",
                "F-02",
                "P-02x",
                "2026-0002/P-02",
                "P-9999999999",
                "P--2",
                "P-0",
                "%",
            ),
        ):
            with pytest.raises(NotFoundError) as told:
                parties.find(uow, case, typed)
            assert told.value.fields == {"number": typed.strip(), "case": "2026-0001"}
            assert "\n" not in str(told.value)


def test_what_was_taken_out_is_given_only_to_who_asks_for_it(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        party, fact = a_party(uow, case, 1, removed_at=uow.now), a_fact(uow, case, 1, removed_at=uow.now)
        for look in (parties.find, parties.find_fact):
            with pytest.raises(NotFoundError):
                look(uow, case, "P-01" if look is parties.find else "F-01")
        assert parties.find(uow, case, "P-01", removed=True) is party
        assert parties.find_fact(uow, case, "F-01", removed=True) is fact


def test_numbers_of_one_case_say_nothing_in_another(office: Office) -> None:
    with office.database.write() as uow:
        one, other = a_case(uow), a_case(uow, 2)
        mine, theirs = a_party(uow, one, 1), a_party(uow, other, 1)
        assert parties.find(uow, one, "P-01") is mine
        assert parties.find(uow, other, "P-01") is theirs
        with pytest.raises(NotFoundError):
            parties.find(uow, other, "2026-0001/P-01")


def test_a_fact_comes_with_its_proofs(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        fact, item = a_fact(uow, case, 3), an_item(uow, case, 1)
        for page in (2, None):
            uow.session.add(FactProof(fact_id=fact.id, evidence_id=item.id, page=page))
        uow.flush()
        uow.session.expire_all()
        assert [proof.page for proof in parties.find_fact(uow, case, "f-3").proofs] == [2, None]
        with pytest.raises(NotFoundError, match=r"no fact F-04 in the case 2026-0001"):
            parties.find_fact(uow, case, "F-04")


def test_linked_sellers_come_in_the_order_of_the_parties(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        first, second, third = (a_seller(uow, name) for name in ("A", "B", "C"))
        a_party(uow, case, 4, seller_id=first.id)
        a_party(uow, case, 2, seller_id=second.id)
        a_party(uow, case, 1, "carrier", seller_id=third.id)  # no seller here
        a_party(uow, case, 3, seller_id=third.id, removed_at=uow.now)
        a_party(uow, case, 5)  # nobody the office knows
        a_party(uow, other, 1, seller_id=third.id)
        assert parties.linked_sellers(uow, case.id) == [second.id, first.id]
        assert parties.linked_sellers(uow, 999) == []


def test_an_address_is_found_by_its_id_in_its_own_case_alone(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        party = a_party(uow, case, 1)
        kept = an_identifier(uow, "email", "A@x.example", party_id=party.id)
        gone = an_identifier(uow, "phone", "123", party_id=party.id, removed_at=uow.now)
        assert parties.find_identifier(uow, case, kept.uid) is kept
        assert parties.find_identifier(uow, case, gone.uid) is gone
        for where, which in ((other, kept.uid), (case, "nothing"), (case, "")):
            with pytest.raises(NotFoundError, match=r"no such address any more"):
                parties.find_identifier(uow, where, which)


def test_a_mandate_is_found_in_its_own_case_alone(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        party = a_party(uow, case, 1, "consumer")
        kept = Mandate(uid=uid(), case_id=case.id, party_id=party.id, kind="mandate", given_on=DAY)
        uow.session.add(kept)
        uow.flush()
        assert parties.find_mandate(uow, case, kept.uid) is kept
        with pytest.raises(NotFoundError, match=r"The case 2026-0002 has no such mandate"):
            parties.find_mandate(uow, other, kept.uid)


def test_choices_are_kept_under_their_key_and_replaced_whole(office: Office) -> None:
    with office.database.write() as uow:
        assert choices.get(uow, "columns:jana") == {}
        choices.put(uow, "columns:jana", {"a": 1, "b": ["ü", None]})
        choices.put(uow, "columns:mehmet", {"a": 2})
        uow.commit()
        assert choices.get(uow, "columns:jana") == {"a": 1, "b": ["ü", None]}
        choices.put(uow, "columns:jana", {"c": {"深": True}})
        uow.commit()
    with office.database.read() as uow:
        assert choices.get(uow, "columns:jana") == {"c": {"深": True}}
        assert choices.get(uow, "columns:mehmet") == {"a": 2}


def test_what_a_choice_gives_can_be_changed_without_changing_what_is_kept(office: Office) -> None:
    with office.database.write() as uow:
        choices.put(uow, "k", {"a": 1})
        uow.commit()
        choices.get(uow, "k")["a"] = 2
        uow.commit()
        assert choices.get(uow, "k") == {"a": 1}


def test_drafts_come_oldest_first_and_signs_of_the_database_mean_themselves(office: Office) -> None:
    with office.database.write() as uow:
        at = uow.now
        for n, key in enumerate(("note:b", "note:a", "note_x:1", "note%:1", "outbox:1")):
            row = Draft(key=key, value={"n": n}, base_version=n, by="x", at=at - dt.timedelta(hours=n))
            uow.session.add(row)
        uow.flush()
        assert [key for key, _value, _at in drafts.with_prefix(uow, "note:")] == ["note:a", "note:b"]
        assert [key for key, *_rest in drafts.versions(uow, "note%")] == ["note%:1"]
        assert [key for key, *_rest in drafts.versions(uow, "note_")] == ["note_x:1"]
        assert [(key, value["n"], version) for key, value, version, _at in drafts.versions(uow, "")] == [
            ("outbox:1", 4, 4),
            ("note%:1", 3, 3),
            ("note_x:1", 2, 2),
            ("note:a", 1, 1),
            ("note:b", 0, 0),
        ]
        assert drafts.with_prefix(uow, "nothing") == []


def test_letters_are_numbered_in_their_case_and_found_again(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        values = {"template": "demand", "language": "de", "content": {"a": "ü"}}
        rows = [letters.add(uow, one, dict(values)) for one in (case, other, case)]
        assert [number for _row, number in rows] == ["L-01", "L-01", "L-02"]
        assert [(number, row.id) for number, row in letters.of_case(uow, case.id)] == [
            ("L-01", rows[0][0].id),
            ("L-02", rows[2][0].id),
        ]
        for typed in ("L-02", "l-2", " 2026-0001/L-02 "):
            assert letters.find(uow, case, typed) is rows[2][0]
        for typed in ("L-00", "L-03", "2", "", "E-01", "L-99999999999"):
            with pytest.raises(NotFoundError) as told:
                letters.find(uow, case, typed)
            assert told.value.fields == {"number": typed, "case": "2026-0001"}


def test_who_letters_are_from_is_empty_until_somebody_says_it(office: Office) -> None:
    with office.database.write() as uow:
        assert letters.sender(uow) == {}
        letters.write_sender(uow, {"name": "Beratung"})
        letters.write_sender(uow, {"name": "Beratung Süd", "phone": "1"})
        uow.commit()
        assert letters.sender(uow) == {"name": "Beratung Süd", "phone": "1"}
        party = a_party(uow, a_case(uow), 1)
        assert letters.party_id(uow, party.uid) == party.id
        assert letters.party_id(uow, "nobody") is None


def test_a_recipe_is_replaced_and_editions_count_on(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow), a_case(uow, 2)
        assert dossiers.recipe_row(uow, case) is None
        for order in (["E-01"], ["E-02", "E-01"]):
            dossiers.write_recipe(uow, case, {"order": order})
            uow.flush()
        row = dossiers.recipe_row(uow, case)
        assert row is not None
        assert row.recipe == {"order": ["E-02", "E-01"]}
        assert dossiers.recipe_row(uow, other) is None
        about = {"profile": "de", "language": "de", "variant": "court"}
        for one, print_ in ((case, "f" * 64), (case, "e" * 64), (other, "f" * 64), (case, "f" * 64)):
            dossiers.new_edition(uow, one.id, [], {**about, "fingerprint": print_})
        assert [edition.no for edition in dossiers.editions(uow, case.id)] == [3, 2, 1]
        assert [edition.no for edition in dossiers.editions(uow, other.id)] == [1]
        same = dossiers.same_edition(uow, case.id, "f" * 64)
        assert same is not None
        assert same.no == 3  # the newest of those that show the same
        assert dossiers.same_edition(uow, other.id, "e" * 64) is None
