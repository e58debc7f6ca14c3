"""Reading reviews."""

from review.queries.opened import OpenedVerdict, may_review, reasons_for, reviews_of
from review.queries.queue import QueuePage, Tab, queue_for

__all__ = ["OpenedVerdict", "QueuePage", "Tab", "may_review", "queue_for", "reasons_for", "reviews_of"]
