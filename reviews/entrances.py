"""Where people come upon papers and evaluations: navigation, start page, the engagement's page, search."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from engagements import panels, search
from engagements.models import Engagement
from governance import navigation, start
from governance.enums import Function
from governance.models import Person
from governance.powers import Powers
from reviews import permissions
from reviews.selectors import lists


def reads(powers: Powers) -> bool:
    """Politicians, and those who prepare their papers."""
    return bool(powers.seats) or powers.registers or powers.is_a(Function.DIRECTOR)


def coordinates(powers: Powers) -> bool:
    return powers.coordinates


def to_read(person: Person) -> dict[str, Any]:
    return {**lists.to_read(person)}


def writing(person: Person) -> dict[str, Any]:
    return {"drafts": lists.being_written(person), "due": lists.due_for_evaluation(person)}


def on_engagement(engagement: Engagement, person: Person) -> dict[str, Any]:
    """Two queries: papers and evaluations."""
    found = lists.of_engagement(engagement, person)
    unfinished = any(row.is_unfinished for row in found["papers"])
    return {
        **found,
        "may_begin": not unfinished and permissions.may_write_paper.allows(person, engagement),
        "may_commission": not engagement.is_confidential and permissions.may_commission.allows(person),
        "begin_url": reverse("reviews:paper_create", args=[engagement.pk]),
        "commission_url": f"{reverse('reviews:evaluation_create')}?engagemang={engagement.pk}",
    }


def register() -> None:
    navigation.register(
        navigation.Item("papers", _("Positionspapper"), "reviews:paper_list", order=60),
        navigation.Item("evaluations", _("Utvärderingar"), "reviews:evaluation_list", order=65),
    )
    start.register(
        start.Panel("reviews.read", 15, "reviews/_start_to_read.html", to_read, reads, queries=2),
        start.Panel("reviews.writing", 55, "reviews/_start_writing.html", writing, coordinates, narrow=True, queries=2),
    )
    panels.register(panels.Panel("reviews", 40, "reviews/_engagement_panel.html", on_engagement))
    search.register(search.Source("papers", _("Positionspapper"), lists.find_papers))
    search.register(search.Source("evaluations", _("Utvärderingar"), lists.find_evaluations))
