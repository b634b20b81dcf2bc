"""What monitoring tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.dates import shown
from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from engagements.permissions import may_change_engagement
from monitoring import register_file
from monitoring.models import Dossier
from monitoring.selectors import consultations_of


def _dossier(engagement: Any) -> Dossier | None:
    """The area's own row, read once a page."""
    if not hasattr(engagement, "_dossier_of_page"):
        engagement._dossier_of_page = Dossier.objects.filter(pk=engagement.pk).first()
    return engagement._dossier_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    dossier = _dossier(engagement)
    return [Fact(_("Slag"), dossier.get_kind_display())] if dossier else []


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    dossier = _dossier(engagement)
    if dossier is None:
        return None
    lines = [
        Fact(_("Riktas till"), dossier.target),
        Fact(_("Nästa tidsfrist"), shown(dossier.next_deadline)),
    ]
    may_change = may_change_engagement.allows(person, engagement)
    return "monitoring/_panel.html", {
        "consultations": consultations_of(dossier),
        "consultation_url": reverse("monitoring:consultation_create", args=[engagement.pk]) if may_change else "",
        "heading": _("Bevakningen"),
        "lines": [line for line in lines if line.value not in ("", None)],
        "edit_url": reverse("monitoring:dossier_edit", args=[engagement.pk]) if may_change else "",
    }


def search_words(engagement: Any) -> Sequence[str]:
    row = Dossier.objects.filter(pk=engagement.pk).values_list("target").first()
    return list(row) if row else []


AREA = Area(
    key=AreaKey.MONITORING,
    icon="monitoring",
    create_url="monitoring:dossier_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
    by_decision=False,
)
