"""Gets the releases of a Vivier bank, proves them, and keeps the last good one."""

from vivier_client.client import Client, PullError
from vivier_client.merkle import merkle_root, proves_inclusion
from vivier_client.minisign import verify_signature
from vivier_client.release import Release, ReleaseError
from vivier_client.scoring import Disagreement, disagreements

__all__ = [
    "Client",
    "Disagreement",
    "PullError",
    "Release",
    "ReleaseError",
    "disagreements",
    "merkle_root",
    "proves_inclusion",
    "verify_signature",
]
