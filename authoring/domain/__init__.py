"""Verbs of authoring."""

from authoring.domain.creation import create_challenges, create_tutorials
from authoring.domain.discussion import (
    post_message,
    read_discussion,
    send_discussion_digests,
    withdraw_message,
)
from authoring.domain.drafts import save_draft
from authoring.domain.families import make_variant, submit_family
from authoring.domain.life import delete_drafts, restore_drafts, retire_drafts
from authoring.domain.links import check_all_links, check_later, check_links
from authoring.domain.many import align_drafts, tag_drafts
from authoring.domain.rewriting import update_draft, update_drafts
from authoring.domain.submission import submit_challenges, submit_tutorials
from authoring.domain.suggestions import apply_suggestion
from authoring.domain.translations import follow_source, translate_challenge
from authoring.domain.undoing import Undone, undo_import
from authoring.domain.upkeep import look_over, look_over_due, rebuild_fingerprints

__all__ = [
    "Undone",
    "align_drafts",
    "apply_suggestion",
    "check_all_links",
    "check_later",
    "check_links",
    "create_challenges",
    "create_tutorials",
    "delete_drafts",
    "follow_source",
    "look_over",
    "look_over_due",
    "make_variant",
    "post_message",
    "read_discussion",
    "rebuild_fingerprints",
    "restore_drafts",
    "retire_drafts",
    "save_draft",
    "send_discussion_digests",
    "submit_challenges",
    "submit_family",
    "submit_tutorials",
    "tag_drafts",
    "translate_challenge",
    "undo_import",
    "update_draft",
    "update_drafts",
    "withdraw_message",
]
