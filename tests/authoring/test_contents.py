"""What the bulk verbs keep in revisions is what Wagtail would keep."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from authoring.domain import create_challenges, create_tutorials
from authoring.domain.contents import content_of
from authoring.models import Challenge, Tutorial
from tests.authoring import documents as given
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def plain(data):
    """What is stored, without the date of the last change, which moves whenever it is read; the content as values."""
    kept = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return {**kept, "updated_at": "", "content": json.loads(kept.get("content", "null"))}


@pytest.mark.parametrize("kind", given.CONTENTS)
def test_a_challenge_is_kept_as_wagtail_keeps_it(kind):
    given.store_files()
    create_tutorials(actor=teacher(), drafts=[given.tutorial(501), given.tutorial(502)])
    (made,) = create_challenges(actor=teacher(), drafts=[given.full_item(1, kind)])
    read = Challenge.objects.get()
    assert plain(content_of(made)) == plain(made.serializable_data())
    assert plain(content_of(read)) == plain(read.serializable_data())
    assert plain(read.latest_revision.content) == plain({**read.serializable_data(), "latest_revision": None})


def test_a_tutorial_is_kept_as_wagtail_keeps_it():
    create_tutorials(actor=teacher(), drafts=[given.tutorial(1, tags=("a", "b"))])
    read = Tutorial.objects.get()
    assert plain(content_of(read)) == plain(read.serializable_data())
    assert plain(read.latest_revision.content) == plain({**read.serializable_data(), "latest_revision": None})
