"""The agreement a case decides about, as the decision basis says it (GBG-C1, C9; KL 5:26-28).

`read` gives the terms as data in no language, which the basis' hash binds; `shown` gives them as rows to read.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.conditions import agreements_of
from cities.enums import AgreementKind, AgreementState
from cities.models import Agreement
from cities.states import RUNNING
from core.dates import shown as in_words

READABLE = (AgreementState.DRAFT, AgreementState.SIGNED, AgreementState.ACTIVE)
AS_WRITTEN = (
    "kind", "known_since", "parties", "city_office", "partner_office", "prolongs_months", "notice_months",
    "partner_notice_months", "aid", "aid_costs", "aid_state_costs",
)  # fmt: skip


def read_agreed(case: Any) -> dict[str, Any]:
    """The draft the case has taken in, else what the relation has to be read."""
    rows = [each for each in _main_agreements(case) if each.case_id == case.pk or each.state in READABLE]
    return _terms(min(rows, key=lambda each: (each.case_id != case.pk, -each.pk))) if rows else {}


def read_running(case: Any) -> dict[str, Any]:
    """The agreement in force that the case changes or ends."""
    rows = [each for each in _main_agreements(case) if each.state in RUNNING]
    return _terms(rows[0]) if rows else {}


def _main_agreements(case: Any) -> list[Agreement]:
    return [each for each in agreements_of(case) if each.kind != AgreementKind.AMENDMENT]


def _terms(agreement: Agreement) -> dict[str, Any]:
    engagement = agreement.relation.engagement
    draft = agreement.state == AgreementState.DRAFT
    window = agreement.window((agreement.starts_on or date.min) if draft else timezone.localdate())
    settles = window if window and agreement.prolongs_months else None
    renewed = agreement.renews
    return {name: getattr(agreement, name) for name in AS_WRITTEN} | {
        "starts_on": _iso(agreement.starts_on),
        "ends_on": _iso(agreement.runs_to or agreement.ends_on),
        "last_day": _iso(settles and settles.last_day),
        "runs_on_to": _iso(settles and settles.runs_on_to),
        "themes": sorted(theme.name for theme in agreement.themes.all()),
        "benefit_city": agreement.benefit_city or engagement.benefit_city,
        "benefit_partner": agreement.benefit_partner or engagement.benefit_partner,
        "renews": [renewed.kind, renewed.known_since, _iso(renewed.starts_on)] if renewed else None,
    }


def shown(terms: dict[str, Any]) -> list[tuple[str, str]]:
    """What a body asks of an agreement is always there, also when it is not stated; the rest when it is."""
    missing = _("Inte angivet")
    rows = [
        (_("Slag"), _kind(terms["kind"])),
        (_("Parter"), terms["parties"].strip() or missing),
        (_("Undertecknas för staden av"), terms["city_office"] or missing),
        (_("Undertecknas för motparten av"), terms["partner_office"] or missing),
        (_("Gäller"), _period(terms)),
        (_("Förlängs automatiskt"), _prolonging(terms["prolongs_months"])),
        (_("Stadens uppsägningstid"), _months(terms["notice_months"])),
        (_("Motpartens uppsägningstid"), _months(terms["partner_notice_months"])),
        (_("Sista dag för stadens uppsägning"), _last_day(terms)),
        (_("Teman"), ", ".join(terms["themes"]) or missing),
        (_("Nytta för staden"), terms["benefit_city"].strip() or missing),
        (_("Nytta för motparten"), terms["benefit_partner"].strip() or missing),
        (_("Förnyar"), _renewed(terms["renews"])),
        (_("Bistånd"), _aid(terms)),
    ]
    return [(label, value) for label, value in rows if value]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> str:
    return in_words(date.fromisoformat(iso)) if iso else ""


def _kind(kind: str) -> str:
    return str(AgreementKind(kind).label)


def _period(terms: dict[str, Any]) -> str:
    start = _day(terms["starts_on"]) or (str(terms["known_since"]) if terms["known_since"] else "")
    start = start or _("när båda parter har undertecknat")
    said = {"start": start, "end": _day(terms["ends_on"])}
    return _("Från %(start)s till %(end)s") % said if terms["ends_on"] else _("Från %(start)s, tills vidare") % said


def _prolonging(months: int) -> str:
    return _("%(number)s månader i taget") % {"number": months} if months else _("Nej")


def _months(months: int) -> str:
    return _("%(number)s månader") % {"number": months} if months else _("Inte angivet")


def _last_day(terms: dict[str, Any]) -> str:
    said = {"day": _day(terms["last_day"]), "end": _day(terms["runs_on_to"])}
    return _("%(day)s, annars förlängs avtalet till %(end)s") % said if terms["last_day"] else ""


def _renewed(earlier: list[Any] | None) -> str:
    if not earlier:
        return ""
    kind, year, start = earlier
    since = _day(start) or (str(year) if year else "")
    return f"{_kind(kind)}, {since}" if since else _kind(kind)


def _aid(terms: dict[str, Any]) -> str:
    if not terms["aid"]:
        return ""
    said = {"all": intcomma(terms["aid_costs"]), "state": intcomma(terms["aid_state_costs"])}
    return _("Kostnader %(all)s kr, därav bär staten genom Sida %(state)s kr.") % said
