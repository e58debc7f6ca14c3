"""A bank's blueprint: the grid to edit, and the spreadsheet."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from challengebank.blueprint_xlsx import MEDIA_TYPE, write_xlsx
from challengebank.domain import change_blueprint
from challengebank.errors import OutOfDate
from challengebank.forms import BlueprintForm, SliceForm, SpreadsheetForm, type_choices
from challengebank.queries import coverage
from challengebank.views.banks import ChangingBank, OneBank


class EditBlueprint(ChangingBank):
    """The grid of one type and duration; the other cells stay."""

    template_name = "challengebank/blueprint.html"

    def get_page_title(self) -> str:
        return _("Blueprint of “%(name)s”") % {"name": self.bank.name}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.slice_form = SliceForm(request.GET)
        self.slice = {"type": "", "duration": "", **self.slice_form.slice()}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(form=self._form())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save the grid, or show what is wrong."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        plan = self.bank.plan.replaced(**self.slice, cells=form.cleaned_data["cells"])
        try:
            change_blueprint(actor=request.user, bank=self.bank, blueprint=plan, based_on=self.based_on())
        except OutOfDate as error:
            return self.outdated(error, form=form)
        messages.success(request, _("The blueprint is saved."))
        return redirect(f"{reverse('banks:blueprint', args=[slug])}?{urlencode(self.slice)}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = len(self.bank.plan.cells) - sum(
            (cell.type, cell.duration) == (self.slice["type"], self.slice["duration"]) for cell in self.bank.plan.cells
        )
        context = {"slice_form": self.slice_form, "file_form": SpreadsheetForm(), "others": others}
        return super().get_context_data(**{**context, **kwargs})

    def _form(self, data: Any = None) -> BlueprintForm:
        return BlueprintForm(data, coverage=coverage(self.bank, **self.slice))


class ImportBlueprint(EditBlueprint):
    """A spreadsheet takes the place of the whole blueprint."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save what the file says, or say what is wrong in it."""
        form = SpreadsheetForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["file"]))
            return self.show(form=self._form(), file_form=form, status=422)
        change_blueprint(actor=request.user, bank=self.bank, blueprint=form.cleaned_data["file"])
        messages.success(request, _("The blueprint is the spreadsheet’s now."))
        return redirect("banks:blueprint", slug)


class ExportBlueprint(OneBank):
    """The blueprint as a spreadsheet, with empty rows to fill in."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        places = [cell.place for row in coverage(self.bank).rows for cell in row.cells]
        content = write_xlsx(self.bank.plan, places, [value for value, _label in type_choices()])
        disposition = {"Content-Disposition": f'attachment; filename="{slug}-blueprint.xlsx"'}
        return HttpResponse(content, content_type=MEDIA_TYPE, headers=disposition)
