"""The municipality's notice board on the web (anslagstavla, KL 8:9-12), how it was kept up, and appeals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decisions.enums import NoticeKind
from decisions.models.decision import Decision
from decisions.models.delegation import DelegatedDecision
from decisions.models.meeting import Meeting
from decisions.models.minutes import Minutes
from documents.models import Document
from governance.models import Body


class BoardNotice(models.Model):
    """One notice (anslag).

    `due_on` is the last day it may be posted. For adjusted minutes and decisions on delegation `appeal_ends_on` is the
    last day to appeal: three weeks from the posting, moved by `moved_days` for the days the board was down, with
    `moved_reason` (KL 13:5). The notice is not taken down before that day is over (KL 8:12).
    """

    kind = models.CharField(_("slag"), max_length=24, choices=NoticeKind.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("organ"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="board_notices")
    minutes = models.OneToOneField(Minutes, models.PROTECT, null=True, blank=True, related_name="board_notice")
    delegated = models.OneToOneField(
        DelegatedDecision, models.PROTECT, null=True, blank=True, related_name="board_notice"
    )
    title = models.CharField(_("rubrik"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    kept_at = models.CharField(_("handlingen finns hos"), max_length=200, blank=True)
    due_on = models.DateField(_("anslås senast"))
    posted_at = models.DateTimeField(null=True, blank=True)
    appeal_ends_on = models.DateField(_("överklagas senast"), null=True, blank=True)
    moved_days = models.PositiveSmallIntegerField(default=0)
    moved_reason = models.TextField(blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    proof = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-posted_at", "-pk"]
        verbose_name = _("anslag")
        verbose_name_plural = _("anslag")
        indexes = [
            models.Index(fields=["taken_down_at", "-posted_at"]),
            models.Index(fields=["body", "-posted_at", "-id"], name="decisions_notice_of_body"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True) | Q(posted_at__isnull=False),
                name="decisions_boardnotice_down_after_up",
            )
        ]

    def __str__(self) -> str:
        return self.title


class BoardCheck(models.Model):
    """One look at the public notice board: was it there for a reader. The clock makes one every few minutes."""

    checked_at = models.DateTimeField(db_index=True)
    up = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["checked_at"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M} {self.up}"


class Appeal(models.Model):
    """An appeal against a decision (KL 13:1-8). Meanwhile the decision has no legal force."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    received_on = models.DateField(_("inkom"))
    court = models.CharField(_("domstol"), max_length=120)
    court_number = models.CharField(_("målnummer"), max_length=60, blank=True)
    ended_on = models.DateField(_("avgjort"), null=True, blank=True)
    upheld = models.BooleanField(_("beslutet står fast"), null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("överklagande")
        verbose_name_plural = _("överklaganden")

    def __str__(self) -> str:
        return f"{self.court} {self.court_number}"
