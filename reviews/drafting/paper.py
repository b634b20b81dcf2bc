"""A first text of each of a position paper's seven sections, from what the product already knows (GBG-C10).

What is not known is left empty, so that the writer sees what to write and the rule sees what is missing.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import override

from engagements.enums import ParticipationRole
from engagements.models import Engagement
from governance.models import Policy
from memberships.models import Membership
from reviews.conditions import what_it_is_about
from reviews.drafting import area, background
from reviews.drafting.activities import reported
from reviews.drafting.words import day, enumeration, kronor, later, months, paragraphs, points, sentence
from reviews.enums import PaperSectionKey as Key
from reviews.models import Evaluation, PositionPaper


def sections(paper: PositionPaper, policy: Policy | None, today: date | None = None) -> dict[str, str]:
    """The text of each section, in a fixed number of queries."""
    today = today or timezone.localdate()
    interval = policy.evaluation_interval_months if policy else 24
    latest = latest_evaluation(paper)
    engagement = paper.engagement
    if engagement is None:
        with override("sv"):
            known = area.sections(paper.area, policy, later(today, -interval), today)
            return known | {Key.EVALUATION: evaluated("Området", latest, interval, today)}
    membership = background.memberships_of([engagement.pk]).get(engagement.pk)
    with override("sv"):
        return {
            Key.PURPOSE: _purpose(engagement),
            Key.BACKGROUND: background.about(engagement, membership),
            Key.ACTIVITIES: reported(engagement.activities.all(), later(today, -interval), today),
            Key.RESPONSIBILITY: _responsibility(engagement, membership),
            Key.INFORMATION: _information(engagement),
            Key.FINANCES: _finances(engagement, membership),
            Key.EVALUATION: evaluated("Engagemanget", latest, interval, today),
        }


def latest_evaluation(paper: PositionPaper) -> Evaluation | None:
    rows = Evaluation.objects.adopted().filter(what_it_is_about(paper, "subjects__"))
    return rows.order_by("-adopted_on", "-pk").first()


def _purpose(engagement: Engagement) -> str:
    aims = [f"{aim.name}: {sentence(aim.purpose)}" if aim.purpose else aim.name for aim in engagement.aims.all()]
    return paragraphs(
        f"Nytta för kommunen: {sentence(engagement.benefit_city)}" if engagement.benefit_city.strip() else "",
        f"Nytta för motparten: {sentence(engagement.benefit_partner)}" if engagement.benefit_partner.strip() else "",
        f"Uppdrag: {sentence(engagement.assignment)}" if engagement.assignment.strip() else "",
        f"Engagemanget tjänar policyns inriktningar:\n{points(aims)}" if aims else "",
    )


def _responsibility(engagement: Engagement, membership: Membership | None) -> str:
    taking_part = [
        each.unit.name
        if each.role == ParticipationRole.TAKES_PART
        else f"{each.unit.name} ({each.get_role_display().lower()})"
        for each in engagement.participations.select_related("unit").order_by("unit__name")
    ]
    seats = background.seat_lines(membership) if membership else []
    forums = background.forum_lines(membership) if membership else []
    return paragraphs(
        f"{engagement.responsible_unit.name} ansvarar för engagemanget.",
        f"I det löpande arbetet deltar {enumeration(taking_part)}." if taking_part else "",
        f"Uppdrag i organisationen:\n{points(seats)}" if seats else "",
        f"Forum och arbetsgrupper:\n{points(forums)}" if forums else "",
    )


def _information(engagement: Engagement) -> str:
    if not engagement.public_summary.strip():
        return ""
    where = (
        "Sammanfattningen är publicerad på kommunens sida om internationellt arbete." if engagement.published else ""
    )
    return paragraphs(engagement.public_summary, where)


def _finances(engagement: Engagement, membership: Membership | None) -> str:
    lines = []
    rows = engagement.resources.order_by("year").values("year")
    for row in rows.annotate(planned=Sum("planned"), spent=Sum("spent"), hours=Sum("spent_hours")):
        hours = f", {row['hours']} timmar" if row["hours"] else ""
        lines.append(f"{row['year']}: planerat {kronor(row['planned'])}, utfall {kronor(row['spent'])}{hours}")
    fee = ""
    if membership and membership.fee:
        currency = "kr" if membership.fee_currency == "SEK" else membership.fee_currency
        fee = f"Medlemsavgiften är {kronor(membership.fee).removesuffix('kr')}{currency} per år."
    money = "Engagemanget har extern finansiering." if engagement.external_money else ""
    return paragraphs(fee, money, f"Resurser per år:\n{points(lines)}" if lines else "")


def evaluated(what: str, latest: Evaluation | None, interval: int, today: date) -> str:
    review = f"{what} ska enligt policyn utvärderas {months(interval)}."
    if latest is None:
        return paragraphs(review, f"{what} har inte utvärderats tidigare.")
    due = later(latest.adopted_on or today, interval)
    adopted = day(latest.adopted_on or today)
    last = f"Den senaste utvärderingen är {latest.title} ({latest.reference_number}), antagen {adopted}."
    return paragraphs(review, last, f"Nästa utvärdering ska vara klar senast {day(due)}.")
