"""Who may record a meeting and its items."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.enums import ItemState
from decisions.models import AgendaItem, Case, Meeting
from decisions.permissions.cases import has_prepared, records_for
from governance.models import Person


@permission
def may_record(by: Person, meeting: Meeting) -> Finding | None:
    """The body's secretary or registrar, today: opens, calls the roll, closes."""
    if records_for(by, meeting.body_id):
        return None
    message = _("Sammanträdet antecknas av nämndsekreterare eller registrator för %(body)s.") % {"body": meeting.body}
    if by.powers.registers:
        return Finding("decision.not-this-body", message)
    return Finding("decision.no-appointment", message)


@permission
def may_record_item(by: Person, item: AgendaItem) -> Finding | None:
    """Who may record the meeting, but has not written the item's case (in the spirit of KL 6:28-30)."""
    refusal = may_record(by, item.meeting)
    if refusal:
        return refusal
    if item.step is not None and has_prepared(by, item.step.case):
        return _prepared_it([item])
    return None


@permission
def may_announce_conflict(by: Person, item: AgendaItem, person: Person) -> Finding | None:
    """The person concerned (KL 6:30), or who records the meeting."""
    if by.pk == person.pk:
        return None
    refusal = may_record(by, item.meeting)
    if refusal is None:
        return None
    message = _("Jäv uppges av den som det gäller, eller antecknas av sekreteraren.")
    return Finding(refusal.code, message, clause="KL 6:30")


@permission
def may_close(by: Person, meeting: Meeting) -> Finding | None:
    """Who may record the meeting and has not written the case of any item that is still to become binding."""
    refusal = may_record(by, meeting)
    if refusal:
        return refusal
    wrote = Exists(Case.writers.through.objects.filter(person_id=by.pk, case_id=OuterRef("step__case_id")))
    own = Q(step__case__opened_by_id=by.pk) | Q(step__case__prepared_by_id=by.pk) | wrote
    items = list(meeting.items.filter(own, state__in=[ItemState.WAITING, ItemState.RECORDED]))
    return _prepared_it(items) if items else None


def _prepared_it(items: Iterable[AgendaItem]) -> Finding:
    named = ", ".join(_("punkt %(number)s, %(title)s") % {"number": item.order, "title": item.title} for item in items)
    message = _("Du har själv väckt eller berett ärendet: %(items)s. Någon annan antecknar och avslutar det.")
    return Finding("decision.preparer-is-not-decider", message % {"items": named}, clause="KL 6:28–30")
