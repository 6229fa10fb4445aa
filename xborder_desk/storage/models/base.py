"""The declarative base of all tables, and the column types both databases share."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import BigInteger, Date, DateTime, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

# Every constraint has a name, so that a migration can speak of it on both databases.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC; refuses a time without zone, because nobody knows which one was meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a time without zone cannot be stored"
            raise ValueError(msg)
        utc = value.astimezone(dt.UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Give the moment back as aware UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Amount(TypeDecorator[Decimal]):
    """A sum of money as a whole number of ten-thousandths: exact, and the database can add and sort it.

    Four places are the most any ISO 4217 currency has.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store ten-thousandths; what has more places is refused, not rounded."""
        del dialect
        if value is None:
            return None
        whole = (value * 10_000).to_integral_value()
        if whole != value * 10_000:
            msg = "an amount with more than four decimal places cannot be stored"
            raise ValueError(msg)
        return int(whole)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Give a Decimal back, without needless zeros beyond two places."""
        del dialect
        if value is None:
            return None
        amount = Decimal(value) / 10_000
        return amount.quantize(Decimal("0.01")) if value % 100 == 0 else amount.normalize()


class Json(TypeDecorator[Any]):
    """A JSON value as text, written the same way on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write JSON text with sorted keys."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Read JSON text."""
        del dialect
        return None if value is None else json.loads(value)


BigId = BigInteger().with_variant(Integer, "sqlite")
Id = Annotated[int, mapped_column(BigId, primary_key=True)]
Uid = Annotated[str, mapped_column(Text, unique=True)]


class Base(DeclarativeBase):
    """All tables. Rules the database can keep, it keeps."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        str: Text,
        int: BigInteger,
        dt.datetime: UtcDateTime,
        dt.date: Date,
        Decimal: Amount,
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Versioned:
    """Rows several people may change: a change made on an older version is refused, never lost."""

    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        """Let the mapper count the version."""
        return {"version_id_col": cls.version}
