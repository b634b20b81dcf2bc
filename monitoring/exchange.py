"""The register of what the city monitors and advocates as a table: out, and in again through the area's actions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engagements import area_lists
from engagements.enums import AreaKey
from engagements.exchange import Register, spine_rows
from engagements.exchange.columns import arranged, by_title, plain, spine, titles_of, with_spine
from engagements.exchange.kinds import Choice, Day, Text
from engagements.models import Engagement
from monitoring import actions
from monitoring.enums import DossierKind
from monitoring.models import Dossier
from monitoring.views.dossiers import LISTING

OWN = ("kind", "target", "next_deadline", "eu_reference", "swedish_law")
COLUMNS = arranged(
    spine(),
    "id",
    "reference_number",
    "title",
    plain("kind", _("Slag"), Choice(lambda: DossierKind.choices), required=True),
    "responsible_unit",
    "status",
    plain("target", _("Riktas till"), Text(200)),
    plain("next_deadline", _("Nästa tidsfrist"), Day()),
    plain("eu_reference", _("EU-beteckning"), Text(80)),
    plain("swedish_law", _("Svensk lag som berörs"), Text(250)),
)


def rows(person: Any, asked: dict[str, str]) -> QuerySet[Dossier]:
    return with_spine(area_lists.rows_of(LISTING, person, asked)).order_by(*LISTING.order)


def create(values: dict[str, Any], by: Any) -> Engagement:
    dossier = actions.register_dossier(
        title=values["title"],
        responsible_unit=spine_rows.unit_of(values),
        spine=spine_rows.given(values),
        by=by,
        **{key: values[key] for key in OWN if key in values},
    )
    return dossier.engagement


def change(row: Dossier, values: dict[str, Any], by: Any) -> None:
    spine_rows.change(row.engagement, values, by)
    own = {key: values[key] for key in OWN if key in values}
    if own:
        actions.change_dossier(dossier=row, by=by, **own)


REGISTER = Register(
    area=AreaKey.MONITORING,
    title=_("Omvärlds- och intressebevakning"),
    list_url="monitoring:dossier_list",
    columns=COLUMNS,
    rows=rows,
    identity=by_title,
    identities=titles_of(AreaKey.MONITORING),
    create=create,
    change=change,
)
