"""Verbs of the bank."""

from challengebank.domain.approvals import approve_release, propose_release
from challengebank.domain.assets import store_asset
from challengebank.domain.banks import change_bank, change_blueprint, create_bank
from challengebank.domain.calls import Wanted, close_call, open_calls
from challengebank.domain.candidates import candidate
from challengebank.domain.engines import acknowledge_recall, register_engine, revoke_keys, rotate_key
from challengebank.domain.exams import prove_exam
from challengebank.domain.exports import export_release
from challengebank.domain.fingerprints import index_fingerprints
from challengebank.domain.jobs import cancel_job, restart_job, start_job
from challengebank.domain.recalls import recall_version
from challengebank.domain.release_files import open_release, rewrite_release, verify_release
from challengebank.domain.releases import freeze_release
from challengebank.domain.versions import NewVersion, freeze_versions

__all__ = [
    "prove_exam",
    "start_job",
    "restart_job",
    "cancel_job",
    "NewVersion",
    "Wanted",
    "acknowledge_recall",
    "approve_release",
    "candidate",
    "change_bank",
    "change_blueprint",
    "close_call",
    "create_bank",
    "export_release",
    "freeze_release",
    "freeze_versions",
    "index_fingerprints",
    "open_calls",
    "open_release",
    "propose_release",
    "recall_version",
    "register_engine",
    "revoke_keys",
    "rewrite_release",
    "rotate_key",
    "store_asset",
    "verify_release",
]
