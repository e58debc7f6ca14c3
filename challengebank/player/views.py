"""A whole view in one call."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render as render_page
from django.utils.translation import get_language
from pydantic import JsonValue

from challengebank.player.drawing import TEMPLATES
from challengebank.player.reading import read_answer
from challengebank.player.rendering import TutorialLink, render
from items.document import Item
from items.scoring import Score


def play(
    request: HttpRequest,
    item: Item,
    *,
    asset_url: Callable[[str], str],
    prefix: str = "",
    seed: str = "",
    tutorials: Mapping[str, TutorialLink] | None = None,
    template: str = f"{TEMPLATES}/page.html",
    context: Mapping[str, Any] | None = None,
    on_answer: Callable[[JsonValue, Score], None] | None = None,
) -> HttpResponse:
    """Show `item` on GET, score the answer on POST (`on_answer` is told of it) and show the result.

    `player.js` asks for the player alone; otherwise `template` is drawn with `item`, `player` and `context`. Who may
    see the item is the caller's to check.
    """
    answer, score = None, None
    if request.method == "POST":
        answer = read_answer(item, request.POST, prefix)
        if _is_final(item, request, prefix):
            score = item.content.score(answer)
            if on_answer:
                on_answer(answer, score)
    player = render(
        item,
        asset_url=asset_url,
        language=get_language() or item.locale,
        prefix=prefix,
        answer=answer,
        score=score,
        action=request.get_full_path(),
        csrf_token=get_token(request),
        seed=seed,
        tutorials=tutorials,
    )
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(player)
    return render_page(request, template, {"item": item, "player": player, **(context or {})})


def _is_final(item: Item, request: HttpRequest, prefix: str) -> bool:
    """An extended text is first written, then assessed by the pupil; any other answer is final."""
    return item.content.type != "extended_text" or f"{prefix}assessed" in request.POST
