"""What exists and what was released."""

from challengebank.models.assets import Asset
from challengebank.models.banks import Bank
from challengebank.models.decisions import Decision
from challengebank.models.engines import Acknowledgement, Engine, EngineKey
from challengebank.models.recalls import Recall
from challengebank.models.releases import Release, ReleaseItem
from challengebank.models.versions import Identity, Version, VersionAlignment, VersionContributor, VersionFacet

__all__ = [
    "Acknowledgement",
    "Asset",
    "Bank",
    "Decision",
    "Engine",
    "EngineKey",
    "Identity",
    "Recall",
    "Release",
    "ReleaseItem",
    "Version",
    "VersionAlignment",
    "VersionContributor",
    "VersionFacet",
]
