"""The same short assessment for every request, and the answer to who asked (GBG-V5, SAF-03)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements import search_index
from governance.models import Person, Unit
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
    *, asked: VisitRequest, aims: dict[int, str], by: Person, version: int | None = None, **said: Any
) -> VisitRequest:
    """Weigh the request against each aim and the own value; say result and reason. Not told to the sender yet.

    Refused while anything of it is missing (SAF-03). Of two at once the second is told (Conflict). A protocol or VIP
    visit is assessed by the coordinating unit only (GBG-V3).
    """
    asked = lock_request(asked)
    permissions.may_triage_request.require(by, asked, said.get("kind", ""))
    if version is not None and asked.version != version:
        raise Conflict(_("Någon annan ändrade förfrågan medan du bedömde den. Ladda om sidan."))
    policy = policy_in_force()
    conditions.ready_to_assess.require(asked, said, aims, policy)
    conditions.ready_to_receive.require({"text": "-"} | {name: said.get(name, "") for name in SECRECY})
    for name in (*SAID, *SECRECY):
        if name in said:
            setattr(asked, name, said[name])
    asked.policy, asked.assessed_by, asked.assessed_at = policy, by, timezone.now()
    asked.version += 1
    asked._history_user = by
    REQUEST.advance(asked, "assess")
    asked.save()
    RequestAim.objects.filter(request=asked).delete()
    RequestAim.objects.bulk_create(
        RequestAim(request=asked, aim_id=pk, serving=serving) for pk, serving in sorted(aims.items())
    )
    tell_inbox(asked)
    events.record(RequestHappening.REQUEST_ASSESSED, asked, by=by, detail={"result": asked.result})
    return asked


@transaction.atomic
def reopen_request(*, asked: VisitRequest, by: Person) -> VisitRequest:
    """Undo of the assessment, until it has been answered. What was written is kept to begin from."""
    asked = lock_request(asked)
    permissions.may_triage_request.require(by, asked)
    asked._history_user = by
    asked.version += 1
    REQUEST.advance(asked, "reopen")
    asked.save()
    events.record(RequestHappening.REQUEST_REOPENED, asked, by=by)
    return asked


@transaction.atomic
def answer_request(*, asked: VisitRequest, text: str, by: Person) -> VisitRequest:
    """Send the answer in the sender's language, and make the visit when it is received (GBG-V5).

    The requests joined to it are answered with it, each in its own language, and share the visit (GBG-V8). The visit
    begins with what the request said; a confidential request makes a confidential visit.
    """
    asked = lock_request(asked)
    permissions.may_triage_request.require(by, asked)
    conditions.ready_to_answer.require(asked, text)
    _settle(asked, text, by, "answer")
    if asked.result == RequestResult.ACCEPT and asked.host_unit is not None:
        asked.visit = _make_visit(asked, asked.host_unit, by)
    asked.save()
    tell_inbox(asked)
    notices.answer_sender(asked)
    notices.tell_who_forwarded(asked, by)
    detail = {"result": asked.result, "visit": asked.visit_id, "mailed": bool(asked.sender_email)}
    events.record(RequestHappening.REQUEST_ANSWERED, asked, by=by, detail=detail)
    for each in asked.joined.select_for_update(of=("self",), no_key=True).order_by("pk"):
        _answer_with(each, asked, by)
    return asked


def _answer_with(joined: VisitRequest, asked: VisitRequest, by: Person) -> None:
    joined.result, joined.reason, joined.visit = asked.result, asked.reason, asked.visit
    joined.offered, joined.host_unit = asked.offered, asked.host_unit
    text = asked.answer if joined.language == asked.language else answering.draft(joined).text
    _settle(joined, text, by, "answer_with")
    joined.save()
    tell_inbox(joined)
    notices.answer_sender(joined)
    notices.tell_who_forwarded(joined, by)
    detail = {"result": joined.result, "visit": joined.visit_id, "with": asked.pk}
    events.record(RequestHappening.REQUEST_ANSWERED, joined, by=by, detail=detail)


def _settle(asked: VisitRequest, text: str, by: Person, verb: str) -> None:
    """Advance the state first, so that of two at once only one mails; the caller saves the rest."""
    asked._history_user = by
    asked.version += 1
    REQUEST.advance(asked, verb)
    asked.answer, asked.answered_by, asked.answered_at = text.strip(), by, timezone.now()
    tell_inbox(asked, handled_by=by)


def _make_visit(asked: VisitRequest, unit: Unit, by: Person) -> Visit:
    """The engagement and its visit, to be confirmed; the aims the request was found to serve go with it."""
    served = asked.aims.exclude(serving="not").values_list("aim_id", flat=True)
    spine: dict[str, Any] = {name: getattr(asked, name) for name in SECRECY}
    spine |= {
        "starts_on": asked.wanted_from,
        "ends_on": asked.wanted_to,
        "countries": [asked.country] if asked.country else [],
        "aims": list(served),
        "benefit_city": asked.own_value_note,
        "example": asked.example,
    }
    visit = register_visit(
        title=asked.visitor,
        responsible_unit=unit,
        by=by,
        spine=spine,
        kind=asked.kind,
        visitor=asked.visitor,
        city=asked.city,
        country=asked.country,
        visitors_count=asked.visitors_count,
        main_host=unit,
    )
    search_index.refresh(visit.engagement)
    return visit
