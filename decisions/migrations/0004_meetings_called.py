from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_referrals"),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name=name,
            field=field,
        )
        for model in ("meeting", "historicalmeeting")
        for name, field in (
            ("called_starts_at", models.DateTimeField(blank=True, null=True)),
            ("called_place", models.CharField(blank=True, max_length=160)),
            (
                "cancelled_reason",
                models.TextField(blank=True, verbose_name="skäl till att sammanträdet ställs in"),
            ),
        )
    ]
