"""One check at the door of every Wagtail screen about a draft; a screen nobody thought of stays shut."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern

from authoring.models import Writing
from authoring.rules import may_calibrate, may_edit, may_follow, may_read, writes_at_all

Rule = Callable[[Any, Writing], bool]

WITHOUT_DRAFT = {"list", "list_results", "add", "preview_on_add", "check_on_add"}
"""Screens about no draft in particular: lists show only what their reader may see."""

RULES: dict[str, Rule] = {
    "edit": may_edit,
    "preview_on_edit": may_edit,
    "revisions_revert": may_edit,
    "check_on_edit": may_edit,
    "submit": may_edit,
    "delete": may_follow,
    "restore": may_follow,
    "retire": may_follow,
    "history": may_follow,
    "history_results": may_follow,
    "revisions_view": may_follow,
    "revisions_compare": may_follow,
    "usage": may_follow,
    "inspect": may_read,
    "copy": may_read,
    "around": may_read,
    "variant": may_read,
    "translate": may_read,
    "follow": may_edit,
    "discussion": may_read,
    "calibrate": may_calibrate,
}
"""Who passes each door. Publishing, locking and the stock workflow are absent: nobody passes."""


def guarded(pattern: URLPattern, model: type[Writing]) -> URLPattern:
    """The same address behind its door."""
    view, name = pattern.callback, str(pattern.name)

    @wraps(view)
    def behind_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _passes(request, name, model, kwargs):
            return view(request, *args, **kwargs)
        return render(request, "authoring/forbidden.html", status=403)

    pattern.callback = behind_door
    return pattern


def _passes(request: HttpRequest, name: str, model: type[Writing], kwargs: dict[str, Any]) -> bool:
    if name in WITHOUT_DRAFT:
        return writes_at_all(request.user)
    if not (rule := RULES.get(name)):
        return False
    request.draft = get_object_or_404(model, pk=unquote(str(kwargs["pk"])))  # type: ignore[attr-defined]
    return rule(request.user, request.draft)  # type: ignore[attr-defined]


def shut(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Wagtail's reports name every draft to superusers, secret ones too: nobody opens them."""
    raise Http404
