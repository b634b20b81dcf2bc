"""Who drafts, adjusts and corrects minutes, and who keeps the notice board."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Meeting, Minutes
from decisions.permissions.cases import records_for
from governance.models import Body, Person


@permission
def may_keep_minutes(by: Person, meeting: Meeting) -> Finding | None:
    """The body's secretary or registrar of today; minutes are kept on the chair's responsibility (KL 5:65)."""
    if records_for(by, meeting.body_id):
        return None
    message = _("Protokollet förs av nämndsekreterare eller registrator för %(body)s.") % {"body": meeting.body}
    return Finding("minutes.may-not-keep", message, clause="KL 5:65")


@permission
def may_sign(by: Person, minutes: Minutes) -> Finding | None:
    """Only those who were asked: the chair of the meeting and the adjusters it chose (KL 5:69)."""
    if minutes.signatures.filter(person=by).exists():
        return None
    message = _("Protokollet justeras av mötets ordförande och de justerare som mötet valde. Du är inte en av dem.")
    return Finding("minutes.not-asked", message, clause="KL 5:69")


@permission
def may_keep_board(by: Person, body: Body) -> Finding | None:
    """The body's secretary or registrar announces, takes down and records appeals (KL 8:9-12)."""
    if records_for(by, body):
        return None
    message = _("Det som rör anslagstavlan sköts av nämndsekreterare eller registrator för %(body)s.") % {"body": body}
    return Finding("board.may-not-keep", message, clause="KL 8:12")
