from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case
from memberships.models.membership import Membership
from memberships.querysets import DeclarationQuerySet


class Declaration(models.Model):
    """A declaration, letter of intent or the like that an organisation proposes for adoption (GBG-O3).

    It is registered with its case, and `adopted_on` follows from what was decided in that case and from nothing else.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="declarations")
    title = models.CharField(_("rubrik"), max_length=200)
    text = models.TextField(_("lydelse"))
    deadline = models.DateField(_("ska antas senast"), null=True, blank=True)
    case = models.OneToOneField(Case, models.CASCADE, related_name="declaration")
    adopted_on = models.DateField(_("antagen"), null=True, blank=True)

    history = HistoricalRecords()
    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["deadline", "id"])]
        verbose_name = _("deklaration")
        verbose_name_plural = _("deklarationer")

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"
