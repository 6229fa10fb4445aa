"""Filled forms as data for their pages, as JSON and as XML; each says that it is not the official form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from xborder_desk.documents.composing import language_of
from xborder_desk.documents.fonts import families, find_fonts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xborder_desk.domain.forms import FilledForm

TEMPLATE: Final = "form.typ"


def form_data(form: FilledForm, resources: Path, case: str, warnings: Sequence[str]) -> dict[str, Any]:
    """Give a filled form as data for its pages."""
    return {
        "title": f"{form.title} – {case}",
        "heading": form.title,
        "case": case,
        "about": form.about,
        "instrument": form.instrument,
        "warnings": list(warnings),
        "language": language_of(form.language, form.direction),
        "side_fonts": list(families(find_fonts(resources / "fonts"), form.language)),
        "words": {},
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "fields": [
                    {
                        "number": field.number,
                        "label": field.label,
                        "value": field.value,
                        "state": field.state.value,
                        "note": field.note,
                    }
                    for field in section.fields
                ],
            }
            for section in form.sections
        ],
    }


def form_json(form: FilledForm, case: str, warnings: Sequence[str]) -> str:
    """Give a filled form as one JSON document."""
    document = {
        "form": form.form,
        "official": False,
        "about": form.about,
        "instrument": form.instrument,
        "case": case,
        "language": form.language,
        "title": form.title,
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "fields": [
                    {
                        "number": field.number,
                        "name": field.name,
                        "label": field.label,
                        "value": field.value or None,
                        "state": field.state.value,
                        **({"xjustiz": field.xjustiz} if field.xjustiz else {}),
                    }
                    for field in section.fields
                ],
            }
            for section in form.sections
        ],
        "incomplete": list(form.incomplete),
        "warnings": list(warnings),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def form_xml(form: FilledForm, case: str, warnings: Sequence[str]) -> bytes:
    """Give a filled form as XML; ``xjustiz`` names the element of the German e-justice message, if any."""
    root = ET.Element("form", {"id": form.form, "official": "false", "case": case, "xml:lang": form.language})
    ET.SubElement(root, "about").text = form.about
    ET.SubElement(root, "instrument").text = form.instrument
    for section in form.sections:
        part = ET.SubElement(root, "section", {"number": section.number, "heading": section.heading})
        for field in section.fields:
            names = {"number": field.number, "name": field.name, "state": field.state.value}
            if field.xjustiz:
                names["xjustiz"] = field.xjustiz
            made = ET.SubElement(part, "field", names)
            ET.SubElement(made, "label").text = field.label
            if field.value:
                ET.SubElement(made, "value").text = _writable(field.value)
    for warning in warnings:
        ET.SubElement(root, "warning").text = warning
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _writable(text: str) -> str:
    """Leave out the few control characters that XML cannot hold at all."""
    return "".join(char for char in text if (char >= " " or char in "\t\n") and char not in "\ufffe\uffff")
