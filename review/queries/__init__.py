"""Reading reviews."""

from review.queries.access import Access, access_to, free_places
from review.queries.dossier import Dossier, dossier_of
from review.queries.news import news_for
from review.queries.opened import OpenedVerdict, comments_for, may_review, reasons_for, reviews_of, threads_for
from review.queries.people import places_for, reviewers
from review.queries.plan import Proposal, plan
from review.queries.proof import broken_decisions
from review.queries.quality import agreements, calibrations, figures
from review.queries.queue import QueuePage, Tab, queue_for, short_of_people, tabs_of
from review.queries.ruling import outcome_of, ruling_of

__all__ = [
    "Access",
    "Dossier",
    "OpenedVerdict",
    "Proposal",
    "QueuePage",
    "Tab",
    "access_to",
    "agreements",
    "broken_decisions",
    "calibrations",
    "comments_for",
    "dossier_of",
    "figures",
    "free_places",
    "may_review",
    "news_for",
    "outcome_of",
    "places_for",
    "plan",
    "queue_for",
    "reasons_for",
    "reviewers",
    "reviews_of",
    "ruling_of",
    "short_of_people",
    "tabs_of",
    "threads_for",
]
