"""What must be in order before a visit is confirmed, and before it is called carried out."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.models import Case
from governance import rulebook
from governance.models import Unit
from visits.enums import VisitKind
from visits.hosting import agreed, units_of
from visits.models import Visit

CONFIRMED_BY_KIND = "visit.confirmed-by-kind"
ONE_MAIN_HOST = "visit.one-main-host"


@condition
def confirmed_by_kind(visit: Visit, policy: Any, by: Any) -> list[Finding]:
    """A department does not confirm a protocol or VIP visit (GBG-V3). `by` None is a body's decision carried out."""
    if visit.kind == VisitKind.STUDY or by is None or by.powers.coordinates:
        return []
    message = _("%(kind)s bekräftas av den samordnande enheten eller genom beslut, inte av en förvaltning.")
    words = {"kind": str(VisitKind(visit.kind).label)}
    return rulebook.judge(policy, CONFIRMED_BY_KIND, message % words, unit=visit.engagement.responsible_unit)


@condition
def one_main_host(visit: Visit, policy: Any) -> list[Finding]:
    """A visit to several units has exactly one main host, among them and agreed between them (GBG-V4)."""
    units = units_of(visit)
    if len(units) < 2:
        return []
    if visit.main_host is None:
        message = _("Besöket har %(number)s enheter och behöver en huvudvärd.") % {"number": len(units)}
    elif visit.main_host not in units:
        message = _("%(host)s är huvudvärd men deltar inte i besöket.") % {"host": visit.main_host}
    else:
        waited_for = [unit.name for unit in units if unit not in agreed(visit)]
        if not waited_for:
            return []
        message = _("Huvudvärden är inte överenskommen. Ännu inte godtagen av: %(units)s.")
        message %= {"units": ", ".join(waited_for)}
    return rulebook.judge(policy, ONE_MAIN_HOST, message, unit=visit.engagement.responsible_unit)


@condition
def ready_to_confirm(visit: Visit, policy: Any, by: Any) -> list[Finding]:
    found = confirmed_by_kind(visit, policy, by) + one_main_host(visit, policy)
    if visit.engagement.starts_on is None:
        found.append(Finding("visit.dates-missing", _("Ange vilken dag besöket börjar.")))
    if visit.fee_programme is not None and visit.country is None:
        message = _("Ange besökarens land, så att avgiften kan avgöras.")
        found.append(Finding("visit.fee-undecided", message, clause="GBG-V6"))
    return found


@condition
def ready_to_carry_out(visit: Visit) -> list[Finding]:
    starts = visit.engagement.starts_on
    if starts is not None and starts <= timezone.localdate():
        return []
    return [Finding("visit.not-yet", _("Besöket har inte börjat än."))]


@condition
def has_a_reason(reason: str) -> list[Finding]:
    if reason.strip():
        return []
    return [Finding("visit.reason-missing", _("Skriv varför besöket inte blir av."), clause="GBG-V5")]


@condition
def hosts_in_order(units: list[Unit], main_host: Unit | None) -> list[Finding]:
    """The main host is one of the units that receive the visit (GBG-V4)."""
    if main_host is None or main_host in units:
        return []
    message = _("Huvudvärden är en av enheterna som tar emot besöket.")
    return [Finding("visit.host-not-among-units", message, clause="GBG-V4")]


@condition
def ready_to_accept_host(visit: Visit, unit: Unit) -> list[Finding]:
    if visit.main_host is not None and unit in units_of(visit):
        return []
    message = _("Det finns ingen huvudvärd att godta för enheten.")
    return [Finding("visit.nothing-to-accept", message, clause="GBG-V4")]


@condition
def ready_to_decide_visit(case: Case) -> list[Finding]:
    """What the body is asked is whether the city receives the visit; the rest is in order first."""
    visit = visit_of(case)
    if visit is None:
        return [Finding("visit.missing", _("Ärendet gäller inget besök."))]
    return ready_to_confirm(visit, case.policy, None)


def visit_of(case: Case) -> Visit | None:
    rows = Visit.objects.select_related("engagement__responsible_unit", "main_host", "fee_programme", "country")
    return rows.filter(pk=case.engagement_id).first()
