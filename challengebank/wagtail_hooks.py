"""Where the bank shows in Wagtail's desk."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from challengebank.rules import operates


class BanksMenuItem(MenuItem):
    """Seen by operators only."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person works with banks."""
        return operates(request.user)


@hooks.register("register_admin_urls")
def bank_urls() -> list[object]:
    """/admin/banks/ and /admin/engines/."""
    return [
        path("banks/", include("challengebank.urls")),
        path("engines/", include("challengebank.engine_urls")),
    ]


@hooks.register("register_admin_menu_item")
def bank_menu_item() -> MenuItem:
    """“Banks” in the menu."""
    return BanksMenuItem(_("Banks"), reverse("banks:list"), name="banks", icon_name="folder-open-inverse", order=300)


@hooks.register("register_admin_menu_item")
def engine_menu_item() -> MenuItem:
    """“Engines” in the menu."""
    return BanksMenuItem(_("Engines"), reverse("engines:list"), name="engines", icon_name="globe", order=310)


@hooks.register("insert_global_admin_css")
def bank_style() -> SafeString:
    """The look of coverage grids and reports."""
    return format_html('<link rel="stylesheet" href="{}">', static("challengebank/bank.css"))
