"""A request from outside to visit the city, and the short assessment it gets."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.enums import RetentionRule
from core.history import HistoricalRecords
from core.models import Record
from engagements.models import Country
from governance.models import Aim, Person, Policy, Unit
from visits.enums import RequestChannel, RequestResult, RequestState, Serving, VisitKind
from visits.models.visit import Visit
from visits.querysets import VisitRequestQuerySet


class VisitRequest(Record):
    """One intake for every request: staff, a unit that passes it on, or the delegation itself (GBG-V3).

    The sender's name, address and own words are personal data: erased two years after the answer, and never kept in
    the history. What never was confirmed by its sender is deleted whole.
    """

    retention_rule = models.CharField(
        _("bevarande"), max_length=20, choices=RetentionRule.choices, default=RetentionRule.TWO_YEARS
    )
    channel = models.CharField(_("väg in"), max_length=10, choices=RequestChannel.choices)
    state = models.CharField(_("läge"), max_length=12, choices=RequestState.choices, default=RequestState.RECEIVED)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kom in genom")
    )
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    visitor = models.CharField(_("delegation"), max_length=200, blank=True)
    city = models.CharField(_("stad"), max_length=120, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("land")
    )
    visitors_count = models.PositiveSmallIntegerField(_("antal besökare"), null=True, blank=True)
    wanted_from = models.DateField(_("önskat från"), null=True, blank=True)
    wanted_to = models.DateField(_("önskat till"), null=True, blank=True)
    kind = models.CharField(_("slag"), max_length=10, choices=VisitKind.choices, blank=True)
    text = models.TextField(_("vad avsändaren skriver"), blank=True)
    sender_name = models.CharField(_("avsändarens namn"), max_length=160, blank=True)
    sender_email = models.EmailField(_("avsändarens e-post"), blank=True)
    language = models.CharField(
        _("språk för svaret"), max_length=2, choices=[("sv", "Svenska"), ("en", "English")], default="sv"
    )
    forgotten_on = models.DateField(_("avsändarens uppgifter gallrade"), null=True, blank=True)

    result = models.CharField(_("resultat"), max_length=10, choices=RequestResult.choices, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    own_value = models.CharField(_("mervärde för egen verksamhet"), max_length=10, choices=Serving.choices, blank=True)
    own_value_note = models.CharField(_("på vilket sätt"), max_length=300, blank=True)
    offered = models.CharField(_("annan form som erbjuds"), max_length=300, blank=True)
    host_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet som tar emot")
    )
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="+")
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assessed_at = models.DateTimeField(null=True, blank=True)

    answer = models.TextField(_("svar"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    visit = models.ForeignKey(Visit, models.SET_NULL, null=True, blank=True, related_name="requests")
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="joined")
    example = models.BooleanField(_("exempel"), default=False)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["sender_name", "sender_email", "text", "answer", "search_text"])
    _history_user: Any
    objects = VisitRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("besöksförfrågan")
        verbose_name_plural = _("besöksförfrågningar")
        indexes = [
            models.Index(fields=["state", "sent_at", "id"]),
            models.Index(fields=["unit", "sent_at", "id"]),
            models.Index(fields=["sent_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("visits:request_detail", args=[self.pk])


class RequestAim(models.Model):
    """How the visit asked for serves one aim of the policy (SAF-03)."""

    request = models.ForeignKey(VisitRequest, models.CASCADE, related_name="aims")
    aim = models.ForeignKey(Aim, models.PROTECT, related_name="+")
    serving = models.CharField(_("tjänar"), max_length=10, choices=Serving.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "aim"], name="visits_requestaim_once")]

    def __str__(self) -> str:
        return str(self.aim)
