"""Verbs of authoring."""

from authoring.domain.creation import create_challenges, create_tutorials
from authoring.domain.drafts import save_draft, update_draft
from authoring.domain.families import make_variant, submit_family
from authoring.domain.life import delete_drafts, restore_drafts, retire_drafts
from authoring.domain.submission import submit_challenges, submit_tutorials
from authoring.domain.tags import tag_drafts

__all__ = [
    "create_challenges",
    "create_tutorials",
    "delete_drafts",
    "make_variant",
    "restore_drafts",
    "retire_drafts",
    "save_draft",
    "submit_challenges",
    "submit_family",
    "submit_tutorials",
    "tag_drafts",
    "update_draft",
]
