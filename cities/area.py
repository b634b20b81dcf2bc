"""What cities tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cities import conditions, register_file
from cities.enums import AgreementState
from cities.models import Agreement, CityRelation
from cities.selectors import agreements_of_page, relation_of_page
from cities.selectors.agreements import COLOURS, period_of
from core.dates import shown
from core.rules import Finding
from engagements.areas import Area, Fact
from engagements.enums import AreaKey, Status
from engagements.permissions import may_change_engagement
from governance.selectors import policy_in_force


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    relation = relation_of_page(engagement)
    if relation is None:
        return []
    found = [Fact(_("Slag"), relation.get_kind_display()), Fact(_("Land"), str(relation.city.country))]
    if relation.since:
        found.append(Fact(_("Sedan"), str(relation.since)))
    return found


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """The city, its agreement with the last day to act, how many changes and grants it has, and which of the others it
    is twinned with: two queries, the relation's own among them."""
    relation = relation_of_page(engagement)
    if relation is None:
        return None
    may_change = may_change_engagement.allows(person, engagement)
    begun = engagement.status != Status.PROPOSED
    agreements = agreements_of_page(engagement)
    may_draft = may_change and all(each.state != AgreementState.DRAFT for each in agreements)
    return "cities/_panel.html", {
        "heading": _("Staden"),
        "changes": relation.changes,
        "amend_url": reverse("cities:relation_amend", args=[engagement.pk]) if may_change and begun else "",
        "lines": _lines(relation, engagement._twins_of_page),
        "edit_url": reverse("cities:relation_edit", args=[engagement.pk]) if may_change else "",
        "agreements": [_shown(each) for each in agreements if each.state != AgreementState.ENDED],
        "agreements_url": reverse("cities:agreement_list", args=[engagement.pk]),
        "draft_url": reverse("cities:agreement_create", args=[engagement.pk]) if may_draft else "",
        "grants": relation.grants,
        "granted": kronor(relation.granted),
        "grants_url": f"{reverse('cities:grant_list')}?stad={engagement.pk}",
        "apply_url": reverse("cities:grant_create", args=[engagement.pk]) if may_change and begun else "",
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """An agreement in the panel."""

    label: str
    url: str
    state: str
    colour: str
    period: str
    last_day: str


def _shown(row: Agreement) -> Shown:
    return Shown(
        label=row.get_kind_display(),
        url=row.get_absolute_url(),
        state=row.get_state_display(),
        colour=COLOURS[AgreementState(row.state)],
        period=period_of(row),
        last_day=shown(row.decide_by),
    )


def _lines(relation: CityRelation, twins: list[str]) -> list[Fact]:
    lines = []
    if relation.city.population:
        number = kronor(relation.city.population)
        lines.append(Fact(_("Folkmängd"), _("ungefär %(number)s") % {"number": number}))
    if relation.agreement_renewed:
        lines.append(Fact(_("Avtalet förnyat"), str(relation.agreement_renewed)))
    if twins:
        lines.append(Fact(_("Vänort även med"), ", ".join(twins), reverse("cities:city_twins")))
    return lines


def kronor(amount: int) -> str:
    return f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")


def ready_to_begin(engagement: Any, day: date) -> Sequence[Finding]:
    """No relation to a city becomes active without an agreement in force, by whichever way (GBG-C9)."""
    relation = CityRelation.objects.select_related("engagement__responsible_unit").filter(pk=engagement.pk).first()
    if relation is None:
        return []
    return conditions.agreement_in_force(relation, policy_in_force(), day)


def search_words(engagement: Any) -> Sequence[str]:
    row = CityRelation.objects.filter(pk=engagement.pk).values_list("city__name", "city__country__name").first()
    return list(row) if row else []


AREA = Area(
    key=AreaKey.CITIES,
    icon="cities",
    create_url="cities:relation_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
    ready_to_begin=ready_to_begin,
)
