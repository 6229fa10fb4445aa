"""Who is who in a case, by the mail addresses, web addresses and names its parties have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.folding import fold
from xborder_desk.identifiers.webs import host_of as web_host
from xborder_desk.services.contacts.judging import People, host_of, normal_mail
from xborder_desk.storage.models import Setting
from xborder_desk.storage.queries import contacts

if TYPE_CHECKING:
    from xborder_desk.storage.uow import UnitOfWork

OWN: Final = "mail_own"
"""The key of the setting that holds the office's own mail addresses."""
_OURS: Final = frozenset({"consumer", "representative", "witness"})
_WEB: Final = frozenset({"url", "website", "domain", "web_form"})


def people_of(uow: UnitOfWork, case_id: int) -> People:
    """Read it from the case's parties and the office's own addresses."""
    setting = uow.session.get(Setting, OWN)
    ours = {normal_mail(one) for one in setting.value.get("addresses", [])} if setting else set()
    theirs: dict[str, str] = {}
    hosts: dict[str, str] = {}
    our_names: set[str] = set()
    their_names: dict[str, str] = {}
    for party in contacts.parties_by_address(uow, case_id):
        mine = party.role in _OURS
        for name in filter(None, (party.name, party.name_latin)):
            if mine:
                our_names.add(fold(name))
            else:
                their_names.setdefault(fold(name), party.number)
        if party.kind == "email" and mine:
            ours.add(normal_mail(party.raw))
        elif party.kind == "email":
            theirs.setdefault(normal_mail(party.raw), party.number)
            hosts.setdefault(host_of(party.raw), party.number)
        elif party.kind in _WEB and not mine:
            hosts.setdefault(host_of(f"@{web_host(party.raw).removeprefix('www.')}"), party.number)
    own_hosts = {host_of(address) for address in ours}
    return People(
        ours=frozenset(ours),
        theirs={address: number for address, number in theirs.items() if address not in ours},
        our_names=frozenset(our_names),
        their_names={name: number for name, number in their_names.items() if name not in our_names},
        hosts={host: number for host, number in hosts.items() if host and host not in own_hosts},
    )
