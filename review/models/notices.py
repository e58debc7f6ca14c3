"""What people are told, in the desk and by e-mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from review.enums import News
from review.models.reviews import Review


class Notice(models.Model):
    """One piece of news about a review for one person. E-mails carry no content, only a link that needs sign-in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_notices")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notices")
    news = models.CharField(_("news"), max_length=20, choices=News.choices)
    at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "read_at", "-at"]),
            models.Index(fields=["person"], condition=models.Q(mailed_at=None), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_news_display()}"
