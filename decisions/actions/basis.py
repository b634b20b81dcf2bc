"""The decision basis: its annexes, its public title, and taking back what was put forward."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from decisions import permissions, routing, texts
from decisions.actions import agenda
from decisions.conditions.basis import ready_to_change_annexes, ready_to_take_back, standing_items
from decisions.enums import Happening, ItemState, StepState
from decisions.locks import lock_case, lock_item
from decisions.models import Case, CaseAnnex
from decisions.permissions.basis import may_title_publicly
from decisions.states import CASE, STEP
from documents.actions import freeze, store_upload, withdraw_upload
from governance.models import Person


@transaction.atomic
def add_annex(*, case: Case, file: Any, by: Person, title: str = "") -> CaseAnnex:
    """Add a file last among the annexes of a case that is being prepared. It is as secret as the case.

    Raises UploadRefused for a file that may not be stored; the same file twice is refused.
    """
    case = lock_case(case)
    permissions.may_prepare.require(by, case)
    ready_to_change_annexes.require(case)
    secrecy = {"confidentiality": case.confidentiality, "confidentiality_ground": case.confidentiality_ground}
    document = store_upload(file=file, title=title, by=by, **secrecy)
    if case.annexes.filter(document__sha256=document.sha256).exists():
        raise Refused([Finding("annex.already", _("Filen finns redan bland bilagorna."))])
    last = case.annexes.aggregate(last=Max("order"))["last"] or 0
    annex = CaseAnnex.objects.create(
        case=case, document=document, title=document.title[:200], order=last + 1, added_by=by
    )
    case.writers.add(by)
    detail = {"annex": annex.pk, "sha256": document.sha256}
    events.record(Happening.ANNEX_ADDED, case, by=by, detail=detail)
    return annex


@transaction.atomic
def remove_annex(*, annex: CaseAnnex, by: Person) -> None:
    """Take an annex out of the basis. The file goes too when it was never put forward and is one's own."""
    case = lock_case(annex.case)
    permissions.may_prepare.require(by, case)
    ready_to_change_annexes.require(case)
    document = annex.document
    detail = {"annex": annex.pk, "sha256": document.sha256}
    annex.delete()
    _put_in_order(list(case.annexes.all()))
    case.writers.add(by)
    events.record(Happening.ANNEX_REMOVED, case, by=by, detail=detail)
    if document.uploaded_by_id == by.pk and not document.is_frozen and document.registered_at is None:
        withdraw_upload(document=document, by=by)


@transaction.atomic
def move_annex(*, annex: CaseAnnex, by: Person) -> None:
    """Move an annex one place up. The order is part of what is put forward."""
    case = lock_case(annex.case)
    permissions.may_prepare.require(by, case)
    ready_to_change_annexes.require(case)
    rows = list(case.annexes.all())
    place = [row.pk for row in rows].index(annex.pk)
    if place == 0:
        return
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    _put_in_order(rows)
    case.writers.add(by)
    events.record(Happening.ANNEX_MOVED, case, by=by, detail={"annex": annex.pk, "to": place})


@transaction.atomic
def title_publicly(*, case: Case, public_title: str, by: Person) -> Case:
    """Say what the public register shows in place of the title. No part of what is decided, so it may change later."""
    case = lock_case(case)
    may_title_publicly.require(by, case)
    if case.public_title == public_title.strip():
        return case
    case.public_title = public_title.strip()
    case.save(update_fields=["public_title"])
    events.record(Happening.CASE_TITLED, case, by=by, detail={"title": bool(case.public_title)})
    return case


def lock_agenda(case: Case) -> None:
    """Lock the meetings that have the case before them, so that the meeting is taken before the case (locks.py)."""
    for item in standing_items(case):
        lock_item(item)


def reopen(case: Case, by: Person) -> None:
    """Take a case that is put forward back to preparation: a new round, the hash is cleared, and it is struck from the
    agenda where it stood. The case, and the meetings that have it before them, must be locked. Refused once a body has
    treated it or a meeting is open with it."""
    ready_to_take_back.require(case)
    for item in standing_items(case):
        if item.state == ItemState.WAITING:
            agenda.take_off(lock_item(item), by)
    for step in case.steps.filter(state__in=[StepState.DONE, StepState.ACTIVE, StepState.RETURNED]):
        STEP.advance(step, "reset")
    case.round += 1
    texts.unbind(case)
    case.save(update_fields=["round", *texts.BOUND])
    CASE.advance(case, "take_back")
    first = case.steps.order_by("order").first()
    if first is not None:
        routing.activate(first)


def freeze_annexes(case: Case, by: Person) -> None:
    """What is put forward is kept as it was, also when it is taken back later."""
    for annex in case.annexes.select_related("document"):
        freeze(document=annex.document, by=by)


def _put_in_order(rows: list[CaseAnnex]) -> None:
    for number, row in enumerate(rows, start=1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
