"""What is said about a challenge, who reads it and who is told."""

import pytest
from django.core import mail
from django.core.management import call_command
from wagtail.users.models import UserProfile

from authoring.domain import post_message, read_discussion, send_discussion_digests, withdraw_message
from authoring.errors import AuthoringError, NotYours
from authoring.models import Hearing
from authoring.queries.discussion import thread, unheard
from challengebank.errors import ImmutableError
from tests.authoring import factories
from tests.authoring.people import chief, reviewer, teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def told(post) -> set[tuple[str, bool]]:
    return {(hearing.person.first_name, hearing.named) for hearing in Hearing.objects.filter(post=post)}


def test_those_who_take_part_are_told_and_those_named():
    draft = factories.challenge()
    first = post_message(actor=chief(), challenge=draft, text="Which site?")
    assert told(first) == {("Tom", False)}
    answer = post_message(actor=draft.author, challenge=draft, text="@Charles Petit, this one.")
    assert told(answer) == {("Charles", True)}


def test_a_first_name_is_enough_for_someone_who_takes_part():
    draft = factories.challenge()
    post_message(actor=chief(), challenge=draft, text="Which site?")
    assert told(post_message(actor=draft.author, challenge=draft, text="Ask @charles")) == {("Charles", True)}


def test_nobody_is_told_of_what_he_may_not_read():
    draft = factories.challenge()
    teacher("zoe")
    assert told(post_message(actor=draft.author, challenge=draft, text="@Zoe Petit look")) == set()


@pytest.mark.parametrize("stranger", [teacher, reviewer])
def test_only_readers_talk(stranger):
    draft = factories.challenge(by=teacher("ada"))
    with pytest.raises(NotYours):
        post_message(actor=stranger(), challenge=draft, text="Hello")


def test_a_certification_challenge_is_talked_about_by_its_authors_and_the_chief_alone():
    draft = factories.accepted(purpose="certification")
    with pytest.raises(NotYours):
        post_message(actor=teacher("zoe"), challenge=draft, text="Hello")
    assert post_message(actor=chief(), challenge=draft, text="Hello").pk


def test_a_message_is_never_changed_and_its_author_takes_it_back():
    draft = factories.challenge()
    post = post_message(actor=draft.author, challenge=draft, text="Oops")
    with pytest.raises(ImmutableError):
        post.save()
    with pytest.raises(NotYours):
        withdraw_message(actor=chief(), post=post)
    withdrawal = withdraw_message(actor=draft.author, post=post)
    assert [row.withdrawal for row in thread(draft)] == [withdrawal]
    with pytest.raises(AuthoringError):
        withdraw_message(actor=draft.author, post=post)


def test_a_digest_tells_once_of_what_was_not_read_and_keeps_the_words_at_home():
    draft = factories.challenge(title="Cookies")
    for text in ("One secret word", "Two"):
        post_message(actor=chief(), challenge=draft, text=text)
    assert (unheard(draft, draft.author), send_discussion_digests(), send_discussion_digests()) == (2, 1, 0)
    assert "Cookies" in mail.outbox[0].body
    assert "secret word" not in mail.outbox[0].body


def test_what_was_read_or_taken_back_is_not_mailed():
    draft = factories.challenge()
    post_message(actor=chief(), challenge=draft, text="Read")
    read_discussion(reader=draft.author, challenge=draft)
    withdraw_message(actor=chief(), post=post_message(actor=chief(), challenge=draft, text="Gone"))
    call_command("send_discussion_digests")
    assert mail.outbox == []


def test_the_digest_of_a_secret_challenge_hides_its_title():
    draft = factories.challenge(title="Hidden words", purpose="certification")
    post_message(actor=chief(), challenge=draft, text="Hello")
    send_discussion_digests()
    assert "Hidden words" not in mail.outbox[0].body


def test_the_digest_speaks_the_language_of_its_reader():
    draft = factories.challenge()
    UserProfile.objects.create(user=draft.author, preferred_language="en")
    post_message(actor=chief(), challenge=draft, text="Hello")
    send_discussion_digests()
    assert mail.outbox[0].subject == "Vivier: 1 message"
