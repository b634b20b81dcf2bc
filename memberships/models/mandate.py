from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.models import Case, DelegatedDecision
from engagements.enums import Mode
from engagements.models import Activity
from governance.enums import Function
from governance.models import Body, Person
from memberships.enums import DecidedHow, Instruction, MandateState, QuestionResult, Vote
from memberships.models.declaration import Declaration
from memberships.models.membership import Membership
from memberships.querysets import MandateQuerySet, QuestionQuerySet

OFFICES = [(each.value, each.label) for each in (Function.CHAIR, Function.MEMBER)]


class VotingMandate(models.Model):
    """What the city's representative takes along to one meeting of an organisation, and reports back from (GBG-O5).

    Borne by an office: a name of its own, the chair or a member of a body, or one person. `activity` is the report of
    the meeting, made when the mandate is reported.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="mandates", verbose_name=_("medlemskap"))
    meeting = models.CharField(_("möte"), max_length=160)
    place = models.CharField(_("plats"), max_length=160, blank=True)
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"), null=True, blank=True)
    mode = models.CharField(_("på plats eller på distans"), max_length=10, choices=Mode.choices, default=Mode.TRAVEL)
    office = models.CharField(_("företräds av (befattning)"), max_length=160, blank=True)
    office_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ")
    )
    office_function = models.CharField(_("uppdrag i organet"), max_length=20, choices=OFFICES, blank=True)
    bearer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    background = models.TextField(_("bakgrund"), blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=MandateState.choices, default=MandateState.DRAFT)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    came_of_it = models.TextField(_("vad mötet ledde till"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="mandate", verbose_name=_("rapport")
    )
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    history = HistoricalRecords()
    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("mandat")
        verbose_name_plural = _("mandat")
        indexes = [models.Index(fields=["-starts_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="memberships_mandate_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.membership}"

    def get_absolute_url(self) -> str:
        return reverse("memberships:mandate_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.membership_id}"

    @property
    def borne_by(self) -> str:
        """The office as it is read: its own name, or the function in the body; the person's when neither is said."""
        if self.office:
            return self.office
        if self.office_body_id and self.office_function:
            return f"{self.get_office_function_display()}, {self.office_body}"
        return str(self.bearer) if self.bearer_id else ""


class MandateQuestion(models.Model):
    """One question of the meeting: what the city has decided about it, and afterwards how it went."""

    mandate = models.ForeignKey(VotingMandate, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("fråga"), max_length=200)
    background = models.TextField(_("bakgrund"), blank=True)
    instruction = models.CharField(_("instruktion"), max_length=10, choices=Instruction.choices)
    position = models.TextField(_("staden har beslutat"))
    may_vote_for = models.TextField(_("du kan rösta för"), blank=True)
    may_not_promise = models.TextField(_("du får inte lova"), blank=True)
    decided_how = models.CharField(_("grund"), max_length=12, choices=DecidedHow.choices)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="mandate_questions", verbose_name=_("ärende")
    )
    delegated = models.ForeignKey(
        DelegatedDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandate_questions",
        verbose_name=_("delegationsbeslut"),
    )
    declaration = models.ForeignKey(
        Declaration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandate_questions",
        verbose_name=_("deklaration"),
    )
    vote = models.CharField(_("hur vi röstade"), max_length=10, choices=Vote.choices, blank=True)
    result = models.CharField(_("resultat"), max_length=10, choices=QuestionResult.choices, blank=True)
    deviation = models.TextField(_("skäl till avvikelse"), blank=True)

    history = HistoricalRecords()
    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("fråga i mandat")
        verbose_name_plural = _("frågor i mandat")

    def __str__(self) -> str:
        return self.title

    @property
    def event_thread(self) -> str:
        return f"engagements.engagement:{self.mandate.membership_id}"

    @property
    def deviates(self) -> bool:
        """We voted otherwise than we were instructed to."""
        return deviates(self.instruction, self.vote)


def deviates(instruction: str, vote: str) -> bool:
    bound = instruction in {Instruction.FOR, Instruction.AGAINST, Instruction.ABSTAIN}
    return bound and vote in {Vote.FOR, Vote.AGAINST, Vote.ABSTAIN} and vote != instruction
