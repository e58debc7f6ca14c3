"""Versions frozen before facets named their files get those facets, from their documents."""

import orjson
from django.db import migrations

FILES = b'"assets":[{'
READ = 500


def name_files(apps, editor):
    versions, facets = (
        apps.get_model("challengebank", name).objects.using(editor.connection.alias)
        for name in ("Version", "VersionFacet")
    )
    named = facets.filter(name="file").values("version")
    unnamed = versions.exclude(pk__in=named).values_list("pk", "document")
    facets.bulk_create(
        [
            facets.model(version_id=key, name="file", value=digest)
            for key, document in unnamed.iterator(chunk_size=READ)
            if FILES in bytes(document)
            for digest in dict.fromkeys(asset["sha256"] for asset in orjson.loads(bytes(document))["assets"])
        ],
        batch_size=READ,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('challengebank', '0010_light_release_items'),
    ]

    operations = [migrations.RunPython(name_files, migrations.RunPython.noop)]
