"""What a visitor pays for a programme, and why not (GBG-V6)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.selectors import partner_of
from visits.enums import FeeOutcome
from visits.models import FeeProgramme, Visit


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` is None when nothing is paid, or when the amount of the programme is not stated."""

    outcome: str
    amount: int | None
    reason: str
    clause: str

    @property
    def label(self) -> str:
        return str(FeeOutcome(self.outcome).label)


def fee_of(visit: Visit) -> Fee:
    """Partner cities and cities in the EU and EEA pay nothing; the register of cities and the country decide.

    One query when the visitor names a city, otherwise none. `visit` has its programme and country with it.
    """
    programme, country = visit.fee_programme, visit.country
    if programme is None:
        return Fee(FeeOutcome.NONE, None, _("Besöket har inget program med avgift."), "")
    if country is not None and visit.city.strip():
        if programme.exempts_partner_cities and _is_partner(visit):
            reason = _("%(city)s är en av stadens partnerstäder och betalar ingen avgift för %(programme)s.")
            return _fee(FeeOutcome.EXEMPT_PARTNER, visit, programme, reason)
        if programme.exempts_eu_and_eea and (country.eu or country.eea):
            reason = _("%(city)s ligger i %(country)s, inom EU eller EES, och betalar ingen avgift för %(programme)s.")
            return _fee(FeeOutcome.EXEMPT_EEA, visit, programme, reason)
    return _charged(visit, programme)


def _is_partner(visit: Visit) -> bool:
    """A relation that is confidential is not told of by a fee."""
    relation = partner_of(visit.city, visit.country_id or "")
    return relation is not None and not relation.engagement.is_confidential


def _charged(visit: Visit, programme: FeeProgramme) -> Fee:
    if programme.amount is None:
        reason = _("%(programme)s har en avgift. Beloppet är ej angivet.")
        return _fee(FeeOutcome.CHARGED, visit, programme, reason)
    number = (visit.visitors_count or 1) if programme.per_person else 1
    reason = _("%(programme)s har en avgift: besökaren är varken en partnerstad eller en stad i EU eller EES.")
    return _fee(FeeOutcome.CHARGED, visit, programme, reason, programme.amount * number)


def _fee(outcome: str, visit: Visit, programme: FeeProgramme, reason: str, amount: int | None = None) -> Fee:
    words = {"city": visit.city, "country": visit.country, "programme": programme}
    return Fee(outcome, amount, reason % words, programme.clause)
