"""Very many cases, written straight into the database of an embedded office: for lists, not for registers."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import CaseStatus
from xborder_desk.domain.folding import fold
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FIRST: Final = ("Anna", "Łukasz", "Chloé", "Jürgen", "Søren", "María", "王伟", "فاطمة", "Giulia", "林怡君")
_LAST: Final = (
    "Nowak",
    "Zieliński",
    "Dubois",
    "Müller",
    "Jensen",
    "García",
    "Rossi",
    "Brandt",
    "Weiß",
    "Kaya",
)
_SELLERS: Final = (
    "Shenzhen Bright Trading",
    "ElectroDeal24 GmbH",
    "杭州优品科技有限公司",
    "TrendyKicks Outlet",
)
_GOODS: Final = (
    "Bicycle",
    "Drill",
    "Telephone",
    "Tent",
    "Heater",
    "Camera",
    "Watch",
    "Sofa",
    "Charger",
    "Toy",
)
_COUNTRIES: Final = ("CN", "DE", "HK", "US", "TR", "GB")
_AT_ONCE: Final = 20_000


def fill(office: Path, count: int, *, seed: int = 7) -> None:
    """Add so many cases, each with a consumer and a seller, a third with a task."""
    chance = random.Random(seed)  # noqa: S311 - the same cases every time, no secret
    statuses = [status.value for status in CaseStatus]
    start = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - as the database holds it
    with closing(sqlite3.connect(office / offices.DATABASE)) as driver:
        known = {row[1] for row in driver.execute('PRAGMA table_info("case")')}
        driver.execute("PRAGMA synchronous=OFF")
        for first in range(0, count, _AT_ONCE):
            cases, parties, tasks = [], [], []
            for number in range(first + 1, min(first + _AT_ONCE, count) + 1):
                title = f"{chance.choice(_GOODS)} {chance.randrange(10_000)} never came"
                consumer = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {number % 977}"
                seller = f"{chance.choice(_SELLERS)} {number % 1999}"
                shown = f"2026-{number:06d}"
                values = {
                    "id": number,
                    "uid": f"{number:032x}",
                    "number": shown,
                    "year": 2026,
                    "seq": number,
                    "title": title,
                    "title_key": fold(title),
                    "search_key": fold(f"{shown} {title} {consumer} {seller}"),
                    "status": chance.choice(statuses),
                    "caseworker": chance.choice(_FIRST),
                    "created_at": str(start),
                    "updated_at": str(start + dt.timedelta(minutes=chance.randrange(400_000))),
                    "amount": chance.randrange(50_000, 90_000_000),
                    "currency": "EUR",
                    "version": 1,
                }
                values |= dict.fromkeys(_EMPTY, "")
                values |= {"problems": "[]", "further": "{}"}
                cases.append(tuple(values[name] for name in values if name in known))
                for place, (role, name) in enumerate((("consumer", consumer), ("seller", seller)), start=1):
                    country = chance.choice(_COUNTRIES)
                    parties.append((f"{number:031x}{place}", number, place, role, name, fold(name), country))
                if number % 3 == 0:
                    due = (start + dt.timedelta(days=chance.randrange(700))).date()
                    tasks.append((f"{number:031x}t", number, "Call", str(due)))
            names = [name for name in values if name in known]
            _insert(driver, "case", names, cases)
            _insert(driver, "party", ["uid", "case_id", "no", "role", "name", "name_key", "country"], parties)
            _insert(driver, "task", ["uid", "case_id", "text", "due_on"], tasks)
        driver.commit()
        driver.execute("ANALYZE")
        driver.commit()


_EMPTY: Final = (
    "language",
    "platform",
    "order_number",
    "product",
    "product_identifier",
    "payment_method",
    "payment_reference",
    "selling_method",
    "advertising_method",
    "sector",
    "market",
    "taxonomy",
    "story",
    "wants",
    "wants_note",
    "outcome",
    "outcome_route",
)


def _insert(
    driver: sqlite3.Connection, table: str, names: list[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows; columns that may not be empty and are not named become empty texts, versions one."""
    needed = {
        row[1]: (1 if row[1] == "version" else "")
        for row in driver.execute(f'PRAGMA table_info("{table}")')
        if row[3] and row[4] is None and row[1] not in {*names, "id"}
    }
    columns = ", ".join(f'"{name}"' for name in [*names, *needed])
    marks = ", ".join("?" for _name in [*names, *needed])
    rest = tuple(needed.values())
    driver.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', [(*row, *rest) for row in rows])  # noqa: S608 - our own names
