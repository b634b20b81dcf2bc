"""The one intake of visits: staff, a unit that passes it on, and the delegation's own form (GBG-V3)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements.actions import inbox
from engagements.enums import InboxKind
from engagements.models import InboxItem
from governance import numbering
from governance.models import Person, Unit
from visits import conditions, notices, permissions
from visits.enums import RequestChannel, RequestHappening, RequestState
from visits.models import VisitRequest
from visits.states import REQUEST

ASKED = (
    "visitor", "city", "country", "visitors_count", "wanted_from", "wanted_to", "kind", "text", "sender_name",
    "sender_email", "language",
)  # fmt: skip
LONGEST_GREETING = "Dear Sir or Madam,"
SECRECY = ("confidentiality", "confidentiality_ground", "public_title")


@transaction.atomic
def register_request(*, unit: Unit, by: Person, **fields: Any) -> VisitRequest:
    """Somebody on the staff writes down a request that came in. It is in the coordinating unit's inbox at once."""
    return _take_in(RequestChannel.STAFF, unit, by, fields)


@transaction.atomic
def forward_request(*, unit: Unit, text: str, by: Person, sender_email: str = "", **fields: Any) -> VisitRequest:
    """One step: what was received is pasted and passed on; the coordinating unit reads out the rest (GBG-V3)."""
    given = {"text": text, "sender_email": sender_email} | fields
    return _take_in(RequestChannel.FORWARDED, unit, by, given)


@transaction.atomic
def send_request(*, language: str, **fields: Any) -> VisitRequest:
    """A delegation's own form. It counts when the link in the mail has been followed; until then nobody reads it."""
    conditions.ready_to_receive.require(fields)
    given = _only_asked(fields) | {"channel": RequestChannel.PUBLIC, "language": language}
    asked = VisitRequest(state=RequestState.UNCONFIRMED, **given)
    _describe(asked)
    asked.save()
    notices.confirm_address(asked)
    events.record(RequestHappening.REQUEST_SENT, asked, by=None, detail={"language": language})
    return asked


@transaction.atomic
def confirm_request(*, asked: VisitRequest) -> VisitRequest:
    """The sender followed the link: numbered, dated and in the inbox. A second time changes nothing."""
    asked = lock_request(asked)
    if asked.state != RequestState.UNCONFIRMED:
        return asked
    REQUEST.advance(asked, "receive")
    _arrive(asked)
    events.record(RequestHappening.REQUEST_RECEIVED, asked, by=None, detail={"channel": asked.channel})
    return asked


@transaction.atomic
def change_request(*, asked: VisitRequest, version: int, by: Person, **fields: Any) -> VisitRequest:
    """Complete what is known before it is answered. Conflict when somebody saved since `version` was read."""
    asked = lock_request(asked)
    permissions.may_triage_request.require(by, asked)
    if asked.version != version or asked.state == RequestState.ANSWERED:
        raise Conflict(_("Någon annan ändrade eller besvarade förfrågan medan du skrev. Ladda om sidan."))
    conditions.ready_to_receive.require(_merged(asked, fields))
    names = (*ASKED, *SECRECY)
    changed = sorted(name for name in names if name in fields and getattr(asked, name) != fields[name])
    if not changed:
        return asked
    for name in changed:
        setattr(asked, name, fields[name])
    _describe(asked)
    asked.version += 1
    asked._history_user = by
    asked.save()
    tell_inbox(asked)
    events.record(RequestHappening.REQUEST_CHANGED, asked, by=by, detail={"fields": changed})
    return asked


@transaction.atomic
def join_request(*, asked: VisitRequest, other: VisitRequest, by: Person) -> VisitRequest:
    """The same delegation asked twice: both get one answer and one joint programme (GBG-V8)."""
    locked = {row.pk: row for row in map(lock_request, sorted((asked, other), key=lambda row: row.pk))}
    asked, other = locked[asked.pk], locked[other.pk]
    permissions.may_triage_request.require(by, asked)
    permissions.may_triage_request.require(by, other)
    conditions.ready_to_join.require(asked, other)
    asked.same_as = other
    asked._history_user = by
    asked.version += 1
    asked.save()
    events.record(RequestHappening.REQUEST_JOINED, asked, by=by, detail={"other": other.pk})
    return asked


@transaction.atomic
def part_request(*, asked: VisitRequest, by: Person) -> VisitRequest:
    """Undo of joining, as long as neither is answered."""
    asked = lock_request(asked)
    permissions.may_triage_request.require(by, asked)
    if asked.state == RequestState.ANSWERED or asked.same_as_id is None:
        raise Conflict(_("Förfrågan är redan besvarad eller hör inte ihop med någon annan."))
    other, asked.same_as = asked.same_as_id, None
    asked._history_user = by
    asked.version += 1
    asked.save()
    events.record(RequestHappening.REQUEST_PARTED, asked, by=by, detail={"other": other})
    return asked


def lock_request(asked: VisitRequest) -> VisitRequest:
    """The row as it stands now, held until the transaction ends."""
    rows = VisitRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("country", "unit", "host_unit").get(pk=asked.pk)


def tell_inbox(asked: VisitRequest, *, handled_by: Person | None = None) -> None:
    """What the inbox says of it follows the request: nothing of a confidential one, and gone when answered. With its
    visit it is seen by those who may read the visit."""
    rows = InboxItem.objects.filter(kind=InboxKind.REQUEST, url=asked.get_absolute_url())
    rows.update(subject=_subject_of(asked), engagement=asked.visit_id)
    if handled_by is not None:
        rows.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=handled_by)


def _take_in(channel: str, unit: Unit, by: Person, fields: dict[str, Any]) -> VisitRequest:
    permissions.may_register_request.require(by, unit)
    conditions.ready_to_receive.require(fields)
    given = _only_asked(fields) | {name: fields[name] for name in SECRECY if name in fields}
    asked = VisitRequest(channel=channel, unit=unit, received_by=by, **given)
    _describe(asked)
    asked._history_user = by
    asked.save()
    _arrive(asked)
    events.record(RequestHappening.REQUEST_RECEIVED, asked, by=by, detail={"channel": asked.channel})
    return asked


def _arrive(asked: VisitRequest) -> None:
    """Registered (OSL 5:1-2), and before the coordinating unit in the same transaction (GBG-V3)."""
    coordinating = Unit.objects.filter(coordinating=True).select_related("serves").first()
    asked.reference_number = numbering.take_for(coordinating.serves if coordinating else None)
    asked.registered_at = timezone.now()
    _describe(asked)
    asked.save()
    inbox.put(kind=InboxKind.REQUEST, unit=asked.unit, subject=_subject_of(asked), url=asked.get_absolute_url())


def _only_asked(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in ASKED if name in fields}


def _merged(asked: VisitRequest, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in (*ASKED, *SECRECY)} | fields


def _subject_of(asked: VisitRequest) -> str:
    return _("Besöksförfrågan med sekretess") if asked.is_confidential else asked.title


def _describe(asked: VisitRequest) -> None:
    """Its title is the delegation, else the first line of what was pasted that is more than a greeting; with that and a
    few facts it is found."""
    lines = [line.strip() for line in asked.text.splitlines() if line.strip()]
    first = next((line for line in lines if len(line) > len(LONGEST_GREETING)), lines[0] if lines else "")
    asked.title = asked.visitor.strip()[:250] or first[:100] or _("Besöksförfrågan")
    asked.search_text = " ".join([asked.title, asked.city, asked.reference_number]).casefold()
