"""Rows of the list and of the search as markup, put together here: a template takes ten times as long over 50 rows.

Measured in docs/speed.md. Everything that is not written in this file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from engagements.search import Hit
from engagements.selectors.engagement_list import Row


def table_rows(rows: Iterable[Row], base: str) -> SafeString:
    """One `<tr>` a row; `base` is the address the rows' own pages lie under."""
    secret = f' <span class="ds-tag" data-color="danger">{escape(_("Sekretess"))}</span>'
    example = f' <span class="ds-tag" data-color="neutral">{escape(_("Exempel"))}</span>'
    cells = (
        f'<tr><th scope="row"><a href="{base}{row.pk}/">{escape(row.title)}</a>'
        f"{secret if row.confidential else ''}{example if row.example else ''}</th>"
        f"<td>{escape(row.area)}</td>"
        f'<td><span class="ds-tag" data-color="{row.color}">{escape(row.status)}</span></td>'
        f"<td>{escape(row.unit)}</td><td>{escape(row.countries)}</td>"
        f'<td class="nowrap">{escape(row.period)}</td></tr>'
        for row in rows
    )
    return mark_safe("\n".join(cells))


def hit_items(hits: Iterable[Hit]) -> SafeString:
    """One `<li>` a hit."""
    items = (
        f'<li><a href="{escape(hit.url)}">{escape(hit.title)}</a>'
        f'<span class="task-list__meta">{escape(hit.meta)}</span></li>'
        for hit in hits
    )
    return mark_safe("\n".join(items))
