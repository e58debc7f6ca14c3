"""axe-core finds nothing against WCAG 2.2 AA on any page that the project draws, whoever reads it."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER
from authoring.documents import document_of
from authoring.models import Tutorial
from challengebank.domain import freeze_release, start_job
from challengebank.models import Job, Release
from review.domain import answer_as_pupil, claim_review, plant_calibration
from review.models import Review
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import person
from tests.browser import once, screenshot, violations
from tests.challengebank.factories import bank
from tests.review.factories import verdict

pytestmark = [once, pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frameworks")]

FADING = ".messages"
"""Wagtail's messages fade in: while they do, their contrast is whatever it is."""


def tutorial_at(name: str, *args) -> str:
    return reverse(Tutorial.snippet_viewset.get_url_name(name), args=args)


def teacher_pages(who: User) -> Iterator[str]:
    draft = factories.challenge(1, by=who)
    reviewed = factories.challenge(2, by=who)
    review = factories.submitted(reviewed)
    factories.judged(factories.challenge(3, by=who), "refuse", "refuse")
    yield from (reverse("wagtailadmin_home"), at("list"), tutorial_at("list"), at("add"), tutorial_at("add"))
    for kind in ("single_choice", "hotspot", "match", "web_task"):
        yield at("add") + f"?type={kind}"
    yield from (f"{at('edit', draft.pk)}#tab-{tab}" for tab in ("competences", "images_fichiers_tutoriels", "droits"))
    for name in ("edit", "submit", "inspect", "copy", "history", "delete", "retire"):
        yield at(name, draft.pk)
    yield reverse("wagtailadmin_account")
    yield from (at("edit", reviewed.pk), reverse("authoring:import"), reverse("reviews:review", args=[review.pk]))


def reviewer_pages(who: User) -> Iterator[str]:
    to_claim, to_answer, to_judge, sealed = (factories.submitted(factories.challenge(n)) for n in range(1, 5))
    for review in (to_answer, to_judge, sealed):
        claim_review(reviewer=who, review=review)
    for review in (to_judge, sealed):
        answer_as_pupil(reviewer=who, review=review, answer="b")
    verdict(Review.objects.get(pk=sealed.pk), who)
    yield reverse("wagtailadmin_home")
    yield from (reverse("reviews:queue") + f"?tab={tab}" for tab in ("mine", "claim", "done"))
    yield from (reverse("reviews:review", args=[review.pk]) for review in (to_claim, to_answer, to_judge, sealed))
    yield reverse("reviews:figures")


def chief_pages(who: User) -> Iterator[str]:
    running = factories.submitted(factories.challenge(1))
    factories.judged(factories.challenge(2), "accept", "refuse")
    plant_calibration(actor=who, document=document_of(factories.challenge(3, by=who)), flaws=["fair"])
    yield at("calibrate", factories.challenge(4, by=who).pk)
    yield from (reverse(f"reviews:{name}") for name in ("plan", "policies", "figures", "conflicts", "calibrations"))
    yield reverse("reviews:queue") + "?tab=all"
    yield from (reverse("reviews:review", args=[review.pk]) for review in (running, Review.objects.latest("pk")))


def operator_pages(who: User) -> Iterator[str]:
    for number in range(1, 4):
        factories.accepted(number)
    released = freeze_release(actor=who, bank=bank())
    job = start_job(actor=who, bank=released.bank, kind=Job.Kind.EXAM, forms=1)
    slug = released.bank.slug
    yield from (reverse("wagtailadmin_home"), reverse("banks:list"), reverse("banks:new"))
    for name in ("bank", "edit", "history", "blueprint", "calls", "exam", "release"):
        yield reverse(f"banks:{name}", args=[slug])
    yield from (reverse("banks:release_page", args=[slug, 1]), reverse("banks:fidelity", args=[slug, 1, "csv"]))
    yield reverse("banks:recall", args=[Release.objects.get().items.first().version_id])
    yield reverse("banks:job", args=[job.pk])


def administrator_pages(who: User) -> Iterator[str]:
    somebody = person("zoe", TEACHER)
    yield from (reverse("wagtailadmin_home"), reverse("people:list"), reverse("people:new"))
    yield from (reverse(f"people:{name}", args=[somebody.pk]) for name in ("person", "erase"))


def nobody_s_pages(who: None) -> Iterator[str]:
    yield reverse("wagtailadmin_login")


PAGES = {
    "teacher": (TEACHER, teacher_pages),
    "reviewer": (REVIEWER, reviewer_pages),
    "chief": (CHIEF_REVIEWER, chief_pages),
    "operator": (OPERATOR, operator_pages),
    "administrator": (ADMINISTRATOR, administrator_pages),
    "nobody": (None, nobody_s_pages),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page, sign_in, name):
    role, pages = PAGES[name]
    who = person("ada", role) if role else None
    addresses = list(pages(who))
    if who:
        sign_in(page, who)
    assert {address: found for address in addresses if (found := _seen(page, address, name))} == {}


def _seen(page: Page, address: str, name: str) -> list[str]:
    answer = page.goto(address)
    page.wait_for_load_state("networkidle")
    screenshot(page, f"axe-{name}{address.replace('/', '-').replace('?', '-').replace('#', '-')}")
    if answer and answer.status != 200:
        return [f"answered {answer.status}"]
    return violations(page, {"exclude": [[FADING]]})
