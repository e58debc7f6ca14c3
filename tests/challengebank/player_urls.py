"""The site, and a page for each challenge of `player_items`."""

from django.http import HttpResponse
from django.urls import path

from challengebank.player import play
from config.urls import urlpatterns as site
from tests.challengebank.player_items import FILES, PLAYED

urlpatterns = [
    path("play/<str:kind>/", lambda request, kind: play(request, PLAYED[kind].item, asset_url="/files/{}".format)),
    path("files/<str:sha256>", lambda request, sha256: HttpResponse(FILES[sha256])),
    *site,
]
