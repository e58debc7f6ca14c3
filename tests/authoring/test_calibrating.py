"""A chief reviewer plants a challenge of his own with its flaws; nobody else does, and he never plants another's."""

import pytest

from authoring.enums import State
from authoring.models import Challenge
from review.models import Calibration
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import chief

pytestmark = pytest.mark.usefixtures("frameworks")


def test_a_chief_plants_a_draft_of_his_own(client):
    draft = factories.challenge(by=chief())
    client.force_login(draft.author)
    assert at("calibrate", draft.pk) in client.get(at("edit", draft.pk)).content.decode()
    assert client.get(at("calibrate", draft.pk)).status_code == 200
    client.post(at("calibrate", draft.pk), {"flaw": ["fair", "key_correct"]})
    assert Calibration.objects.get().flaws == ["fair", "key_correct"]
    assert Challenge.objects.get(pk=draft.pk).state == State.DRAFT


def test_without_a_flaw_nothing_is_planted(client):
    draft = factories.challenge(by=chief())
    client.force_login(draft.author)
    client.post(at("calibrate", draft.pk), {})
    assert not Calibration.objects.exists()


def test_others_do_not(client):
    draft = factories.challenge()
    for person in (draft.author, chief()):
        client.force_login(person)
        assert client.get(at("calibrate", draft.pk)).status_code == 403
        assert client.post(at("calibrate", draft.pk), {"flaw": ["fair"]}).status_code == 403
    assert not Calibration.objects.exists()
