"""What the scripts of the author's form need: words in the reader's language, and the framework."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frameworks.models import Theme
from frameworks.queries import open_levels


def framework(request: HttpRequest) -> JsonResponse:
    """The levels with their guides, and the themes of each competence by its key."""
    themes: dict[int, list[str]] = {}
    for theme in Theme.objects.filter(competence__framework__slug="crcn"):
        themes.setdefault(theme.competence_id, []).append(theme.name)
    levels = [{"number": level.number, "name": level.name, "guide": level.guide} for level in open_levels()]
    response = JsonResponse({"levels": levels, "themes": themes})
    patch_cache_control(response, private=True, max_age=600)
    return response


def words() -> dict[str, Any]:
    """Every sentence of the scripts."""
    return {
        "text": _("text"),
        "formatting": _("Formatting"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "code": _("Code"),
        "link": _("Link"),
        "list": _("List"),
        "numbers": _("Numbered list"),
        "heading": _("Heading"),
        "whole": _("The whole"),
        "missing": _("Missing"),
        "error": _("Error"),
        "warning": _("Warning"),
        "info": _("Advice"),
        "missings": [ngettext("thing missing", "things missing", n) for n in (1, 2)],
        "errors": [ngettext("thing to correct", "things to correct", n) for n in (1, 2)],
        "warnings": [ngettext("warning", "warnings", n) for n in (1, 2)],
        "infos": [ngettext("piece of advice", "pieces of advice", n) for n in (1, 2)],
        "submit": _("Submit to review…"),
        "complete": _("Nothing is missing: it can be submitted."),
        "accepted": _("It is accepted as it is. Change it first: the reviewers then judge a new version."),
        "found": _("Text that was not saved has been found here, from {when}."),
        "takeBack": _("Take it back"),
        "forget": _("Forget it"),
        "answer": _("Answer"),
        "expected": _("Expected, in %"),
        "note": _("Why"),
        "remove": _("Remove"),
        "addTest": _("Add an answer test"),
        "search": _("Search a competence"),
        "chooseCompetence": _("Choose a competence"),
        "levels": _("What each level asks"),
        "inherited": _("As in the prototype."),
        "itsOwn": _("This variant’s own."),
        "makeItsOwn": _("Change it here"),
        "inheritAgain": _("Follow the prototype again"),
        **_zones(),
        "chooseTarget": _("Choose a target"),
        "targetGone": _("{text} (no longer a target)"),
    }


def _zones() -> dict[str, str]:
    """Those of the drawing of zones."""
    return {
        "zones": _("Zones of the image"),
        "zonesFirst": _("Choose the image first: you will draw the zones on it."),
        "zonesHelp": _(
            "Draw a zone with the mouse, or add one and drag it, by a finger too. On a zone, arrows move it, Shift and "
            "arrows resize it, Alt makes the steps small, Enter goes to its name, Delete removes it. Its corners are "
            "reached by Tab."
        ),
        "zoneShape": _("Shape"),
        "rectangle": _("rectangle"),
        "circle": _("circle"),
        "polygon": _("polygon"),
        "addZone": _("Add a zone"),
        "addCorner": _("Add a corner"),
        "zone": _("Zone {number}"),
        "corner": _("corner {number}"),
        "radius": _("radius"),
        "zoneSaid": _("{name}, {shape}: left {left}, top {top}, width {width}, height {height}."),
        "zoneRight": _("Right answer."),
        "zoneGone": _("{name} removed."),
    }
