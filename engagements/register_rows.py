"""One entry of a register file as a row of the spine: what the areas' loaders share."""

from __future__ import annotations

from typing import Any

from engagements import actions
from engagements.enums import Status
from engagements.models import Country, Engagement
from governance.models import Theme, Unit

COPIED = ("background", "benefit_city", "benefit_partner", "public_summary", "since_text", "assignment")


class RegisterError(ValueError):
    """A register file names something that is not there, or says something that cannot be. Names the entry."""


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
