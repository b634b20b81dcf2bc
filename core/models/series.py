"""Running numbers without gap or duplicate."""

from django.db import models


class Series(models.Model):
    """The last number given in one series of one year. The row is the semaphore: it is locked to take the next."""

    prefix = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="core_series_one_row_a_year")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last}"
