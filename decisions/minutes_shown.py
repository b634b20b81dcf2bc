"""The content of minutes in words, for the page, the public part and the print."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decisions.enums import Capacity, ConflictGround, DissentKind, ItemKind, Outcome, VoteChoice
from decisions.minutes_content import Content, paragraphs, runs, sign
from decisions.models import Minutes, MinutesCorrection, MinutesSignature
from governance.enums import BodyKind

Hides = Callable[[Content], str]
CORRECTIONS = Prefetch("corrections", MinutesCorrection.objects.select_related("made_by", "item"))
SIGNATURES = Prefetch("signatures", MinutesSignature.objects.select_related("person"))


@dataclass(frozen=True, slots=True)
class Shown:
    head: dict[str, Any]
    items: list[dict[str, Any]]
    corrections: list[Any]

    @property
    def some_left_out(self) -> bool:
        return any(item["hidden"] for item in self.items)


def shown(minutes: Minutes, hides: Hides, *, public: bool = False) -> Shown:
    """The minutes in words. An item that `hides` gives a reason for keeps its paragraph and says nothing else."""
    content = minutes.content
    items = [_item(item, hides(item), public) for item in content.get("items", [])]
    hidden = {item["item"] for item in items if item["hidden"]}
    prefetch_related_objects([minutes], CORRECTIONS)
    corrections = [
        row for row in minutes.corrections.all() if row.item_id not in hidden and not (row.item_id is None and hidden)
    ]
    by_item: dict[int, list[Any]] = {}
    for row in corrections:
        if row.item_id:
            by_item.setdefault(row.item_id, []).append(row)
    for item in items:
        item["corrections"] = by_item.get(item["item"], [])
    general = [row for row in corrections if row.item_id is None]
    return Shown(head=_head(content), items=items, corrections=general)


def signatures_of(minutes: Minutes) -> list[MinutesSignature]:
    """Who signs, the chair first; read once however often it is asked of these minutes."""
    prefetch_related_objects([minutes], SIGNATURES)
    return list(minutes.signatures.all())


def _head(content: Content) -> dict[str, Any]:
    head = content.get("head", {})
    if not head:
        return {}
    return head | {
        "day": datetime.date.fromisoformat(head["day"]),
        "paragraphs": sign(paragraphs(content)),
        "serving": [_serving(row) for row in head["serving"]],
        "others": [_other(row) for row in head["others"]],
        "adjusters": ", ".join(head["adjusters"]),
        "adjusted_apart": sign(runs(head["adjusted_apart"])),
        "council": head["kind"] == BodyKind.COUNCIL,
    }


def _serving(row: Content) -> dict[str, Any]:
    notes = []
    if row["in_place_of"]:
        notes.append(_("i stället för %(name)s") % {"name": row["in_place_of"]})
    if row["remote"]:
        notes.append(_("på distans"))
    if row["from"] is not None:
        notes.append(_("från punkt %(item)s") % {"item": row["from"]})
    if row["until"] is not None:
        notes.append(_("till och med punkt %(item)s") % {"item": row["until"]})
    return {"name": row["name"], "capacity": Capacity(row["capacity"]).label, "note": ", ".join(notes)}


def _other(row: Content) -> dict[str, Any]:
    note = _("på distans") if row["remote"] else ""
    return {"name": row["name"], "capacity": Capacity(row["capacity"]).label, "note": note}


def _item(item: Content, hidden: str, public: bool) -> dict[str, Any]:
    kept = {"item": item["item"], "number": item["number"], "paragraph": item["paragraph"], "hidden": hidden}
    if hidden:
        return kept | {"title": left_out(hidden), "case": None}
    return kept | {
        "title": (item.get("public_title") if public else "") or item["title"],
        "case": None if public else item["case"],
        "reference_number": item["reference_number"],
        "is_case": item["kind"] == ItemKind.CASE,
        "closed_doors": item["closed_doors"],
        "urgent": item["urgent"],
        "all_agreed": item["all_agreed"],
        "note": item["note"],
        "left": [{"name": row["name"], "ground": ConflictGround(row["ground"]).label} for row in item["left"]],
        "away": ", ".join(item["away"]),
        "presenter": item["presenter"],
        "present_without_deciding": item["present_without_deciding"],
        "proposals": item["proposals"],
        "propositions": item["propositions"],
        "ballots": [_ballot(row) for row in item["ballots"]],
        "outcome": Outcome(item["outcome"]).label if item["outcome"] else "",
        "text": item["text"],
        "reason": item["reason"],
        "requesters": ", ".join(item["requesters"]),
        "dissents": [_dissent(row) for row in item["dissents"]],
        "reported": [_reported(row) for row in item["reported"]],
        "expedited_to": item["expedited_to"],
    }


def left_out(hidden: str) -> str:
    if hidden == "confidential":
        return _("Ärendet omfattas av sekretess och visas inte här")
    return _("Ärendet behandlades inom stängda dörrar och visas inte här")


def _ballot(row: Content) -> dict[str, Any]:
    names: dict[str, list[str]] = {}
    for name, choice in row["names"]:
        names.setdefault(choice, []).append(name)
    words = {"yes": row["yes"], "no": row["no"], "abstained": row["abstained"]}
    result = _("%(yes)s ja, %(no)s nej") % words
    if row["abstained"]:
        result = _("%(yes)s ja, %(no)s nej, %(abstained)s avstår") % words
    return {
        "for_yes": row["for_yes"],
        "for_no": row["for_no"],
        "by_lot": row["method"] == "lot",
        "result": result,
        "tie": row["yes"] == row["no"] and bool(row["chair_says"]),
        "chair_says": VoteChoice(row["chair_says"]).label if row["chair_says"] else "",
        "winner": VoteChoice(row["winner"]).label if row["winner"] else "",
        "names": [
            (VoteChoice(choice).label, ", ".join(names[choice])) for choice in VoteChoice.values if choice in names
        ],
    }


def _dissent(row: Content) -> dict[str, Any]:
    return {"kind": DissentKind(row["kind"]).label, "people": ", ".join(row["people"]), "text": row["text"]}


def _reported(row: Content) -> dict[str, Any]:
    return {
        "reference_number": row["reference_number"],
        "title": row["title"] or _("Beslut med sekretess"),
        "decided_on": date_format(datetime.date.fromisoformat(row["decided_on"]), "j F Y"),
        "decided_by": "" if row["confidential"] else row["decided_by"],
    }
