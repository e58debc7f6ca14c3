"""On the page of one's account: what one teaches and feels able to judge."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from accounts.roles import CHIEF_REVIEWER, REVIEWER, TEACHER, has_role
from review.forms import FieldsForm


class FieldsPanel(BaseSettingsPanel):
    """Holes of these disciplines show first; reviews of these competences are proposed first."""

    name = "fields"
    title = _("What I teach and can judge")
    help_text = _("The desk shows first what concerns you, and proposes to you the reviews of these fields.")
    order = 150
    form_class = FieldsForm

    def is_active(self) -> bool:
        """Those who write or judge have fields."""
        return has_role(self.user, TEACHER, REVIEWER, CHIEF_REVIEWER)
