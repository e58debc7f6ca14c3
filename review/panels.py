"""The news of reviews on the desk's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from review.queries import news_for, pending_count

SHOWN = 8


class ReviewNews(Component):
    """What awaits a reviewer, and what this person was told and has not read."""

    name = "review_news"
    template_name = "review/news.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"notices": news_for(user)[:SHOWN], "pending": pending_count(user)}
