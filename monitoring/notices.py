"""Who is told what in monitoring, in the transaction of what happened."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from core import outbox
from engagements.models import Engagement
from governance.enums import Function
from governance.models import Appointment, Person
from monitoring.deadlines import last_day, told
from monitoring.models import Consultation, Signal

OF_A_UNIT = (Function.CONTACT_PERSON, Function.DIRECTOR)


def signal_settled(signal: Signal, by: Person) -> None:
    """Who reported it hears what came of it."""
    to = signal.reported_by
    if to is None or to.pk == by.pk or not _sees(to, signal.dossier_id):
        return
    with translation.override(to.language):
        subject = _("Din signal: %(state)s") % {"state": signal.get_state_display()}
        body = "\n".join(part for part in (signal.headline, signal.reason) if part)
    key = f"signal-settled:{signal.pk}:{signal.state}"
    outbox.queue(to=to, key=key, kind="monitoring.signal_settled", subject=subject, body=body, url=_url(signal))


def consultation_taken_up(consultation: Consultation, by: Person) -> None:
    """Who reported it, and those of the unit that answers for it."""
    people = _people_of(consultation) if consultation.unit_id else {}
    if consultation.reported_by is not None:
        people[consultation.reported_by.pk] = consultation.reported_by
    for person in people.values():
        if person.pk == by.pk or not _sees(person, consultation.dossier_id):
            continue
        with translation.override(person.language):
            words = {"title": consultation.title[:150], "unit": consultation.unit}
            subject = _("Samrådet tas upp: %(title)s") % words
            body = _("%(unit)s svarar för ärendet. Svar senast %(when)s.") % (
                words | {"when": told(consultation.deadline)}
            )
        outbox.queue(
            to=person,
            key=f"consultation-taken-up:{consultation.pk}",
            kind="monitoring.consultation_taken_up",
            subject=subject,
            body=body,
            url=_url(consultation),
        )


def consultation_declined(consultation: Consultation, by: Person) -> None:
    to = consultation.reported_by
    if to is None or to.pk == by.pk:
        return
    with translation.override(to.language):
        subject = _("Staden avstår från samrådet: %(title)s") % {"title": consultation.title[:150]}
    outbox.queue(
        to=to,
        key=f"consultation-declined:{consultation.pk}",
        kind="monitoring.consultation_declined",
        subject=subject,
        body=consultation.reason,
        url=_url(consultation),
    )


def consultation_due(consultation: Consultation, *, late: bool) -> None:
    """Those of the responsible unit, and the coordinating unit, each who sees it."""
    word = "late" if late else "soon"
    day = last_day(consultation.deadline).isoformat()
    for person in _people_of(consultation, coordinators=True).values():
        if not _sees(person, consultation.dossier_id):
            continue
        with translation.override(person.language):
            words = {"title": consultation.title[:150], "when": told(consultation.deadline)}
            if late:
                subject = _("Samrådet skulle ha besvarats: %(title)s") % words
            else:
                subject = _("Påminnelse om samrådet: %(title)s") % words
            body = _("Svar senast %(when)s.") % words
        outbox.queue(
            to=person,
            key=f"consultation-{word}:{consultation.pk}:{day}",
            kind=f"monitoring.consultation_{word}",
            subject=subject,
            body=body,
            url=_url(consultation),
        )


def _people_of(consultation: Consultation, *, coordinators: bool = False) -> dict[int, Person]:
    rows = Appointment.objects.today().filter(person__is_active=True).select_related("person").order_by("pk")
    people = {row.person_id: row.person for row in rows.filter(unit_id=consultation.unit_id, function__in=OF_A_UNIT)}
    if coordinators:
        people |= {row.person_id: row.person for row in rows.filter(function=Function.COORDINATOR)}
    return people


def _sees(person: Person, engagement_id: int | None) -> bool:
    return engagement_id is None or Engagement.objects.visible_to(person).filter(pk=engagement_id).exists()


def _url(row: Signal | Consultation) -> str:
    return row.get_absolute_url()
