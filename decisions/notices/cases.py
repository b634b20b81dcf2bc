"""Who is told what a body has proposed or decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import outbox
from decisions.models import Case, CaseStep, Decision, Proposal
from governance.enums import Function
from governance.models import Appointment, Person


def recipients(case: Case) -> list[Person]:
    """The one who brought the matter and the unit's contact persons, those of them who may see it."""
    contacts = Appointment.objects.today().filter(unit_id=case.unit_id, function=Function.CONTACT_PERSON)
    people = Person.objects.filter(pk__in=[case.opened_by_id, *contacts.values_list("person_id", flat=True)])
    return [
        person
        for person in people.filter(is_active=True).order_by("pk")
        if Case.objects.visible_to(person).filter(pk=case.pk).exists()
    ]


def decided(case: Case, decision: Decision) -> None:
    words = {
        "body": str(decision.body),
        "outcome": decision.get_outcome_display(),
        "place": decision.place,
        "number": case.reference_number,
    }
    for person in recipients(case):
        outbox.queue(
            to=person,
            key=f"decision:{decision.pk}",
            kind="decisions.decided",
            subject=_("%(number)s: %(outcome)s i %(body)s, %(place)s") % words,
            body=_("Öppna ärendet i Utblick för att läsa hela beslutet."),
            url=case.get_absolute_url(),
        )


def proposed(case: Case, step: CaseStep, proposal: Proposal) -> None:
    words = {"body": str(step.body or step.unit), "number": case.reference_number}
    for person in recipients(case):
        outbox.queue(
            to=person,
            key=f"proposal:{proposal.pk}",
            kind="decisions.proposed",
            subject=_("%(number)s: %(body)s har lämnat förslag till beslut") % words,
            body=_("Öppna ärendet i Utblick för att läsa förslaget."),
            url=case.get_absolute_url(),
        )
