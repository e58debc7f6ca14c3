"""Verbs of the bank."""

from challengebank.domain.assets import store_asset
from challengebank.domain.versions import NewVersion, freeze_versions

__all__ = ["NewVersion", "freeze_versions", "store_asset"]
