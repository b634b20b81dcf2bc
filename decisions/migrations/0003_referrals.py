"""An answer that came after the referral was summed up is marked as such."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_meetings")]

    operations = [
        migrations.AddField(
            model_name=name, name="after_summary", field=models.BooleanField(default=False)
        )
        for name in ("answer", "historicalanswer")
    ]
