"""What a body proposed and decided, and what follows from it on its date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.enums import EffectState, Outcome
from decisions.models.case import Case, CaseStep
from decisions.querysets import DecisionQuerySet
from governance.models import Body, Person


class Proposal(models.Model):
    """What a body or unit proposes to the next one."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="proposals")
    round = models.PositiveSmallIntegerField()
    text = models.TextField(_("förslag"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "round"], name="decisions_proposal_once_a_round")]

    def __str__(self) -> str:
        return self.text[:80]


class Decision(models.Model):
    """A body's decision on a step. It shows the five things FL 31 asks for; without them no row can exist.

    Date, content (`outcome` and `text`), who decided (`body`), who presented (`presenter`), and who took part without
    deciding (`present_without_deciding`, "Ingen" when nobody did). `paragraph` is the § of the minutes. `text_hash` is
    the hash of the text that was put forward and so decided on.
    """

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="decisions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    sitting = models.PositiveSmallIntegerField(default=1)
    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", verbose_name=_("beslutande organ"))
    outcome = models.CharField(_("utfall"), max_length=20, choices=Outcome.choices)
    decided_on = models.DateField(_("beslutsdatum"))
    paragraph = models.CharField(_("paragraf"), max_length=30)
    text = models.TextField(_("beslut"))
    presenter = models.CharField(_("föredragande"), max_length=160)
    present_without_deciding = models.CharField(_("deltog utan att besluta"), max_length=300)
    text_hash = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        indexes = [models.Index(fields=["-decided_on", "-id"]), models.Index(fields=["body", "-decided_on", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["step", "round", "sitting"], name="decisions_decision_once_a_sitting"),
            models.UniqueConstraint(
                fields=["step", "round"],
                condition=~Q(outcome="tabled"),
                name="decisions_decision_one_that_is_not_tabling",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(paragraph="") & ~Q(presenter="") & ~Q(present_without_deciding=""),
                name="decisions_decision_shows_the_five_facts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.place}"

    @property
    def place(self) -> str:
        """Where it stands: the § of the minutes, or the number of the decision on delegation."""
        return self.paragraph if self.paragraph.startswith("D ") else f"§ {self.paragraph}"


class Effect(models.Model):
    """What a decision brings about on its date, exactly once, also when the machine was off that day."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="effect")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="effect")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=EffectState.choices, default=EffectState.WAITING)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"{self.case} {self.due_on}"
