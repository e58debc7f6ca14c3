"""Who is here, with which roles: the administrator's screens."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from accounts.domain import change_person, erase_person, invite_again, invite_person
from accounts.forms import PersonForm
from accounts.models import User
from accounts.roles import ROLE_NAMES, administers

PAGE = 50


class PeopleView(WagtailAdminTemplateMixin, View):
    """A screen for administrators; anybody else gets 403."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not administers(request.user):
            return render(request, "accounts/forbidden.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The screen with more context."""
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [] if isinstance(self, People) else [{"url": reverse("people:list"), "label": _("People")}]
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, *above, {"url": "", "label": self.get_page_title()}]


class People(PeopleView):
    """Everybody, found by name, address, school or role."""

    page_title = gettext_lazy("People")
    template_name = "accounts/people.html"

    def get_header_buttons(self) -> list[HeaderButton]:
        """Inviting somebody."""
        return [HeaderButton(_("Invite a person"), reverse("people:new"), icon_name="plus")]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        asked, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
        page = Paginator(found(asked, role), PAGE).get_page(request.GET.get("p"))
        return self.show(people=page, q=asked, role=role, roles=ROLE_NAMES, query=_query(asked, role))


def found(asked: str, role: str) -> QuerySet[User]:
    """The people whose name, address or school has every word, and who have a role when one is given."""
    people = User.objects.select_related("school").prefetch_related("groups").order_by("last_name", "first_name", "pk")
    for word in asked.split():
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
            | Q(school__name__icontains=word)
        )
    return people.filter(groups__name=role) if role in ROLE_NAMES else people


def _query(asked: str, role: str) -> str:
    return urlencode({name: value for name, value in (("q", asked), ("role", role)) if value})


class NewPerson(PeopleView):
    """Invite somebody."""

    page_title = gettext_lazy("Invite a person")
    template_name = "accounts/person.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """A blank form."""
        return self.show(form=PersonForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the account and send the invitation."""
        form = PersonForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        person = invite_person(actor=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is invited: an e-mail is on its way.") % {"name": person})
        return redirect("people:list")


class OnePerson(PeopleView):
    """A screen about one person."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(User.objects.select_related("school"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.person)

    def refused(self, error: PermissionDenied) -> HttpResponse:
        """Back to the person, with the reason."""
        messages.error(self.request, str(error))
        return redirect("people:person", self.person.pk)


class EditPerson(OnePerson):
    """Change a person."""

    template_name = "accounts/person.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As the person is now."""
        return self.show(form=PersonForm(person=self.person), person=self.person, own=self.person == request.user)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save."""
        form = PersonForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.show(form=form, person=self.person, own=self.person == request.user, status=422)
        try:
            change_person(actor=request.user, person=self.person, **form.cleaned_data)
        except PermissionDenied as error:
            return self.refused(error)
        messages.success(request, _("Saved: %(name)s.") % {"name": self.person})
        return redirect("people:list")


class Invite(OnePerson):
    """Send the link to choose a password again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """By e-mail."""
        invite_again(actor=request.user, person=self.person)
        messages.success(request, _("A link to choose a password is on its way."))
        return redirect("people:person", pk)


class Erase(OnePerson):
    """Forget a person who asks for it."""

    template_name = "accounts/erase.html"
    page_title = gettext_lazy("Erase a person")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what goes and what stays."""
        return self.show(person=self.person)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        try:
            erase_person(actor=request.user, person=self.person)
        except PermissionDenied as error:
            return self.refused(error)
        messages.success(request, _("The person is erased."))
        return redirect("people:list")
