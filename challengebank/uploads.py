"""Files that people upload, as a browser gets them: none ever runs as a page of this site."""

from django.http import HttpResponseBase


def disarm(response: HttpResponseBase) -> None:
    """Opened by itself, the file stands apart from the site and without scripts: an SVG image may hold some."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
