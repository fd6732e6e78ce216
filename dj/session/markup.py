"""XML for the formats that are made of it; texts must be on one line, which keeps them legal."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring


def add(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    """Add a child with a text; an empty text adds nothing."""
    if text:
        SubElement(parent, name, dict(attributes or {})).text = text


def document(root: Element) -> bytes:
    """Write a whole document, UTF-8, indented."""
    indent(root, " ")
    written: bytes = tostring(root, "UTF-8", xml_declaration=True)
    return written + b"\n"
