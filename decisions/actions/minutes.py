"""Drafting minutes, sending them for adjustment, adjusting and correcting them (KL 5:65-69, 6:35)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from decisions import minutes_content, signing
from decisions.conditions.minutes import ready_to_correct, ready_to_send
from decisions.enums import Happening, MinutesState, SignatureRole
from decisions.law import clocks
from decisions.locks import hold, lock_meeting
from decisions.models import AgendaItem, Meeting, Minutes, MinutesCorrection, MinutesSignature
from decisions.notices import minutes as notices
from decisions.permissions.minutes import may_keep_minutes, may_sign
from decisions.prints.minutes import PROTOCOL
from decisions.states import MINUTES
from documents import prints
from governance.models import Body, Person


@transaction.atomic
def draft(*, meeting: Meeting, by: Person) -> Minutes:
    """Write down what was recorded as minutes: all items that no part adjusted at once has taken (KL 5:65-67).

    Called when the meeting closes. Due for adjustment fourteen days after the meeting (KL 5:69).
    """
    may_keep_minutes.require(by, meeting)
    items = list(meeting.items.filter(paragraph__isnull=False, minutes__isnull=True))
    minutes = new_part(meeting, items, immediate=False)
    detail = {"part": minutes.part, "paragraphs": minutes_content.paragraphs(minutes.content)}
    events.record(Happening.MINUTES_DRAFTED, minutes, by=by, detail=detail)
    return minutes


@transaction.atomic
def change_draft(
    *, minutes: Minutes, version: int, by: Person, kept_at: str, added: Mapping[str, Mapping[str, str]]
) -> Minutes:
    """Say where the minutes are kept, and per item (pk as text) `note` and `expedited_to`. What was decided stays."""
    minutes = _lock(minutes)
    may_keep_minutes.require(by, minutes.meeting)
    if minutes.state != MinutesState.DRAFT:
        raise Conflict(_("Protokollet är inte längre ett utkast. Ladda om sidan och se vad som hänt."))
    if minutes.version != version:
        raise Conflict(_("Någon annan har ändrat utkastet sedan du öppnade det."), yours=kept_at)
    allowed = {str(pk) for pk in minutes.items.values_list("pk", flat=True)}
    kept = {
        key: {name: value.strip() for name, value in texts.items() if name in {"note", "expedited_to"}}
        for key, texts in added.items()
        if key in allowed
    }
    minutes.kept_at = kept_at.strip()
    minutes.content = minutes.content | {"added": minutes.content.get("added", {}) | kept}
    minutes.version += 1
    _write(minutes)
    events.record(Happening.MINUTES_CHANGED, minutes, by=by, detail={"part": minutes.part})
    return minutes


@transaction.atomic
def send_for_adjustment(*, minutes: Minutes, by: Person) -> Minutes:
    """Fix the text, ask the chair and the adjusters to sign it, and tell them (KL 5:69)."""
    minutes = _lock(minutes)
    may_keep_minutes.require(by, minutes.meeting)
    ready_to_send.require(minutes)

    hand_out(minutes)
    detail = {"part": minutes.part, "text_hash": minutes.text_hash, "due_on": minutes.due_on.isoformat()}
    events.record(Happening.MINUTES_SENT, minutes, by=by, detail=detail)
    return minutes


@transaction.atomic
def take_back(*, minutes: Minutes, by: Person, reason: str = "") -> Minutes:
    """Back to a draft while somebody has not signed; the signatures there are fall away and are asked for again."""
    minutes = _lock(minutes)
    may_keep_minutes.require(by, minutes.meeting)
    MINUTES.advance(minutes, "take_back")
    signed = [str(row.person) for row in minutes.signatures.exclude(signed_at=None).select_related("person")]
    minutes.signatures.all().delete()
    minutes.text_hash = ""
    minutes.version += 1
    minutes.save(update_fields=["text_hash", "version"])
    detail = {"part": minutes.part, "signed": signed, "reason": reason.strip()}
    events.record(Happening.MINUTES_TAKEN_BACK, minutes, by=by, detail=detail)
    return minutes


@transaction.atomic
def sign(*, minutes: Minutes, credentials: Mapping[str, Any], by: Person) -> Minutes:
    """Sign as one of those who were asked, by the means that settings name. The last signature adjusts the minutes.

    `credentials["text_hash"]` is the text that was read: another one than what is out is a Conflict. The hash of what
    is adjusted goes into the event chain; from then on the database refuses every change (decisions.freezing).
    """
    minutes = _lock(minutes)
    may_sign.require(by, minutes)
    signature = _to_sign(minutes, credentials, by)
    if minutes_content.digest(minutes.content) != minutes.text_hash:
        message = _("Texten stämmer inte med sin kontrollsumma. Ta tillbaka protokollet och skicka det på nytt.")
        raise Refused([Finding("minutes.text-differs", message)])

    seal = signing.signer().sign(person=by, text_hash=minutes.text_hash, credentials=credentials)
    signature.signed_at = timezone.now()
    signature.text_hash = minutes.text_hash
    signature.means, signature.evidence = seal.means, seal.evidence
    signature.save(update_fields=["signed_at", "text_hash", "means", "evidence"])
    detail = {"part": minutes.part, "text_hash": minutes.text_hash, "role": signature.role, "means": seal.means}
    if minutes.signatures.filter(signed_at=None).exists():
        events.record(Happening.MINUTES_SIGNED, minutes, by=by, detail=detail)
        return minutes
    minutes.adjusted_at = signature.signed_at
    minutes.version += 1
    minutes.save(update_fields=["adjusted_at", "version"])
    MINUTES.advance(minutes, "adjust")
    detail["paragraphs"] = minutes_content.paragraphs(minutes.content)
    events.record(Happening.MINUTES_ADJUSTED, minutes, by=by, detail=detail)
    notices.adjusted(minutes)
    prints.want(PROTOCOL, minutes)
    return minutes


@transaction.atomic
def correct(
    *, minutes: Minutes, wrong: str, right: str, reason: str, by: Person, item: AgendaItem | None = None
) -> MinutesCorrection:
    """Put a correction beside adjusted minutes: what is wrong, what is right and why (FL 36). The text stays."""
    minutes = _lock(minutes)
    may_keep_minutes.require(by, minutes.meeting)
    texts = {"wrong": wrong.strip(), "right": right.strip(), "reason": reason.strip()}
    ready_to_correct.require(minutes, item, texts)

    correction = MinutesCorrection.objects.create(minutes=minutes, item=item, made_by=by, **texts)
    detail = {"part": minutes.part, "correction": correction.pk, "paragraph": item.paragraph if item else None}
    events.record(Happening.MINUTES_CORRECTED, minutes, by=by, detail=detail)
    return correction


def new_part(meeting: Meeting, items: list[AgendaItem], *, immediate: bool) -> Minutes:
    """The next part of the meeting's minutes, with its content. The meeting must be locked."""
    last = meeting.minutes.aggregate(last=Max("part"))["last"] or 0
    minutes = Minutes.objects.create(
        meeting=meeting,
        part=last + 1,
        immediate=immediate,
        due_on=meeting.held_on if immediate else clocks.adjust_by(meeting.held_on),
        kept_at=_usually_kept_at(meeting),
    )
    minutes.items.set(items)
    minutes.content = {"added": minutes_content.usual_additions(minutes)}
    _write(minutes)
    return minutes


