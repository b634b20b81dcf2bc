"""What a relation to a city abroad rests on, and every change of it with the decision it rests on."""

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.enums import AgreementKind, AgreementState, AgreementVerb, Party
from cities.models.amendment import Amendment
from cities.models.relation import CityRelation
from cities.terms import Terms, Window, window
from core.history import HistoricalRecords
from decisions.models import Case
from documents.models import Document
from governance.models import Person, Theme

MONTHS = [MaxValueValidator(120)]


class Agreement(models.Model):
    """One agreement, memorandum or paper of a change (GBG-C9).

    `ends_on` is the last day as first agreed; `runs_to` the last day with the prolongations so far, and `decide_by` the
    last day on which the city can still give notice or have it renewed (both kept by the actions and the clock, None
    when there is none). An agreement of which only the year is known has `known_since` and no dates. `case` is where it
    was decided. `renews` is the agreement it takes over from, or changes. Costs are whole kronor.
    """

    relation = models.ForeignKey(CityRelation, models.CASCADE, related_name="agreements")
    kind = models.CharField(_("slag"), max_length=12, choices=AgreementKind.choices, default=AgreementKind.FORMAL)
    state = models.CharField(_("läge"), max_length=12, choices=AgreementState.choices, default=AgreementState.DRAFT)
    parties = models.TextField(_("parter"), blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("teman"))
    benefit_city = models.TextField(_("nytta för staden"), blank=True)
    benefit_partner = models.TextField(_("nytta för motparten"), blank=True)

    known_since = models.PositiveSmallIntegerField(_("känt sedan (år)"), null=True, blank=True)
    starts_on = models.DateField(_("gäller från"), null=True, blank=True)
    ends_on = models.DateField(_("gäller till"), null=True, blank=True)
    prolongs_months = models.PositiveSmallIntegerField(_("förlängs med (månader)"), default=0, validators=MONTHS)
    notice_months = models.PositiveSmallIntegerField(_("stadens uppsägningstid"), default=0, validators=MONTHS)
    partner_notice_months = models.PositiveSmallIntegerField(
        _("motpartens uppsägningstid"), default=0, validators=MONTHS
    )

    city_office = models.CharField(_("undertecknas för staden av"), max_length=160, blank=True)
    city_place = models.CharField(_("ort"), max_length=120, blank=True)
    city_signed_on = models.DateField(_("dag"), null=True, blank=True)
    partner_office = models.CharField(_("undertecknas för motparten av"), max_length=160, blank=True)
    partner_place = models.CharField(_("ort"), max_length=120, blank=True)
    partner_signed_on = models.DateField(_("dag"), null=True, blank=True)

    aid = models.BooleanField(_("till stöd för bistånd"), default=False)
    aid_costs = models.PositiveBigIntegerField(_("kostnader, kr"), default=0)
    aid_state_costs = models.PositiveBigIntegerField(_("staten genom Sida bär, kr"), default=0)

    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="agreements")
    amendment = models.OneToOneField(Amendment, models.PROTECT, null=True, blank=True, related_name="paper")
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")

    runs_to = models.DateField(_("löper till"), null=True, blank=True)
    decide_by = models.DateField(_("sista dag att ta ställning"), null=True, blank=True)
    warned_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(_("uppsagt den"), null=True, blank=True)
    notice_by = models.CharField(_("uppsagt av"), max_length=8, choices=Party.choices, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("avtal med stad")
        verbose_name_plural = _("avtal med städer")
        indexes = [models.Index(fields=["decide_by", "id"]), models.Index(fields=["state", "runs_to"])]
        constraints = [
            models.UniqueConstraint(
                fields=["relation"], condition=Q(state="draft"), name="cities_agreement_one_draft_a_relation"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="cities_agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(prolongs_months=0) | Q(ends_on__isnull=False),
                name="cities_agreement_prolongs_from_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.relation}"

    def get_absolute_url(self) -> str:
        return reverse("cities:agreement_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.relation_id}"

    def terms_of(self, party: str) -> Terms:
        months = self.notice_months if party == Party.CITY else self.partner_notice_months
        return Terms(self.ends_on, self.prolongs_months, months)

    def window(self, day: date, party: str = Party.CITY) -> Window | None:
        return window(self.terms_of(party), day)

    def in_force_on(self, day: date) -> bool:
        """A basis of cooperation that day: in effect, also under notice, until its last day (GBG-C9)."""
        effective = self.state in {AgreementState.ACTIVE, AgreementState.TERMINATED}
        begun = self.starts_on is None or self.starts_on <= day
        return effective and self.kind != AgreementKind.AMENDMENT and begun and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        return self.runs_to is not None and self.runs_to < day

    @property
    def own_aid_money(self) -> int:
        return max(0, self.aid_costs - self.aid_state_costs) if self.aid else 0


class AgreementChange(models.Model):
    """One change of an agreement's state: the day it counts from, and the case it rests on or the reason for it.

    A prolongation is one row a period, which the database keeps to once.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=12, choices=AgreementVerb.choices)
    on = models.DateField(_("dag"))
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("skäl"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("avtalets historik")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "on"], condition=Q(verb="prolong"), name="cities_agreementchange_prolonged_once"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(reason=""), name="cities_agreementchange_rests_on_something"
            ),
        ]

    def __str__(self) -> str:
        return self.get_verb_display()
