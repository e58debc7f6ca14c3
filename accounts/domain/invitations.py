"""The e-mail by which a person chooses a password."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.models import User


def send_invitation(person: User) -> None:
    """Send it once what made the person is committed. The link serves once, for as long as Django's do."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    link = settings.SITE_URL + reverse("wagtailadmin_password_reset_confirm", args=[key, token])
    hello = _("Hello %(name)s,") % {"name": person.get_short_name() or person.email}
    why = _("Somebody who administers Vivier opened an account for you. Choose your password here:")
    later = _("Then you sign in with this e-mail address: %(address)s") % {"address": person.email}
    body = "\n\n".join([hello, why, link, later])
    transaction.on_commit(EmailMessage(_("Your account on Vivier"), body, to=[person.email]).send)
