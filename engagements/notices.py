"""What people are told about activities and engagements, in their own language.

Mail leaves the house: nothing confidential in it.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.dates import shown
from engagements.models import Activity, CheckIn, DormancyReview, Engagement, PartnerContact
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


def _of_unit(unit_id: int) -> list[Person]:
    """The unit's contact persons and directors of today, each once."""
    functions = [Function.DIRECTOR, Function.CONTACT_PERSON]
    held = Appointment.objects.today().filter(function__in=functions, unit_id=unit_id, person__is_active=True)
    return list({each.person_id: each.person for each in held.select_related("person")}.values())


def _coordinators() -> list[Person]:
    held = Appointment.objects.today().filter(function=Function.COORDINATOR, person__is_active=True)
    return list({each.person_id: each.person for each in held.select_related("person")}.values())


def _name(engagement: Engagement) -> Any:
    return _("ett engagemang med sekretess") if engagement.is_confidential else engagement.title


def _those_who_see(people: list[Person], engagement: Engagement) -> list[Person]:
    """A confidential engagement is spoken of only to those it was handed to."""
    if not engagement.is_confidential:
        return people
    handed = set(engagement.grants.values_list("user_id", flat=True))
    return [person for person in people if person.pk in handed]


def check_in_overdue(check_in: CheckIn) -> None:
    """To the responsible unit and to the coordinating unit, once each."""
    engagement = check_in.engagement
    people = {each.pk: each for each in [*_of_unit(engagement.responsible_unit_id), *_coordinators()]}
    for person in _those_who_see(list(people.values()), engagement):
        outbox.queue(
            to=person,
            key=f"check-in:{check_in.pk}",
            kind="engagement.check-in-overdue",
            subject=format_lazy("{}: {}", _("Avstämning är försenad"), _name(engagement)),
            body=_("Enheten skulle ha stämt av med den samordnande enheten. Stäm av och skriv vad som sades."),
            url=reverse("engagements:check_in_list", args=[engagement.pk]),
        )


def dormant(review: DormancyReview) -> None:
    """To the responsible unit: revive, rest or end."""
    engagement = review.engagement
    for person in _those_who_see(_of_unit(engagement.responsible_unit_id), engagement):
        outbox.queue(
            to=person,
            key=f"dormancy:{review.pk}",
            kind="engagement.dormant",
            subject=format_lazy("{}: {}", _("Ingen aktivitet på länge"), _name(engagement)),
            body=_("Välj om engagemanget ska väckas till liv, vila eller avslutas, och skriv varför."),
            url=reverse("engagements:dormancy_answer", args=[engagement.pk]),
        )


def contact_to_be_deleted(contact: PartnerContact) -> None:
    """To the unit's people; no name, since the notice is kept longer than the contact."""
    for person in _of_unit(contact.unit_id):
        outbox.queue(
            to=person,
            key=f"contact:{contact.pk}:{contact.delete_on.isoformat()}",
            kind="contact.to-be-deleted",
            subject=format_lazy("{} {}", _("En kontakt raderas den"), shown(contact.delete_on)),
            body=_("Vill ni behålla kontakten behövs ett nytt samtycke och en ny dag för radering."),
            url=contact.get_absolute_url(),
        )
