"""The table of facts that routes ask for: those of the case itself, and the further ones a person adds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xborder_desk.i18n import N_


class FactKind(StrEnum):
    """An EVENT lies in the past, a DAY may lie ahead, an INDICATOR is a yes or no with its evidence."""

    EVENT = "event"
    DAY = "day"
    YES = "yes"
    CHOICE = "choice"
    COUNTRY = "country"
    MONEY = "money"
    TEXT = "text"
    CODES = "codes"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact: its name and kind, what it is called, the question it answers, the ids to choose from."""

    name: str
    kind: FactKind
    label: str
    question: str
    choices: tuple[str, ...] = ()


def _table(*fields: FactField) -> dict[str, FactField]:
    return {field.name: field for field in fields}


_E, _D, _Y = FactKind.EVENT, FactKind.DAY, FactKind.YES

# Facts that have a column, a party or a register line of their own.
OWN: Final = _table(
    FactField("ordered_on", _E, N_("Ordered"), N_("When was it ordered?")),
    FactField("paid_on", _E, N_("Paid"), N_("When was it paid?")),
    FactField("delivery_due", _D, N_("Delivery promised"), N_("For which day was delivery promised?")),
    FactField("delivered_on", _E, N_("Delivered"), N_("When was it delivered?")),
    FactField(
        "complained_on", _E, N_("Complained to the seller"), N_("When was the complaint sent to the seller?")
    ),
    FactField(
        "withdrawn_on", _E, N_("Withdrawal declared"), N_("When was the withdrawal sent to the seller?")
    ),
    FactField("terminated_on", _E, N_("Contract terminated"), N_("When was the contract terminated?")),
    FactField(
        "placed_on_market_on",
        _E,
        N_("Product placed on the market"),
        N_("When was the product placed on the market?"),
    ),
    FactField("amount", FactKind.MONEY, N_("Amount"), N_("How much is claimed?")),
    FactField("currency", FactKind.TEXT, N_("Currency"), N_("In which currency?")),
    FactField("payment_method", FactKind.CHOICE, N_("Means of payment"), N_("How was it paid?")),
    FactField("problems", FactKind.CODES, N_("Problem"), N_("What is the problem?")),
    FactField("via_marketplace", _Y, N_("Sold through a platform"), N_("Was it sold through a platform?")),
    FactField(
        "consumer_country",
        FactKind.COUNTRY,
        N_("The consumer's country"),
        N_("Where does the consumer live?"),
    ),
    FactField(
        "seller_country", FactKind.COUNTRY, N_("The seller's country"), N_("Where does the seller sit?")
    ),
    FactField(
        "platform_country", FactKind.COUNTRY, N_("The platform's country"), N_("Where does the platform sit?")
    ),
    FactField("platform", FactKind.TEXT, N_("Platform"), N_("On which platform was it bought?")),
)

