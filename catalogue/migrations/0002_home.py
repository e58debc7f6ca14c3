"""The home of the catalogue takes the place of Wagtail's welcome page."""

from django.db import migrations

INTRO = """Des épreuves pour s’entraîner aux compétences numériques, écrites par des enseignants dans leur discipline et
relues par leurs pairs. Choisis une compétence, réponds, lis le commentaire : tout est là, sans compte."""


def open_home(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("catalogue", "HomePage")
    kind, _made = ContentType.objects.get_or_create(app_label="catalogue", model="homepage")
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    Page.objects.filter(depth=1).update(numchild=1)
    home = HomePage.objects.create(
        title="S’entraîner au numérique",
        draft_title="S’entraîner au numérique",
        slug="home",
        intro=INTRO,
        content_type=kind,
        locale=Locale.objects.get(language_code="fr"),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", site_name="Vivier", root_page=home, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("wagtailcore", "0002_initial_data")]
    operations = [migrations.RunPython(open_home, migrations.RunPython.noop)]
