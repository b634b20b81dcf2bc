"""Who is told that minutes wait for adjustment, and that they are adjusted."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import outbox
from decisions.law import clocks
from decisions.models import Minutes
from governance.enums import Function
from governance.models import Appointment, Person


def to_adjust(minutes: Minutes) -> None:
    words = _words(minutes)
    for signature in minutes.signatures.select_related("person"):
        outbox.queue(
            to=signature.person,
            key=f"minutes-to-adjust:{minutes.pk}:{minutes.version}",
            kind="decisions.minutes_to_adjust",
            subject=_("Protokoll att justera: %(body)s %(day)s") % words,
            body=_("Läs protokollet och justera det senast %(due)s.") % words,
            url=f"{minutes.get_absolute_url()}justera/",
        )


def adjusted(minutes: Minutes) -> None:
    """To those who record for the body: the adjustment is to be announced by the second day (KL 8:12)."""
    words = _words(minutes)
    for person in _secretaries(minutes):
        outbox.queue(
            to=person,
            key=f"minutes-adjusted:{minutes.pk}",
            kind="decisions.minutes_adjusted",
            subject=_("Justerat protokoll: %(body)s %(day)s") % words,
            body=_("Tillkännage justeringen på anslagstavlan senast %(announce)s.") % words,
            url=minutes.get_absolute_url(),
        )


def _secretaries(minutes: Minutes) -> list[Person]:
    recording = Appointment.objects.today().filter(
        body_id=minutes.meeting.body_id, function__in=[Function.SECRETARY, Function.REGISTRAR]
    )
    return list(Person.objects.filter(pk__in=recording.values("person_id"), is_active=True).order_by("pk"))


def _words(minutes: Minutes) -> dict[str, str]:
    adjusted_on = clocks.stockholm_day(minutes.adjusted_at) if minutes.adjusted_at else None
    return {
        "body": str(minutes.meeting.body),
        "day": date_format(minutes.meeting.held_on, "j F Y"),
        "due": date_format(minutes.due_on, "j F Y"),
        "announce": date_format(clocks.announce_by(adjusted_on), "j F Y") if adjusted_on else "",
    }
