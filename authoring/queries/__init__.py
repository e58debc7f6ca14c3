"""Reading drafts: which ones a person may see, what documents need of them, and what a home page tells."""

from authoring.queries.drafts import (
    accepted_as_it_is,
    as_read_by,
    complete,
    complete_now,
    draft_of,
    present,
    readable_by,
    reviews_of,
    was_submitted,
    written_by,
)
from authoring.queries.home import Desk, Hole, desk_of, holes

__all__ = [
    "Desk",
    "Hole",
    "accepted_as_it_is",
    "as_read_by",
    "complete",
    "complete_now",
    "desk_of",
    "draft_of",
    "holes",
    "present",
    "readable_by",
    "reviews_of",
    "was_submitted",
    "written_by",
]
