"""A public challenge, to answer; a public tutorial, to read."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue import queries
from catalogue.templatetags.catalogue import address_of
from catalogue.views import file_address, names, public_version
from challengebank.models import Version
from challengebank.player import TutorialLink, play
from frameworks.models import Discipline
from interop.lrmi import lrmi
from items.document import Item


def challenge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A challenge that anybody may answer; nothing is kept of the answer."""
    version = public_version(queries.challenges(), uuid)
    item = version.parsed()
    return play(
        request,
        item,
        asset_url=file_address,
        seed=version.digest,
        tutorials=_links(item),
        template="catalogue/challenge.html",
        context=_about(version),
    )


def tutorial(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A tutorial, with the challenges that it helps with."""
    version = public_version(queries.tutorials(), uuid)
    return render(request, "catalogue/tutorial.html", {**_about(version), "helped": queries.linked_to(version)})


def _links(item: Item) -> dict[str, TutorialLink]:
    named = queries.named_by((*item.tutorials.understand, *item.tutorials.further))
    return {str(version.identity_id): TutorialLink(version.title, address_of(version)) for version in named}


def _about(version: Version) -> dict[str, object]:
    """What every page of a version says of it."""
    document = version.parsed()
    disciplines = Discipline.objects.filter(slug__in=document.disciplines)
    described = lrmi(document, f"{settings.SITE_URL}{address_of(version)}")
    return {
        "version": version,
        "document": document,
        "disciplines": disciplines,
        "names": names(),
        "described": described,
    }
