"""People and what they did."""

from accounts.models.audit import AuditEvent
from accounts.models.school import School
from accounts.models.user import User

__all__ = ["AuditEvent", "School", "User"]
