"""Drafts rewritten many at once say what their documents say, in their rows and in their revisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.models import ReferenceIndex

from accounts.models import AuditEvent
from authoring.documents import document_of, read_draft
from authoring.domain import create_tutorials, update_draft, update_drafts
from authoring.domain.contents import content_of
from authoring.domain.rewriting import latest_of
from authoring.errors import Locked, NotYours, StaleDraft
from authoring.models import Challenge, Picture, Tutorial
from frameworks.models import Discipline
from items.document import TutorialLinks
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


BARE = {"illustration": None, "attachments": (), "assets": (), "tutorials": TutorialLinks()}


def rewritten(document):
    """The only draft, once it was made to say this."""
    draft = Challenge.objects.get()
    update_drafts(actor=draft.author, drafts=[draft], documents=[document])
    return Challenge.objects.get()


@pytest.mark.parametrize("kind", given.CONTENTS)
def test_every_type_says_what_it_is_told(kind):
    given.store_files()
    create_tutorials(actor=teacher(), drafts=[given.tutorial(501), given.tutorial(502)])
    factories.challenge(1)
    for document in (given.full_item(1, kind), given.item(1, kind), given.item(1)):
        draft = rewritten(document)
        assert document_of(draft) == document
        assert document_of(draft.get_latest_revision_as_object()) == document
        assert (draft.kind, draft.competence) == (document.content.type, document.primary.competence)
    assert draft.revisions.count() == 4
    assert (draft.checks, AuditEvent.objects.filter(act="edit").count()) == ("due", 3)
    assert [ReferenceIndex.get_references_to(picture).count() for picture in Picture.objects.all()] == [0]


def test_rows_that_say_the_same_stay():
    draft = factories.challenge(1)
    kept = draft.alignments.get().pk
    draft = rewritten(given.item(1, hint="Think."))
    assert draft.alignments.get().pk == kept
    assert [row["pk"] for row in draft.latest_revision.content["alignments"]] == [kept]


def test_what_was_accepted_stays_until_the_next_one_is():
    factories.accepted()
    draft = rewritten(given.item(1, hint="Think."))
    assert (draft.hint, draft.has_unpublished_changes) == ("", True)
    assert draft.get_latest_revision_as_object().hint == "Think."


@pytest.mark.parametrize("kind", given.CONTENTS)
def test_many_are_made_again_of_their_revisions_as_wagtail_makes_one(kind):
    given.store_files()
    create_tutorials(actor=teacher(), drafts=[given.tutorial(501), given.tutorial(502)])
    factories.accepted()
    row = rewritten(given.full_item(1, kind))
    for gone in (None, Tutorial, Tag, Discipline, Picture):
        if gone:
            gone.objects.first().delete()
        (made,), one = latest_of([row]), row.get_latest_revision_as_object()
        assert made is not row
        assert columns(made) == columns(one)
        assert content_of(made) | {"updated_at": None} == content_of(one) | {"updated_at": None}


def columns(draft):
    """What a draft says in the columns of its own row."""
    return {field.attname: getattr(draft, field.attname) for field in draft._meta.concrete_fields}


def test_many_published_drafts_are_read_as_fast_as_one():
    for number in (1, 2, 3):
        factories.accepted(number)
    drafts = list(Challenge.objects.order_by("pk"))
    items = [given.full_item(number, "single_choice").model_copy(update=BARE) for number in (1, 2, 3)]
    update_drafts(actor=drafts[0].author, drafts=drafts, documents=items)

    def asked(rows):
        with CaptureQueriesContext(connection) as queries:
            said = [read_draft(draft, {}) for draft in latest_of(rows)]
        assert said == items[: len(rows)]
        return len(queries)

    rows = list(Challenge.objects.order_by("pk").select_related("latest_revision"))
    assert asked(rows[:1]) == asked(rows)


def test_what_somebody_saved_since_is_not_overwritten():
    draft = factories.challenge(1)
    read = Challenge.objects.get()
    update_draft(actor=draft.author, draft=draft, document=given.item(1, hint="A"), based_on=draft.latest_revision_id)
    with pytest.raises(StaleDraft):
        update_drafts(actor=draft.author, drafts=[read], documents=[given.item(1, hint="B")])
    with pytest.raises(NotYours):
        update_drafts(actor=teacher("ute"), drafts=[read], documents=[given.item(1, hint="B")])
    factories.submit(Challenge.objects.get())
    with pytest.raises(Locked):
        rewritten(given.item(1, hint="B"))
    assert Challenge.objects.get().hint == "A"
