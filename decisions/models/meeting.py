"""A body's meeting (sammanträde), its agenda, who is there, and who has a conflict of interest in what."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from decisions.enums import Capacity, ConflictGround, ItemKind, ItemState, MeetingState, Outcome
from decisions.models.case import CaseStep
from decisions.models.decision import Decision, Proposal
from decisions.querysets import MeetingQuerySet
from governance.models import Body, Person


class Meeting(models.Model):
    """One meeting of one body.

    `public` is whether anybody may listen: always for the council (KL 5:42), for a committee only when it decided so
    (KL 6:25). `seats` is how many members the body has, counted when the meeting opens; the quorum is more than half of
    it (KL 5:45, 6:27). `version` grows with every change of the agenda or of the meeting's own facts.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("organ"))
    starts_at = models.DateTimeField(_("tid"))
    place = models.CharField(_("plats"), max_length=160, blank=True)
    public = models.BooleanField(_("öppet för allmänheten"), default=False)
    state = models.CharField(_("läge"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    note = models.TextField(_("meddelande i kallelsen"), blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ordförande")
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sekreterare")
    )
    adjusters = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("justerare"))
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    called_starts_at = models.DateTimeField(null=True, blank=True)
    called_place = models.CharField(max_length=160, blank=True)
    cancelled_reason = models.TextField(_("skäl till att sammanträdet ställs in"), blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("sammanträde")
        verbose_name_plural = _("sammanträden")
        indexes = [models.Index(fields=["body", "-starts_at"]), models.Index(fields=["state", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "starts_at"],
                condition=~Q(state="cancelled"),
                name="decisions_meeting_one_at_a_time",
                violation_error_message=_("Organet har redan ett sammanträde vid den tiden."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {date_format(self.held_on, 'Y-m-d')}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:meeting_detail", args=[self.pk])

    @property
    def held_on(self) -> date:
        """The day in Stockholm."""
        return timezone.localdate(self.starts_at)

    @property
    def moved_after_notice(self) -> bool:
        return self.called_starts_at is not None and self.called_starts_at != self.starts_at

    @property
    def place_changed_after_notice(self) -> bool:
        return self.called_starts_at is not None and self.called_place != self.place

    @property
    def event_thread(self) -> str:
        return f"decisions.meeting:{self.pk}"


class AgendaItem(models.Model):
    """One item of the agenda, and what the secretary records about it.

    A case item carries the step whose turn it is. `paragraph` is the § of the minutes, taken from the body's series of
    the year when the item is first recorded, so that none is skipped; it never changes after. What is recorded binds
    nothing until the meeting is closed, or the item is adjusted at once: then `decision` (and for a body that proposes,
    `proposal`) exists. `proposals` and `propositions` are what KL 5:67 asks for: claims put and not taken back, and the
    order in which the chair put them. `requesters` are those who asked for a minority's return or tabling; the reason
    is theirs (KL 5:50). `urgent` is an item not announced in time that all present agreed to take up (KL 5:52), or not
    prepared (KL 5:33).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("slag"), max_length=12, choices=ItemKind.choices, default=ItemKind.CASE)
    step = models.ForeignKey(CaseStep, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    title = models.CharField(_("rubrik"), max_length=250)
    note = models.TextField(_("upplysning"), blank=True)
    closed_doors = models.BooleanField(_("inom stängda dörrar"), default=False)
    urgent = models.BooleanField(_("brådskande"), default=False)
    all_agreed = models.BooleanField(_("samtliga närvarande är ense"), default=False)
    added_after_notice = models.BooleanField(default=False)
    changed_after_notice_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    outcome = models.CharField(_("utfall"), max_length=20, choices=Outcome.choices, blank=True)
    paragraph = models.PositiveIntegerField(_("paragraf"), null=True, blank=True)
    text = models.TextField(_("beslut"), blank=True)
    proposals = models.TextField(_("förslag och yrkanden"), blank=True)
    propositions = models.TextField(_("propositionsordning"), blank=True)
    reason = models.TextField(_("motivering"), blank=True)
    presenter = models.CharField(_("föredragande"), max_length=160, blank=True)
    present_without_deciding = models.CharField(_("deltog utan att besluta"), max_length=300, blank=True)
    requesters = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("begärd av"))
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="agenda_item")
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, blank=True, related_name="agenda_item")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningen")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "step"], name="decisions_agendaitem_step_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "paragraph"],
                condition=Q(paragraph__isnull=False),
                name="decisions_agendaitem_paragraph_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="case", step__isnull=False) | (~Q(kind="case") & Q(step__isnull=True)),
                name="decisions_agendaitem_case_has_its_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Presence(models.Model):
    """Somebody called to or present at a meeting.

    `attends` is False until the roll is called. `serving` says that the person takes part in deciding: a member who is
    there, or a substitute in the place of `in_place_of`. `from_item` and `until_item` are the orders of the first and
    last item the person was there for; empty means from the beginning and to the end.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    capacity = models.CharField(_("uppdrag"), max_length=12, choices=Capacity.choices)
    attends = models.BooleanField(_("närvarar"), default=False)
    serving = models.BooleanField(_("tjänstgör"), default=False)
    remote = models.BooleanField(_("på distans"), default=False)
    in_place_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    from_item = models.PositiveSmallIntegerField(_("från punkt"), null=True, blank=True)
    until_item = models.PositiveSmallIntegerField(_("till och med punkt"), null=True, blank=True)

    class Meta:
        ordering = ["capacity", "person__name"]
        verbose_name = _("närvaro")
        verbose_name_plural = _("närvaro")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="decisions_presence_once"),
            models.UniqueConstraint(
                fields=["meeting", "in_place_of"],
                condition=Q(in_place_of__isnull=False, until_item__isnull=True, serving=True),
                name="decisions_presence_one_in_each_place",
            ),
            models.CheckConstraint(
                condition=Q(serving=False) | Q(attends=True, capacity__in=["member", "substitute"]),
                name="decisions_presence_who_serves_is_elected_and_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_capacity_display()})"


class ConflictOfInterest(models.Model):
    """A conflict of interest (jäv) of one person in one item: announced by the person, or decided by the body.

    The person is left out of that item's quorum, vote, papers and deliberation, and of nothing else (KL 5:47, 6:28-30).
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    decided_by_body = models.BooleanField(_("beslutat av organet"), default=False)
    ground = models.CharField(_("grund"), max_length=16, choices=ConflictGround.choices)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["person__name"]
        verbose_name = _("jäv")
        verbose_name_plural = _("jäv")
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="decisions_conflict_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_ground_display()}"
