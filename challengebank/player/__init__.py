"""The player: a challenge as a pupil sees it and answers it, in a preview, a review or the catalogue.

It works without JavaScript; `player.js` makes it pleasant. `play` is a whole view; `render`, `read_answer`: its parts.
"""

from challengebank.player.reading import read_answer
from challengebank.player.rendering import TutorialLink, render
from challengebank.player.views import play

__all__ = ["TutorialLink", "play", "read_answer", "render"]
