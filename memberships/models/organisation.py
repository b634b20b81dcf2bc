from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from memberships.querysets import OrganisationQuerySet


class Organisation(models.Model):
    """An international organisation or network (STR-01)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=160)
    long_name = models.CharField(_("fullständigt namn"), max_length=200, blank=True)
    founded = models.PositiveSmallIntegerField(_("grundad"), null=True, blank=True)
    purpose = models.TextField(_("ändamål"), blank=True)
    members = models.CharField(_("medlemmar"), max_length=200, blank=True)
    open_to = models.CharField(_("riktar sig till"), max_length=250, blank=True)
    congress = models.CharField(_("kongress"), max_length=160, blank=True)
    note = models.TextField(_("anmärkning"), blank=True)
    source = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("memberships:organisation_detail", args=[self.pk])


class Grade(models.Model):
    """A grade of membership and what a city must be to hold it. Inhabitants as a whole number."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="grades")
    name = models.CharField(_("medlemsgrad"), max_length=80)
    least_population = models.PositiveIntegerField(_("minsta folkmängd"), null=True, blank=True)
    within_eu = models.BooleanField(_("bara inom EU"), default=False)
    condition = models.CharField(_("villkor"), max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="memberships_grade_once")]

    def __str__(self) -> str:
        return self.name
