"""What a bundle says of itself: title, maker, dates of its edition; never the clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pikepdf

if TYPE_CHECKING:
    from pikepdf import Pdf

PRODUCER: Final = "Xborder Desk"


def describe(pdf: Pdf, plan: dict[str, Any]) -> None:
    """Write title, author, language and dates into the document, in both places and the same."""
    made = datetime.fromisoformat(plan["made_at"])
    stamp = made.strftime("D:%Y%m%d%H%M%S+00'00'")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(plan["title"])
    if plan["author"]:
        pdf.docinfo["/Author"] = pikepdf.String(plan["author"])
    pdf.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    pdf.docinfo["/CreationDate"] = pikepdf.String(stamp)
    pdf.docinfo["/ModDate"] = pikepdf.String(stamp)
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["dc:title"] = plan["title"]
        if plan["author"]:
            about["dc:creator"] = [plan["author"]]
        about["dc:language"] = {plan["language"]}
        about["pdf:Producer"] = PRODUCER
        about["xmp:CreateDate"] = made.isoformat()
        about["xmp:ModifyDate"] = made.isoformat()
        about["xmp:MetadataDate"] = made.isoformat()
