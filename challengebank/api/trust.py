"""Each bank's TUF repository: signed lists that say which release is the last and that nothing was held back.

A TUF client is given `/banks/{slug}/tuf/` for metadata and `/banks/{slug}/tuf/targets/` for files.
"""

import re

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Router

from challengebank.api.access import EngineAuth, bank_or_404
from challengebank.api.banks import send_release
from challengebank.api.files import send_bytes
from challengebank.api.openapi import bytes_of
from challengebank.models import TrustFile
from challengebank.queries.access import is_public
from challengebank.queries.served import trust_file

NAME = re.compile(r"^(?:(?P<version>[1-9]\d{0,8})\.)?(?P<role>root|targets|snapshot|timestamp)\.json$", re.ASCII)
router = Router(auth=EngineAuth(), tags=["Trust"])


@router.get("/banks/{slug}/tuf/{name}", summary="Signed metadata", openapi_extra=bytes_of("application/json"))
def metadata(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """`timestamp.json`, and `N.root.json`, `N.snapshot.json`, `N.targets.json` (The Update Framework 1.0)."""
    bank, asked = bank_or_404(request, slug), NAME.match(name)
    if not asked:
        raise Http404
    found = trust_file(bank, asked["role"], int(asked["version"]) if asked["version"] else None)
    if found is None:
        raise Http404
    sha256, content = found
    response = send_bytes(request, content, etag=sha256, media_type="application/json", public=is_public(bank))
    if not asked["version"]:
        response.headers["Cache-Control"] = "no-cache"
    return response


@router.get(
    "/banks/{slug}/tuf/targets/{name}",
    summary="A file that the signed metadata names",
    openapi_extra=bytes_of("application/zip", "application/json"),
)
def target(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """`SHA256.BANK-NUMBER-DIGEST.zip`, or `SHA256.recalls.json`."""
    bank, sha256 = bank_or_404(request, slug), name.partition(".")[0]
    release = bank.releases.select_related("bank").light().filter(sha256=sha256).first()
    if release and name == f"{sha256}.{release.file_name}":
        return send_release(request, release)
    file = TrustFile.objects.filter(bank=bank, role=TrustFile.Role.RECALLS, sha256=sha256).first()
    if file is None or name != f"{sha256}.recalls.json":
        raise Http404
    return send_bytes(request, bytes(file.content), etag=sha256, media_type="application/json", public=is_public(bank))
