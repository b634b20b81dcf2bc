"""Who is told of an agreement's last day: the coordinating unit and who works for the responsible one.

Mail leaves the house: a confidential relation is not named in it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cities.models import Agreement
from core import outbox
from engagements.querysets import granted_to
from governance.enums import Function
from governance.models import Appointment, Person

NAMED = ("relation__engagement", "relation__city")
OF_THE_UNIT = [Function.CONTACT_PERSON, Function.DIRECTOR]


def decide_in_time(agreement: Agreement) -> None:
    last_day = agreement.decide_by
    subject = _("Avtal att ta ställning till senast {day}: {what}")
    if agreement.prolongs_months:
        body = _("Sägs avtalet inte upp senast den dagen förlängs det automatiskt. Sidan visar sista sammanträdet.")
    else:
        body = _("Förnyas avtalet inte till dess upphör det. Sidan visar sista sammanträdet.")
    _tell(agreement, "decide", f"{last_day}:{agreement.warned_on}", subject, body, last_day)


def prolonged(agreement: Agreement) -> None:
    subject = _("Avtalet har förlängts automatiskt till {day}: {what}")
    _tell(agreement, "prolonged", str(agreement.runs_to), subject, _("Ingen sade upp det i tid."), agreement.runs_to)


def ended(agreement: Agreement) -> None:
    subject = _("Avtalet har upphört {day}: {what}")
    _tell(agreement, "ended", str(agreement.runs_to), subject, _("Avtalstiden har gått ut."), agreement.runs_to)


def give_notice_now(agreement: Agreement, last_day: Any) -> None:
    """The body has decided that the agreement shall end: the letter to the partner remains."""
    subject = _("Säg upp avtalet hos motparten senast {day}: {what}")
    body = _("Uppsägningen är beslutad. Skicka den till motparten och notera den i Utblick.")
    _tell(agreement, "give-notice", str(agreement.pk), subject, body, last_day)


def _tell(agreement: Agreement, kind: str, once: str, subject: Any, body: Any, day: Any) -> None:
    secret = agreement.relation.engagement.is_confidential
    what = _("ett avtal med sekretess") if secret else agreement.relation.city.name
    said = format_lazy(subject, day=day.isoformat() if day else _("snarast"), what=what)
    for person in _recipients(agreement):
        outbox.queue(
            to=person,
            key=f"city.agreement.{kind}:{agreement.pk}:{once}",
            kind=f"city.agreement-{kind}",
            subject=said,
            body=body,
            url=agreement.get_absolute_url(),
        )


def _recipients(agreement: Agreement) -> list[Person]:
    """Of a confidential relation only those it has been handed to."""
    engagement = agreement.relation.engagement
    unit = Q(function__in=OF_THE_UNIT, unit=engagement.responsible_unit_id)
    held = Appointment.objects.today().filter(Q(function=Function.COORDINATOR) | unit).select_related("person")
    people = {each.person_id: each.person for each in held}
    if not engagement.is_confidential:
        return list(people.values())
    return [
        each
        for each in people.values()
        if engagement.pk in granted_to(each).values_list("content_object_id", flat=True)
    ]
