"""Dull rows of projects for its tests: each valid, what a test is about it says itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from engagements.enums import AreaKey
from governance.models import Unit
from projects.models import Aid, AidCountry, Call, Funder, Programme, Project, ReportingDate
from tests import factories

STATUS = {"running": "active", "final_report": "active", "closed": "ended", "rejected": "declined"}


def project(*, stage: str = "idea", unit: Unit | None = None, spine: dict[str, Any] | None = None, **fields: Any):
    values = {"status": STATUS.get(stage, "proposed"), "title": f"Projekt {next(factories.numbers)}"} | (spine or {})
    if unit is not None:
        values["responsible_unit"] = unit
    engagement = factories.engagement(AreaKey.PROJECTS, **values)
    return Project.objects.create(engagement=engagement, stage=stage, **fields)


def funder(kind: str = "eu", **fields: Any) -> Funder:
    number = next(factories.numbers)
    values = {"key": f"finansiar-{number}", "name": f"Finansiär {number}", "report_every_months": 12} | fields
    return Funder.objects.create(kind=kind, **values)


def programme(**fields: Any) -> Programme:
    number = next(factories.numbers)
    of = fields.pop("funder", None) or funder()
    return Programme.objects.create(funder=of, **{"key": f"program-{number}", "name": f"Program {number}"} | fields)


def call(**fields: Any) -> Call:
    of = fields.pop("programme", None) or programme()
    values = {"title": f"Utlysning {next(factories.numbers)}", "deadline": datetime(2027, 3, 1, 16, tzinfo=UTC)}
    return Call.objects.create(programme=of, **values | fields)


def report(of: Project, **fields: Any) -> ReportingDate:
    return ReportingDate.objects.create(project=of, **{"title": "Lägesrapport 1", "due_on": date(2027, 3, 1)} | fields)


def aid(of: Project, *forms: str, to: str = "UA", receives: bool | None = True, **fields: Any) -> Aid:
    """Aid to one country; `receives` None leaves it unknown."""
    country = factories.country(to)
    of.engagement.countries.add(country)
    if receives is not None:
        AidCountry.objects.get_or_create(
            country=country, defaults={"receives": receives, "source": "Strategi", "as_of": date(2026, 1, 1)}
        )
    return Aid.objects.create(project=of, forms=list(forms or ("training",)), **fields)
