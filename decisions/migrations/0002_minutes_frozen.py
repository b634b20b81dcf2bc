from django.db import migrations

from decisions import freezing


def install(apps, schema_editor):
    freezing.install(schema_editor.connection)


def remove(apps, schema_editor):
    freezing.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
