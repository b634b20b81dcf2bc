"""What people are told about memberships, in their own language. Mail leaves the house: nothing confidential in it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import outbox
from governance.enums import Function
from governance.models import Appointment, Person
from memberships.models import Membership, VotingMandate
from memberships.terms import Term


def review_due(membership: Membership, term: Term) -> list[Person]:
    """Tell the unit's contact persons, or its director when it has none. Returns whom."""
    people = _of_unit(membership)
    for each in people:
        with translation.override(each.language):
            subject = _("Att pröva: %(what)s") % {"what": _what(membership)}
            body = _(
                "Branschspecifika medlemskap prövas på nytt minst en gång per mandatperiod. Det här är inte prövat "
                "sedan %(day)s. Notera vem som prövade det och om det behålls, ändras eller lämnas."
            ) % {"day": date_format(term.starts_on, "j F Y")}
        outbox.queue(
            to=each,
            key=f"review-due:{membership.pk}:{term.starts_on.isoformat()}",
            kind="memberships.review_due",
            subject=subject,
            body=body,
            url=reverse("memberships:membership_review", args=[membership.pk]),
        )
    return people


def review_late(membership: Membership, term: Term) -> list[Person]:
    """Tell the secretary and the chair of the committee the unit works for. Returns whom."""
    people = _of_committee(membership)
    for each in people:
        with translation.override(each.language):
            subject = _("Inte prövat under mandatperioden: %(what)s") % {"what": _what(membership)}
            body = _(
                "%(unit)s har ett branschspecifikt medlemskap som inte är prövat under mandatperioden %(term)s, och "
                "mandatperiodens sista år har börjat. Nämnden behöver ta ställning till om det behålls."
            ) % {"unit": membership.engagement.responsible_unit, "term": term.label}
        outbox.queue(
            to=each,
            key=f"review-late:{membership.pk}:{term.starts_on.isoformat()}",
            kind="memberships.review_late",
            subject=subject,
            body=body,
            url=reverse("memberships:review_list"),
        )
    return people


def mandate_given(mandate: VotingMandate) -> list[Person]:
    """Tell those who represent the city. Returns whom."""
    people = bearers(mandate)
    for each in people:
        with translation.override(each.language):
            day = date_format(mandate.starts_on, "j F Y")
            subject = _("Mandat för %(what)s, %(day)s") % {"what": _mandate(mandate), "day": day}
            body = _("Öppna mandatkortet i telefonen. Där står vad staden har beslutat i varje fråga.")
        outbox.queue(
            to=each,
            key=f"mandate-given:{mandate.pk}:{mandate.version}",
            kind="memberships.mandate_given",
            subject=subject,
            body=body,
            url=mandate.get_absolute_url(),
        )
    return people


def bearers(mandate: VotingMandate) -> list[Person]:
    """The person named, and those who hold the office today; of a confidential membership those who may see it."""
    held = Appointment.objects.today().filter(person__is_active=True)
    rows = held.filter(function=mandate.office_function, body_id=mandate.office_body_id)
    people = {row.person_id: row.person for row in rows.select_related("person").order_by("pk")}
    if not (mandate.office_function and mandate.office_body_id):
        people = {}
    if mandate.bearer_id and mandate.bearer.is_active:
        people[mandate.bearer_id] = mandate.bearer
    return [each for each in people.values() if _sees(each, mandate.membership)]


def _of_unit(membership: Membership) -> list[Person]:
    unit = membership.engagement.responsible_unit_id
    functions = (Function.CONTACT_PERSON, Function.DIRECTOR, Function.COORDINATOR)
    held = Appointment.objects.today().filter(unit_id=unit, function__in=functions, person__is_active=True)
    rows = list(held.select_related("person").order_by("pk"))
    for function in functions:
        people = {row.person_id: row.person for row in rows if row.function == function}
        seeing = [each for each in people.values() if _sees(each, membership)]
        if seeing:
            return seeing
    return []


def _of_committee(membership: Membership) -> list[Person]:
    body = membership.engagement.responsible_unit.serves_id
    functions = (Function.SECRETARY, Function.CHAIR)
    held = Appointment.objects.today().filter(body_id=body, function__in=functions, person__is_active=True)
    rows = held.select_related("person").order_by("pk") if body else []
    people = {row.person_id: row.person for row in rows}
    return [each for each in people.values() if _sees(each, membership)]


def _sees(person: Person, membership: Membership) -> bool:
    return Membership.objects.visible_to(person).filter(pk=membership.pk).exists()


def _what(membership: Membership) -> str:
    return _("ett medlemskap med sekretess") if membership.engagement.is_confidential else str(membership)


def _mandate(mandate: VotingMandate) -> str:
    secret = mandate.membership.engagement.is_confidential
    return _("ett möte med sekretess") if secret else str(mandate)
