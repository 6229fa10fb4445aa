"""The closed lists people choose from: each id is what is stored and typed, each label what is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self, TypeVar

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_


class Choice(StrEnum):
    """One entry of a closed list: a string (its id) with an untranslated ``label``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make an entry from its id and its marked label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class PartyRole(Choice):
    """What a person or body is in a case."""

    CONSUMER = "consumer", N_("Consumer")
    SELLER = "seller", N_("Seller")
    PLATFORM = "platform", N_("Platform")
    CARRIER = "carrier", N_("Carrier")
    BANK = "bank", N_("Bank")
    PAYMENT_SERVICE = "payment_service", N_("Payment service")
    INSURER = "insurer", N_("Insurer")
    MANUFACTURER = "manufacturer", N_("Manufacturer or importer")
    AUTHORITY = "authority", N_("Authority")
    ADR_BODY = "adr_body", N_("Dispute resolution body")
    COURT = "court", N_("Court")
    REPRESENTATIVE = "representative", N_("Representative")
    WITNESS = "witness", N_("Witness")
    OTHER = "other", N_("Other party")


class ProcedureSide(Choice):
    """On which side of a procedure a dossier is filed."""

    CLAIMANT = "claimant", N_("Claimant")
    DEFENDANT = "defendant", N_("Defendant")


class CaseStatus(Choice):
    """Where a case stands; ``CLOSED_STATUSES`` are those that need no more work."""

    NEW = "new", N_("New")
    PREPARING = "preparing", N_("Being prepared")
    SELLER_CONTACTED = "seller_contacted", N_("Seller contacted")
    NEGOTIATING = "negotiating", N_("In talks with the seller")
    WAITING = "waiting", N_("Waiting for the consumer")
    SELLER_SILENT = "seller_silent", N_("Seller silent")
    UNREACHABLE = "unreachable", N_("Seller unreachable")
    WITH_PLATFORM = "with_platform", N_("With the platform")
    WITH_PAYMENT = "with_payment", N_("With the payment provider")
    IN_ADR = "in_adr", N_("In dispute resolution")
    ESCALATED = "escalated", N_("Passed to an authority")
    IN_COURT = "in_court", N_("In court")
    ENFORCEMENT = "enforcement", N_("In enforcement")
    SETTLED = "settled", N_("Settled")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    CLOSED = "closed", N_("Closed")


class PaymentMethod(Choice):
    """How the consumer paid: decides which payment route is open."""

    CARD_VISA = "card-visa", N_("Visa card")
    CARD_MASTERCARD = "card-mastercard", N_("Mastercard card")
    CARD_AMEX = "card-amex", N_("American Express card")
    PAYPAL = "paypal", N_("PayPal")
    SEPA_DEBIT = "sepa-debit", N_("SEPA direct debit")
    SEPA_TRANSFER = "sepa-transfer", N_("SEPA credit transfer")
    BNPL = "bnpl", N_("Buy now, pay later")
    WALLET = "wallet", N_("Wallet")
    GIFT_CARD = "gift-card", N_("Gift card")
    CRYPTO = "crypto", N_("Crypto-asset")
    CASH = "cash", N_("Cash")
    OTHER = "other", N_("Other means of payment")


class Channel(Choice):
    """By which way a party was approached."""

    EMAIL = "email", N_("E-mail")
    PHONE = "phone", N_("Phone")
    SMS = "sms", N_("Text message")
    MESSENGER = "messenger", N_("Messenger")
    WEB_FORM = "web_form", N_("Web form")
    CHAT = "chat", N_("Chat")
    PLATFORM_MSG = "platform_msg", N_("Platform message")
    LETTER = "letter", N_("Letter")
    REGISTERED_LETTER = "registered_letter", N_("Registered letter")
    FAX = "fax", N_("Fax")
    VISIT = "visit", N_("Visit")
    BAILIFF = "bailiff", N_("Bailiff")
    REGISTER_LOOKUP = "register_lookup", N_("Register lookup")
    THIRD_PARTY = "third_party", N_("Through a third party")


