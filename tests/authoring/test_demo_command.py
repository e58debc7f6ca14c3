"""The demo goes through the whole chain, twice in a row without harm, and never on a public site."""

import pytest
from django.core.management import CommandError, call_command

from accounts.domain import verify_audit
from authoring.demo import story
from authoring.demo.cast import call_everybody
from authoring.demo.load import Demo, read_demo
from authoring.demo.opinions import DRAFTS, REFUSED, UNDER_REVIEW
from authoring.enums import State
from authoring.models import Challenge
from challengebank.domain import check_release
from challengebank.domain.exports import FORMATS
from challengebank.models import TrustFile
from challengebank.trust import read
from tests.challengebank.conftest import storages_in  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def short_story() -> Demo:
    """Two challenges of each fate, some for certification, and every tutorial that they name."""
    whole = read_demo()
    other = [item for item in whole.items if item.id not in {*DRAFTS, *REFUSED, *UNDER_REVIEW}]
    certifying = [item.id for item in other if item.purpose == "certification"]
    kept = {*list(DRAFTS)[:2], *list(REFUSED)[:2], *list(UNDER_REVIEW)[:2], *certifying[:3], *(i.id for i in other[:3])}
    items = tuple(item for item in whole.items if item.id in kept)
    named = {link for item in items for link in (*item.tutorials.understand, *item.tutorials.further)}
    return Demo(items, tuple(lesson for lesson in whole.tutorials if lesson.id in named), whole.files)


def tell(demo: Demo) -> tuple[int, int]:
    """Act by act; how many documents and verdicts are new."""
    cast = call_everybody()
    return story.write_everything(cast, demo), story.judge_everything(cast)


def test_the_demo_tells_the_whole_story_and_telling_it_again_changes_nothing(frameworks, tmp_path):
    demo = short_story()
    assert tell(demo)[0] == len(demo.items) + len(demo.tutorials)
    states = {str(uuid): state for uuid, state in Challenge.objects.values_list("uuid", "state")}
    fates = dict.fromkeys(DRAFTS, State.DRAFT) | dict.fromkeys(REFUSED, State.RETURNED)
    fates |= dict.fromkeys(UNDER_REVIEW, State.IN_REVIEW)
    assert states == {item.id: fates.get(item.id, State.ACCEPTED) for item in demo.items}
    assert tell(demo) == (0, 0)
    assert [story.found_trust(tmp_path / "offline" / "root.pem") for _again in range(2)] == [1, 1]
    releases = story.release_everything(call_everybody())
    assert [(release.bank.slug, release.number) for release in releases] == [("entrainement", 1), ("certification", 1)]
    assert [check_release(release).digest for release in releases] == [release.digest for release in releases]
    assert story.release_everything(call_everybody()) == releases
    for release in releases:
        signed = TrustFile.objects.filter(bank=release.bank, role="targets").latest("version")
        assert release.file_name in read(bytes(signed.content)).signed.targets
    said: list[str] = []
    story.export_everywhere(releases[0], tmp_path, said.append)
    assert len(said) == len(FORMATS)
    assert verify_audit() is None


def test_the_demo_never_runs_on_a_public_site(settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="public site"):
        call_command("demo")
