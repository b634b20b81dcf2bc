from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.enums import InstructionKind
from governance.models.person import Person
from governance.models.unit import Unit


class UnitInstruction(models.Model):
    """One version of what a unit has laid down for its own work, beside the city's policy (GBG-10).

    Never changed once written: a change is the next version, and the old one can still be read.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="instructions", verbose_name=_("enhet"))
    kind = models.CharField(_("gäller"), max_length=20, choices=InstructionKind.choices)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("titel"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    adopted = models.CharField(_("beslutad av"), max_length=160, blank=True)
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["unit", "kind", "-version"]
        verbose_name = _("instruktion")
        verbose_name_plural = _("instruktioner")
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "version"], name="governance_unitinstruction_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="governance_unitinstruction_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("engagements:instruction_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"governance.unit:{self.unit_id}"


class InstructionLine(models.Model):
    """One line of an instruction's checklist, to be ticked off for each visit, project or journey."""

    instruction = models.ForeignKey(UnitInstruction, models.CASCADE, related_name="checklist")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("vad"), max_length=250)
    obligatory = models.BooleanField(_("måste göras"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instruction", "order"], name="governance_instructionline_order_once")
        ]

    def __str__(self) -> str:
        return self.text
