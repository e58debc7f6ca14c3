"""Reading frameworks and vocabularies."""

from django.conf import settings

from frameworks.models import Competence, Level


def known_competences(framework: str = "crcn") -> frozenset[str]:
    """The competence codes that a document may use."""
    return frozenset(Competence.objects.filter(framework__slug=framework).values_list("code", flat=True))


def open_levels(framework: str = "crcn") -> list[Level]:
    """The levels open to authors, up to VIVIER_HIGHEST_LEVEL."""
    return list(Level.objects.filter(framework__slug=framework, number__lte=settings.VIVIER_HIGHEST_LEVEL))