def _write(minutes: Minutes) -> None:
    minutes.content = minutes_content.build(minutes)
    minutes.save(update_fields=["content", "kept_at", "version"])


def hand_out(minutes: Minutes) -> None:
    """Fix the text with its hash and ask the chair and the adjusters to sign it."""
    minutes.content = minutes_content.build(minutes)
    minutes.text_hash = minutes_content.digest(minutes.content)
    minutes.version += 1
    minutes.save(update_fields=["content", "text_hash", "version"])
    MINUTES.advance(minutes, "send")
    meeting = minutes.meeting
    assert meeting.chair is not None, "the condition asks for a chair"
    MinutesSignature.objects.create(minutes=minutes, person=meeting.chair, role=SignatureRole.CHAIR)
    for person in meeting.adjusters.exclude(pk=meeting.chair.pk):
        MinutesSignature.objects.create(minutes=minutes, person=person, role=SignatureRole.ADJUSTER)
    notices.to_adjust(minutes)


def _to_sign(minutes: Minutes, credentials: Mapping[str, Any], by: Person) -> MinutesSignature:
    if minutes.state != MinutesState.SENT:
        raise Conflict(_("Protokollet är inte ute för justering längre. Ladda om sidan och se vad som hänt."))
    signature = minutes.signatures.get(person=by)
    if signature.signed_at is not None:
        raise Conflict(_("Du har redan justerat protokollet."))
    if credentials.get("text_hash", minutes.text_hash) != minutes.text_hash:
        raise Conflict(_("Protokollet har ändrats sedan du läste det. Läs den nya texten och justera sedan."))
    return signature


def _lock(minutes: Minutes) -> Minutes:
    """The minutes as they stand now; always the meeting first, as when it is closed."""
    lock_meeting(Meeting(pk=minutes.meeting_id))
    hold(minutes)
    return Minutes.objects.select_related("meeting__body", "meeting__chair", "meeting__secretary").get(pk=minutes.pk)


def _usually_kept_at(meeting: Meeting) -> str:
    """Where the body's last minutes are kept, or its office."""
    earlier = Minutes.objects.filter(meeting__body=meeting.body_id).exclude(kept_at="")
    last = earlier.order_by("-pk").values_list("kept_at", flat=True).first()
    return last or office_of(meeting.body)


def office_of(body: Body) -> str:
    return _("Kansliet för %(body)s") % {"body": body.name[0].lower() + body.name[1:]}
