"""Engines: who may read what, their keys, their webhooks and what these were told."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from challengebank.domain import (
    add_webhook,
    change_engine,
    change_webhook,
    register_engine,
    revoke_keys,
    rotate_key,
    rotate_secret,
    try_webhook,
)
from challengebank.domain.webhooks import secret_of
from challengebank.engine_forms import EngineForm, ScopeForm, WebhookForm
from challengebank.errors import BankError
from challengebank.models import Delivery, Engine
from challengebank.views.base import Crumb, OperatorView

PAGE = 50
RECENT = 10


class EnginesView(OperatorView):
    """A screen about engines."""

    header_icon = "globe"
    breadcrumbs_items = (
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": reverse_lazy("engines:list"), "label": gettext_lazy("Engines")},
    )

    def show_once(self, engine: Engine, secret: str, title: str) -> HttpResponse:
        """A page that shows a secret; no page of the desk is ever kept by a browser."""
        back = reverse("engines:engine", args=[engine.pk])
        shown = {"title": title, "secret": secret, "back": back}
        return TemplateResponse(self.request, "challengebank/engines/secret.html", {**self.get_context_data(), **shown})


class EngineList(EnginesView):
    """Every engine, its scope and the last use of its keys."""

    template_name = "challengebank/engines/list.html"
    page_title = gettext_lazy("Engines")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        living = Q(keys__revoked_at=None, keys__expires_at__gt=timezone.now())
        engines = Engine.objects.prefetch_related("banks").annotate(
            living=Count("keys", filter=living, distinct=True), used_at=Max("keys__used_at")
        )
        page = Paginator(engines.order_by("name"), PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(engines=page, **kwargs)

    def crumbs(self) -> list[Crumb]:
        return []


class NewEngine(EnginesView):
    """Register an engine; its key is on the answer, once."""

    template_name = "challengebank/engines/new.html"
    page_title = gettext_lazy("New engine")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=EngineForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """The key, or what is wrong."""
        form = EngineForm(request.POST)
        if form.is_valid():
            try:
                engine, key = register_engine(actor=request.user, **form.cleaned_data)
            except BankError as error:
                form.add_error("name", str(error))
            else:
                return self.show_once(engine, key, _("The key of “%(name)s”") % {"name": engine.name})
        return self.show(form=form, status=422)


class OneEngine(EnginesView):
    """A screen about one engine."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.engine = get_object_or_404(Engine, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return self.engine.name

    def back(self) -> HttpResponse:
        """To the engine's page."""
        return redirect("engines:engine", self.engine.pk)


class EnginePage(OneEngine):
    """An engine: what it may read, its keys, its webhooks."""

    template_name = "challengebank/engines/engine.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change what it may read."""
        form = ScopeForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        change_engine(actor=request.user, engine=self.engine, **form.cleaned_data)
        messages.success(request, _("What this engine may read is saved."))
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scope = {"banks": self.engine.banks.all(), "channel": self.engine.channel}
        told = Delivery.objects.filter(webhook__engine=self.engine).select_related("webhook")
        return super().get_context_data(
            engine=self.engine,
            keys=self.engine.keys.order_by("-pk"),
            now=timezone.now(),
            webhooks=self.engine.webhooks.all(),
            deliveries=told[:RECENT],
            **{"form": ScopeForm(initial=scope), "webhook_form": WebhookForm(), **kwargs},
        )


class EngineAct(OneEngine):
    """Something done to an engine by one button; then its page again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            return self.act(**kwargs) or self.back()
        except BankError as error:
            messages.error(request, str(error))
            return self.back()


class RotateKey(EngineAct):
    """A new key; the older ones end within a week."""

    def act(self, pk: int) -> HttpResponse:
        """The key, once."""
        key = rotate_key(actor=self.request.user, engine=self.engine)
        return self.show_once(self.engine, key, _("The new key of “%(name)s”") % {"name": self.engine.name})


class RevokeKeys(EngineAct):
    """Every key ends at once."""

    def act(self, pk: int) -> None:
        """Say how many."""
        count = revoke_keys(actor=self.request.user, engine=self.engine)
        messages.success(self.request, _("Keys revoked: %(count)s. The engine can no longer call.") % {"count": count})


class AddWebhook(EnginePage):
    """An address to tell."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its secret, once, or what is wrong."""
        form = WebhookForm(request.POST)
        if form.is_valid():
            try:
                webhook = add_webhook(actor=request.user, engine=self.engine, **form.cleaned_data)
            except BankError as error:
                form.add_error("address", str(error))
            else:
                return self.show_once(self.engine, secret_of(webhook), _("The secret of the webhook"))
        return self.show(webhook_form=form, status=422)


class WebhookAct(EngineAct):
    """Something done to one of its webhooks."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.webhook = get_object_or_404(self.engine.webhooks, pk=kwargs["webhook"])


class RotateSecret(WebhookAct):
    """A new secret, at once."""

    def act(self, pk: int, webhook: int) -> HttpResponse:
        """The secret, once."""
        secret = rotate_secret(actor=self.request.user, webhook=self.webhook)
        return self.show_once(self.engine, secret, _("The new secret of the webhook"))


class SwitchWebhook(WebhookAct):
    """Stop or start telling."""

    def act(self, pk: int, webhook: int) -> None:
        """The other way round."""
        change_webhook(actor=self.request.user, webhook=self.webhook, active=not self.webhook.active)


class TryWebhook(WebhookAct):
    """Send a message that tells nothing."""

    def act(self, pk: int, webhook: int) -> None:
        """It is in the log."""
        try_webhook(actor=self.request.user, webhook=self.webhook)
        messages.success(self.request, _("A test message is on its way: see the log below."))


class Deliveries(EnginesView):
    """The log of all that webhooks were told."""

    template_name = "challengebank/engines/deliveries.html"
    page_title = gettext_lazy("Messages to engines")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = Delivery.objects.select_related("webhook__engine")
        page = Paginator(told, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(deliveries=page, **kwargs)
