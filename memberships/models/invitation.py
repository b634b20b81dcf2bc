from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from engagements.models import Engagement
from governance.models import Unit
from memberships.enums import DeclineReason, InvitationKind, InvitationState
from memberships.models.organisation import Organisation
from memberships.querysets import InvitationQuerySet


class Invitation(models.Model):
    """An invitation from an organisation or a city, and what was answered with which reason (STR-13).

    `engagement` is what it belongs to, where the city has one with the inviter; `organisation` is empty when a city or
    somebody else invites.
    """

    title = models.CharField(_("vad inbjudan gäller"), max_length=200)
    kind = models.CharField(_("slag"), max_length=10, choices=InvitationKind.choices, default=InvitationKind.MEETING)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    inviter = models.CharField(_("inbjuden av"), max_length=160)
    engagement = models.ForeignKey(
        Engagement, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("engagemang")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet som svarar"))
    place = models.CharField(_("plats"), max_length=160, blank=True)
    takes_place_on = models.DateField(_("äger rum"), null=True, blank=True)
    received_on = models.DateField(_("kom in"))
    answer_by = models.DateField(_("svar senast"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    reason = models.CharField(_("skäl"), max_length=10, choices=DeclineReason.choices, blank=True)
    reason_text = models.CharField(_("närmare skäl"), max_length=250, blank=True)
    example = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["search_text"])
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        indexes = [
            models.Index(fields=["-received_on", "-id"]),
            models.Index(fields=["state", "answer_by"]),
            models.Index(fields=["organisation", "received_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=InvitationState.DECLINED) | ~Q(reason=""),
                name="memberships_invitation_declined_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        """The searched text follows what is written."""
        self.search_text = f"{self.title} {self.inviter} {self.place}".casefold()
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("memberships:invitation_detail", args=[self.pk])

    @property
    def event_thread(self) -> str:
        if self.engagement_id:
            return f"engagements.engagement:{self.engagement_id}"
        return f"memberships.invitation:{self.pk}"
