"""Decisions on delegation: the order, its rules, and what was decided with them (KL 6:37-40, 7:5-8)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from core.models import Record
from decisions.enums import DelegatedKind, DelegationHolder, DelegationSubject, Outcome
from decisions.models.case import Case
from decisions.models.decision import Decision
from decisions.models.meeting import AgendaItem
from decisions.querysets import DelegatedQuerySet, DelegationOrderQuerySet, DelegationRuleQuerySet
from governance.models import Body, Person, Unit


class DelegationOrder(models.Model):
    """A body's order of delegation (delegationsordning), as it decided it for a period."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="delegation_orders", verbose_name=_("organ"))
    title = models.CharField(_("titel"), max_length=200)
    adopted_on = models.DateField(_("beslutad"))
    paragraph = models.CharField(_("paragraf"), max_length=30)
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = DelegationOrderQuerySet.as_manager()

    class Meta:
        ordering = ["body", "-starts_on"]
        verbose_name = _("delegationsordning")
        verbose_name_plural = _("delegationsordningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="decisions_delegationorder_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:delegation_order_detail", args=[self.pk])


class DelegationRule(models.Model):
    """One line of the order: which matter, within which limits, to whom, from when to when.

    The holder is a person, or a function in a unit or body. `onward` lets a director pass it on (KL 7:6);
    `passed_on_from` is the director's own rule, of which this is what was passed on. `reported` says that decisions are
    reported to the body; the others are announced when they can be appealed (6:40, 7:8). What KL 6:38 keeps with the
    body cannot be stored.
    """

    order = models.ForeignKey(DelegationOrder, models.CASCADE, related_name="rules")
    number = models.CharField(_("nummer"), max_length=20)
    matter = models.SlugField(_("ärendetyp"), max_length=80, blank=True)
    subject = models.CharField(_("ärende"), max_length=250)
    subject_kind = models.CharField(
        _("ärendets slag"), max_length=20, choices=DelegationSubject.choices, default=DelegationSubject.ORDINARY
    )
    scope = models.CharField(_("omfattning"), max_length=300, blank=True)
    limit_amount = models.PositiveBigIntegerField(_("högst belopp, kronor"), null=True, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    function = models.CharField(_("uppdrag"), max_length=20, choices=DelegationHolder.choices, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    onward = models.BooleanField(_("får delegeras vidare"), default=False)
    passed_on_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="passed_on")
    reported = models.BooleanField(_("anmäls till organet"), default=True)
    appealable = models.BooleanField(_("får överklagas"), default=True)
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = DelegationRuleQuerySet.as_manager()

    class Meta:
        ordering = ["order", "number"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegationer")
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="decisions_delegationrule_number_once"),
            models.CheckConstraint(
                condition=Q(subject_kind="ordinary"), name="decisions_delegationrule_within_the_law"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(function=""), name="decisions_delegationrule_has_a_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def holder(self) -> str:
        """To whom, in words; the order must have been read with its body."""
        if self.person is not None:
            return str(self.person)
        return f"{self.get_function_display()}, {self.unit or self.order.body}"

    @property
    def last_day(self) -> date | None:
        """The rule's own last day or that of its order, whichever comes first."""
        days = [day for day in (self.ends_on, self.order.ends_on) if day is not None]
        return min(days) if days else None

    def in_force_on(self, day: date) -> bool:
        first = max(self.starts_on, self.order.starts_on)
        return first <= day and (self.last_day is None or day <= self.last_day)


class DelegatedDecision(Record):
    """A decision taken on delegation, or by the chair alone because it could not wait (KL 6:39).

    `number` runs by body and year. It shows the five facts of FL 31. `case` is given when the body's own step of a
    case was decided so; `decision` is then that step's decision. `reported_at` is the item it was reported under.
    """

    kind = models.CharField(_("slag"), max_length=12, choices=DelegatedKind.choices, default=DelegatedKind.DELEGATION)
    body = models.ForeignKey(Body, models.PROTECT, related_name="delegated_decisions", verbose_name=_("organ"))
    rule = models.ForeignKey(DelegationRule, models.PROTECT, null=True, blank=True, related_name="decisions")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="delegated_decisions")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="delegated")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decided_on = models.DateField(_("beslutsdatum"))
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("beslutad av"))
    capacity = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(_("utfall"), max_length=20, choices=Outcome.choices, default=Outcome.APPROVED)
    text = models.TextField(_("beslut"))
    amount = models.PositiveBigIntegerField(_("belopp, kronor"), null=True, blank=True)
    why_urgent = models.TextField(_("varför det inte kunde vänta"), blank=True)
    presenter = models.CharField(_("föredragande"), max_length=160)
    present_without_deciding = models.CharField(_("deltog utan att besluta"), max_length=300)
    reported_at = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="reported_decisions"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    example = models.BooleanField(default=False)

    history = HistoricalRecords()
    objects = DelegatedQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="decisions_delegated_newest")]
        verbose_name = _("delegationsbeslut")
        verbose_name_plural = _("delegationsbeslut")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["body", "year", "number"], name="decisions_delegated_number_once"),
            models.CheckConstraint(
                condition=Q(kind="urgent", rule__isnull=True) & ~Q(why_urgent="")
                | Q(kind="delegation", rule__isnull=False),
                name="decisions_delegated_rests_on_a_rule_or_urgency",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(presenter="") & ~Q(present_without_deciding=""),
                name="decisions_delegated_shows_the_five_facts",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("decisions:delegated_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return self.case.event_thread if self.case is not None else ""
