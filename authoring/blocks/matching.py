"""Match: each source names its target by the target's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks

from authoring.blocks.base import (
    ContentBlock,
    Images,
    Values,
    blank,
    line,
    markdown,
    options_of,
    rows,
    stored,
    strategy,
    tick,
)
from items.errors import InvalidDocument
from items.types import Match

UNKNOWN_TARGET = gettext_noop("what it goes with is not among the targets, in the same words")


class SourceRow(blocks.StructBlock):
    """One thing to link."""

    text = line(_("Item"))
    target = line(_("Goes with"), help_text=_("One of the targets above, in the same words."))
    feedback = markdown(_("Feedback"), rows=2)

    class Meta:
        label = _("Item")


class TargetRow(blocks.StructBlock):
    """One thing to link to."""

    text = line(_("Target"))
    feedback = markdown(_("Feedback"), rows=2)

    class Meta:
        label = _("Target")


class MatchBlock(ContentBlock):
    """Sources to link to targets. Targets that no source names are lures."""

    targets = blocks.ListBlock(
        TargetRow(),
        label=_("Targets"),
        default=blank(TargetRow(), 2),
        help_text=_("Write them first: each item is then linked to one of them. Those that stay alone are lures."),
    )
    sources = blocks.ListBlock(SourceRow(), label=_("Items to match"), default=blank(SourceRow(), 2))
    one_to_one = tick(_("A target serves once"))
    strategy = strategy("all_or_nothing", "per_pair")

    class Meta:
        label = _("Match")
        icon = "link"

    def read(self, values: Values, images: Images) -> Values:
        targets = options_of(values.get("targets"))
        by_text = {target["text"].strip(): target["id"] for target in targets}
        pairs = []
        for place, (source, row) in enumerate(rows(values.get("sources"))):
            wanted = (row.get("target") or "").strip()
            if wanted not in by_text:
                raise InvalidDocument.at(f"content.sources.{place}.target", UNKNOWN_TARGET)
            pairs.append((source, by_text[wanted]))
        return {
            "sources": options_of(values.get("sources")),
            "targets": targets,
            "pairs": pairs,
            "one_to_one": bool(values.get("one_to_one")),
            "strategy": values["strategy"],
        }

    def write(self, content: Match, images: Images) -> Values:
        target_of = dict(content.pairs)
        text_of = {target.id: target.text for target in content.targets}
        return {
            "sources": stored(
                (s.id, {"text": s.text, "target": text_of[target_of[s.id]], "feedback": s.feedback})
                for s in content.sources
            ),
            "targets": stored((t.id, {"text": t.text, "feedback": t.feedback}) for t in content.targets),
            "one_to_one": content.one_to_one,
            "strategy": content.strategy,
        }
