"""How money went: names on card statements, and the handles of payment services."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.identifiers import mails, phones
from xborder_desk.identifiers.shapes import Checked, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the payment firm puts before the name of who is paid.
_FACILITATOR: Final = re.compile(
    r"^(?:paypal|pp|sq|sqr|sumup|zettle|izettle|stripe|sp|adyen|klarna|mollie|alipay|wechat|tenpay|ant|"
    r"aliexpress|payoneer|worldpay|checkout|ckout|fs|paddle(?:\.net)?|2co(?:\.com)?|google|gpay|apple pay|"
    r"amzn|dri|bill|tst)"
    r"\s?[*#/]\s?"
)
_TAIL: Final = re.compile(r"(?:\s+(?:\+?[\d() -]{7,}|[a-z]{2,3}|https?\S+|\S+\.(?:com|net|org|co)\b.*))+$")
_MERCHANT: Final = re.compile(r"[A-HJ-NP-Z2-9]{13}")
_HANDLE: Final = re.compile(
    r"^(?:https?://)?(?:www\.)?paypal\.(?:me|com/paypalme)/([\w.-]{1,30})$", re.IGNORECASE
)
_WECHAT: Final = re.compile(r"[a-z][a-z0-9_-]{5,19}")
_IN_TEXT: Final = (
    ("paypal", r"(?:https?://)?(?:www\.)?paypal\.(?:me|com/paypalme)/[\w.-]{1,30}"),
    ("paypal", r"(?:merchant id|händler-id|商户号)\W{1,3}([A-HJ-NP-Z2-9]{13})\b"),
    ("wechat", r"(?:wechat|weixin|微信)(?:\s?(?:id|号|號))?\s?[:：]\s?([A-Za-z][\w-]{5,19})"),
    ("alipay", r"(?:alipay|支付宝)(?:账号|帐号)?\s?[:：]\s?([\w.+@-]{6,60})"),
)


def check_descriptor(raw: str) -> Checked:
    """Give the name on a card statement without the payment firm before it and the place behind it."""
    text = fold(raw)
    named = _FACILITATOR.sub("", text)
    return Checked(_TAIL.sub("", named).strip(" *") or named or text)


def check_paypal(raw: str) -> Checked:
    """Give a PayPal handle: mailbox, merchant id, or the name behind paypal.me."""
    text = raw.strip()
    if "@" in text:
        return mails.check(text)
    if match := _HANDLE.match(text):
        return Checked(f"paypal.me/{match[1].casefold()}")
    upper = text.upper()
    return Checked(upper) if _MERCHANT.fullmatch(upper) else Checked(text.casefold())


def check_wechat(raw: str) -> Checked:
    """Give a WeChat id; it may also be a phone number."""
    text = raw.strip().casefold()
    if re.fullmatch(r"\+?[\d ()-]{7,}", text):
        return phones.check(text, "CN")
    return Checked(text, None if _WECHAT.fullmatch(text) else False)


def check_alipay(raw: str) -> Checked:
    """Give an Alipay account: a mailbox, a Chinese phone number, or the number 2088…."""
    text = raw.strip()
    if "@" in text:
        return mails.check(text)
    if re.fullmatch(r"2088\d{12}", text):
        return Checked(text)
    return phones.check(text, "CN") if re.fullmatch(r"\+?[\d ()-]{7,}", text) else Checked(text.casefold())


def find(text: str) -> Iterator[Found]:
    """Find payment handles that are called so in a text."""
    checks = {"paypal": check_paypal, "wechat": check_wechat, "alipay": check_alipay}
    for kind, pattern in _IN_TEXT:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            group = 1 if match.re.groups else 0
            checked = checks[kind](match[group])
            yield Found(
                kind, match[group], match.start(group), match.end(group), checked.normal, checked.valid
            )
