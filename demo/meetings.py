"""Example meetings: one held with minutes adjusted and announced, one called with its agenda, more to come."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils import timezone

from decisions.actions import agenda, board, closing, meetings, minutes, recording
from decisions.enums import ItemKind
from decisions.models import AgendaItem, BoardCheck, Case, CaseStep, Meeting, Minutes
from demo import clock
from demo.people import everybody, meeting_committee, with_function
from governance.enums import BodyKind, Function
from governance.models import Body, Person

HELD = 17
TO_ADJUST, TO_ANNOUNCE = 3, 4
AFTERNOON, EVENING = 13, 18
PLACE = "Stadshuset, sammanträdesrummet"
INFORMATION = "Information från internationella enheten"
LOOKS_EVERY, EXAMPLE = timedelta(minutes=10), "exempel"
REPORTS = "Anmälan av delegationsbeslut"
MONDAY, TUESDAY, WEDNESDAY = range(3)


def hold(case: Case, text: str, *, days: int = HELD) -> Minutes:
    """The executive board's meeting some weeks ago, at which it dealt with the case; minutes adjusted and announced."""
    drafted = held(case, text, days=days)
    secretary = drafted.meeting.secretary
    with clock.days_ago(days - TO_ADJUST):
        drafted = minutes.send_for_adjustment(minutes=drafted, by=secretary)
        for signature in drafted.signatures.select_related("person"):
            _sign(drafted, signature.person)
    with clock.days_ago(days - TO_ANNOUNCE):
        board.announce_minutes(minutes=drafted, by=secretary)
    return drafted


def held(case: Case, text: str, *, days: int) -> Minutes:
    """A meeting that many days ago of the body whose turn it is, closed; its minutes are a draft."""
    step = case.steps.get(state="active")
    secretary = with_function(Function.SECRETARY, body=step.body)
    with clock.days_ago(days + 10):
        meeting = planned(step.body, 10, AFTERNOON)
        item = agenda.add_case(meeting=meeting, step=step, by=secretary)
        agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title=INFORMATION, by=secretary)
        agenda.add_usual(meeting=meeting, by=secretary)
        meetings.call_meeting(meeting=meeting, by=secretary)
    with clock.days_ago(days, AFTERNOON):
        _record(meeting, item, text, secretary)
    return Minutes.objects.select_related("meeting__secretary").get(meeting=meeting)


def look_at_the_board() -> None:
    """The board has been looked at, and was up, all the time since the announcement (KL 13:5)."""
    first = clock.at(TO_ANNOUNCE - HELD, 9)
    number = int((timezone.now() - first) / LOOKS_EVERY)
    times = [first + LOOKS_EVERY * each for each in range(1, number + 1)]
    BoardCheck.objects.bulk_create(BoardCheck(checked_at=time, up=True, reason=EXAMPLE) for time in times)


def plan(step: CaseStep) -> Meeting:
    """The meetings to come. The next one of the executive board is called and takes up the step's case."""
    body = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
    secretary = with_function(Function.SECRETARY, body=body)
    meeting = planned(body, clock.weekday(WEDNESDAY, from_days=9), AFTERNOON)
    agenda.add_case(meeting=meeting, step=step, by=secretary)
    agenda.add_item(meeting=meeting, kind=ItemKind.REPORT, title=REPORTS, by=secretary)
    agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title=INFORMATION, by=secretary)
    agenda.add_usual(meeting=meeting, by=secretary)
    called = meetings.call_meeting(meeting=meeting, by=secretary)
    for weeks in (4, 8):
        planned(body, clock.weekday(WEDNESDAY, from_days=9) + 7 * weeks, AFTERNOON)
    for weeks in (0, 5):
        council = Body.objects.get(kind=BodyKind.COUNCIL)
        planned(council, clock.weekday(MONDAY, from_days=16) + 7 * weeks, EVENING)
    committee = meeting_committee()
    if committee is not None:
        planned(committee, clock.weekday(TUESDAY, from_days=10), AFTERNOON)
    return called


def planned(body: Body, in_days: int, hour: int) -> Meeting:
    secretary = with_function(Function.SECRETARY, body=body)
    starts_at = clock.at(in_days, hour)
    meeting = meetings.plan_meeting(body=body, starts_at=starts_at, place=PLACE, by=secretary)
    meeting.example = True
    meeting.save(update_fields=["example"])
    return meeting


def _record(meeting: Meeting, item: AgendaItem, text: str, secretary: Person) -> None:
    """Nine of the members are there, one substitute serves, and all agree."""
    adjuster = begin(meeting)
    chair = with_function(Function.CHAIR, body=meeting.body)
    said = {
        "Val av justerare": f"{adjuster} utses att justera protokollet.",
        "Fastställande av dagordning": "Dagordningen fastställs.",
        INFORMATION: "Informationen antecknas.",
    }
    for row in meeting.items.all():
        facts = _decided(text, chair) if row.pk == item.pk else {"outcome": "noted", "text": said[row.title]}
        recording.record_item(item=row, version=row.version, by=secretary, **facts)
    closing.close_meeting(meeting=meeting, by=secretary)


def begin(meeting: Meeting) -> Person:
    """Open the meeting and call its roll. Returns who is to adjust the minutes."""
    body = meeting.body
    chair, members = with_function(Function.CHAIR, body=body), everybody(Function.MEMBER, body=body)
    secretary, substitute = with_function(Function.SECRETARY, body=body), with_function(Function.SUBSTITUTE, body=body)
    recording.open_meeting(meeting=meeting, chair=chair, by=secretary)
    present = [{"person": person} for person in (chair, *members[:8])]
    present.append({"person": substitute, "serving": True, "in_place_of": members[8 if len(members) > 8 else -1]})
    recording.call_roll(meeting=meeting, present=present, by=secretary)
    recording.choose_adjusters(meeting=meeting, people=[members[0]], by=secretary)
    return members[0]


def _decided(text: str, chair: Person) -> dict[str, str]:
    return {
        "outcome": "approved",
        "text": text,
        "proposals": "Ordföranden yrkar bifall till förslaget.",
        "presenter": str(chair),
        "present_without_deciding": "Stadsdirektör",
    }


def _sign(drafted: Minutes, person: Person) -> None:
    """Example people have no password of their own: one is set for the moment of signing."""
    password = secrets.token_urlsafe()
    person.set_password(password)
    person.save(update_fields=["password"])
    minutes.sign(minutes=drafted, credentials={"password": password}, by=person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
