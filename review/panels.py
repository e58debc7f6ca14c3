"""The news of reviews on the desk's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from review.queries import news_for

SHOWN = 8


class ReviewNews(Component):
    """What this person was told and has not read."""

    name = "review_news"
    template_name = "review/news.html"
    order = 25

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"notices": news_for(parent_context["request"].user)[:SHOWN]}
