"""Trying what a dossier is to be signed with, before the long work begins: key, certificates, time stamps."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from xborder_desk.documents.keys import certificates_in
from xborder_desk.documents.signing import signer_of
from xborder_desk.documents.stamping import ask, check_service, request_for
from xborder_desk.domain.errors import BadInputError, BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.documents.signing import Signer
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.dossiers.making import Signing

NO_KEY: Final = N_("Name the key to sign with.")
_NOTHING: Final = sha256(b"").digest()
"""What a service is asked to stamp on trial: no file of anybody's."""


def tried(signing: Signing, ctx: JobContext) -> Signer:
    """Open the key, read the trusted certificates, ask the time-stamp service once; gives who would sign.

    Raises:
        BadInputError: one of them cannot be used; its ``field`` is ``sign``, ``trust`` or ``service``.
        Cancelled: nobody waits for it any more.

    """
    if not signing.key.strip():
        raise BadInputError(NO_KEY, field="sign")
    signer = signer_of(signing.key, signing.passphrase)
    ctx.check()
    if signing.trust is not None:
        certificates_in(str(signing.trust))
    if signing.timestamp_url:
        address = check_service(signing.timestamp_url)
        try:
            ask(address, request_for(_NOTHING)[0])
        except BuildError as error:  # beside the address, where it is mended
            raise BadInputError(error.text, field="service", **error.fields) from error
    return signer
