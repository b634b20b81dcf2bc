"""Lag (2009:47) om vissa kommunala befogenheter, as far as projects abroad are concerned. Pure functions, no rows.

What the law says holds under every policy: a finding built here always blocks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.rules import Finding
from projects.enums import AidForm, FunderKind

LAW = "Lag (2009:47)"
GOODS = frozenset({AidForm.EQUIPMENT, AidForm.SURPLUS})


@dataclass(frozen=True, slots=True)
class Receiver:
    """A country that aid goes to. `swedish_aid` is None when nobody has looked up whether it receives any."""

    name: str
    swedish_aid: bool | None


@dataclass(frozen=True, slots=True)
class AidFacts:
    """What a project says of the aid it gives. `forms` are keys of AidForm."""

    forms: frozenset[str]
    receivers: tuple[Receiver, ...]
    permit: str = ""
    relief_organisation: str = ""
    emergency: str = ""
    use_verified: str = ""
    sida_told_on: date | None = None


def _paragraph(where: str) -> str:
    return f"{LAW} {where}"


def aid_allowed(facts: AidFacts) -> list[Finding]:
    """Everything that stands in the way of giving the aid at all (5 kap. 4, 5 and 7 §)."""
    return (
        form_stated(facts.forms)
        + receivers_known(facts.receivers)
        + money_for_training_only(facts.forms)
        + others_get_surplus_only(facts)
        + emergency_stated(facts.relief_organisation, facts.emergency)
    )


def form_stated(forms: Collection[str]) -> list[Finding]:
    """5 kap. 4 §: aid is given as equipment, advice, training or in another way, and each has its own terms."""
    if forms:
        return []
    message = _("Ange i vilken form biståndet lämnas. Lagen har olika villkor för dem.")
    return [Finding("law.aid-form", message, _paragraph("5 kap. 4 §"))]


def receivers_known(receivers: Iterable[Receiver]) -> list[Finding]:
    """5 kap. 4-5 §: what may be given turns on whether the country receives Swedish state aid."""
    receivers = list(receivers)
    if not receivers:
        message = _("Ange vilket land biståndet går till.")
        return [Finding("law.aid-country", message, _paragraph("5 kap. 4 §"))]
    unknown = sorted(each.name for each in receivers if each.swedish_aid is None)
    if not unknown:
        return []
    message = _("Det är inte angett om landet får svenskt statligt bistånd: %(countries)s. Ange det med källa.")
    return [Finding("law.aid-country", message % {"countries": ", ".join(unknown)}, _paragraph("5 kap. 4–5 §§"))]


def money_for_training_only(forms: Collection[str]) -> list[Finding]:
    """5 kap. 4 §, and 5 § second paragraph: aid in money only to carry out training and advice, to any country."""
    if AidForm.MONEY_OTHER not in forms:
        return []
    message = _("Bistånd i pengar får lämnas endast för att genomföra utbildning och rådgivning.")
    return [Finding("law.aid-money", message, _paragraph("5 kap. 4 §"))]


def others_get_surplus_only(facts: AidFacts) -> list[Finding]:
    """5 kap. 5 §: to a country without Swedish state aid only equipment no longer needed, else the Government's permit.

    A permit opens for the other forms; money is still for training and advice only.
    """
    others = sorted(each.name for each in facts.receivers if each.swedish_aid is False)
    if not others or facts.forms <= {AidForm.SURPLUS} or facts.permit.strip():
        return []
    message = _(
        "%(countries)s får inte svenskt statligt bistånd. Dit får bara utrustning lämnas som staden inte längre "
        "behöver. För annat krävs regeringens tillstånd."
    )
    return [Finding("law.aid-permit", message % {"countries": ", ".join(others)}, _paragraph("5 kap. 5 §"))]


def emergency_stated(relief_organisation: str, emergency: str) -> list[Finding]:
    """5 kap. 7 §: aid may go through an international relief organisation, for a country in an emergency."""
    if not relief_organisation.strip() or emergency.strip():
        return []
    message = _("Bistånd genom en hjälporganisation gäller ett land i en nödsituation. Beskriv nödsituationen.")
    return [Finding("law.aid-emergency", message, _paragraph("5 kap. 7 §"))]


def surplus_only(forms: Collection[str]) -> bool:
    """Only equipment the city no longer needs: neither follow-up (5 kap. 8 §) nor telling Sida (5 kap. 9 §)."""
    return bool(forms) and set(forms) <= {AidForm.SURPLUS}


def may_pay_transport(forms: Collection[str]) -> bool:
    """5 kap. 6 §: who gives equipment may to a reasonable extent pay for moving it and making it ready for use."""
    return bool(GOODS & set(forms))


def use_verified(facts: AidFacts) -> list[Finding]:
    """5 kap. 8 §: see to it that the aid comes to its intended use; not asked of equipment no longer needed."""
    if surplus_only(facts.forms) or facts.use_verified.strip():
        return []
    message = _("Skriv hur staden har förvissat sig om att biståndet kommit till avsedd användning.")
    return [Finding("law.aid-use", message, _paragraph("5 kap. 8 §"))]


def sida_told(facts: AidFacts) -> list[Finding]:
    """5 kap. 9 §: Sida is told of the aid and its extent when the country receives Swedish state aid.

    Not of equipment the city no longer needs.
    """
    told = facts.sida_told_on is not None
    if told or surplus_only(facts.forms) or not any(each.swedish_aid for each in facts.receivers):
        return []
    message = _("Anmäl åtgärden och hur omfattande biståndet är till Sida, och skriv vilken dag det gjordes.")
    return [Finding("law.aid-sida", message, _paragraph("5 kap. 9 §"))]


def export_risks_limited(risks: str) -> list[Finding]:
    """5 kap. 3 §: the risks of an export of services are weighed, and limited by security, guarantee or insurance."""
    if risks.strip():
        return []
    message = _("Skriv vilka risker tjänsteexporten har och hur de begränsas: säkerhet, garanti eller försäkring.")
    return [Finding("law.export-risks", message, _paragraph("5 kap. 3 §"))]


def export_goods_needed(goods: str, needed: str) -> list[Finding]:
    """5 kap. 2 §: goods only to a limited extent, as a necessary complement to the exported service."""
    if not goods.strip() or needed.strip():
        return []
    message = _("Varor får följa med bara när de behövs för tjänsten. Skriv varför de behövs.")
    return [Finding("law.export-goods", message, _paragraph("5 kap. 2 §"))]


def ground_for_own_money(funder: str) -> str:
    """2 kap. 3 §: a municipality may co-finance projects within the EU's structural funds and programmes."""
    return _paragraph("2 kap. 3 §") if funder == FunderKind.EU else ""
