"""A meeting that can be opened today, with as many items and members as asked for, in a city that is being served."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

PROPOSAL = "{body} godkänner ansökan om medlemskap i {name} från och med den 1 januari 2027."
NAMES = ("Anna", "Björn", "Cecilia", "David", "Elin", "Farid", "Gunilla", "Henrik", "Ines", "Jonas", "Karin")
SURNAMES = ("Andersson", "Berg", "Carlsson", "Dahl", "Ek", "Forsberg", "Grahn", "Hult", "Isaksson", "Jansson")


def sitting(items: str, members: str, council: str = "") -> int:
    """Before the executive board, or the council. Returns the meeting's number."""
    from django.utils import timezone

    from decisions.enums import Capacity, MeetingState, NoticeKind
    from decisions.models import BoardNotice, Presence
    from governance.enums import Function
    from governance.models import Appointment, Person
    from tests import factories

    seats = int(members)
    factories.numbers = count(1000 * Person.objects.count())
    body = factories.council() if council else factories.board()
    body.seats = None
    body.save()
    elected = (Function.MEMBER, Function.CHAIR, Function.SUBSTITUTE)
    Appointment.objects.filter(body=body, function__in=elected).delete()
    people = factories.members(body, seats) + [factories.substitute(body) for _each in range(3)]
    for place, person in enumerate(people):
        person.name = f"{NAMES[place % len(NAMES)]} {SURNAMES[place % len(SURNAMES)]} {place + 1}"
        person.save()
    meeting = factories.meeting(body, starts_at=timezone.now(), state=MeetingState.CALLED, called_at=timezone.now())
    for place, person in enumerate(people):
        capacity = Capacity.MEMBER if place < seats else Capacity.SUBSTITUTE
        Presence.objects.create(meeting=meeting, person=person, capacity=capacity)
    if council:
        factories.secretary(body)
        BoardNotice.objects.create(
            kind=NoticeKind.COUNCIL_MEETING,
            meeting=meeting,
            body=body,
            title="Fullmäktige sammanträder",
            due_on=timezone.localdate() - timedelta(days=8),
            posted_at=timezone.now() - timedelta(days=14),
        )
    factories.agenda_item(meeting, title="Val av justerare", kind="formality")
    for place in range(int(items) - 2):
        factories.agenda_item(meeting, _step(body, place))
    factories.agenda_item(meeting, title="Information från internationella enheten")
    return meeting.pk


def _step(body, place: int):
    from decisions.models import CaseStep
    from tests import factories

    name = f"nätverket {place + 1}"
    membership = factories.membership(engagement_fields={"title": name, "status": "proposed"})
    case = factories.case(
        title=f"Medlemskap i {name}",
        matter="memberships.join",
        engagement=membership.engagement,
        state="put_forward",
        proposed_decision=PROPOSAL.format(body=body, name=name),
        reference_number=f"KS 2026/9{place:03d}",
    )
    return CaseStep.objects.create(case=case, order=1, role="decide", body=body, state="active")
