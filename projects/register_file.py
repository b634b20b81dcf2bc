"""Reading funders, programmes, projects and their partners from a register file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from engagements import search_index
from engagements.enums import AreaKey
from engagements.models import Country
from engagements.register_rows import RegisterError, register_entry
from governance.models import Unit
from projects.actions.projects import STATUS_OF
from projects.enums import FunderKind, Happening, Stage
from projects.models import AidCountry, Funder, Programme, Project, ProjectPartner

OWN = ("funder", "programme", "own_budget", "external_budget", "partner_budget", "added_value", "city_role")
FUNDER = ("name", "kind", "report_every_months", "report_within_days", "final_within_days", "rule_source")
AID = Path("registers") / "swedish_aid.toml"


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add the projects of the file that are not in the register, by key; one already there is left as staff has it."""
    load_funders(facts)
    load_aid_countries(Path(settings.BASE_DIR) / AID)
    known = set(Project.objects.values_list("key", flat=True))
    added = [entry for entry in facts.get("projects", []) if entry["key"] not in known]
    for entry in added:
        _add(entry, unit=unit, source=source)
    return [_("Projekt: %(title)s") % {"title": entry["title"]} for entry in added]


def load_funders(facts: dict[str, Any]) -> None:
    """Add funders and programmes by key; those there already are left as staff has them."""
    for entry in facts.get("funders", []):
        given = {name: entry[name] for name in FUNDER if name in entry}
        Funder.objects.get_or_create(key=entry["key"], defaults=given)
    for entry in facts.get("programmes", []):
        funder = _funder(entry["funder"], entry["name"])
        years = {name: entry[name] for name in ("from_year", "to_year") if name in entry}
        Programme.objects.get_or_create(key=entry["key"], defaults={"name": entry["name"], "funder": funder} | years)


def load_aid_countries(path: Path) -> None:
    """Which countries receive Swedish state aid, as far as the file knows, with its sources."""
    if not path.exists():
        return
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("countries", []):
        country = Country.objects.filter(code=entry["code"]).first()
        if country is not None:
            given = {name: entry[name] for name in ("receives", "source", "as_of")}
            AidCountry.objects.get_or_create(country=country, defaults=given)


def _add(entry: dict[str, Any], *, unit: Unit, source: str) -> None:
    """A project of the file runs unless the file says otherwise."""
    financier = _funder(entry["financier"], entry["title"]) if "financier" in entry else None
    own = {name: entry[name] for name in OWN if name in entry}
    if financier is not None:
        own["funder"] = financier.kind
    stage = Stage(entry.get("stage", Stage.RUNNING))
    outside = own.get("funder", FunderKind.NONE) != FunderKind.NONE
    entry = {"status": STATUS_OF[stage]} | entry | {"external_money": outside}
    engagement = register_entry(entry, area=AreaKey.PROJECTS, title=entry["title"], unit=unit, source=source)
    project = Project.objects.create(
        engagement=engagement,
        key=entry["key"],
        stage=stage,
        financier=financier,
        decided=engagement.source[:200],
        **own,
    )
    for each in entry.get("partners", []):
        _partner(project, each)
    search_index.refresh(engagement)
    detail = {"key": entry["key"], "source": engagement.source, "stage": stage}
    events.record(Happening.PROJECT_REGISTERED, engagement, by=None, detail=detail)


def _partner(project: Project, entry: dict[str, Any]) -> None:
    country = Country.objects.filter(code=entry.get("country")).first()
    ProjectPartner.objects.create(
        project=project, name=entry["name"], role=entry.get("role", "partner"), country=country
    )


def _funder(key: str, entry: str) -> Funder:
    try:
        return Funder.objects.get(key=key)
    except Funder.DoesNotExist:
        raise RegisterError(f"{entry}: okänd finansiär ”{key}”") from None
