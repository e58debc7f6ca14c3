"""Personal data, in texts and in files. Numbers count only when their check digits hold.

Reserved for fiction, and let through: domains of RFC 2606 and RFC 6761 (`example`, `test`, `invalid`), and the French
telephone numbers that Arcep keeps for films and books (01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49, 06 39 98).
"""

import re
from collections.abc import Callable, Iterator

from stdnum import iban
from stdnum.fr import nir

from items.document import Document
from items.lint.base import Context, Flaw, rule
from items.lint.texts import texts
from items.messages import message

_EMAIL = re.compile(r"\b[\w.+-]{1,64}@(?P<domain>[\w-]{1,64}(?:\.[\w-]{1,64})+)")
_FICTIONAL_DOMAIN = re.compile(r"(?:^|\.)(?:example|exemple|test|invalid|localhost)(?:\.[a-z]{2,3})?$", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.,/])(?:\+33[ .]?|0)[1-9](?:[ .\u00a0\u202f-]?\d{2}){4}(?![\d/])")
_FICTIONAL_PHONE = re.compile(r"0(?:19900|26191|35301|46571|53649|63998)")
_NIR = re.compile(r"(?<!\d)[12][ .]?\d{2}[ .]?\d{2}[ .]?\d[\dAB][ .]?\d{3}[ .]?\d{3}[ .]?\d{2}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_ADDRESS = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|impasse|allée|chemin|place|quai|route)"
    r" [^\n,.;]{3,60}[\n, ]+\d{5} [A-ZÉÈ]\w+",
    re.IGNORECASE,
)


def _real_email(text: str) -> str | None:
    found = (m for m in _EMAIL.finditer(text) if not _FICTIONAL_DOMAIN.search(m.group("domain")))
    return next((match.group() for match in found), None)


def _real_phone(text: str) -> str | None:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group().replace("+33", "0"))
        if not _FICTIONAL_PHONE.match(digits):
            return match.group()
    return None


def _checked(pattern: re.Pattern[str], is_valid: Callable[[str], bool]) -> Callable[[str], str | None]:
    return lambda text: next((m.group() for m in pattern.finditer(text) if is_valid(m.group())), None)


_DETECTORS: tuple[Callable[[str], str | None], ...] = (
    _real_email,
    _real_phone,
    _checked(_NIR, nir.is_valid),
    _checked(_IBAN, iban.is_valid),
)


@rule(
    "error",
    Document,
    message("Personal data"),
    message("Invent it: an address at « .example », a telephone number in 06 39 98, a number that is not valid."),
)
def personal_data(document: Document, context: Context) -> Iterator[Flaw]:
    """An e-mail address, a French telephone number, a social security number or an IBAN that may be someone's."""
    for text in texts(document):
        for detect in _DETECTORS:
            if found := detect(text.raw):
                yield text.where, message("« %(data)s » may be someone's", data=found)


@rule(
    "warning",
    Document,
    message("A postal address"),
    message("Check that it is a public place or an invented one."),
)
def postal_address(document: Document, context: Context) -> Iterator[Flaw]:
    """A number, a street, a postcode and a town."""
    for text in texts(document):
        if found := _ADDRESS.search(text.raw):
            yield text.where, message("« %(address)s »", address=" ".join(found.group().split()))


@rule(
    "error",
    Document,
    message("An image tells where it was taken"),
    message("Remove the position from the file, or draw the image again."),
)
def located_file(document: Document, context: Context) -> Iterator[Flaw]:
    """An image whose EXIF metadata holds a position."""
    for place, asset in enumerate(document.assets):
        facts = context.files.get(asset.sha256)
        if facts and facts.located:
            yield f"assets.{place}", message("%(name)s holds the place where it was taken", name=asset.name)


@rule(
    "warning",
    Document,
    message("A file tells who made it"),
    message("Remove the metadata from the file, or sign the image in its credit."),
)
def file_metadata(document: Document, context: Context) -> Iterator[Flaw]:
    """An image whose EXIF metadata names a person, a device or a date."""
    for place, asset in enumerate(document.assets):
        facts = context.files.get(asset.sha256)
        if facts and facts.metadata:
            told = ", ".join(facts.metadata)
            yield f"assets.{place}", message("%(name)s tells: %(told)s", name=asset.name, told=told)
