from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models.country import Country
from engagements.models.engagement import Engagement
from engagements.querysets import ContactQuerySet
from governance.models import Person, Unit


class PartnerContact(models.Model):
    """Somebody outside the city one works with, kept with consent until a day, and then deleted (NKP-15).

    Nothing of it is written anywhere else: not in events, not in search texts.
    """

    name = models.CharField(_("namn"), max_length=160)
    role = models.CharField(_("roll"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-post"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="partner_contacts", verbose_name=_("enhet"))
    engagements = models.ManyToManyField(Engagement, through="ContactEngagement", related_name="partner_contacts")
    consent_on = models.DateField(_("samtycke lämnat"))
    consent_how = models.CharField(_("hur samtycket lämnades"), max_length=200)
    delete_on = models.DateField(_("raderas"))
    reminded_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    history = HistoricalRecords(excluded_fields=["search_text"])
    _history_user: Any
    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        indexes = [models.Index(fields=["name", "id"]), models.Index(fields=["delete_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(delete_on__gt=F("consent_on")), name="engagements_partnercontact_kept_after_consent"
            ),
            models.CheckConstraint(condition=~Q(consent_how=""), name="engagements_partnercontact_consent_says_how"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("engagements:contact_detail", args=[self.pk])


class ContactEngagement(models.Model):
    contact = models.ForeignKey(PartnerContact, models.CASCADE, related_name="links")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="contact_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "engagement"], name="engagements_contactengagement_once")
        ]

    def __str__(self) -> str:
        return str(self.engagement_id)
