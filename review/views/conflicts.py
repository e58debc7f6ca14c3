"""A person's declared conflicts of interest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from review.domain import declare_conflict, withdraw_conflict
from review.errors import ReviewError
from review.forms import ConflictForm
from review.models import DeclaredConflict
from review.views.base import DeskView


class Conflicts(DeskView):
    """Whose work this person does not judge, and the form to say so or to say that it is over."""

    template_name = "review/conflicts.html"
    page_title = gettext_lazy("My conflicts of interest")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        declared = DeclaredConflict.objects.filter(declared_by=request.user).select_related("other")
        return self.show(declared=declared.order_by("other__last_name"), form=ConflictForm(person=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Declare one, or withdraw it."""
        form = ConflictForm(request.POST, person=request.user)
        if form.is_valid():
            verb = withdraw_conflict if "withdraw" in request.POST else declare_conflict
            try:
                verb(actor=request.user, other=form.cleaned_data["other"])
            except ReviewError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("It is noted."))
        return redirect("reviews:conflicts")
