"""What minutes say, as data built from what was recorded, and the hash that adjustment binds (KL 5:65-67, FL 31)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from core.enums import Confidentiality
from decisions.enums import Capacity
from decisions.models import AgendaItem, Ballot, Dissent, Minutes, NamedVote, Presence

Content = dict[str, Any]


def build(minutes: Minutes) -> Content:
    """The content from the recording, with what the secretary added to the draft. A fixed number of queries."""
    presences = list(minutes.meeting.presences.select_related("person", "in_place_of"))
    added = minutes.content.get("added", {})
    items = [_item(item, presences, added.get(str(item.pk), {})) for item in items_of(minutes)]
    return {"head": _head(minutes, presences, items), "items": items, "added": added}


def digest(content: Content) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def canonical(content: Content) -> str:
    """The content as one string that is the same for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def items_of(minutes: Minutes) -> QuerySet[AgendaItem]:
    votes = Prefetch("votes", NamedVote.objects.select_related("person"))
    rows = minutes.items.select_related("meeting", "step__case__engagement")
    return rows.prefetch_related(
        "conflicts__person",
        "requesters",
        "reported_decisions__decided_by",
        Prefetch("ballots", Ballot.objects.prefetch_related(votes)),
        Prefetch("dissents", Dissent.objects.prefetch_related("people")),
    ).order_by("paragraph", "order")


def usual_additions(minutes: Minutes) -> Content:
    """What a draft starts with: the unit that prepared the case is sent what was decided."""
    rows = minutes.items.filter(step__isnull=False).values_list("pk", "step__case__unit__name")
    return {str(pk): {"note": "", "expedited_to": unit} for pk, unit in rows}


def _head(minutes: Minutes, presences: list[Presence], items: list[Content]) -> Content:
    meeting = minutes.meeting
    apart = meeting.items.filter(paragraph__isnull=False).exclude(pk__in=[item["item"] for item in items])
    return {
        "body": str(meeting.body),
        "kind": meeting.body.kind,
        "day": meeting.held_on.isoformat(),
        "place": meeting.place,
        "opened": _clock(meeting.opened_at or meeting.starts_at),
        "closed": _clock(meeting.closed_at),
        "public": meeting.public,
        "chair": str(meeting.chair or ""),
        "secretary": str(meeting.secretary or ""),
        "adjusters": [str(person) for person in meeting.adjusters.order_by("name")],
        "serving": [_serving(row) for row in presences if row.serving],
        "others": [_other(row) for row in presences if row.attends and not row.serving],
        "part": minutes.part,
        "immediate": minutes.immediate,
        "adjusted_apart": sorted(apart.values_list("paragraph", flat=True)) if not minutes.immediate else [],
        "kept_at": minutes.kept_at,
    }


def _serving(row: Presence) -> Content:
    return {
        "name": str(row.person),
        "capacity": row.capacity,
        "in_place_of": str(row.in_place_of or ""),
        "remote": row.remote,
        "from": row.from_item,
        "until": row.until_item,
    }


def _other(row: Presence) -> Content:
    return {"name": str(row.person), "capacity": row.capacity, "remote": row.remote}


def _item(item: AgendaItem, presences: list[Presence], added: Content) -> Content:
    case = item.step.case if item.step else None
    conflicts = list(item.conflicts.all())
    return {
        "item": item.pk,
        "number": item.paragraph,
        "paragraph": f"{item.paragraph}/{item.meeting.held_on.year}" if item.paragraph else "",
        "order": item.order,
        "kind": item.kind,
        "title": item.title,
        "public_title": case.public_title if case else "",
        "reference_number": case.reference_number if case else "",
        "case": case.pk if case else None,
        "closed_doors": item.closed_doors,
        "confidential": bool(case and hides(case)),
        "urgent": item.urgent,
        "all_agreed": item.all_agreed,
        "note": added.get("note", ""),
        "left": [{"person": each.person_id, "name": str(each.person), "ground": each.ground} for each in conflicts],
        "away": _away(item, presences),
        "presenter": item.presenter,
        "present_without_deciding": item.present_without_deciding,
        "proposals": item.proposals,
        "propositions": item.propositions,
        "ballots": [_ballot(ballot) for ballot in item.ballots.all()],
        "outcome": item.outcome,
        "text": item.text,
        "reason": item.reason,
        "requesters": [str(person) for person in item.requesters.all()],
        "dissents": [_dissent(each) for each in item.dissents.all()],
        "reported": [_reported(each) for each in item.reported_decisions.all()],
        "expedited_to": added.get("expedited_to", ""),
    }


def _away(item: AgendaItem, presences: list[Presence]) -> list[str]:
    """Who serves at the meeting but was not there for this item (KL 5:67 p. 5)."""
    return [
        str(row.person)
        for row in presences
        if row.serving
        and (
            (row.from_item is not None and item.order < row.from_item)
            or (row.until_item is not None and item.order > row.until_item)
        )
    ]


def _ballot(ballot: Ballot) -> Content:
    return {
        "method": ballot.method,
        "for_yes": ballot.for_yes,
        "for_no": ballot.for_no,
        "yes": ballot.yes,
        "no": ballot.no,
        "abstained": ballot.abstained,
        "chair_says": ballot.chair_says,
        "winner": ballot.winner,
        "names": sorted([str(vote.person), vote.choice] for vote in ballot.votes.all()),
    }


def _dissent(dissent: Dissent) -> Content:
    return {
        "kind": dissent.kind,
        "people": [str(person) for person in dissent.people.all()],
        "text": dissent.text,
    }


def _reported(delegated: Any) -> Content:
    secret = delegated.confidentiality == Confidentiality.CONFIDENTIAL
    return {
        "reference_number": delegated.reference_number,
        "title": "" if secret else delegated.public_title or delegated.title,
        "decided_on": delegated.decided_on.isoformat(),
        "decided_by": str(delegated.decided_by),
        "confidential": secret,
    }


def hides(case: Any) -> bool:
    """The case, or the engagement it concerns, is confidential."""
    engagement = case.engagement
    return case.is_confidential or bool(engagement and engagement.is_confidential)


def paragraphs(content: Content) -> str:
    """The paragraphs of this part in brief: "1–4", "3" or "1–2, 5"."""
    return runs([item["number"] for item in content.get("items", []) if item["number"]])


def sign(numbers: str) -> str:
    """ "§ 3", "§§ 1–4", or nothing."""
    if not numbers:
        return ""
    return f"§ {numbers}" if numbers.isdecimal() else f"§§ {numbers}"


def runs(numbers: list[int]) -> str:
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)


def capacity_label(key: str) -> str:
    return str(Capacity(key).label)


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""
