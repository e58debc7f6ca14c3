"""One signed message to an address of the outside world: never to a machine of our own network, never redirected.

The signature is that of Standard Webhooks: `webhook-signature: v1,` and the base64 of an HMAC-SHA256 over
`<webhook-id>.<webhook-timestamp>.<body>`, under a secret that both sides know.
"""

import base64
import hashlib
import hmac
from http.client import HTTPConnection, HTTPException
from socket import gaierror
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from challengebank.errors import BankError
from challengebank.reach import PrivateAddress, port_of, reach

TIMEOUT = 5
PREFIX = "whsec_"


class Answer(NamedTuple):
    """Whether a message was taken, and what was answered, in a few words."""

    taken: bool
    words: str


def signature(secret: str, identifier: str, moment: int, body: bytes) -> str:
    """The value of `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    code = hmac.new(key, f"{identifier}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(code).decode()}"


def check_address(address: str) -> SplitResult:
    """The parts of an address that may be called; BankError otherwise. Its name is looked up again at each call."""
    parts = urlsplit(address)
    schemes = {"https", "http"} if settings.VIVIER_WEBHOOKS_PRIVATE else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.password or parts.fragment:
        raise BankError(_("A webhook's address begins with https:// and carries no password."))
    return parts


def send(address: str, headers: dict[str, str], body: bytes) -> Answer:
    """Post the body; anything but a 2xx is not taken, and a redirection is not followed."""
    try:
        parts = check_address(address)
        connection = HTTPConnection(parts.hostname or "", port_of(parts), timeout=TIMEOUT)
        connection.sock = reach(parts, private=settings.VIVIER_WEBHOOKS_PRIVATE, timeout=TIMEOUT)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
        connection.close()
    except PrivateAddress as error:
        return Answer(False, _("%(host)s is an address of a private network.") % {"host": error})
    except gaierror:
        return Answer(False, _("Nothing answers to the name %(host)s.") % {"host": parts.hostname})
    except (BankError, OSError, HTTPException) as error:
        return Answer(False, str(error)[:200] or type(error).__name__)
    return Answer(200 <= status < 300, str(status))
