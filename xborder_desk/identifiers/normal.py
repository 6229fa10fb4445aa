"""The form in which two writings of one address, number or name are the same, and whether it can be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.identifiers import accounts, companies, mails, parcels, payments, phones, shops, webs
from xborder_desk.identifiers.shapes import Checked

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACES: Final = re.compile(r"\s+")
MAIL: Final = frozenset({"email"})
DIAL: Final = frozenset({"phone", "sms", "fax", "whatsapp"})
CODE: Final = frozenset({"iban", "bic", "vat", "registration", "order", "tracking", "account"})
WEB: Final = frozenset({"url", "website", "web_form", "chat"})
_CHECKS: Final[dict[str, Callable[[str, str], Checked]]] = {
    **dict.fromkeys(sorted(MAIL), lambda raw, _: mails.check(raw)),
    **dict.fromkeys(sorted(DIAL), phones.check),
    **dict.fromkeys(sorted(WEB), lambda raw, _: webs.check(raw)),
    "domain": lambda raw, _: Checked(webs.host_of(raw)),
    "iban": lambda raw, _: accounts.check_iban(raw),
    "bic": lambda raw, _: accounts.check_bic(raw),
    "account": lambda raw, _: accounts.check_account(raw),
    "vat": companies.check_vat,
    "registration": companies.check_registration,
    "order": lambda raw, _: parcels.check_order(raw),
    "tracking": lambda raw, _: parcels.check_tracking(raw),
    "storefront": lambda raw, _: shops.check(raw),
    "descriptor": lambda raw, _: payments.check_descriptor(raw),
    "paypal": lambda raw, _: payments.check_paypal(raw),
    "wechat": lambda raw, _: payments.check_wechat(raw),
    "alipay": lambda raw, _: payments.check_alipay(raw),
}
KINDS: Final = (*_CHECKS, "address", "ref")


def normal(kind: str, raw: str, *, country: str = "") -> str:
    """Give the normal form of an identifier of this kind; never empty unless ``raw`` is."""
    return check(kind, raw, country=country).normal


def check(kind: str, raw: str, *, country: str = "") -> Checked:
    """Give the normal form and whether it can be right (None: nothing to check).

    ``country`` (ISO 3166-1) is whose habits a number without its country follows.
    """
    text = _SPACES.sub(" ", raw).strip()
    way = _CHECKS.get(kind)
    found = way(text, country) if way else Checked(fold(text))
    return found if found.normal else Checked(text, found.valid)
