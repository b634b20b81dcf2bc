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
from monitoring.selectors.consultations import consultations_of
from monitoring.selectors.positions import of_dossier


def _dossier(engagement: Any) -> Dossier | None:
    """The area's own row, read once a page."""
    if not hasattr(engagement, "_dossier_of_page"):
        engagement._dossier_of_page = Dossier.objects.filter(pk=engagement.pk).first()
    return engagement._dossier_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    dossier = _dossier(engagement)
    if dossier is None:
        return []
    said = [Fact(_("Slag"), dossier.get_kind_display())]
    if dossier.stage:
        course = reverse("monitoring:dossier_course", args=[dossier.pk])
        said.append(Fact(_("Skede"), dossier.get_stage_display(), course))
    return said


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    dossier = _dossier(engagement)
    if dossier is None:
        return None
    lines = [
        Fact(_("Riktas till"), dossier.target),
        Fact(_("EU-beteckning"), dossier.eu_reference),
        Fact(_("Svensk lag som berörs"), dossier.swedish_law),
        Fact(_("Nästa tidsfrist"), shown(dossier.next_deadline)),
    ]
    may_change = may_change_engagement.allows(person, engagement)
    return "monitoring/_panel.html", {
        "consultations": consultations_of(dossier),
        "positions": of_dossier(dossier),
        "stage": dossier.get_stage_display() if dossier.stage else "",
        "pk": dossier.pk,
        "may_change": may_change,
        "heading": _("Bevakningen"),
        "lines": [line for line in lines if line.value not in ("", None)],
        "edit_url": reverse("monitoring:dossier_edit", args=[engagement.pk]) if may_change else "",
    }


def search_words(engagement: Any) -> Sequence[str]:
    row = Dossier.objects.filter(pk=engagement.pk).values_list("target", "eu_reference", "swedish_law").first()
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
