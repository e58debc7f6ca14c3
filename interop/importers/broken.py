"""Why XML is broken, in words that a teacher can act on."""

from lxml import etree

from items.messages import Message, message, said_again

REASONS = (
    (
        r"tag mismatch: (?P<one>\S+) line (?P<start>\d+) and (?P<other>\w+)",
        message("« %(one)s », opened at line %(start)s, is closed by « %(other)s »"),
    ),
    (
        r"Premature end of data in tag (?P<one>\S+) line (?P<start>\d+)",
        message("« %(one)s », opened at line %(start)s, is never closed"),
    ),
    (r"Extra content at the end", message("something follows the end of its first element")),
    (r"Document is empty|Start tag expected", message("it does not begin as XML does")),
    (r"EntityRef|Entity '", message("a sign « & » stands alone: write « &amp; »")),
    (r"invalid Char|Invalid bytes|xmlChar|encoding", message("a character is not allowed: save the file in UTF-8")),
    (r"[Aa]ttribute|AttValue", message("an attribute has no quotes around its value, or comes twice")),
    (r"Start Tag|StartTag|'>'", message("an element is not closed, or a sign « < » stands alone: write « &lt; »")),
)
"""What the parser says, by a regular expression, and what a teacher understands."""


def reason_of(said: str) -> Message:
    """Why it is broken; in the words of the parser when we have no others."""
    return said_again(said.strip(), REASONS)


def not_well_formed(error: etree.XMLSyntaxError) -> Message:
    """That a file is not XML, where it stops to be and why; or that it is too long for the memory of who reads it."""
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
        return message("the file has too many elements")
    return message(
        "this is not well-formed XML, line %(line)s: %(error)s", line=error.lineno, error=reason_of(error.msg or "")
    )
