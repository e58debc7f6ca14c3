"""Remarks on a place of the document, their answers, and notes for the chief reviewers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from review.enums import Audience, Round
from review.models.reviews import Review


class Comment(models.Model):
    """A remark. `anchor` is a path such as `statement` or `content.options.0.text`, empty for the whole document.

    `quote` is the passage it is about and `suggestion` what to put there instead, empty for none. An answer has a
    `parent`.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    round = models.PositiveSmallIntegerField(choices=Round.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="review_comments"
    )
    writer_key = models.CharField(max_length=64)
    audience = models.CharField(_("for"), max_length=20, choices=Audience.choices, default=Audience.AUTHOR)
    anchor = models.CharField(_("where"), max_length=200, blank=True)
    quote = models.TextField(_("passage"), blank=True)
    body = models.TextField(_("remark"), max_length=5000)
    suggestion = models.TextField(_("put instead"), blank=True)
    written_at = models.DateTimeField(_("written on"))
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["review", "anchor", "pk"]

    def __str__(self) -> str:
        return f"{self.anchor}: {self.body[:60]}"
