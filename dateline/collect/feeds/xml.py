"""XML from strangers: no declared entities, no outside documents."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

from dateline.errors import BrokenInputError


def refuse_entities(data: bytes) -> None:
    """Raises BrokenInputError for XML that declares entities, which a few bytes could make gigabytes of. What is no XML
    is left to others."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    # Nothing is declared behind the first element.
    parser.StartElementHandler = _enough
    try:
        parser.Parse(data, True)
    except (_EnoughError, expat.ExpatError, LookupError, ValueError):
        return


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root element. Raises BrokenInputError for what is no well-formed XML, or declares entities."""
    refuse_entities(data)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        where = f", line {error.position[0]}" if isinstance(error, ElementTree.ParseError) else ""
        raise BrokenInputError(f"is damaged XML{where}: check the address, or fetch it again") from None


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2].lower()


class _EnoughError(Exception):
    pass


def _refuse(*_: object) -> None:
    raise BrokenInputError("declares entities of its own, which no feed needs and an attack does: refused")


def _enough(*_: object) -> None:
    raise _EnoughError
