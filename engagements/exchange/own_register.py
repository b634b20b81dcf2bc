"""The list of every area's engagements as a file. It only leaves: what a new row needs, its area knows."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagements.exchange.columns import area_column, arranged, spine, with_spine
from engagements.exchange.registry import Register
from engagements.indexes import swedish_title
from engagements.models import Engagement
from engagements.selectors.engagement_list import Filters, filtered

ALL = "alla"


def rows(person: Any, asked: dict[str, str]) -> QuerySet[Engagement]:
    query = QueryDict(mutable=True)
    query.update(asked)
    return with_spine(filtered(person, Filters.read(query)), "").order_by(swedish_title(connection), "pk")


REGISTER = Register(
    area=ALL,
    title=_("Engagemang"),
    list_url="engagements:engagement_list",
    columns=arranged(spine(), "id", "reference_number", area_column(), "title"),
    rows=rows,
)
