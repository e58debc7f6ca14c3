"""Verbs on people and on the audit trail."""

from accounts.domain.audit import AuditBreak, record, record_many, verify_audit
from accounts.domain.people import create_person, ensure_roles, erase_person

__all__ = ["AuditBreak", "create_person", "ensure_roles", "erase_person", "record", "record_many", "verify_audit"]
