"""What people say to each other about a challenge, apart from its review."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from authoring.models.challenges import Challenge
from challengebank.models.immutable import Fact


class Post(Fact):
    """A message in the discussion of a challenge. It is never changed; its author may withdraw it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )
    text = models.TextField(_("message"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Withdrawal(Fact):
    """The author of a message took it back: readers see that there was one."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("when"))


class Hearing(models.Model):
    """A message that a person should hear of: one of those who take part, or named in it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="hearings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hearings")
    named = models.BooleanField(_("named in it"), default=False)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="heard_once")]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(mailed_at=None, read_at=None), name="hearing_to_mail")
        ]
