"""Votes taken at a meeting, and who did not agree with what was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from decisions.enums import BallotMethod, DissentKind, VoteChoice
from decisions.models.meeting import AgendaItem
from governance.models import Person


class Ballot(models.Model):
    """One vote (omröstning): by name, by number, or in an election by lot (KL 5:54-56).

    `yes` and `no` are the counts; with names they are what the names add up to. `for_yes` and `for_no` say in words
    what a yes and a no meant. At a tie the chair's vote decides: `chair_says` is what the chair voted.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="ballots")
    order = models.PositiveSmallIntegerField(default=1)
    method = models.CharField(_("sätt"), max_length=10, choices=BallotMethod.choices)
    for_yes = models.CharField(_("ja innebär"), max_length=250)
    for_no = models.CharField(_("nej innebär"), max_length=250)
    yes = models.PositiveSmallIntegerField(_("ja-röster"), default=0)
    no = models.PositiveSmallIntegerField(_("nej-röster"), default=0)
    abstained = models.PositiveSmallIntegerField(_("avstår"), default=0)
    chair_says = models.CharField(max_length=10, choices=VoteChoice.choices, blank=True)
    winner = models.CharField(max_length=10, choices=[(VoteChoice.YES, _("Ja")), (VoteChoice.NO, _("Nej"))], blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("omröstning")
        verbose_name_plural = _("omröstningar")
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="decisions_ballot_order_once")]

    def __str__(self) -> str:
        return f"{self.yes}–{self.no}"


class NamedVote(models.Model):
    """How one person voted in a vote by name (KL 5:67 p. 5)."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=VoteChoice.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="decisions_namedvote_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_choice_display()}"


class Dissent(models.Model):
    """A reservation, a special statement or a note to the minutes, announced while the meeting is open (KL 4:27)."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="dissents")
    kind = models.CharField(_("slag"), max_length=12, choices=DissentKind.choices)
    people = models.ManyToManyField(Person, related_name="+", verbose_name=pgettext_lazy("vem", "av"))
    text = models.TextField(_("text"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("avvikande mening")
        verbose_name_plural = _("avvikande meningar")

    def __str__(self) -> str:
        return self.get_kind_display()
