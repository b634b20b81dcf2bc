"""What the law asks to have said of aid and of export of services (lag 2009:47, 5 kap.)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import events
from engagements import permissions
from engagements.models import Country
from governance.models import Person
from projects.actions.projects import lock
from projects.enums import Happening
from projects.models import Aid, AidCountry, Project, ServiceExport
from projects.permissions import may_state_aid_country


@transaction.atomic
def state_aid(*, project: Project, is_aid: bool, by: Person, forms: Sequence[str] = (), **facts: Any) -> Project:
    """Say that the project is aid, in which forms, and what of it is done; or that it is none."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    row = Aid.objects.filter(project=project).first()
    if is_aid:
        row = row or Aid(project=project)
        row.forms = sorted(forms)
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    elif row is not None:
        row.delete()
    detail = {"aid": is_aid, "forms": sorted(forms)}
    events.record(Happening.AID_STATED, project.engagement, by=by, detail=detail)
    return Project.objects.select_related("engagement").get(pk=project.pk)


@transaction.atomic
def state_export(*, project: Project, is_export: bool, by: Person, **facts: Any) -> Project:
    """Say that the project exports municipal services and how its risks are limited; or that it does not."""
    project = lock(project)
    permissions.may_change_engagement.require(by, project.engagement)
    row = ServiceExport.objects.filter(project=project).first()
    if is_export:
        row = row or ServiceExport(project=project)
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    elif row is not None:
        row.delete()
    events.record(Happening.EXPORT_STATED, project.engagement, by=by, detail={"export": is_export})
    return Project.objects.select_related("engagement").get(pk=project.pk)


@transaction.atomic
def state_aid_country(*, country: Country, receives: bool, source: str, by: Person) -> AidCountry:
    """Say whether a country receives Swedish state aid, and where that was looked up. Dated today."""
    may_state_aid_country.require(by)
    row = AidCountry.objects.select_for_update(of=("self",), no_key=True).filter(country=country).first()
    row = row or AidCountry(country=country)
    row.receives, row.source, row.as_of = receives, source.strip(), timezone.localdate()
    row.save()
    events.record(Happening.AID_COUNTRY_STATED, row, by=by, detail={"country": country.pk, "receives": receives})
    return row
