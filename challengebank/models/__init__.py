"""What exists and what was released."""

from challengebank.models.assets import Asset
from challengebank.models.banks import Bank, BankState
from challengebank.models.calls import Call
from challengebank.models.decisions import Decision
from challengebank.models.engines import Acknowledgement, Engine, EngineKey, Escalation
from challengebank.models.fingerprints import Fingerprint, FingerprintBand
from challengebank.models.jobs import Job
from challengebank.models.proposals import Approval, Proposal
from challengebank.models.recalls import Recall
from challengebank.models.releases import Release, ReleaseAsset, ReleaseItem
from challengebank.models.standings import Standing
from challengebank.models.trust import TrustFile
from challengebank.models.versions import Identity, Version, VersionAlignment, VersionContributor, VersionFacet
from challengebank.models.waivers import Waiver
from challengebank.models.webhooks import Delivery, Webhook
from challengebank.models.words import VersionWords

__all__ = [
    "Acknowledgement",
    "Approval",
    "Asset",
    "Bank",
    "BankState",
    "Call",
    "Decision",
    "Delivery",
    "Engine",
    "EngineKey",
    "Escalation",
    "Fingerprint",
    "FingerprintBand",
    "Identity",
    "Job",
    "Proposal",
    "Recall",
    "Release",
    "ReleaseAsset",
    "ReleaseItem",
    "Standing",
    "TrustFile",
    "Version",
    "VersionAlignment",
    "VersionContributor",
    "VersionFacet",
    "VersionWords",
    "Webhook",
    "Waiver",
]
