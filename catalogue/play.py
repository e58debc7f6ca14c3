"""A public challenge, to answer; a public tutorial, to read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue import queries
from catalogue.views import file_address, names, public_version
from challengebank.models import Version
from challengebank.models.versions import VersionQuerySet
from frameworks.models import Discipline


def tutorial(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A tutorial, with the challenges that it helps with."""
    version = public_version(queries.tutorials(), uuid)
    helped = queries.linked_to(version)
    return render(request, "catalogue/tutorial.html", {**about(version), "helped": helped})


def about(version: Version) -> dict[str, object]:
    """What every page of a version says of it."""
    document = version.parsed()
    disciplines = Discipline.objects.filter(slug__in=document.disciplines)
    return {"version": version, "document": document, "disciplines": disciplines, "names": names()}