class ContactResult(Choice):
    """What became of an attempt; a reply is a line of its own."""

    PENDING = "pending", N_("Result not known yet")
    DELIVERED = "delivered", N_("Message delivered")
    READ = "read", N_("Message read")
    BOUNCED = "bounced", N_("Came back undelivered (bounce)")
    NO_ANSWER = "no_answer", N_("No answer")
    VOICEMAIL = "voicemail", N_("Voicemail")
    NUMBER_NOT_IN_SERVICE = "number_not_in_service", N_("Number not in service")
    RETURNED_MOVED = "returned_moved", N_("Returned: moved")
    RETURNED_UNKNOWN = "returned_unknown", N_("Returned: addressee unknown")
    RETURNED_REFUSED = "returned_refused", N_("Returned: acceptance refused")
    RETURNED_UNCLAIMED = "returned_unclaimed", N_("Returned: not collected")
    RETURNED_INCOMPLETE_ADDRESS = "returned_incomplete_address", N_("Returned: address incomplete")
    FOUND = "found", N_("Entry found")
    NOT_FOUND = "not_found", N_("No entry found")


class ContactPurpose(Choice):
    """Why a party was approached; asking for an address counts as diligence."""

    COMPLAINT = "complaint", N_("Complaint")
    DEMAND = "demand", N_("Demand")
    WITHDRAWAL = "withdrawal", N_("Declaration of withdrawal")
    ADDRESS_INQUIRY = "address_inquiry", N_("Request for an address")
    NOTICE_BEFORE_ACTION = "notice_before_action", N_("Final notice before legal action")
    INFORMATION = "information", N_("Request for information")
    OTHER = "other", N_("Other purpose")


class Direction(Choice):
    """Who approached whom."""

    OUTGOING = "outgoing", N_("Outgoing")
    INCOMING = "incoming", N_("Incoming")


class AddressSource(Choice):
    """Where an address or identifier comes from: courts ask."""

    CONSUMER = "consumer", N_("Told by the consumer")
    CONTRACT = "contract", N_("Order or contract")
    INVOICE = "invoice", N_("Invoice")
    CORRESPONDENCE = "correspondence", N_("Correspondence")
    IMPRINT = "imprint", N_("Legal notice of the website")
    WEBSITE = "website", N_("Elsewhere on the website")
    PLATFORM = "platform", N_("Platform")
    COMPANY_REGISTER = "company_register", N_("Company register")
    VAT_REGISTER = "vat_register", N_("VAT register")
    DOMAIN_REGISTER = "domain_register", N_("Domain register")
    RESIDENTS_REGISTER = "residents_register", N_("Residents' register")
    PARCEL = "parcel", N_("Parcel or customs label")
    PRODUCT_LABEL = "product_label", N_("Product label")
    PAYMENT_RECORD = "payment_record", N_("Payment record")
    AUTHORITY = "authority", N_("Authority")
    THIRD_PARTY = "third_party", N_("Third party")
    OFFICE = "office", N_("Earlier case of this office")
    UNKNOWN = "unknown", N_("Origin not recorded")


class Want(Choice):
    """What the consumer asks for."""

    REFUND = "refund", N_("Refund")
    DELIVERY = "delivery", N_("Delivery")
    REPAIR = "repair", N_("Repair")
    REPLACEMENT = "replacement", N_("Replacement")
    PRICE_REDUCTION = "price_reduction", N_("Price reduction")
    DAMAGES = "damages", N_("Damages")
    INFORMATION = "information", N_("Information")
    OTHER = "other", N_("Other request")


class FactPrecision(Choice):
    """How exactly the date of a fact is known."""

    MINUTE = "minute", N_("To the minute")
    DAY = "day", N_("To the day")
    MONTH = "month", N_("To the month")
    YEAR = "year", N_("To the year")
    ABOUT = "about", N_("Approximately")
    UNKNOWN = "unknown", N_("Date unknown")


class FactStanding(Choice):
    """Whether the other side accepts a fact."""

    UNANSWERED = "unanswered", N_("Not answered yet")
    ADMITTED = "admitted", N_("Admitted")
    DISPUTED = "disputed", N_("Disputed")


class EvidenceSource(Choice):
    """From where evidence came to the office."""

    PERSON = "person", N_("A person")
    URL = "url", N_("A web address")
    DEVICE = "device", N_("A device")
    MAILBOX = "mailbox", N_("A mailbox")
    AUTHORITY = "authority", N_("An authority")
    OFFICE = "office", N_("Made in this office")


class CopyKind(Choice):
    """What an evidence item is in relation to the thing it shows."""

    ORIGINAL = "original", N_("Original")
    COPY = "copy", N_("Copy")
    PRINT = "print", N_("Printout")
    SCREENSHOT = "screenshot", N_("Screenshot")
    TRANSLATION = "translation", N_("Translation")


