"""Images that everyone can do without, or do with."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from items.document import Document, Item
from items.lint.base import Context, Flaw, rule
from items.lint.choices import answers, folded
from items.lint.lexicon import any_of
from items.lint.texts import texts
from items.messages import message
from items.types.hotspot import Hotspot

SHORTEST_ALT = 15
HEAVIEST = 1_000_000
"""Bytes of one image, beyond which a school's line makes pupils wait."""

_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{0,500})\]\(")
_NAMES_ITSELF = re.compile(rf"(?:{any_of('image_names').pattern})(?: d(?:e |u |’|')| of\b|$)", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(png|jpe?g|gif|webp|svg)$|^(img|dsc|image)[_-]?\d+", re.IGNORECASE)
_COLOURS = (
    r"(?:rouges?|verte?s?|bleue?s?|jaunes?|oranges?|violette?s?|roses?|grise?s?|red|green|blue|yellow|purple|pink|grey)"
)
_BY_COLOUR = re.compile(
    rf"\b(?:zone|case|bouton|texte|mot|ligne|cellule|cercle|flèche|lien|courbe|barre|partie|point|carré|trait)s?"
    rf"(?: colorée?s?)?(?: en)? {_COLOURS}\b"
    rf"|\b(?:surligné|écrit|encadré|entouré|souligné|coloré|marqué|affiché)e?s? en {_COLOURS}\b"
    rf"|\b{_COLOURS} (?:area|box|button|text|word|line|cell|circle|arrow|link|curve|bar)s?\b",
    re.IGNORECASE,
)


def alternatives(document: Document) -> Iterator[tuple[str, str]]:
    """The alternative text of every image, with its place."""
    if document.illustration:
        yield "illustration.alt", document.illustration.alt
    if isinstance(document, Item) and isinstance(document.content, Hotspot):
        yield "content.alt", document.content.alt
    for text in texts(document):
        yield from ((text.where, found.group("alt")) for found in _MARKDOWN_IMAGE.finditer(text.raw))


@rule(
    "error",
    Document,
    message("An image without a text"),
    message("Say what the image shows, for those who do not see it."),
)
def missing_alt(document: Document, context: Context) -> Iterator[Flaw]:
    """An image in a text whose alternative is empty (WCAG 1.1.1, RGAA 1.1)."""
    for where, alt in alternatives(document):
        if not alt.strip():
            yield where, message("The image has no alternative text.")


@rule(
    "warning",
    Document,
    message("An alternative text that says little"),
    message("Say what a pupil must know of the image, in a sentence; not that it is an image, nor its file name."),
)
def weak_alt(document: Document, context: Context) -> Iterator[Flaw]:
    """An alternative text under 15 characters, that begins with « image de », or that is a file name (RGAA 1.3)."""
    for where, alt in alternatives(document):
        alt = alt.strip()
        if alt and (len(alt) < SHORTEST_ALT or _NAMES_ITSELF.match(alt) or _FILE_NAME.search(alt)):
            yield where, message("« %(alt)s » does not replace the image", alt=alt)


@rule(
    "warning",
    Item,
    message("A clue by colour only"),
    message("Add a letter, a shape or a place: one boy in twelve does not tell red from green."),
)
def colour_only(item: Item, context: Context) -> Iterator[Flaw]:
    """Something to find is named by its colour (« la zone rouge ») in a challenge that has an image (WCAG 1.4.1)."""
    if any(alternatives(item)):
        for text in texts(item, "statement", "option"):
            if found := _BY_COLOUR.search(text.plain):
                yield text.where, message("« %(words)s » is known by its colour", words=found.group())


@rule(
    "info",
    Document,
    message("A heavy image"),
    message("Make it smaller: 1,600 pixels wide are enough."),
)
def heavy_image(document: Document, context: Context) -> Iterator[Flaw]:
    """An image of more than a million bytes."""
    for place, asset in enumerate(document.assets):
        if asset.media_type.startswith("image/") and asset.size > HEAVIEST:
            size = f"{asset.size / 1e6:.1f}"
            yield f"assets.{place}", message("%(name)s weighs %(size)s MB", name=asset.name, size=size)


@rule(
    "warning",
    Item,
    message("A file name tells the answer"),
    message("Rename the file."),
)
def telling_file_name(item: Item, context: Context) -> Iterator[Flaw]:
    """A key is a word of five letters or more in the name of a file that pupils see."""
    for place, asset in enumerate(item.assets):
        parts = set(re.split(r"[^a-z0-9]+", folded(PurePath(asset.name).stem)))
        for key in sorted({folded(key) for key in answers(item)}):
            if len(key) >= 5 and key in parts:
                yield f"assets.{place}", message("%(name)s contains « %(key)s »", name=asset.name, key=key)
