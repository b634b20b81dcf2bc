from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.enums import RetentionRule
from documents.models import Document
from engagements.enums import AreaKey
from engagements.exchange.enums import ImportState, Outcome
from engagements.models.engagement import Engagement
from engagements.querysets import open_or_granted
from governance.models import Person


class ImportQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """One's own; for the coordinating unit also others', unless something in the file is confidential."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        own = Q(by_id=person.pk)
        return self.filter(own | Q(closed=False) if person.powers.coordinates else own)


class Import(models.Model):
    """A file brought to a register: first read and compared, then all of it carried out or nothing.

    `closed` until it is known that nothing in the file or in the rows it concerns is confidential. `digest` is what the
    comparison led to: the import is refused when it would lead to something else. `round` counts the comparisons.
    """

    area = models.CharField(_("område"), max_length=20, choices=AreaKey.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("inläst av"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("fil"))
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.READING)
    closed = models.BooleanField(default=True)
    round = models.PositiveSmallIntegerField(default=1)
    job_id = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    problem = models.TextField(_("hinder"), blank=True)
    notes = models.TextField(_("anmärkningar"), blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    retention_rule = models.CharField(
        _("bevarande"), max_length=20, choices=RetentionRule.choices, default=RetentionRule.TWO_YEARS
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        indexes = [models.Index(fields=["-created_at", "-id"]), models.Index(fields=["by", "-created_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_area_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("engagements:import_detail", args=[self.pk])

    @property
    def rows_in_file(self) -> int:
        return self.new + self.changed + self.same + self.wrong


class ImportRowQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Rows of an import one sees; of those about something confidential, only what one may read today."""
        mine = self.filter(upload__in=Import.objects.visible_to(person))
        return mine.filter(Q(engagement=None) | open_or_granted(person, "engagement__"))


class ImportRow(models.Model):
    """One row of the file and what it leads to. `lines` is a list of column, stored, typed, message, clause."""

    upload = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    title = models.CharField(max_length=250, blank=True)
    engagement = models.ForeignKey(Engagement, models.SET_NULL, null=True, blank=True, related_name="+")
    lines = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="engagements_importrow_once")]
        indexes = [models.Index(fields=["upload", "outcome", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
