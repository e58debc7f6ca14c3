"""Talking about a challenge: saying, taking back, reading, and telling by e-mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import record
from accounts.models import User
from authoring.errors import AuthoringError, NotYours
from authoring.models import Challenge, Hearing, Post, Withdrawal
from authoring.queries.discussion import named_in, taking_part
from authoring.rules import may_read
from challengebank.enums import Purpose
from review.domain.notices import language_of

LONGEST = 5000


@transaction.atomic
def post_message(*, actor: User, challenge: Challenge, text: str) -> Post:
    """Say something to those who take part and to those named. NotYours to who may not read the challenge."""
    _require_reader(actor, challenge)
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise AuthoringError(_("A message has 1 to %(count)s characters.") % {"count": LONGEST})
    post = Post.objects.create(challenge=challenge, author=actor, text=text, at=timezone.now())
    named = {person.pk for person in named_in(text, challenge)}
    told = ({person.pk for person in taking_part(challenge)} | named) - {actor.pk}
    Hearing.objects.bulk_create(Hearing(post=post, person_id=pk, named=pk in named) for pk in sorted(told))
    record(actor=actor, act="post message", subject=f"draft:{challenge.uuid}", post=post.pk)
    return post


@transaction.atomic
def withdraw_message(*, actor: User, post: Post) -> Withdrawal:
    """Take back one's own message: nobody reads its text any more, and those not told yet will not be."""
    _require_reader(actor, post.challenge)
    if post.author_id != actor.pk:
        raise NotYours(_("Only its author takes a message back."))
    if Withdrawal.objects.filter(post=post).exists():
        raise AuthoringError(_("It was taken back already."))
    Hearing.objects.filter(post=post, mailed_at=None).delete()
    record(actor=actor, act="withdraw message", subject=f"draft:{post.challenge.uuid}", post=post.pk)
    return Withdrawal.objects.create(post=post, at=timezone.now())


@transaction.atomic
def read_discussion(*, reader: User, challenge: Challenge) -> int:
    """The reader has the messages before the eyes: no e-mail tells of them."""
    unread = Hearing.objects.filter(post__challenge=challenge, person=reader, read_at=None)
    return unread.update(read_at=timezone.now())


def _require_reader(actor: User, challenge: Challenge) -> None:
    if not may_read(actor, challenge):
        raise NotYours(_("Only those who may read a challenge talk about it."))


def send_discussion_digests() -> int:
    """One e-mail a person with the messages neither read nor mailed, in that person's language. How many were sent."""
    waiting = Hearing.objects.filter(mailed_at=None, read_at=None, person__is_active=True)
    people = User.objects.filter(pk__in=waiting.values("person")).select_related("wagtail_userprofile")
    return sum(_send(person) for person in people.order_by("pk"))


@transaction.atomic
def _send(person: User) -> int:
    waiting = Hearing.objects.select_for_update(of=("self",)).filter(person=person, mailed_at=None, read_at=None)
    hearings = list(waiting.select_related("post__author", "post__challenge__author").order_by("post"))
    told = [hearing for hearing in hearings if may_read(person, hearing.post.challenge)]
    if told:
        with translation.override(language_of(person)):
            _digest(person, told).send()
    Hearing.objects.filter(pk__in=[hearing.pk for hearing in hearings]).update(mailed_at=timezone.now())
    return bool(told)


def _digest(person: User, hearings: list[Hearing]) -> EmailMessage:
    """Who wrote about what, with a link that asks to sign in; the words stay at home, secrets as well."""
    count = len(hearings)
    subject = ngettext("Vivier: %(count)s message", "Vivier: %(count)s messages", count) % {"count": count}
    lines = [f"• {_line(hearing)}\n  {_link(hearing.post.challenge)}" for hearing in hearings]
    greeting = _("Hello %(name)s,") % {"name": person.get_short_name() or person.email}
    why = _("You receive this message because you take part in these discussions, or are named in them.")
    return EmailMessage(subject, "\n\n".join([greeting, *lines, why]), to=[person.email])


def _line(hearing: Hearing) -> str:
    challenge = hearing.post.challenge
    secret = challenge.purpose == Purpose.CERTIFICATION
    sentence = _("%(who)s names you about %(title)s") if hearing.named else _("%(who)s wrote about %(title)s")
    return sentence % {
        "who": hearing.post.author or _("somebody"),
        "title": _("a certification challenge") if secret else challenge,
    }


def _link(challenge: Challenge) -> str:
    name = Challenge.snippet_viewset.get_url_name("discussion")
    return f"{settings.SITE_URL}{reverse(name, args=[challenge.pk])}"
