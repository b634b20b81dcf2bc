"""Whether it may happen now: what must be in order before joining, leaving, standing and not standing again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.rules import Finding, condition
from decisions.enums import EffectState
from decisions.matters import read_once
from decisions.models import Case, Effect
from engagements.conditions import ready_for_decision
from engagements.enums import Status
from governance import rulebook
from memberships.conditions.grades import grade_allows
from memberships.conditions.reviews import others_tried
from memberships.enums import MembershipKind, SeatState
from memberships.models import Membership, Organisation, Seat

HELD_THROUGH = "membership.others-held-through"
SEATS_END = "membership.seats-end-with-it"
LEAVING = ("memberships.leave", "memberships.leave_sector")
OPEN_STATUSES = (Status.PROPOSED, Status.ACTIVE, Status.DORMANT)


@condition
def ready_to_register(organisation: Organisation, kind: str, unit: Any, *, member: bool, decided: str) -> list[Finding]:
    """One city-wide membership an organisation, one sector membership a unit; one already held says who decided it."""
    same = Membership.objects.filter(organisation=organisation, kind=kind, engagement__status__in=OPEN_STATUSES)
    if kind == MembershipKind.SECTOR:
        same = same.filter(engagement__responsible_unit=unit)
    found = []
    if same.exists():
        message = _("%(organisation)s har redan ett sådant medlemskap.") % {"organisation": organisation}
        found.append(Finding("membership.already", message))
    if member and not decided.strip():
        message = _("Skriv när och av vilket organ medlemskapet beslutades. Annars registreras det som ett förslag.")
        found.append(Finding("membership.decided-by", message, clause="GBG-O2"))
    return found


@condition
def others_held_through(membership: Membership, policy: Any) -> list[Finding]:
    """Leaving the one warns about those held through it, unless they are on their way out too (STR-03)."""
    left = [row for row in dependants(membership) if not _is_leaving(row)]
    if not left:
        return []
    names = [str(row) for row in left if not row.engagement.is_confidential]
    hidden = len(left) - len(names)
    if hidden:
        names.append(ngettext("%(number)s till", "%(number)s till", hidden) % {"number": hidden})
    message = _(
        "Andra medlemskap hålls genom %(this)s: %(others)s. Öppna ärende om utträde också för dem, eller skriv hur de "
        "ska bestå."
    )
    values = {"this": membership, "others": ", ".join(names)}
    return rulebook.judge(policy, HELD_THROUGH, message % values, unit=membership.engagement.responsible_unit)


@condition
def seats_run_longer(membership: Membership, policy: Any, day: date) -> list[Finding]:
    """Seats that would have run past the day of leaving end with the membership."""
    running = membership.seats.running(day).order_by("organ")
    if not running:
        return []
    message = _("Uppdrag upphör samtidigt: %(seats)s.") % {"seats": ", ".join(seat.organ for seat in running)}
    return rulebook.judge(policy, SEATS_END, message, unit=membership.engagement.responsible_unit)


@condition
def ready_to_join(case: Case) -> list[Finding]:
    membership = membership_of(case)
    if membership is None:
        return [_not_a_membership()]
    found = ready_for_decision(membership.engagement, case.policy) + grade_allows(membership, case.policy)
    if membership.kind == MembershipKind.SECTOR:
        found += others_tried(membership, case.policy, timezone.localdate())
    return found


@condition
def ready_to_leave(case: Case) -> list[Finding]:
    membership = membership_of(case)
    if membership is None:
        return [_not_a_membership()]
    day = case.effective_on or timezone.localdate()
    return others_held_through(membership, case.policy) + seats_run_longer(membership, case.policy, day)


@condition
def ready_to_stand(case: Case) -> list[Finding]:
    membership = membership_of(case)
    if membership is None:
        return [_not_a_membership()]
    found = []
    if not hasattr(case, "candidature"):
        found.append(
            Finding("membership.candidature", _("Ange vilket uppdrag det gäller. Öppna ärendet från organisationen."))
        )
    if membership.engagement.status != Status.ACTIVE:
        found.append(Finding("membership.not-active", _("Medlemskapet är inte aktivt, så staden kan inte kandidera.")))
    return found


@condition
def ready_not_to_stand(case: Case) -> list[Finding]:
    seat = case.candidature.seat if hasattr(case, "candidature") else None
    if seat is None:
        return [
            Finding("membership.candidature", _("Ange vilket uppdrag det gäller. Öppna ärendet från organisationen."))
        ]
    return may_be_given_up(seat)


@condition
def may_be_given_up(seat: Seat) -> list[Finding]:
    if seat.state == SeatState.HELD:
        return []
    message = _("Uppdraget är inte ett som staden innehar: %(state)s.") % {"state": seat.get_state_display().lower()}
    return [Finding("membership.seat-not-held", message)]


@condition
def dates_in_order(starts_on: date | None, ends_on: date | None) -> list[Finding]:
    if starts_on and ends_on and ends_on < starts_on:
        return [Finding("membership.dates", _("Slutdatum ligger före startdatum."))]
    return []


def dependants(membership: Membership) -> list[Membership]:
    """Running memberships held through this one."""
    return list(membership.holds.running().select_related("engagement", "organisation").order_by("organisation__name"))


def membership_of(case: Case) -> Membership | None:
    rows = Membership.objects.select_related("engagement__responsible_unit", "organisation", "grade")
    return read_once(case, "membership", rows.filter(pk=case.engagement_id).first)


def _is_leaving(membership: Membership) -> bool:
    """A case to leave is under way, or decided and waiting for its day."""
    cases = Case.objects.filter(engagement_id=membership.pk, matter__in=LEAVING)
    waiting = Effect.objects.filter(case__in=cases, state=EffectState.WAITING)
    return cases.running().exists() or waiting.exists()


def _not_a_membership() -> Finding:
    return Finding("membership.missing", _("Ärendet gäller inget medlemskap."))
