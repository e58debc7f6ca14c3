"""Banks: the list, the form of rules with its live count, and a bank's page."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from challengebank.domain import change_bank, create_bank
from challengebank.errors import BankError, OutOfDate
from challengebank.forms import FIXED, FRAMEWORK, BankForm, RulesForm
from challengebank.models import Bank, Job
from challengebank.queries import (
    StateChange,
    coverage,
    open_calls,
    standings,
    state_changes,
    with_counts,
    with_last_release,
)
from challengebank.views.base import Crumb, OperatorView, bank_crumb
from frameworks.models import Framework

PAGE = 50
STATE = re.compile(r"\d{1,18}")


class BankList(OperatorView):
    """Every bank with what it selects now and its last release."""

    template_name = "challengebank/bank_list.html"
    page_title = gettext_lazy("Banks")

    def crumbs(self) -> list[Crumb]:
        return []

    def get_header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("New bank"), reverse("banks:new"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(with_last_release(), PAGE).get_page(self.request.GET.get("p"))
        page.object_list = with_counts(page)
        return super().get_context_data(banks=page, **kwargs)


class NewBank(OperatorView):
    """The form of a new bank."""

    template_name = "challengebank/bank_form.html"
    page_title = gettext_lazy("New bank")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; the competences that it offers are those of the framework in the address."""
        framework = request.GET.get("framework", FRAMEWORK)
        return self.show(form=BankForm(framework=framework, initial={"framework": framework}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the bank, or show what is wrong."""
        form = BankForm(request.POST, framework=request.POST.get("framework", FRAMEWORK))
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("slug", "name", *FIXED, "channel", "rules")}
            try:
                bank = create_bank(actor=request.user, **values)
            except BankError as error:
                form.add_error("slug", str(error))
            else:
                messages.success(request, _("The bank « %(name)s » is made.") % {"name": bank.name})
                return redirect("banks:bank", bank.slug)
        return self.show(form=form, status=422)


class OneBank(OperatorView):
    """A screen about one bank."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bank = get_object_or_404(Bank, slug=kwargs["slug"])

    def get_page_title(self) -> str:
        return self.bank.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        under_way = [job for job in self.bank.jobs.filter(state__in=Job.UNDER_WAY) if job.alive]
        return super().get_context_data(bank=self.bank, under_way=under_way, **kwargs)

    def crumbs(self) -> list[Crumb]:
        return [bank_crumb(self.bank), {"url": "", "label": self.get_page_title()}]


class ChangingBank(OneBank):
    """A form that changes a bank, and knows in which state its reader found it."""

    def based_on(self) -> int | None:
        """The state that was on the page when it was sent."""
        said = self.request.POST.get("based_on", "")
        return int(said) if STATE.fullmatch(said) else None

    def outdated(self, error: OutOfDate, **context: Any) -> HttpResponse:
        """The page again with what was typed; sent once more, it stands against the bank as it is now."""
        messages.error(self.request, str(error))
        return self.show(based_on=None, status=409, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**{"based_on": self.based_on(), **kwargs})
        return {**context, "based_on": context["based_on"] or getattr(self.bank.states.first(), "pk", "")}


class EditBank(ChangingBank):
    """The form of a bank that exists."""

    template_name = "challengebank/bank_form.html"

    def get_page_title(self) -> str:
        return _("Rules of “%(name)s”") % {"name": self.bank.name}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.show(form=BankForm.of(self.bank))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Change the bank, or show what is wrong."""
        form = BankForm.of(self.bank, request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        values = {name: form.cleaned_data[name] for name in ("name", "channel", "rules")}
        try:
            change_bank(actor=request.user, bank=self.bank, based_on=self.based_on(), **values)
        except OutOfDate as error:
            return self.outdated(error, form=form)
        messages.success(request, _("The rules are saved."))
        return redirect("banks:bank", slug)


class LiveCount(OperatorView):
    """How many challenges the rules in a form would select: a fragment of the form's page."""

    template_name = "challengebank/live_count.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Count without saving anything."""
        form = RulesForm(request.POST, framework=request.POST.get("framework", FRAMEWORK))
        if not form.is_valid():
            return self.render_to_response({"count": None})
        values = form.cleaned_data
        bank = Bank(rules=values["rules"].plain(), **{name: values[name] for name in FIXED})
        return self.render_to_response({"count": standings(bank).count()})


class BankPage(OneBank):
    """What a bank covers, and its releases."""

    template_name = "challengebank/bank.html"

    def crumbs(self) -> list[Crumb]:
        return [{"url": "", "label": self.bank.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = self.bank.releases.select_related("created_by").light()
        return super().get_context_data(
            framework=Framework.objects.filter(slug=self.bank.framework).first(),
            coverage=coverage(self.bank),
            calls=open_calls(self.bank),
            releases=Paginator(releases, PAGE).get_page(self.request.GET.get("p")),
            **kwargs,
        )


class History(OneBank):
    """How the bank stood, change by change."""

    template_name = "challengebank/history.html"

    def get_page_title(self) -> str:
        return _("History of “%(name)s”") % {"name": self.bank.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = Paginator(self.bank.states.select_related("created_by"), PAGE).get_page(self.request.GET.get("p"))
        older = [*states[1:], self.bank.states.filter(pk__lt=states[-1].pk).first()] if states else []
        pairs = zip(states, older, strict=True)
        form = BankForm(framework=self.bank.framework)
        rows = [(state, [_said(change, form) for change in state_changes(before, state)]) for state, before in pairs]
        return super().get_context_data(rows=rows, states=states, **kwargs)


def _said(change: StateChange, form: BankForm) -> tuple[str, str]:
    """What changed, and how, in the words of the form."""
    if change.name == "blueprint":
        return _("Blueprint"), ngettext("%(count)s cell changed", "%(count)s cells changed", change.touched) % {
            "count": change.touched
        }
    field = form.fields[change.name]
    names = dict(flatten_choices(getattr(field, "choices", ())))
    return str(field.label), f"{_value(change.before, names)} → {_value(change.after, names)}"


def _value(value: Any, names: dict[Any, Any]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(names.get(each, each)) for each in value) or _("nothing")
    return _("nothing") if value is None else str(names.get(value, value))
