"""Example activities, reported by contact persons the way the interface does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from demo.people import reporting_units, with_function
from engagements import actions
from engagements.enums import ActivityKind, AttendanceLevel, Mode
from engagements.models import Activity, Engagement
from governance.enums import BodyKind, Function
from governance.models import Body, Unit
from governance.selectors import policy_in_force


@dataclass(frozen=True, slots=True)
class Story:
    """What was done, how many days ago, and how far the report has come: draft, sent or accepted."""

    what: str
    kind: str
    days_ago: int
    place: str
    mode: str
    result: str
    lesson: str
    cost: int = 0
    distance_km: int = 0
    why_not_remote: str = ""
    politicians: int = 0
    come_to: str = "accepted"


STORIES = [
    Story(
        "Årsmöte och konferens, {partner}",
        ActivityKind.CONFERENCE,
        96,
        "Bryssel",
        Mode.TRAVEL,
        "Tre städer vill pröva vårt sätt att följa upp insatser; en gemensam ansökan påbörjades.",
        "Boka möten med andra städer före konferensen. Det som gav mest låg utanför programmet.",
        cost=18_400,
        distance_km=2_560,
        why_not_remote="Styrelsevalet krävde närvaro på plats.",
        politicians=2,
    ),
    Story(
        "Arbetsgruppsmöte om hållbara transporter, {partner}",
        ActivityKind.WORKING_GROUP,
        61,
        "Webbmöte",
        Mode.REMOTE,
        "Gruppens svar på kommissionens samråd innehåller våra två förslag.",
        "Skicka in skriftliga förslag en vecka före mötet.",
    ),
    Story(
        "Erfarenhetsutbyte om skola och arbete, {partner}",
        ActivityKind.EXCHANGE,
        33,
        "På hemmaplan",
        Mode.AT_HOME,
        "En arbetsmetod provas i två enheter under våren.",
        "Ta med dem som ska göra jobbet, inte bara dem som beslutar.",
        cost=6_200,
    ),
    Story(
        "Webbinarium om klimatanpassning, {partner}",
        ActivityKind.WEBINAR,
        12,
        "Webbmöte",
        Mode.REMOTE,
        "Underlag till den egna planen för skyfall.",
        "",
        come_to="sent",
    ),
    Story(
        "Studieresa om cirkulärt byggande, {partner}",
        ActivityKind.STUDY_VISIT,
        5,
        "Köpenhamn",
        Mode.TRAVEL,
        "",
        "",
        cost=11_900,
        distance_km=1_300,
        why_not_remote="Byggplatser behöver ses på plats.",
        politicians=1,
        come_to="draft",
    ),
]


def load(engagements: list[Engagement]) -> int:
    """Report the stories on the engagements, in turn by every unit. Returns how many."""
    reporters = reporting_units()
    made = 0
    for number, engagement in enumerate(engagements):
        for index, story in enumerate(STORIES):
            if (number + index) % 3 and number > 1:
                continue
            _report(story, engagement, reporters[(number + index) % len(reporters)])
            made += 1
    return made


def _report(story: Story, engagement: Engagement, unit: Unit) -> Activity:
    contact = with_function(Function.CONTACT_PERSON, unit=unit)
    day = timezone.localdate() - timedelta(days=story.days_ago)
    activity = actions.save_draft(
        by=contact,
        engagement=engagement,
        unit=unit,
        title=story.what.format(partner=engagement.title),
        kind=story.kind,
        starts_on=day,
        ends_on=day + timedelta(days=1 if story.mode == Mode.TRAVEL else 0),
        place=story.place,
        mode=story.mode,
        why_not_remote=story.why_not_remote,
        cost=story.cost or None,
        distance_km=story.distance_km or None,
        result=story.result,
        lesson=story.lesson,
        example=True,
        attendances=_attendances(story, unit),
        aims=list(policy_in_force().aims.order_by("policyaim__order")[: 1 + story.days_ago % 2]),
    )
    if story.come_to == "draft":
        return activity
    activity = actions.submit(activity=activity, by=contact)
    if activity.state == "awaiting_confirmation":
        activity = actions.confirm(activity=activity, by=with_function(Function.DIRECTOR, unit=unit))
    if story.come_to == "accepted":
        activity = actions.accept(activity=activity, by=with_function(Function.COORDINATOR))
    return activity


def _attendances(story: Story, unit: Unit) -> list[dict]:
    rows = [{"level": AttendanceLevel.OFFICIAL, "who": f"Handläggare, {unit}", "count": 2}]
    if story.politicians:
        board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
        who = f"Ledamöter, {board}"
        rows.append({"level": AttendanceLevel.POLITICIAN, "who": who, "body": board, "count": story.politicians})
    return rows
