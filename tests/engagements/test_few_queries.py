"""Pages that put much together ask at most ten questions, and as many for three rows as for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagements import search_index
from engagements.enums import AreaKey
from engagements.exchange import registry
from engagements.models import Activity, ActivityFollowUp, DormancyReview, Engagement, EngagementAim, EngagementGoal
from monitoring.models import Dossier
from projects.models import Project
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MAKE: dict[str, Callable[[], Engagement]] = {
    AreaKey.CITIES: lambda: factories.city_relation().engagement,
    AreaKey.MEMBERSHIPS: lambda: factories.membership().engagement,
    AreaKey.MONITORING: lambda: _of_area(Dossier, AreaKey.MONITORING, kind="monitoring"),
    AreaKey.PROJECTS: lambda: _of_area(Project, AreaKey.PROJECTS),
    AreaKey.VISITS: lambda: factories.visit().engagement,
}


def _of_area(model: type, area: str, **fields) -> Engagement:
    return model.objects.create(engagement=factories.engagement(area), **fields).engagement


@pytest.fixture
def reader() -> Client:
    """Has been to a page before: what is kept between pages is kept."""
    client = Client()
    client.force_login(factories.coordinator())
    client.get("/om/")
    return client


def full(area: str) -> Engagement:
    """An engagement of the area with a row of every kind that hangs on one."""
    row, unit, theme = MAKE[area](), factories.unit(), factories.theme()
    row.themes.add(theme)
    row.countries.add(factories.country("DK", name="Danmark"))
    EngagementAim.objects.create(engagement=row, aim=factories.aim())
    EngagementGoal.objects.create(engagement=row, goal=13)
    row.participations.create(unit=unit)
    row.resources.create(unit=unit, year=timezone.localdate().year, planned=10, spent=5)
    DormancyReview.objects.create(engagement=row, put_on=date(2026, 1, 1))
    answered = {"choice": "revive", "motive": "Ja.", "answered_by": factories.person(), "answered_at": timezone.now()}
    DormancyReview.objects.create(engagement=row, put_on=date(2025, 1, 1), **answered)
    said = {"on": date(2026, 6, 1), "changed": "Det.", "recorded_by": factories.person()}
    for mode, came_of in (("travel", "in_use"), ("remote", "planned"), ("at_home", "dropped")):
        done = factories.activity(engagement=row, unit=unit, state="accepted", starts_on=timezone.localdate())
        Activity.objects.filter(pk=done.pk).update(mode=mode)
        done.attendances.create(level="politician", who="Ordföranden", body=factories.board())
        ActivityFollowUp.objects.create(activity=done, **said | {"came_of": came_of})
    search_index.refresh(row)
    return row


def alike(row: Engagement, many: int) -> list[Engagement]:
    """Engagements with the same words, theme and country."""
    others = [factories.engagement("projects") for _each in range(many)]
    for other in others:
        other.themes.set(row.themes.all())
        other.countries.set(row.countries.all())
        Engagement.objects.filter(pk=other.pk).update(search_text=row.search_text)
    return others


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("area", MAKE)
def test_synergies(area, many, reader, django_assert_max_num_queries):
    row = full(area)
    others = alike(row, many)

    with django_assert_max_num_queries(10):
        page = reader.get(f"/engagemang/{row.pk}/synergier/")

    assert [one.pk for one in page.context["synergies"]] == [other.pk for other in others]


def test_synergies_of_five_names_ask_as_much_as_of_one(reader, monkeypatch, django_assert_num_queries):
    row = full(AreaKey.PROJECTS)
    names = ["Svenska ord", "Andra namn", "Tredje namn", "Fjärde namn", "Femte namn"]
    others = [factories.engagement("visits", search_text=f"möte om {name.casefold()}") for name in names]
    monkeypatch.setattr("engagements.selectors.synergies._names", lambda engagement: names)

    with django_assert_num_queries(4):
        page = reader.get(f"/engagemang/{row.pk}/synergier/")

    assert [(one.pk, one.why) for one in page.context["synergies"]] == [
        (other.pk, name) for other, name in zip(others, names, strict=True)
    ]


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("area", MAKE)
def test_what_is_quiet(area, many, reader, django_assert_max_num_queries):
    factories.policy()
    row = full(area)
    for matter in ("memberships.join", "memberships.leave", "memberships.join_sector")[:many]:
        factories.case(engagement=row, matter=matter)
        DormancyReview.objects.create(
            engagement=row, put_on=date(2024, 1, 1), choice="rest", motive="Nej.", answered_by=factories.person(),
            answered_at=timezone.now(),
        )  # fmt: skip

    with django_assert_max_num_queries(10):
        page = reader.get(f"/engagemang/{row.pk}/vilande/")

    standing = page.context["standing"]
    assert (standing.is_quiet, standing.last_on, standing.asked) == (False, timezone.localdate(), True)
    assert len(page.context["reviews"]) == 1 + many


@pytest.mark.parametrize("many", [1, 3])
def test_overview(many, reader, django_assert_num_queries):
    policy = factories.policy()
    for _each in range(many):
        for area in MAKE:
            policy.focus_themes.add(*full(area).themes.all())
    factories.engagement(responsible_unit=factories.unit(name="Tysta enheten"))

    with django_assert_num_queries(9):
        page = reader.get("/oversikt/")

    focus, came_of = page.context["focus"], page.context["came_of"]
    assert [(area.count, area.activities, area.planned, area.spent) for area in page.context["areas"]] == [
        (many + (area == AreaKey.MEMBERSHIPS), 3 * many, 10 * many, 5 * many) for area in AreaKey.values
    ]
    assert [mode.count for mode in page.context["modes"]] == [5 * many] * 3
    assert (came_of.reported, came_of.in_use, came_of.planned, came_of.dropped) == (15 * many, *[5 * many] * 3)
    assert (focus.count, focus.of_count) == (5 * many, 5 * many + 1)
    assert (focus.activities, focus.of_activities, focus.spent, focus.of_spent) == (
        15 * many, 15 * many, 25 * many, 25 * many,
    )  # fmt: skip
    assert [name for _pk, name in page.context["silent"]].count("Tysta enheten") == 1


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("name", ["export_csv", "export_xlsx"])
@pytest.mark.parametrize("area", [*MAKE, "alla"])
def test_export(area, name, many, reader, django_assert_max_num_queries):
    for _each in range(many):
        full(area if area in MAKE else AreaKey.PROJECTS)
    assert registry.find(area) is not None

    with django_assert_max_num_queries(10):
        answer = reader.get(reverse(f"engagements:{name}", args=[area]))
        content = b"".join(answer.streaming_content)

    assert answer.status_code == 200
    assert name == "export_xlsx" or content.count(b"Danmark") == many
