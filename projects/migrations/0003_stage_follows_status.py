from django.db import migrations

STAGES = {"active": "running", "dormant": "running", "ended": "closed", "declined": "rejected"}


def follow_status(apps, schema_editor):
    """A project that was there before stages: as far as its engagement has come."""
    Project = apps.get_model("projects", "Project")
    for status, stage in STAGES.items():
        Project.objects.filter(engagement__status=status).update(stage=stage)


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_whole_projects")]

    operations = [migrations.RunPython(follow_status, migrations.RunPython.noop)]
