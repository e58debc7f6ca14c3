"""What a browser would post for the forms of drafts."""

from django.urls import reverse

from authoring.models import Challenge


def at(name: str, *args) -> str:
    return reverse(Challenge.snippet_viewset.get_url_name(name), args=args)


def form(client, draft: Challenge, **changes) -> dict[str, str]:
    """What the browser would post for this draft, with changes."""
    page = client.get(at("edit", draft.pk))
    return {**fields(page.context["form"]), **loaded(Challenge.objects.get(pk=draft.pk)), **changes}


def loaded(draft: Challenge) -> dict[str, str]:
    revision = draft.latest_revision
    return {"loaded_revision_id": str(revision.pk), "loaded_revision_created_at": revision.created_at.isoformat()}


def fields(bound) -> dict[str, str]:
    values = {}
    for field in bound:
        value = field.value()
        values[field.html_name] = value if isinstance(value, str | list) else "" if value is None else str(value)
    values.pop("content")
    values |= stream("content", bound.instance.content)
    values["tags"] = ", ".join(tag.name for tag in bound.instance.tags.all())
    values["coauthors"] = "\n".join(p.email for p in bound.instance.coauthors.all())
    for formset in bound.formsets.values():
        values |= {f"{formset.prefix}-{name}": str(value) for name, value in formset.management_form.initial.items()}
        for row in formset.forms:
            values |= {field.html_name: field.value() or "" for field in row}
    return values


def stream(prefix: str, value) -> dict[str, str]:
    """A single choice as the StreamField's form posts it."""
    data = {f"{prefix}-count": str(len(value))}
    for place, child in enumerate(value):
        data |= row(f"{prefix}-{place}", place, child.block_type, child.id)
        data |= options(f"{prefix}-{place}-value-options", child.value["options"].bound_blocks)
    return data


def options(prefix: str, blocks) -> dict[str, str]:
    data = {f"{prefix}-count": str(len(blocks))}
    for place, option in enumerate(blocks):
        here = f"{prefix}-{place}"
        data |= row(here, place, "item", option.id)
        data |= {f"{here}-value-text": option.value["text"], f"{here}-value-feedback": option.value["feedback"]}
        if option.value["correct"]:
            data[f"{here}-value-correct"] = "on"
    return data


def row(prefix: str, place: int, kind: str, identifier: str | None) -> dict[str, str]:
    return {
        f"{prefix}-deleted": "",
        f"{prefix}-order": str(place),
        f"{prefix}-type": kind,
        f"{prefix}-id": identifier or "",
    }
