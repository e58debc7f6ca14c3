"""What a challenge or a tutorial must say beside its content."""

from collections.abc import Iterator

from items.document import Document, Item, Tutorial
from items.lint.base import Context, Flaw, rule
from items.lint.choices import choices
from items.lint.texts import texts, words
from items.messages import message

WORDS_PER_SECOND = 3.5
"""Faster than any class reads silently with understanding: about 210 words a minute."""
SLOWEST = 10
"""Seconds a word: beyond, and above five minutes, an estimate is hard to believe."""
LONG_TEXT = 150
"""Words after which a lesson needs headings."""
FREE_LICENCES = ("CC0", "CC BY", "CC-BY", "Etalab", "etalab", "LO", "Public domain", "MIT")


@rule(
    "error",
    Document,
    message("No licence"),
    message("Choose a licence: without one, nobody may play it."),
)
def missing_licence(document: Document, context: Context) -> Iterator[Flaw]:
    """The licence is empty."""
    if not document.licence.strip():
        yield "licence", message("Nobody knows what may be done with it.")


@rule(
    "warning",
    Document,
    message("A licence that closes"),
    message("Take CC BY, CC BY-SA, CC0 or the Licence Ouverte: others may then translate and adapt."),
)
def closed_licence(document: Document, context: Context) -> Iterator[Flaw]:
    """A licence that is not known as free, or that forbids adaptation or commercial use."""
    name = document.licence.strip()
    if name and (not name.startswith(FREE_LICENCES) or "NC" in name or "ND" in name):
        yield "licence", message("« %(licence)s » does not allow everyone to adapt it", licence=name)


@rule(
    "error",
    Document,
    message("An unknown competence"),
    message("Choose a competence in the framework."),
)
def unknown_competence(document: Document, context: Context) -> Iterator[Flaw]:
    """An alignment on a competence that its framework does not have."""
    for place, alignment in enumerate(document.alignments):
        known = context.competences.get(alignment.framework)
        if known is not None and alignment.competence not in known:
            yield f"alignments.{place}", message("The framework has no %(code)s", code=alignment.competence)


@rule(
    "warning",
    Document,
    message("No class"),
    message("Say for which classes it is: its readability is judged by the youngest."),
)
def missing_classes(document: Document, context: Context) -> Iterator[Flaw]:
    """No class is declared."""
    if not document.classes:
        yield "classes", message("Nobody knows for whom it is.")


@rule(
    "warning",
    Item,
    message("No feedback on a mistake"),
    message("Say what to look at again, or give each wrong option its own feedback."),
)
def missing_feedback(item: Item, context: Context) -> Iterator[Flaw]:
    """A training challenge that says nothing after a wrong answer, neither in general nor option by option."""
    distractors = [offer for choice in choices(item) for offer in choice.distractors]
    said = {text.where for text in texts(item, "feedback")}
    explained = distractors and all(o.where.replace(".text", ".feedback") in said for o in distractors)
    if item.purpose == "training" and not item.feedback.incorrect.strip() and not explained:
        yield "feedback.incorrect", message("A pupil who is wrong learns nothing.")


@rule(
    "info",
    Item,
    message("No hint"),
    message("Give a first step to those who do not know how to begin."),
)
def missing_hint(item: Item, context: Context) -> Iterator[Flaw]:
    """A training challenge without a hint."""
    if item.purpose == "training" and not item.hint.strip():
        yield "hint", message("Nothing helps a pupil who is stuck.")


@rule(
    "warning",
    Item,
    message("No tutorial"),
    message("Link the tutorial that teaches what the challenge asks."),
)
def missing_tutorials(item: Item, context: Context) -> Iterator[Flaw]:
    """A training challenge that no tutorial prepares."""
    if item.purpose == "training" and not item.tutorials.understand:
        yield "tutorials.understand", message("A pupil who fails has nowhere to go.")


@rule(
    "warning",
    Item,
    message("No estimated time"),
    message("Say how long a pupil needs: tests are assembled by time."),
)
def missing_time(item: Item, context: Context) -> Iterator[Flaw]:
    """No estimated time."""
    if item.delivery.estimated_time is None:
        yield "delivery.estimated_time", message("Nobody knows how long it takes.")


@rule(
    "warning",
    Item,
    message("An unlikely time"),
    message("Count the time to read, to do and to check."),
)
def unlikely_time(item: Item, context: Context) -> Iterator[Flaw]:
    """The estimated time is above the limit, too short to read the texts once, or very long for so few words."""
    seconds, limit = item.delivery.estimated_time, item.delivery.time_limit
    if seconds is not None:
        count = sum(len(words(text.plain)) for text in texts(item, "statement", "option"))
        if limit is not None and seconds > limit:
            yield (
                "delivery.estimated_time",
                message("%(time)s s, but %(limit)s s are allowed", time=seconds, limit=limit),
            )
        elif seconds < count / WORDS_PER_SECOND:
            yield "delivery.estimated_time", message("%(time)s s to read %(count)s words", time=seconds, count=count)
        elif seconds > max(600, SLOWEST * count):
            yield "delivery.estimated_time", message("%(time)s s for %(count)s words", time=seconds, count=count)


@rule(
    "warning",
    Tutorial,
    message("No duration"),
    message("Say how long it takes to read or to watch."),
)
def missing_duration(tutorial: Tutorial, context: Context) -> Iterator[Flaw]:
    """A tutorial without a duration."""
    if tutorial.duration is None:
        yield "duration", message("Nobody knows how long it takes.")


@rule(
    "warning",
    Tutorial,
    message("A long text without headings"),
    message("Put a heading before each step: « ## … »."),
)
def missing_headings(tutorial: Tutorial, context: Context) -> Iterator[Flaw]:
    """A lesson of more than 150 words without a heading."""
    count = sum(len(words(text.plain)) for text in texts(tutorial, "statement"))
    if count > LONG_TEXT and not any(line.startswith("#") for line in tutorial.body.splitlines()):
        yield "body", message("%(count)s words in one piece", count=count)


@rule(
    "warning",
    Tutorial,
    message("Nothing but a link"),
    message("Say in a few sentences what one finds there: the page may vanish."),
)
def bare_link(tutorial: Tutorial, context: Context) -> Iterator[Flaw]:
    """A link, a video or a file without any text of ours."""
    if tutorial.kind != "text" and not tutorial.body.strip():
        yield "body", message("Nothing says what it teaches.")
