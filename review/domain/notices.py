"""Telling people: in the desk at once, by e-mail in a digest."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import CHIEF_REVIEWER
from review.enums import News
from review.models import Notice, Review


def notify(people: Iterable[int | None], review: Review, news: News) -> list[Notice]:
    """Leave a notice for each person, by key."""
    now = timezone.now()
    notices = [Notice(person_id=pk, review=review, news=news, at=now) for pk in sorted({pk for pk in people if pk})]
    return Notice.objects.bulk_create(notices)


def chiefs() -> list[int]:
    """The keys of the chief reviewers."""
    return list(User.objects.filter(groups__name=CHIEF_REVIEWER, is_active=True).values_list("pk", flat=True))


@transaction.atomic
def read_notices(*, reader: User, review: Review) -> int:
    """What the reader was told about a review is read: he is looking at it."""
    return Notice.objects.filter(person=reader, review=review, read_at=None).update(read_at=timezone.now())


def send_digests() -> int:
    """One e-mail a person with all that is neither read nor mailed, in his language. The number of e-mails sent."""
    waiting = Notice.objects.filter(mailed_at=None, read_at=None, person__is_active=True)
    people = User.objects.filter(pk__in=waiting.values("person")).select_related("wagtail_userprofile")
    return sum(_send(person) for person in people.order_by("pk"))


@transaction.atomic
def _send(person: User) -> int:
    notices = Notice.objects.select_for_update(of=("self",)).filter(person=person, mailed_at=None, read_at=None)
    notices = list(notices.select_related("review__version").defer("review__version__document"))
    if not notices:
        return 0
    with translation.override(language_of(person)):
        _digest(person, notices).send()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=timezone.now())
    return 1


def language_of(person: User) -> str:
    """The language that a person reads."""
    profile = getattr(person, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def _digest(person: User, notices: list[Notice]) -> EmailMessage:
    """News and links that ask to sign in; nothing of a challenge but its title, and not that of a secret one."""
    count = len(notices)
    subject = ngettext("Vivier: %(count)s news item", "Vivier: %(count)s news items", count) % {"count": count}
    lines = [f"• {_line(notice)}\n  {_link(notice)}" for notice in notices]
    greeting = _("Hello %(name)s,") % {"name": person.get_short_name() or person.email}
    body = "\n\n".join([greeting, *lines, _("You receive this message because you take part in these reviews.")])
    return EmailMessage(subject, body, to=[person.email])


def _link(notice: Notice) -> str:
    return f"{settings.SITE_URL}{reverse('reviews:review', args=[notice.review_id])}"


def _line(notice: Notice) -> str:
    version = notice.review.version
    secret = version.purpose == "certification"
    return f"{notice.get_news_display()} – {_('a certification challenge') if secret else version.title}"
