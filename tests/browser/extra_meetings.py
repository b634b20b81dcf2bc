"""What some page of the decision chain needs and the demo does not hold, made the way people make it."""

from __future__ import annotations

from datetime import date, timedelta


def add() -> None:
    """Minutes to change and to sign, a meeting that goes on, an appeal, a draft of a referral, a task reported back."""
    from demo.people import with_function
    from governance.enums import Function
    from governance.models import Body

    officer = with_function(Function.COORDINATOR)
    numbered = Body.objects.get(key="kulturnamnden")
    numbered.numbers_from_diary = True
    numbered.save()
    _hold_meetings()
    _meet_now()
    _refer(officer)
    _report_back(officer)


def _hold_meetings() -> None:
    """Of the executive board's minutes some are being written, some wait for signatures, and one decision is appealed;
    and it meets just now."""
    from decisions.actions import minutes
    from decisions.actions.appealing import record_appeal
    from demo import clock, meetings, reviews
    from engagements.models import Engagement

    with clock.days_ago(30):
        rows = Engagement.objects.filter(area__in=["projects", "monitoring", "cities"]).order_by("pk")[:3]
        written, signed, appealed = (reviews.paper_case(engagement) for engagement in rows)
    said = "Positionspappret antas."
    secretary = meetings.hold(appealed, said, days=12).meeting.secretary
    decision = appealed.decisions.latest("pk")
    record_appeal(decision=decision, received_on=date.today(), court="Förvaltningsrätten", by=secretary)
    minutes.send_for_adjustment(minutes=meetings.held(signed, said, days=6), by=secretary)
    meetings.held(written, said, days=5)


def _meet_now() -> None:
    """The executive board meets today, and one of its meetings to come can be called."""
    from decisions.actions import agenda, recording
    from decisions.actions.meetings import call_meeting
    from decisions.models import Meeting
    from demo import clock, meetings
    from demo.people import with_function
    from governance.enums import Function
    from governance.models import Body

    body = Body.objects.get(kind="executive_board")
    secretary = with_function(Function.SECRETARY, body=body)
    with clock.days_ago(9):
        meeting = meetings.planned(body, 9, 9)
        agenda.add_usual(meeting=meeting, by=secretary)
        call_meeting(meeting=meeting, by=secretary)
    meetings.begin(meeting)
    item = meeting.items.first()
    recording.record_item(item=item, version=item.version, outcome="noted", text="Utses.", by=secretary)
    agenda.add_usual(meeting=Meeting.objects.filter(body=body, state="planned").first(), by=secretary)


def _refer(officer) -> None:
    """A draft of a referral of the first paper's case."""
    from decisions.actions.referrals import draft_referral
    from decisions.models import Case
    from decisions.referring import Recipient
    from governance.models import Unit

    draft_referral(
        case=Case.objects.get(title__contains="EUROCITIES", matter="reviews.adopt_paper"),
        title="Remiss av positionspappret",
        question="Stämmer bilden?",
        due_on=date.today() + timedelta(days=30),
        recipients=[Recipient(unit=Unit.objects.filter(coordinating=False)[0])],
        by=officer,
    )


def _report_back(officer) -> None:
    """A task whose report waits to be accepted or handed back."""
    from decisions.actions.carrying_out import give_task, report_task
    from decisions.models import Assignment
    from demo.people import reporting_units, with_function
    from governance.enums import Function

    unit = reporting_units()[1]
    decision = Assignment.objects.get().decision
    due_on = date.today() + timedelta(days=20)
    task = give_task(decision=decision, unit=unit, text="Sprid rapporten i förvaltningen.", due_on=due_on, by=officer)
    director = with_function(Function.DIRECTOR, unit=unit)
    report_task(assignment=task, version=task.version, report="Rapporten är spridd.", by=director)
