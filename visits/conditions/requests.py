"""What a request needs before it counts, is assessed, joined and answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.enums import Confidentiality
from core.rules import Finding, condition
from governance.models import PolicyAim
from visits.enums import RequestResult, RequestState, Serving
from visits.models import VisitRequest

CLAUSE = "GBG-V5, SAF-03"
OPEN = {RequestState.RECEIVED, RequestState.ASSESSED}


@condition
def ready_to_receive(fields: Mapping[str, Any]) -> list[Finding]:
    """Something to answer: who comes, or what was written; and the provision when it is confidential."""
    found = []
    if not (str(fields.get("visitor", "")).strip() or str(fields.get("text", "")).strip()):
        found.append(Finding("request.empty", _("Skriv vilka som vill komma, eller klistra in vad de skrev.")))
    starts, ends = fields.get("wanted_from"), fields.get("wanted_to")
    if starts and ends and ends < starts:
        found.append(Finding("request.dates", _("Slutdatum ligger före startdatum.")))
    secret = fields.get("confidentiality") == Confidentiality.CONFIDENTIAL
    if secret and not str(fields.get("confidentiality_ground", "")).strip():
        message = _("Ange lagrum: sekretess får bara markeras med den bestämmelse som gäller.")
        found.append(Finding("request.secrecy-ground", message, "TF 2:20"))
    return found


@condition
def ready_to_assess(request: VisitRequest, said: Mapping[str, Any], aims: Mapping[int, str], policy: Any) -> list:
    """The same short assessment for every request: each aim of the policy, the own value, result and reason."""
    found = []
    asked = set(PolicyAim.objects.filter(policy=policy).values_list("aim_id", flat=True)) if policy else set()
    if asked - {pk for pk, serving in aims.items() if serving in Serving.values}:
        message = _("Bedöm besöket mot varje inriktning i policyn.")
        found.append(Finding("request.aims-unassessed", message, clause=CLAUSE))
    if said.get("own_value") not in Serving.values:
        message = _("Bedöm mervärdet för stadens egen verksamhet.")
        found.append(Finding("request.own-value-missing", message, clause=CLAUSE))
    if said.get("result") not in RequestResult.values:
        found.append(Finding("request.result-missing", _("Välj ett resultat av bedömningen."), clause=CLAUSE))
    if not str(said.get("reason", "")).strip():
        found.append(Finding("request.reason-missing", _("Skriv skälen för bedömningen."), clause=CLAUSE))
    return found + _of_result(request, said)


def _of_result(request: VisitRequest, said: Mapping[str, Any]) -> list[Finding]:
    result = said.get("result")
    if result == RequestResult.OTHER_FORM and not str(said.get("offered", "")).strip():
        message = _("Skriv vilken annan form som erbjuds, till exempel ett digitalt möte.")
        return [Finding("request.form-missing", message, clause=CLAUSE)]
    if result != RequestResult.ACCEPT:
        return []
    found = []
    if not (said.get("kind") or request.kind):
        message = _("Välj slag av besök: av det följer vem som företräder staden.")
        found.append(Finding("request.kind-missing", message, clause="GBG-V1"))
    if not request.visitor.strip():
        message = _("Komplettera förfrågan med vilka som kommer innan besöket tas emot.")
        found.append(Finding("request.visitor-missing", message))
    if not said.get("host_unit"):
        found.append(Finding("request.host-missing", _("Välj den enhet som tar emot."), clause="GBG-V2"))
    return found


@condition
def ready_to_answer(request: VisitRequest, text: str) -> list[Finding]:
    if request.same_as_id is not None:
        message = _("Förfrågan hör ihop med en annan och besvaras tillsammans med den.")
        return [Finding("request.answered-with-another", message, clause="GBG-V8")]
    if text.strip():
        return []
    return [Finding("request.answer-missing", _("Skriv svaret till avsändaren."), clause="GBG-V5")]


@condition
def ready_to_join(request: VisitRequest, other: VisitRequest) -> list[Finding]:
    """Two that wait, and not in a circle: one answer and one joint programme (GBG-V8)."""
    if request.pk == other.pk or other.same_as_id is not None or request.joined.exists():
        return [Finding("request.not-joinable", _("Välj den förfrågan som ska besvaras för båda."), clause="GBG-V8")]
    if request.state != RequestState.RECEIVED or other.state not in OPEN:
        return [Finding("request.already-assessed", _("Bara förfrågningar som väntar förs samman."), clause="GBG-V8")]
    if Confidentiality.CONFIDENTIAL in _secrecy((request, other)):
        return [Finding("request.confidential", _("En förfrågan med sekretess förs inte samman med en annan."))]
    return []


def _secrecy(requests: Collection[VisitRequest]) -> set[str]:
    return {request.confidentiality for request in requests}
