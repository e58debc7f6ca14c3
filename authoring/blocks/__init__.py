"""One StreamField block an item type: what the author fills in, and how it becomes the content of a document."""

from authoring.blocks.base import ContentBlock
from authoring.blocks.choices import MultipleChoiceBlock, OrderBlock, SingleChoiceBlock
from authoring.blocks.gaps import BlanksBlock, InlineChoiceBlock
from authoring.blocks.matching import MatchBlock
from authoring.blocks.pictures import HotspotBlock
from authoring.blocks.tasks import ExtendedTextBlock, FileTaskBlock, SimulatorBlock, WebTaskBlock
from authoring.blocks.texts import NumberBlock, ShortTextBlock

CONTENT_BLOCKS: tuple[tuple[str, ContentBlock], ...] = (
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("short_text", ShortTextBlock()),
    ("number", NumberBlock()),
    ("blanks", BlanksBlock()),
    ("inline_choice", InlineChoiceBlock()),
    ("order", OrderBlock()),
    ("match", MatchBlock()),
    ("hotspot", HotspotBlock()),
    ("file_task", FileTaskBlock()),
    ("web_task", WebTaskBlock()),
    ("simulator", SimulatorBlock()),
    ("extended_text", ExtendedTextBlock()),
)
"""In the order shown to authors, named as in documents."""

__all__ = ["CONTENT_BLOCKS", "ContentBlock"]
