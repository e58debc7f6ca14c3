"""Verbs on people and on the audit trail."""

from accounts.domain.audit import AuditBreak, record, record_many, verify_audit
from accounts.domain.people import (
    change_person,
    create_person,
    declare_fields,
    ensure_roles,
    erase_person,
    invite_again,
    invite_person,
)

__all__ = [
    "AuditBreak",
    "change_person",
    "create_person",
    "declare_fields",
    "ensure_roles",
    "erase_person",
    "invite_again",
    "invite_person",
    "record",
    "record_many",
    "verify_audit",
]
