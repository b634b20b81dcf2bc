"""The register of visits as a table: out, and in again through the area's actions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.rules import Refused
from engagements import area_lists
from engagements.enums import AreaKey, Status
from engagements.exchange import Column, Register, spine_rows
from engagements.exchange.columns import arranged, plain, spine, with_spine
from engagements.exchange.kinds import Choice, One, Text, Whole
from engagements.models import Country, Engagement
from engagements.querysets import open_or_granted
from governance.models import Unit
from visits import actions
from visits.enums import VisitKind, VisitState
from visits.models import Visit
from visits.register_file import STATES
from visits.views.visits import LISTING

STATUS_OF = {
    VisitState.PROPOSED: Status.PROPOSED,
    VisitState.CONFIRMED: Status.ACTIVE,
    VisitState.CARRIED_OUT: Status.ACTIVE,
    VisitState.CLOSED: Status.ENDED,
    VisitState.DECLINED: Status.DECLINED,
    VisitState.CANCELLED: Status.ENDED,
}
OWN = ("kind", "visitor", "city", "visitors_count", "purpose", "country", "main_host")
COLUMNS = arranged(
    spine(once=("status",)),
    "id",
    "reference_number",
    "title",
    plain("kind", _("Slag"), Choice(lambda: VisitKind.choices), required=True),
    "starts_on",
    "ends_on",
    plain("state", _("Läge"), Choice(lambda: VisitState.choices), once=True),
    "status",
    "responsible_unit",
    Column("main_host", _("Huvudvärd"), One("units"), lambda row: row.main_host_id),
    plain("visitor", _("Besökare"), Text(200), required=True),
    plain("visitors_count", _("Antal besökare"), Whole(1, 32_767)),
    plain("city", _("Besökarnas stad"), Text(120)),
    Column("country", _("Besökarnas land"), One("countries"), lambda row: row.country_id),
    plain("purpose", _("Syfte"), Text(lines=True)),
)


def rows(person: Any, asked: dict[str, str]) -> QuerySet[Visit]:
    return with_spine(area_lists.rows_of(LISTING, person, asked)).order_by(*LISTING.order)


def identity(values: dict[str, Any]) -> tuple | None:
    """The same delegation comes again: title and first day."""
    title = values.get("title")
    return (title.casefold(), values.get("starts_on")) if title else None


def identities(person: Any) -> Any:
    seen = Visit.objects.filter(open_or_granted(person, "engagement__"))
    for pk, title, starts_on in seen.values_list("pk", "engagement__title", "engagement__starts_on"):
        yield pk, (" ".join(title.casefold().split()), starts_on)


def create(values: dict[str, Any], by: Any) -> Engagement:
    """A visit to be confirmed; one that has come further is brought in by the coordinating unit, with its source. State
    and status follow each other where only one of them is said."""
    values = values | _far(values)
    stopped = spine_rows.decided_earlier(values, by, clause="GBG-V3")
    if stopped:
        raise Refused(stopped)
    visit = actions.register_visit(
        title=values["title"],
        responsible_unit=spine_rows.unit_of(values),
        spine=spine_rows.given(values),
        by=by,
        state=values["state"],
        **_own(values),
    )
    return visit.engagement


def _far(values: dict[str, Any]) -> dict[str, str]:
    """How far the visit has come, as state and as status."""
    state, status = values.get("state", ""), values.get("status", "")
    if not state:
        state = STATES.get(status, VisitState.PROPOSED)
    return {"state": state, "status": status or STATUS_OF[state]}


def change(row: Visit, values: dict[str, Any], by: Any) -> None:
    spine_rows.change(row.engagement, values, by)
    own = _own(values)
    if own:
        actions.change_visit(visit=row, by=by, **own)


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """The visit's own fields, with rows where the file has numbers of rows."""
    own = {key: values[key] for key in OWN if key in values}
    for key, model in (("country", Country), ("main_host", Unit)):
        if own.get(key) is not None:
            own[key] = model._default_manager.get(pk=own[key])
    return own


REGISTER = Register(
    area=AreaKey.VISITS,
    title=_("Besök"),
    list_url="visits:visit_list",
    columns=COLUMNS,
    rows=rows,
    identity=identity,
    identities=identities,
    create=create,
    change=change,
)
