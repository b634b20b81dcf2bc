from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Country
from projects.enums import PartnerRole
from projects.models.project import Project
from projects.querysets import OfProjectQuerySet


class ProjectPartner(models.Model):
    """Who else takes part in a project. The city's own role stands on the project; one of all leads."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    name = models.CharField(_("part"), max_length=160)
    role = models.CharField(_("roll"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.PARTNER)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("land")
    )
    task = models.CharField(_("vad parten gör"), max_length=250, blank=True)

    history = HistoricalRecords()
    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("part i projekt")
        verbose_name_plural = _("parter i projekt")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(role=PartnerRole.LEAD), name="projects_partner_one_leads"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.project_id}"
