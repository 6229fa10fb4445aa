"""An office in which one seller stands behind several shops, another is alone, and a third came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.factories.offices import ACTOR, ZONE
from xborder_desk.app import compose, find_places
from xborder_desk.domain.cases import NewCase
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

PHONE: Final = "+86 755 8888 6666"
IBAN: Final = "DE89 3704 0044 0532 0130 00"
ONE: Final = "S-0001"  # 蓝光, with cases 2026-0001 and 2026-0002
TWO: Final = "S-0002"  # Lampix Haven, confirmed to be the same: case 2026-0003 in złoty
THREE: Final = "S-0003"  # Lampix Outlet, only suggested: the same phone
FOUR: Final = "S-0004"  # Zortan, alone, on the watch list
CASES: Final = (
    ("Lamp never came", "DE", "129.90", "EUR", ONE),
    ("Lamp broken", "AT", "70.10", "EUR", ONE),
    ("Lamp is another one", "PL", "410.00", "PLN", TWO),
)


def known_desk(folder: Path) -> Desk:
    """Make the office."""
    desk = compose(offices.create(folder, actor=ACTOR, zone=ZONE), find_places())
    sellers = desk.sellers
    sellers.add(
        NewSeller(
            "深圳市蓝光照明有限公司",
            name_latin="Shenzhen Languang Lighting Co., Ltd.",
            kind="legal",
            country="CN",
            aliases=("Languang Official",),
            marks=(
                NewMark("phone", PHONE, "invoice", "2026-0001"),
                NewMark("iban", IBAN, "payment_record"),
                NewMark("address", "Room 12, 88 Kexing Road, Nanshan, Shenzhen 518057"),
                NewMark("vat", "DE000000000", "imprint"),
            ),
            shops=(NewShop("Amazon", account="A1LANGUANG", name="Languang", first_seen="2025-03-01"),),
        )
    )
    sellers.add(
        NewSeller(
            "Lampix Haven",
            country="DE",
            marks=(
                NewMark("iban", IBAN.replace(" ", ""), "invoice"),
                NewMark("email", "shop@lampix.example"),
            ),
            shops=(NewShop("eBay", account="lampix-haven", first_seen="2026-02-10"),),
        )
    )
    sellers.add(NewSeller("Lampix Outlet", marks=(NewMark("phone", "0086 755-88886666", "website"),)))
    sellers.add(
        NewSeller(
            "Zortan Möbel GmbH", kind="legal", country="AT", marks=(NewMark("email", "a@zortan.example"),)
        )
    )
    for number, (title, country, amount, currency, seller) in enumerate(CASES, 1):
        case = desk.cases.create(
            NewCase(
                title,
                f"Consumer {number}",
                country,
                "Languang Official",
                "CN",
                {"amount": amount, "currency": currency, "problem": "T02.1", "product": "Desk lamp"},
            )
        )
        sellers.link(case, "P-02", seller)
        desk.parties.add_identifier(
            case, "P-02", NewIdentifier("email", f"help{number}@languang.example", "invoice")
        )
    sellers.decide(ONE, TWO, "same", "Same bank account")
    sellers.watch(FOUR, "Three complaints in a month", "2026-12-01")
    sellers.shop_seen(ONE, NewShop("Amazon", account="A1LANGUANG"), removed_on="2026-01-31")
    return desk