class Transformation(Choice):
    """How a derived evidence item was made from another."""

    REDACTED = "redacted", N_("Redacted")
    TRANSLATED = "translated", N_("Translated")
    CONVERTED = "converted", N_("Converted")
    PAGES = "pages", N_("Extract of pages")
    TURNED = "turned", N_("Turned upright")
    EXTRACTED = "extracted", N_("Taken out of another item")


class RedactionReason(Choice):
    """Why something was made unreadable in a copy."""

    PERSONAL_DATA = "personal-data", N_("Personal data")
    THIRD_PARTY = "third-party", N_("Data of somebody else")
    SPECIAL_CATEGORY = "special-category", N_("Specially protected data, such as health")
    BANK_DATA = "bank-data", N_("Bank or card data")
    SECRET = "secret", N_("Business or professional secret")
    PRIVILEGED = "privileged", N_("Legal advice or settlement talks")
    IRRELEVANT = "irrelevant", N_("Not about the dispute")
    OTHER = "other", N_("Another reason")


class CustodyAction(Choice):
    """What was done with an evidence item."""

    IMPORT = "import", N_("Taken in")
    VIEW = "view", N_("Viewed")
    UNLOCK = "unlock", N_("Opened with its password")
    COPY = "copy", N_("Copied")
    EXPORT = "export", N_("Handed out as a file")
    REDACT = "redact", N_("Redacted")
    TRANSLATE = "translate", N_("Translated")
    CONVERT = "convert", N_("Converted")
    EXTRACT = "extract", N_("Pages taken out as a copy")
    RECOGNISE = "recognise", N_("Text recognised")
    TIMESTAMP = "timestamp", N_("Time-stamped")
    HAND_OVER = "hand_over", N_("Handed over")
    RETURN = "return", N_("Given back")
    VERIFY = "verify", N_("Verified")
    DELETE = "delete", N_("Deleted")


class MandateKind(Choice):
    """What a consumer has agreed to."""

    MANDATE = "mandate", N_("Mandate to act")
    CONSENT = "consent", N_("Consent to data processing")


class OutcomeKind(Choice):
    """How a case or a route ended."""

    FULL_REDRESS = "full_redress", N_("Full redress")
    PARTIAL_REDRESS = "partial_redress", N_("Partial redress")
    SETTLEMENT = "settlement", N_("Settlement")
    JUDGMENT_FOR_CONSUMER = "judgment_for_consumer", N_("Judgment for the consumer")
    JUDGMENT_AGAINST_CONSUMER = "judgment_against_consumer", N_("Judgment against the consumer")
    REFUSED = "refused", N_("Refused")
    NOT_ENFORCEABLE = "not_enforceable", N_("Judgment not enforceable")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the consumer")
    OUT_OF_TIME = "out_of_time", N_("Out of time")
    UNRESOLVED = "unresolved", N_("Unresolved")


CLOSED_STATUSES: Final = frozenset({CaseStatus.SETTLED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED})
"""Cases that need no more work."""

REACHED_RESULTS: Final = frozenset({ContactResult.DELIVERED, ContactResult.READ})
LOOKED_UP_RESULTS: Final = frozenset({ContactResult.FOUND, ContactResult.NOT_FOUND})
"""What a look-up in a register brought; it reaches nobody and fails to reach nobody."""

"""The attempt arrived, whatever the answer."""

FAILED_RESULTS: Final = frozenset(
    set(ContactResult)
    - REACHED_RESULTS
    - LOOKED_UP_RESULTS
    - {ContactResult.PENDING, ContactResult.RETURNED_REFUSED}
)
"""The attempt did not reach the party (a refused letter did reach somebody)."""

AnyChoice = TypeVar("AnyChoice", bound=Choice)


def parse_choice(kind: type[AnyChoice], text: str, *, field: str) -> AnyChoice:
    """Read an id as a person types it: letter case, hyphens and underscores do not matter.

    Raises:
        BadInputError: nothing in the list has that id; names ``field`` and the ids there are.

    """
    folded = _fold(text)
    for member in kind:
        if _fold(member.value) == folded:
            return member
    raise BadInputError(
        N_("“{given}” is not known for {name}. Possible: {possible}."),
        field=field,
        name=field,
        given=text,
        possible=", ".join(member.value for member in kind),
    )


def label_of(kind: type[Choice], value: str) -> str:
    """Give the untranslated label of a stored id; an id the list does not have is its own label."""
    return next((member.label for member in kind if member.value == value), value)


def _fold(text: str) -> str:
    return text.strip().casefold().replace("-", "_").replace(" ", "_")
