"""Where reviews show in Wagtail's desk."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from review.panels import ReviewNews
from review.rules import reviews
from review.views.account import FieldsPanel


class ReviewsMenuItem(MenuItem):
    """Seen by reviewers only."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person reviews."""
        return reviews(request.user)


@hooks.register("register_admin_urls")
def review_urls() -> list[Any]:
    """/admin/reviews/."""
    return [path("reviews/", include("review.urls"))]


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    """“Reviews” in the menu."""
    return ReviewsMenuItem(
        _("Reviews"), reverse("reviews:queue"), name="reviews", icon_name="clipboard-list", order=200
    )


@hooks.register("construct_homepage_panels")
def review_news(request: HttpRequest, panels: list[Any]) -> None:
    """What this person was told, first on the home page."""
    panels.append(ReviewNews())


hooks.register("register_account_settings_panel", FieldsPanel)


@hooks.register("insert_global_admin_css")
def review_style() -> SafeString:
    """The look of the queue and of the review screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("review/review.css"))
