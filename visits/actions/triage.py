"""The same short assessment for every request, and the answer to who asked (GBG-V5, SAF-03)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements import search_index
from governance.models import Person
from governance.selectors import policy_in_force
from visits import answering, conditions, notices, permissions
from visits.actions.requests import lock_request, tell_inbox
from visits.actions.visits import register_visit
from visits.enums import RequestHappening, RequestResult
from visits.models import RequestAim, Visit, VisitRequest
from visits.states import REQUEST

SAID = ("own_value", "own_value_note", "result", "reason", "offered", "kind", "host_unit")
SECRECY = ("confidentiality", "confidentiality_ground", "public_title")


@transaction.atomic
def assess_request(
    *, request: VisitRequest, aims: dict[int, str], by: Person, version: int | None = None, **said: Any
) -> VisitRequest:
    """Weigh the request against each aim and the own value; say result and reason. Not told to the sender yet.

    Refused while anything of it is missing (SAF-03). Of two at once the second is told (Conflict). A protocol or VIP
    visit is assessed by the coordinating unit only (GBG-V3).
    """
    request = lock_request(request)
    permissions.may_triage_request.require(by, request, said.get("kind", ""))
    if version is not None and request.version != version:
        raise Conflict(_("Någon annan ändrade förfrågan medan du bedömde den. Ladda om sidan."))
    policy = policy_in_force()
    conditions.ready_to_assess.require(request, said, aims, policy)
    conditions.ready_to_receive.require({"text": "-"} | {name: said.get(name, "") for name in SECRECY})
    for name in (*SAID, *SECRECY):
        if name in said:
            setattr(request, name, said[name])
    request.policy, request.assessed_by, request.assessed_at = policy, by, timezone.now()
    request.version += 1
    request._history_user = by
    REQUEST.advance(request, "assess")
    request.save()
    RequestAim.objects.filter(request=request).delete()
    RequestAim.objects.bulk_create(
        RequestAim(request=request, aim_id=pk, serving=serving) for pk, serving in sorted(aims.items())
    )
    tell_inbox(request)
    events.record(RequestHappening.REQUEST_ASSESSED, request, by=by, detail={"result": request.result})
    return request


@transaction.atomic
def reopen_request(*, request: VisitRequest, by: Person) -> VisitRequest:
    """Undo of the assessment, until it has been answered. What was written is kept to begin from."""
    request = lock_request(request)
    permissions.may_triage_request.require(by, request)
    request._history_user = by
    request.version += 1
    REQUEST.advance(request, "reopen")
    request.save()
    events.record(RequestHappening.REQUEST_REOPENED, request, by=by)
    return request


@transaction.atomic
def answer_request(*, request: VisitRequest, text: str, by: Person) -> VisitRequest:
    """Send the answer in the sender's language, and make the visit when it is received (GBG-V5).

    The requests joined to it are answered with it, each in its own language, and share the visit (GBG-V8). The visit
    begins with what the request said; a confidential request makes a confidential visit.
    """
    request = lock_request(request)
    permissions.may_triage_request.require(by, request)
    conditions.ready_to_answer.require(request, text)
    _settle(request, text, by, "answer")
    if request.result == RequestResult.ACCEPT:
        request.visit = _make_visit(request, by)
    request.save()
    notices.answer_sender(request)
    notices.tell_who_forwarded(request, by)
    detail = {"result": request.result, "visit": request.visit_id, "mailed": bool(request.sender_email)}
    events.record(RequestHappening.REQUEST_ANSWERED, request, by=by, detail=detail)
    for each in request.joined.select_for_update(of=("self",), no_key=True).order_by("pk"):
        _answer_with(each, request, by)
    return request


def _answer_with(joined: VisitRequest, request: VisitRequest, by: Person) -> None:
    joined.result, joined.reason, joined.visit = request.result, request.reason, request.visit
    joined.offered, joined.host_unit = request.offered, request.host_unit
    text = request.answer if joined.language == request.language else answering.draft(joined).text
    _settle(joined, text, by, "answer_with")
    joined.save()
    notices.answer_sender(joined)
    notices.tell_who_forwarded(joined, by)
    detail = {"result": joined.result, "visit": joined.visit_id, "with": request.pk}
    events.record(RequestHappening.REQUEST_ANSWERED, joined, by=by, detail=detail)


def _settle(request: VisitRequest, text: str, by: Person, verb: str) -> None:
    """Advance the state first, so that of two at once only one mails; the caller saves the rest."""
    request._history_user = by
    request.version += 1
    REQUEST.advance(request, verb)
    request.answer, request.answered_by, request.answered_at = text.strip(), by, timezone.now()
    tell_inbox(request, handled_by=by)


def _make_visit(request: VisitRequest, by: Person) -> Visit:
    """The engagement and its visit, to be confirmed; the aims the request was found to serve go with it."""
    served = request.aims.exclude(serving="not").values_list("aim_id", flat=True)
    spine: dict[str, Any] = {name: getattr(request, name) for name in SECRECY}
    spine |= {
        "starts_on": request.wanted_from,
        "ends_on": request.wanted_to,
        "countries": [request.country] if request.country else [],
        "aims": list(served),
        "benefit_city": request.own_value_note,
        "example": request.example,
    }
    visit = register_visit(
        title=request.visitor,
        responsible_unit=request.host_unit,
        by=by,
        spine=spine,
        kind=request.kind,
        visitor=request.visitor,
        city=request.city,
        country=request.country,
        visitors_count=request.visitors_count,
        main_host=request.host_unit,
    )
    search_index.refresh(visit.engagement)
    return visit
