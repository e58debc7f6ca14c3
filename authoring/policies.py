"""The permission policy that Wagtail's screens ask: roles and authorship, never Django permissions.

Nobody publishes, unpublishes, locks or unlocks, superusers included: reviews do that.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from accounts.roles import CHIEF_REVIEWER, REVIEWER, TEACHER
from authoring.queries import readable_by, written_by
from authoring.rules import may_edit, may_read, writes_at_all

WRITE = {"add", "change", "delete"}


class WritingPolicy(BasePermissionPolicy):
    """Who may do what with challenges or tutorials."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in WRITE | {"view", "choose"} and writes_at_all(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        users = get_user_model().objects.filter(is_active=True)
        if not any(action in WRITE | {"view", "choose"} for action in actions):
            return users.none()
        return users.filter(groups__name__in=[TEACHER, REVIEWER, CHIEF_REVIEWER]).distinct()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return may_edit(user, instance) if action in WRITE else may_read(user, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        allowed = {action for action in actions if self.user_has_permission(user, action)}
        if allowed & {"view", "choose"}:
            return readable_by(self.model, user)
        return written_by(self.model, user) if allowed else self.model.objects.none()
