from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AppointmentQuerySet(models.QuerySet):
    def on(self, day: date):
        """In force on `day`, both ends included."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def today(self):
        return self.on(timezone.localdate())
