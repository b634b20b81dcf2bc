"""Taking the examples away again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from cities.models import Agreement
from core import events
from decisions.models import (
    AgendaItem,
    Answer,
    Assignment,
    BoardCheck,
    BoardNotice,
    Case,
    CaseStep,
    Decision,
    DelegatedDecision,
    Effect,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesSignature,
    Proposal,
    Referral,
)
from demo import (
    across,
    cities,
    delegation,
    exchange,
    meetings,
    memberships,
    monitoring,
    projects,
    visit_programmes,
    visits,
)
from engagements.enums import Happening
from engagements.models import Activity, Engagement
from governance.models import Appointment, Person
from reviews.models import Evaluation, PositionPaper, Recommendation


@transaction.atomic
def remove_rows() -> dict[str, int]:
    """Remove every row marked as an example, children first. The event log keeps that they were there and went."""
    cases = Case.objects.filter(example=True) | Case.objects.filter(engagement__example=True)
    ids = list(cases.values_list("pk", flat=True))
    Recommendation.objects.filter(evaluation__example=True).delete()
    removed = {
        "positionspapper": _delete(PositionPaper.objects.filter(example=True)),
        "utvärderingar": _delete(Evaluation.objects.filter(example=True)),
    }
    removed |= memberships.remove()
    removed |= monitoring.remove()
    removed["tvärs över områdena"] = across.remove()
    removed["inläsningar"] = exchange.remove()
    removed |= _meetings(ids)
    Assignment.objects.filter(case_id__in=ids).delete()
    for answer in Answer.objects.filter(answer_case_id__in=ids):
        answer.answer_case = answer.decision = None
        answer.save()
    removed["remisser"] = _delete(Referral.objects.filter(case_id__in=ids))
    Effect.objects.filter(case_id__in=ids).delete()
    removed["stadsavtal"] = _delete_agreements()
    Decision.objects.filter(case_id__in=ids).delete()
    Proposal.objects.filter(step__case_id__in=ids).delete()
    CaseStep.objects.filter(case_id__in=ids).delete()
    removed["ärenden"] = _delete(Case.objects.filter(pk__in=ids))
    removed["aktiviteter"] = _delete(Activity.objects.filter(example=True))
    removed["besöksförfrågningar"] = visits.remove()
    removed["instruktioner"] = visit_programmes.remove()
    removed["engagemang"] = _delete(Engagement.objects.filter(example=True))
    memberships.remove_network()
    removed["städer"] = cities.remove_cities()
    removed["utlysningar"] = projects.remove()
    events.record(Happening.EXAMPLES_REMOVED, "demo:examples", by=None, detail=removed)
    return removed


@transaction.atomic
def close_accounts() -> int:
    """End the example people's appointments and keep them from signing in; their names stay in the log."""
    people = Person.objects.filter(example=True, is_active=True)
    for person in people:
        Appointment.objects.filter(person=person).delete()
        person.is_active = False
        person.save(update_fields=["is_active"])
    return len(people)


def _meetings(cases: list[int]) -> dict[str, int]:
    """The example meetings with their minutes and notices, and the example cases off every other agenda."""
    minutes = Minutes.objects.filter(meeting__example=True)
    BoardNotice.objects.filter(Q(meeting__example=True) | Q(delegated__example=True)).delete()
    MinutesCorrection.objects.filter(minutes__in=minutes).delete()
    MinutesSignature.objects.filter(minutes__in=minutes).delete()
    removed = {
        "protokoll": _delete(minutes),
        "delegationsbeslut": _delete(DelegatedDecision.objects.filter(example=True)),
    }
    for order in delegation.orders():
        order.delete()
    BoardCheck.objects.filter(reason=meetings.EXAMPLE).delete()
    AgendaItem.objects.filter(step__case_id__in=cases).delete()
    return removed | {"sammanträden": _delete(Meeting.objects.filter(example=True))}


def _delete_agreements() -> int:
    """One by one and the newest first: a renewal holds on to the agreement it renewed."""
    agreements = Agreement.objects.filter(relation__engagement__example=True).order_by("-pk")
    for agreement in agreements:
        agreement.delete()
    return len(agreements)


def _delete(rows) -> int:
    number = rows.count()
    rows.delete()
    return number
