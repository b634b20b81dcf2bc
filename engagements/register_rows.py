"""Register files: the whole file through the areas' loaders, and one entry of it as a row of the spine."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from engagements import actions, areas
from engagements.enums import Status
from engagements.models import Country, Engagement
from governance.models import Theme, Unit

COUNTRIES = "countries.toml"
COPIED = ("background", "benefit_city", "benefit_partner", "public_summary", "since_text", "assignment")


class RegisterError(ValueError):
    """A register file names something that is not there, or says something that cannot be. Names the entry."""


@transaction.atomic
def load_file(path: Path) -> list[str]:
    """Load `path` and the countries beside it, all or nothing. Idempotent: returns a line for each row added.

    Raises RegisterError, with the entry, when the file names a unit, theme or country that is not there.
    """
    facts = _read(path)
    load_countries(_read(path.with_name(COUNTRIES)))
    unit = unit_of(facts["unit"], path.name)
    added = []
    for area in areas.all_areas():
        added += area.load_register(facts, unit=unit, source=facts["source"])
    return added


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(f"{path.name}: {error}") from error


def unit_of(key: str, entry: str) -> Unit:
    try:
        return Unit.objects.get(key=key)
    except Unit.DoesNotExist:
        raise RegisterError(f"{entry}: okänd enhet ”{key}”") from None


def rows_of(model: type, field: str, keys: list[str], entry: str) -> list[Any]:
    """The rows with these keys, all of them."""
    found = {getattr(row, field): row for row in model._default_manager.filter(**{f"{field}__in": keys})}
    missing = sorted(set(keys) - found.keys())
    if missing:
        raise RegisterError(f"{entry}: okänt i {model._meta.verbose_name}: {', '.join(missing)}")
    return [found[key] for key in keys]


def load_countries(facts: dict[str, Any]) -> list[str]:
    """Add or mend the countries of `registers/countries.toml`. Idempotent by code."""
    before = set(Country.objects.values_list("code", flat=True))
    for entry in facts.get("countries", []):
        flags = {name: entry.get(name, False) for name in ("eu", "eea", "nordic")}
        names = {"name": entry["name"], "name_en": entry["name_en"]}
        Country.objects.update_or_create(code=entry["code"], defaults=names | flags)
    return [entry["name"] for entry in facts.get("countries", []) if entry["code"] not in before]


def register_entry(facts: dict[str, Any], *, area: str, title: str, unit: Unit, source: str) -> Engagement:
    """Register what `facts` say as an engagement of `area`, active when the file says nothing else.

    `unit` and `source` are the file's own, used where the entry names none.
    """
    responsible = unit_of(facts["unit"], title) if "unit" in facts else unit
    since = facts.get("since") or facts.get("member_since")
    fields: dict[str, Any] = {name: facts[name] for name in COPIED if name in facts}
    if since and "since_text" not in fields:
        fields["since_text"] = str(since)
    return actions.register(
        area=area,
        title=title,
        responsible_unit=responsible,
        by=None,
        status=facts.get("status", Status.ACTIVE),
        source=facts.get("source", source),
        external_money=facts.get("external_money", False),
        themes=rows_of(Theme, "key", facts.get("themes", []), title),
        countries=rows_of(Country, "code", facts.get("countries", []), title),
        units=rows_of(Unit, "key", facts.get("units", []), title),
        **fields,
    )
