"""XML as it leaves: bytes of UTF-8 that any reader accepts."""

from interop.exporters.exporter import NotExpressible
from items.messages import message

CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r"))
NONCHARACTERS = "\ufffe", "\uffff"
CONTROL = message("it holds a control character that XML cannot carry")


def encoded(xml: str) -> bytes:
    """The bytes of an XML text; NotExpressible when it holds a character that XML cannot carry."""
    data = xml.encode()
    if len(data.translate(None, CONTROLS)) < len(data) or NONCHARACTERS[0] in xml or NONCHARACTERS[1] in xml:
        raise NotExpressible(CONTROL)
    return data
