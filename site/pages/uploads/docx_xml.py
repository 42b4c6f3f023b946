"""Reading the XML parts of a Word document without trusting them."""

from io import StringIO
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

Element = tuple[str, dict[str, str]]


class Xml(NamedTuple):
    """`fields` is the text of all field codes: what Word works out when it opens the document."""

    elements: list[Element]
    fields: str
    has_document_type: bool


class _Reader:
    def __init__(self, *, keep_elements: bool) -> None:
        self.elements: list[Element] = []
        self.fields = StringIO()
        self.has_document_type = False
        self._keep_elements = keep_elements
        self._in_field = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._in_field = local == "instrText"
        if local == "fldSimple":
            self.fields.write(" ".join(attributes.values()) + " ")
        if self._keep_elements:
            self.elements.append((local, attributes))

    def end(self, _name: str) -> None:
        self._in_field = False

    def text(self, data: str) -> None:
        if self._in_field:
            self.fields.write(data)

    def document_type(self, *_declaration: Any) -> None:
        """Stops here: entities, which can grow without bound, can only be declared behind this point."""
        self.has_document_type = True
        raise _DocumentTypeError


class _DocumentTypeError(Exception):
    """Ends the reading from inside a handler."""


def read_xml(text: bytes, *, keep_elements: bool) -> Xml:
    """Raises ValueError when the text is not well-formed. Elements can be millions: kept on demand only."""
    reader = _Reader(keep_elements=keep_elements)
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = reader.document_type
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(text, True)
    except _DocumentTypeError:
        pass
    except ExpatError as broken:
        raise ValueError("not well-formed XML") from broken
    return Xml(reader.elements, reader.fields.getvalue(), reader.has_document_type)
