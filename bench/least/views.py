"""The least that shows the same rows: sign-in checked, hand-written filter, values_list, Jinja2.

No menu, no languages, no notices, no policy, no rights beyond who may see a confidential row.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.models import Event
from engagements.enums import AreaKey, Status
from engagements.indexes import swedish_title
from engagements.models import Activity, Country, Engagement, EngagementGrant, Participation, ResourceLine
from governance.models import Aim, Theme, Unit

PAGE = 50
COLUMNS = (
    "pk", "title", "area", "responsible_unit__name", "status", "starts_on", "ends_on", "since_text",
    "reference_number", "confidentiality",
)  # fmt: skip
AREAS = {key: str(label) for key, label in AreaKey.choices}
STATUSES = {key: str(label) for key, label in Status.choices}


@lru_cache
def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    def named(model: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in model.objects.values_list("pk", "name")]

    return [
        ("area", list(AREAS.items())), ("status", list(STATUSES.items())), ("unit", named(Unit)),
        ("theme", named(Theme)), ("aim", named(Aim)), ("country", named(Country)),
    ]  # fmt: skip


def seen_by(user: Any):
    granted = EngagementGrant.objects.filter(user=user).values("content_object_id")
    return Engagement.objects.filter(Q(confidentiality="open") | Q(pk__in=granted))


def narrowed(rows: Any, asked: Any):
    if asked.get("area"):
        rows = rows.filter(area=asked["area"])
    if asked.get("status"):
        rows = rows.filter(status=asked["status"])
    if asked.get("unit"):
        rows = rows.filter(responsible_unit=asked["unit"])
    if asked.get("theme"):
        rows = rows.filter(themes=asked["theme"])
    if asked.get("aim"):
        rows = rows.filter(aims=asked["aim"])
    if asked.get("country"):
        rows = rows.filter(countries=asked["country"])
    return rows


def rows_of(rows: Any) -> list[tuple]:
    found = list(rows.order_by(swedish_title(connection), "pk").values_list(*COLUMNS)[:PAGE])
    links = Engagement.countries.through.objects.filter(engagement_id__in=[row[0] for row in found])
    countries: dict[int, list[str]] = {}
    for pk, name in links.values_list("engagement_id", "country__name").order_by("country__name"):
        countries.setdefault(pk, []).append(name)
    return [(*row, ", ".join(countries.get(row[0], ()))) for row in found]


@login_required
def engagement_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.dict()
    found = narrowed(seen_by(request.user), asked)
    context = {
        "rows": rows_of(found), "count": found.order_by()[:1001].count(), "choices": choices(), "asked": asked,
        "areas": AREAS, "statuses": STATUSES,
    }  # fmt: skip
    return render(request, "list.html", context)


@login_required
def search(request: HttpRequest) -> HttpResponse:
    found = seen_by(request.user)
    for word in request.GET["q"].casefold().split():
        found = found.filter(search_text__contains=word)
    context = {"rows": rows_of(found), "choices": (), "asked": {}, "areas": AREAS, "statuses": STATUSES}
    return render(request, "list.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen_by(request.user).filter(pk=pk).values(*COLUMNS, "background", "benefit_city", "benefit_partner",
                                                      "foreign_policy_assessment").first()  # fmt: skip
    if row is None:
        raise Http404
    activities = Activity.objects.filter(engagement=pk).values_list(
        "title", "starts_on", "unit__name", "state", "mode", "cost"
    )
    context = {
        "row": row, "area": AREAS[row["area"]], "status": STATUSES[row["status"]],
        "countries": Country.objects.filter(engagements=pk).values_list("name", flat=True),
        "themes": Theme.objects.filter(engagements=pk).values_list("name", flat=True),
        "aims": Aim.objects.filter(engagements=pk).values_list("name", flat=True),
        "units": Participation.objects.filter(engagement=pk).values_list("unit__name", "role"),
        "years": ResourceLine.objects.filter(engagement=pk).values_list("year").annotate(Sum("planned"), Sum("spent"))
        .order_by("-year"),
        "activities": activities.order_by("-starts_on", "-pk"),
        "events": Event.objects.filter(thread=f"engagements.engagement:{pk}").order_by("-id")
        .values_list("at", "happening", "actor_name", "capacity"),
        "versions": Engagement.history.filter(id=pk).values_list("history_date", "version", "history_user__name"),
    }  # fmt: skip
    return render(request, "detail.html", context)
