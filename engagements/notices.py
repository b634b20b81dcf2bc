"""What people are told about activities, in their own language. Mail leaves the house: nothing confidential in it."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import outbox
from engagements.models import Activity
from governance.enums import Function
from governance.models import Appointment, Person


def _what(activity: Activity) -> Any:
    return _("en aktivitet med sekretess") if activity.engagement.is_confidential else activity.title


def _tell(person: Person, activity: Activity, kind: str, subject: Any, body: Any = "") -> None:
    outbox.queue(
        to=person,
        key=f"activity.{kind}:{activity.pk}:{activity.version}",
        kind=f"activity.{kind}",
        subject=format_lazy("{}: {}", subject, _what(activity)),
        body=body,
        url=activity.get_absolute_url(),
    )


def awaits_confirmation(activity: Activity) -> None:
    """To every director of the unit."""
    body = _("En kontaktperson i din enhet har rapporterat. Öppna Utblick och bekräfta eller återsänd.")
    for director in _directors(activity):
        _tell(director, activity, "awaits-confirmation", _("Att bekräfta"), body)


def _directors(activity: Activity) -> list[Person]:
    held = Appointment.objects.today().filter(function=Function.DIRECTOR, unit_id=activity.unit_id)
    return [appointment.person for appointment in held.select_related("person")]


def confirmed(activity: Activity, by: Person) -> None:
    _tell_reporter(activity, by, "confirmed", _("Chefen har bekräftat"))


def accepted(activity: Activity, by: Person) -> None:
    _tell_reporter(activity, by, "accepted", _("Godkänd"))


def returned(activity: Activity, by: Person) -> None:
    secret = activity.engagement.is_confidential
    body = _("Öppna Utblick och läs varför.") if secret else activity.return_reason
    _tell_reporter(activity, by, "returned", _("Åter för komplettering"), body)


def _tell_reporter(activity: Activity, by: Person, kind: str, subject: Any, body: Any = "") -> None:
    """Nobody is told what they did themselves."""
    if activity.reported_by_id != by.pk:
        _tell(activity.reported_by, activity, kind, subject, body)
