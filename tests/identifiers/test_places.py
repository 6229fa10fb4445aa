"""Postal addresses compared across habits and scripts."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.places import alike, keys, place_of, read_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müllerstraße 12a, 10115 Berlin", "Mullerstr. 12 A\n10115 Berlin, Germany"),
        (
            "Room 1502, Building B, No. 88 Longhua Road, Longhua District, Shenzhen 518000",
            "深圳市龙华区龙华路88号B栋1502室",
        ),
        ("10 rue de la Paix, 75002 Paris", "10, Rue de la Paix\n75002 PARIS, France"),
        ("Unit 5, 71-75 Shelton Street, London WC2H 9JQ", "71-75 Shelton St., Unit 5, London, WC2H9JQ, UK"),
    ],
)
def test_one_house_is_found_and_known_again(one: str, other: str) -> None:
    here, there = read_place(one), read_place(other)
    assert keys(here) & keys(there)
    assert alike(here, there) >= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müllerstraße 12, 10115 Berlin", "Müllerstraße 13, 10115 Berlin"),
        ("Müllerstraße 12, 10115 Berlin", "Müllerstraße 12, 80331 München"),
        ("Room 1502, No. 88 Longhua Road, Shenzhen", "Room 1503, No. 88 Longhua Road, Shenzhen"),
        ("Berlin", "Berlin"),
    ],
)
def test_neighbours_are_not_the_same(one: str, other: str) -> None:
    assert alike(read_place(one), read_place(other)) < 0.75


def test_fields_are_better_than_guessing() -> None:
    parts = {"street_address": "Müllerstr. 12", "city": "Berlin", "postal_code": "10115"}
    assert alike(place_of("whatever", parts), read_place("Müllerstraße 12, 10115 Berlin")) >= 0.75
    assert place_of("Müllerstr. 12, 10115 Berlin") == read_place("Müllerstr. 12, 10115 Berlin")


def test_without_a_house_number_there_is_no_key() -> None:
    assert not keys(read_place("Berlin"))
