"""The permission policy that Wagtail's screens ask: roles and authorship, never Django permissions.

Nobody publishes, unpublishes, locks or unlocks, superusers included: reviews do that.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.models import Collection
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
        allowed = any(action in WRITE | {"view", "choose"} for action in actions)
        return writers() if allowed else writers().none()

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


class UploadPolicy(BasePermissionPolicy):
    """Images and files: each writer has those that he uploaded himself. Some belong to secret challenges."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return writes_at_all(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return writes_at_all(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        return writers()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return writes_at_all(user) and instance.uploaded_by_user_id == user.pk

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return self.user_has_permission_for_instance(user, "", instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        rows = self.model.objects
        return rows.filter(uploaded_by_user=user) if writes_at_all(user) else rows.none()

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """There is one collection, where everything goes."""
        return Collection.objects.filter(depth=1) if writes_at_all(user) else Collection.objects.none()

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        """The same whatever the action."""
        return self.collections_user_has_any_permission_for(user, [action])


def writers() -> QuerySet[Any]:
    """Everybody who writes."""
    active = get_user_model().objects.filter(is_active=True)
    return active.filter(groups__name__in=[TEACHER, REVIEWER, CHIEF_REVIEWER]).distinct()
