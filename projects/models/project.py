from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Engagement
from projects.enums import FunderKind, PartnerRole, Stage
from projects.models.call import Call
from projects.models.funder import Funder
from projects.querysets import ProjectQuerySet


class Project(models.Model):
    """An international project (GBG-P1). Money in whole kronor.

    `funder` is the kind of funder, which rules and lists read; it follows `financier` where one is chosen, as
    `programme` follows `call`. The three budgets are the sums of the budget lines once there are any, and an estimate
    before.
    """

    engagement = models.OneToOneField(Engagement, models.CASCADE, primary_key=True, related_name="project")
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    stage = models.CharField(_("läge"), max_length=20, choices=Stage.choices, default=Stage.IDEA)
    decided = models.CharField(_("beslutat när och av vem"), max_length=200, blank=True)
    funder = models.CharField(
        _("slag av finansiär"), max_length=10, choices=FunderKind.choices, default=FunderKind.NONE
    )
    financier = models.ForeignKey(
        Funder, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("finansiär")
    )
    programme = models.CharField(_("program"), max_length=160, blank=True)
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("utlysning")
    )
    funder_reference = models.CharField(_("finansiärens diarienummer"), max_length=80, blank=True)
    city_role = models.CharField(
        _("stadens roll"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.LEAD
    )

    own_budget = models.PositiveIntegerField(_("egna medel, kr"), default=0)
    external_budget = models.PositiveIntegerField(_("externa medel, kr"), default=0)
    partner_budget = models.PositiveIntegerField(_("parternas medel, kr"), default=0)
    set_aside = models.PositiveIntegerField(_("avsatta egna medel, kr"), default=0)
    set_aside_on = models.DateField(_("avsatta den"), null=True, blank=True)
    set_aside_note = models.CharField(_("var de är avsatta"), max_length=250, blank=True)

    added_value = models.TextField(_("mervärde av den internationella dimensionen"), blank=True)
    submitted_on = models.DateField(_("ansökan lämnad"), null=True, blank=True)
    funder_decided_on = models.DateField(_("finansiärens beslut"), null=True, blank=True)
    granted_amount = models.PositiveIntegerField(_("beviljat belopp, kr"), null=True, blank=True)
    rejection_reason = models.TextField(_("skäl till avslaget"), blank=True)
    closing_note = models.TextField(_("vad projektet ledde till"), blank=True)

    history = HistoricalRecords()
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projekt")
        indexes = [models.Index(fields=["stage"], name="projects_project_stage")]

    def __str__(self) -> str:
        return self.engagement.title

    def get_absolute_url(self) -> str:
        return self.engagement.get_absolute_url()

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.pk}"

    @property
    def total_budget(self) -> int:
        return self.own_budget + self.external_budget + self.partner_budget

    @property
    def external_share(self) -> int | None:
        """The funder's part of the whole financing in whole per cent; None without a budget (GBG-P2)."""
        return round(100 * self.external_budget / self.total_budget) if self.total_budget else None

    @property
    def has_external_money(self) -> bool:
        return self.funder != FunderKind.NONE or self.external_budget > 0

    @property
    def is_partnership(self) -> bool:
        """A municipal partnership through ICLD or Sida, with reporting dates of its own (NKP-14)."""
        return self.funder in {FunderKind.ICLD, FunderKind.SIDA}

    @property
    def is_aid(self) -> bool:
        return hasattr(self, "aid")

    @property
    def funder_name(self) -> str:
        return self.financier.name if self.financier else str(self.get_funder_display())
