"""Where people show in Wagtail's desk."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from accounts.roles import administers


class PeopleMenuItem(MenuItem):
    """Seen by administrators only."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person administers."""
        return administers(request.user)


@hooks.register("register_admin_urls")
def people_urls() -> list[object]:
    """/admin/people/."""
    return [path("people/", include("accounts.urls"))]


class PeopleSearch(SearchArea):
    """Where the menu's search leads administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person administers."""
        return administers(request.user)


@hooks.register("register_admin_search_area")
def search_people() -> SearchArea:
    """The list of people."""
    return PeopleSearch(_("People"), reverse("people:list"), name="people", icon_name="group", order=2)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """“People” in the menu."""
    return PeopleMenuItem(_("People"), reverse("people:list"), name="people", icon_name="group", order=400)
