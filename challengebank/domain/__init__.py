"""Verbs of the bank."""

from challengebank.domain.approvals import approve_release, propose_release
from challengebank.domain.assets import store_asset
from challengebank.domain.banks import change_bank, change_blueprint, create_bank
from challengebank.domain.calls import Wanted, close_call, open_calls
from challengebank.domain.candidates import candidate
from challengebank.domain.engines import acknowledge_recall, change_engine, register_engine, revoke_keys, rotate_key
from challengebank.domain.exams import prove_exam
from challengebank.domain.exports import export_release
from challengebank.domain.fingerprints import index_fingerprints
from challengebank.domain.jobs import cancel_job, restart_job, start_job
from challengebank.domain.recalls import escalate_recalls, recall_item, recall_version
from challengebank.domain.release_files import check_release, rewrite_release, verify_release
from challengebank.domain.releases import freeze_release
from challengebank.domain.trust import install_root, publish_trust, refresh_trust
from challengebank.domain.versions import NewVersion, freeze_versions
from challengebank.domain.webhooks import add_webhook, change_webhook, deliver_due, rotate_secret, try_webhook
from challengebank.domain.words import index_words

__all__ = [
    "NewVersion",
    "Wanted",
    "acknowledge_recall",
    "add_webhook",
    "approve_release",
    "cancel_job",
    "candidate",
    "change_bank",
    "change_blueprint",
    "change_engine",
    "change_webhook",
    "check_release",
    "close_call",
    "create_bank",
    "deliver_due",
    "escalate_recalls",
    "export_release",
    "freeze_release",
    "freeze_versions",
    "index_fingerprints",
    "index_words",
    "install_root",
    "open_calls",
    "propose_release",
    "prove_exam",
    "publish_trust",
    "recall_item",
    "recall_version",
    "refresh_trust",
    "register_engine",
    "restart_job",
    "revoke_keys",
    "rewrite_release",
    "rotate_key",
    "rotate_secret",
    "start_job",
    "store_asset",
    "try_webhook",
    "verify_release",
]
