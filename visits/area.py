"""What visits tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from engagements.permissions import may_change_engagement
from visits import register_file
from visits.models import Visit


def _visit(engagement: Any) -> Visit | None:
    """The area's own row, read once a page."""
    if not hasattr(engagement, "_visit_of_page"):
        engagement._visit_of_page = Visit.objects.select_related("main_host").filter(pk=engagement.pk).first()
    return engagement._visit_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    visit = _visit(engagement)
    return [Fact(_("Slag"), visit.get_kind_display())] if visit else []


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    visit = _visit(engagement)
    if visit is None:
        return None
    lines = [
        Fact(_("Besökare"), visit.visitor),
        Fact(_("Antal besökare"), visit.visitors_count),
        Fact(_("Huvudvärd"), str(visit.main_host or "")),
    ]
    may_change = may_change_engagement.allows(person, engagement)
    return "engagements/_area_panel.html", {
        "heading": _("Besöket"),
        "text": visit.purpose,
        "lines": [line for line in lines if line.value not in ("", None)],
        "edit_url": reverse("visits:visit_edit", args=[engagement.pk]) if may_change else "",
    }


def search_words(engagement: Any) -> Sequence[str]:
    row = Visit.objects.filter(pk=engagement.pk).values_list("visitor", "purpose").first()
    return list(row) if row else []


AREA = Area(
    key=AreaKey.VISITS,
    icon="visits",
    create_url="visits:visit_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
    by_decision=False,
)
