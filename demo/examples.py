"""Example rows on the loaded register: what the register says is real, what is added here is marked as an example."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from decisions.models import Case
from demo import (
    across,
    activities,
    cities,
    clock,
    delegation,
    exchange,
    meetings,
    memberships,
    monitoring,
    projects,
    referrals,
    reviews,
    visit_programmes,
    visits,
)
from engagements.enums import AreaKey
from engagements.models import Activity, Engagement

WANTED = ["EUROCITIES", "Metropolis", "UCLG", "C40"]
WRITTEN, DECIDED = 45, 12


def load() -> int:
    """Add the examples once; the second time there is nothing to do. Returns how many rows were made."""
    if Activity.objects.filter(example=True).exists():
        return 0
    engagements = _chosen()
    made = activities.load(engagements) + visits.load() + visits.load_resources(engagements[:4])
    evaluation = _evaluate(engagements[:4])
    called = meetings.plan(reviews.papers(engagements[:4]))
    delegation.load(called, evaluation)
    referrals.load()
    made += memberships.load()
    made += projects.load()
    made += cities.load()
    made += visit_programmes.load()
    made += monitoring.load()
    made += across.load(engagements)
    made += exchange.load()
    return made + 8


def _evaluate(engagements: list[Engagement]) -> Case:
    """The evaluation's way through the bodies, each on a day of its own."""
    turn_of_year = date(timezone.localdate().year + 1, 1, 1)
    with clock.days_ago(WRITTEN):
        case = reviews.evaluated(engagements, turn_of_year)
    meetings.hold(case, "Utvärderingen godkänns.")
    meetings.look_at_the_board()
    with clock.days_ago(DECIDED):
        reviews.decided(case)
    return case


def _chosen() -> list[Engagement]:
    """The engagements the examples are about: the four of the report where they exist, then other memberships."""
    joined = list(Engagement.objects.filter(area=AreaKey.MEMBERSHIPS).order_by("title"))
    first = [row for name in WANTED for row in joined if row.title == name]
    towns = list(Engagement.objects.filter(area=AreaKey.CITIES, status="active").order_by("title")[:3])
    return first + [row for row in joined if row not in first][: 6 - len(first)] + towns