# Facts a person adds as FIELD=VALUE; kept as texts beside the case.
FURTHER: Final = _table(
    FactField(
        "delivery_state",
        FactKind.CHOICE,
        N_("What arrived"),
        N_("Did anything arrive, and all of it?"),
        ("none", "partial", "complete"),
    ),
    FactField("tracking_number", FactKind.TEXT, N_("Tracking number"), N_("What is the tracking number?")),
    FactField(
        "carrier_kind",
        FactKind.CHOICE,
        N_("Kind of carriage"),
        N_("Was it carried by post, by road or by air?"),
        ("post", "road", "air"),
    ),
    FactField(
        "transport_damage", _Y, N_("Damaged or lost on the way"), N_("Was it damaged or lost on the way?")
    ),
    FactField("shipped_on", _E, N_("Parcel posted"), N_("When was the parcel posted?")),
    FactField("returned_on", _E, N_("Goods sent back"), N_("When were the goods sent back?")),
    FactField(
        "withdrawal_told", _Y, N_("Told of the withdrawal right"), N_("Was the consumer told of the right?")
    ),
    FactField(
        "withdrawal_told_on", _E, N_("Told of the withdrawal right late"), N_("When was the consumer told?")
    ),
    FactField(
        "withdrawal_excluded",
        _Y,
        N_("No withdrawal for this kind of goods"),
        N_("Is it made to measure, perishable, or otherwise excepted from withdrawal?"),
    ),
    FactField(
        "extra_period_until", _D, N_("Extra period ends"), N_("Until when was the seller given extra time?")
    ),
    FactField("seller_refused_on", _E, N_("Seller refused"), N_("When did the seller refuse?")),
    FactField("repaired_on", _E, N_("Repaired"), N_("When was it repaired?")),
    FactField("used_goods", _Y, N_("Second-hand goods"), N_("Were the goods second-hand?")),
    FactField("defect_seen_on", _E, N_("Defect noticed"), N_("When was the defect noticed?")),
    FactField(
        "refund_promised_on",
        _E,
        N_("Refund promised in writing"),
        N_("When was the refund promised in writing?"),
    ),
    FactField(
        "seller_is_trader",
        _Y,
        N_("The seller is a trader"),
        N_("Did the seller act in the course of business?"),
    ),
    FactField(
        "seller_address",
        FactKind.CHOICE,
        N_("Address of the seller"),
        N_("Is an address known at which the seller can be served?"),
        ("known", "unknown"),
    ),
    FactField(
        "seller_branch_country",
        FactKind.COUNTRY,
        N_("Branch of the seller"),
        N_("In which country of the Union does the seller have a branch?"),
    ),
    FactField(
        "seller_directs",
        _Y,
        N_("Business directed to the consumer's country"),
        N_("Did the seller direct its business to the consumer's country?"),
    ),
    FactField(
        "card_kind",
        FactKind.CHOICE,
        N_("Kind of card"),
        N_("Was it a credit or a debit card?"),
        ("credit", "debit", "charge", "prepaid"),
    ),
    FactField("posted_on", _E, N_("Payment processed"), N_("When did the bank process the payment?")),
    FactField("card_disputed_on", _E, N_("Dispute filed with the bank"), N_("When was the bank asked?")),
    FactField("card_decided_on", _E, N_("Decision of the bank"), N_("When did the bank tell its decision?")),
    FactField(
        "payment_authorised",
        _Y,
        N_("The consumer agreed to the payment"),
        N_("Did the consumer agree to this payment?"),
    ),
    FactField(
        "debit_scheme", FactKind.CHOICE, N_("Kind of debit"), N_("Which debit scheme?"), ("core", "b2b")
    ),
    FactField("wrong_iban", _Y, N_("Sent to a wrong account"), N_("Did the money go to a wrong account?")),
    FactField("counterfeit", _Y, N_("Counterfeit"), N_("Is it, or is it said to be, a counterfeit?")),
    FactField(
        "counterfeit_confirmed_on",
        _E,
        N_("Counterfeit confirmed"),
        N_("When did the right holder, customs or an expert confirm the counterfeit?"),
    ),
    FactField(
        "paypal_dispute_on", _E, N_("PayPal dispute opened"), N_("When was the PayPal dispute opened?")
    ),
    FactField("paypal_claim_on", _E, N_("PayPal claim filed"), N_("When did the dispute become a claim?")),
    FactField("paypal_decided_on", _E, N_("Decision of PayPal"), N_("When did PayPal tell its decision?")),
    FactField(
        "compensated",
        FactKind.CHOICE,
        N_("Already compensated"),
        N_("Has somebody paid already, in part or in full?"),
        ("no", "partly", "fully"),
    ),
    FactField(
        "credit_agreed_on", _E, N_("Credit agreed"), N_("When was the credit for this purchase agreed?")
    ),
    FactField("credit_linked", _Y, N_("Credit for this purchase"), N_("Did a lender pay for this purchase?")),
    FactField(
        "item_price", FactKind.MONEY, N_("Cash price of the item"), N_("What was the cash price of the item?")
    ),
    FactField("credit_amount", FactKind.MONEY, N_("Amount of credit"), N_("What was the amount of credit?")),
    FactField(
        "platform_guarantee",
        _Y,
        N_("The platform has a buyer guarantee"),
        N_("Does the platform promise to protect buyers?"),
    ),
    FactField(
        "platform_guarantee_until",
        _D,
        N_("Last day of the platform's guarantee"),
        N_("Which last day do the platform's terms give?"),
    ),
    FactField(
        "platform_claim_on",
        _E,
        N_("Buyer guarantee claimed"),
        N_("When was the platform's buyer guarantee claimed?"),
    ),
    FactField(
        "platform_claim_decided_on",
        _E,
        N_("Decision on the buyer guarantee"),
        N_("When did the platform decide on the guarantee?"),
    ),
    FactField(
        "platform_small",
        _Y,
        N_("Micro or small platform"),
        N_("Is the platform a micro or small enterprise?"),
    ),
    FactField("platform_asked_on", _E, N_("Complained to the platform"), N_("When was the platform asked?")),
    FactField(
        "platform_decided_on",
        _E,
        N_("Decision of the platform"),
        N_("When did the platform tell its decision?"),
    ),
    FactField("notice_sent_on", _E, N_("Notice to the platform"), N_("When was the notice sent?")),
    FactField(
        "illegal_content",
        _Y,
        N_("Illegal listing"),
        N_("Is the listing itself illegal (fraud, counterfeit, unsafe product)?"),
    ),
    FactField(
        "trader_left_on",
        _E,
        N_("Seller left the platform"),
        N_("When did the seller's contract with the platform end?"),
    ),
    FactField(
        "odr_filed_on",
        _E,
        N_("Complaint on the Union's platform"),
        N_("When was the complaint filed on the Union's platform?"),
    ),
    FactField("adr_filed_on", _E, N_("Dispute body asked"), N_("When was the dispute body asked?")),
    FactField(
        "adr_complete_on", _E, N_("File of the dispute body complete"), N_("When was its file complete?")
    ),
    FactField("court_started_on", _E, N_("Court case started"), N_("When was a court case started?")),
    FactField("arbitration", _Y, N_("Arbitration agreed"), N_("Was arbitration agreed?")),
    FactField("fraud", _Y, N_("Fraud suspected"), N_("Does it look like fraud from the start?")),
    FactField("police_reported_on", _E, N_("Reported to the police"), N_("When was it reported?")),
    FactField(
        "insured",
        _Y,
        N_("Insurance of the consumer"),
        N_("Does a policy of the consumer cover the purchase?"),
    ),
    FactField(
        "insurance_report_by",
        _D,
        N_("Last day to tell the insurer"),
        N_("By which day must the insurer be told, by the policy?"),
    ),
    FactField("freight_insured", _Y, N_("Insured parcel"), N_("Was the parcel insured?")),
    FactField("unsafe", _Y, N_("Unsafe product"), N_("Is the product unsafe?")),
    FactField("injury", _Y, N_("Injury or damage"), N_("Was anybody hurt, or something else damaged?")),
    FactField(
        "damage_known_on",
        _E,
        N_("Damage, defect and liable person known"),
        N_("Since when are damage, defect and liable person known?"),
    ),
    FactField(
        "batch", FactKind.TEXT, N_("Batch or serial number"), N_("What is the batch or serial number?")
    ),
    FactField(
        "responsible_person",
        FactKind.TEXT,
        N_("Responsible person in the Union"),
        N_("Who is named as responsible on the product or its packaging?"),
    ),
    FactField("data_misused", _Y, N_("Personal data misused"), N_("Were personal data misused?")),
    FactField("data_asked_on", _E, N_("Asked about personal data"), N_("When was the seller asked?")),
    FactField("papers", FactKind.CODES, N_("Papers at hand"), N_("Which papers are at hand?")),
    *(
        FactField(
            name, FactKind.INDICATOR, text, N_("Was it so when the contract was made? Name the evidence.")
        )
        for name, text in (
            ("directs_language", N_("Language of the consumer's country, and ordering in it")),
            ("directs_currency", N_("Currency of the consumer's country, and ordering in it")),
            ("directs_delivery", N_("Delivery to the consumer's country offered")),
            ("directs_domain", N_("Domain of the consumer's country, or a neutral one")),
            ("directs_phone", N_("Telephone number with international code")),
            ("directs_advertising", N_("Paid search results or advertising for the consumer's country")),
            ("directs_clients", N_("Customers from other countries mentioned")),
            ("directs_travel", N_("Ways from other countries described")),
            ("directs_international", N_("International nature of the business")),
        )
    ),
)

