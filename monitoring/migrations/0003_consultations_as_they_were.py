"""What was registered with a case before consultations had states gets the state it has come to."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations


def give_states(apps, schema_editor):
    Consultation = apps.get_model("monitoring", "Consultation")
    for row in Consultation.objects.filter(case__isnull=False, state="reported").select_related("case"):
        row.unit_id = row.case.unit_id
        row.state = "answered" if row.answered_on else "taken_up"
        row.closed = row.answered_on is not None
        row.reported_at = row.reported_at or row.case.opened_at
        # A date of before meant that whole day.
        row.deadline = datetime.combine(row.deadline.date(), time(23, 59), tzinfo=ZoneInfo("Europe/Brussels"))
        row.save()


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_signals_and_plans")]

    operations = [migrations.RunPython(give_states, migrations.RunPython.noop)]