# Facts that follow from others; each with those it is made from.
DERIVED: Final = {
    "trouble": ("problems", "counterfeit", "unsafe", "injury", "withdrawn_on", "fraud", "data_misused"),
    "directs": (
        "seller_directs",
        *(name for name, field in FURTHER.items() if field.kind is FactKind.INDICATOR),
    ),
    "court_country": ("consumer_country", "seller_country", "directs"),
    "arrived": ("delivery_state", "delivered_on", "problems"),
    "price": ("item_price", "amount"),
    "seller_seat": ("seller_country", "seller_branch_country"),
}
MADE: Final = _table(
    FactField("trouble", FactKind.CODES, N_("Problem"), N_("What is the problem?")),
    FactField(
        "directs",
        _Y,
        N_("Business directed to the consumer's country"),
        N_("Did the seller direct its business to the consumer's country?"),
    ),
    FactField(
        "court_country", FactKind.COUNTRY, N_("Country of the court"), N_("In which country can one sue?")
    ),
    FactField("arrived", FactKind.CHOICE, N_("What arrived"), N_("Did anything arrive, and all of it?")),
    FactField(
        "seller_seat",
        FactKind.COUNTRY,
        N_("Where the seller counts as domiciled"),
        N_("Where does the seller sit?"),
    ),
    FactField(
        "price", FactKind.MONEY, N_("Cash price of the item"), N_("What was the cash price of the item?")
    ),
)
FACTS: Final = {**OWN, **FURTHER, **MADE}
# Which fact to ask for where a made one is not known.
ASKS_FOR: Final = {
    "trouble": "problems",
    "directs": "seller_directs",
    "court_country": "seller_directs",
    "arrived": "delivery_state",
    "price": "amount",
    "seller_seat": "seller_country",
}


# The second cannot have happened before the first.
ORDER: Final = (
    ("ordered_on", "delivered_on"),
    ("ordered_on", "withdrawn_on"),
    ("ordered_on", "complained_on"),
    ("ordered_on", "delivery_due"),
    ("delivered_on", "returned_on"),
    ("complained_on", "seller_refused_on"),
    ("paypal_dispute_on", "paypal_claim_on"),
    ("paypal_claim_on", "paypal_decided_on"),
    ("paid_on", "card_disputed_on"),
    ("card_disputed_on", "card_decided_on"),
    ("platform_claim_on", "platform_claim_decided_on"),
)
# Pairs that can contradict each other; from such a pair nothing is computed.
PAIRS: Final = (*ORDER, ("delivery_state", "delivered_on"), ("card_kind", "payment_method"))


def with_rivals(names: frozenset[str]) -> frozenset[str]:
    """Give facts together with those that can contradict them."""
    return names | {fact for pair in PAIRS if names & set(pair) for fact in pair}


def inputs_of(name: str) -> frozenset[str]:
    """Give the facts a person enters that a fact rests on; a fact that is entered rests on itself."""
    if name not in DERIVED:
        return frozenset({name})
    return frozenset(found for part in DERIVED[name] for found in inputs_of(part))
