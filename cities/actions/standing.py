"""How an agreement stands: in effect, resting, paused, given notice of, ended; and what its relation makes of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from cities import conditions
from cities.enums import AgreementKind, AgreementState, AgreementVerb, Happening, Party
from cities.models import Agreement, AgreementChange
from cities.states import AGREEMENT, RUNNING
from cities.terms import end_after, ends_after_notice, prolongations_by
from core import events
from decisions.models import Case
from engagements import actions as engagements
from engagements import permissions
from engagements.enums import Status
from governance.models import Person
from governance.selectors import policy_in_force


def lock(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True)
    related = ("relation__engagement__responsible_unit", "relation__city", "amendment__case", "case")
    return rows.select_related(*related).get(pk=agreement.pk)


def mark(
    agreement: Agreement, verb: str, *, on: date, by: Person | None, case: Case | None = None, reason: str = ""
) -> None:
    """One line of the agreement's history: what it rests on."""
    AgreementChange.objects.create(agreement=agreement, verb=verb, on=on, by=by, case=case, reason=reason.strip())


def settle(agreement: Agreement, day: date) -> None:
    """Keep the last day it runs to, and the last day to act, as they are on `day`."""
    terms = agreement.terms_of(Party.CITY)
    if agreement.state in RUNNING | {AgreementState.SIGNED}:
        times = prolongations_by(terms, day)
        window = agreement.window(day)
        agreement.runs_to = end_after(terms, times) if terms.ends_on else None
        decides = agreement.kind != AgreementKind.AMENDMENT
        agreement.decide_by = window.last_day if window and decides else None
    else:
        agreement.decide_by = None
    agreement.save(update_fields=["runs_to", "decide_by"])


def activate(agreement: Agreement, *, on: date, by: Person | None) -> None:
    """A signed agreement takes effect: what it renews gives way, a change applies, the relation is active."""
    case = conditions.deciding_case(agreement)
    signed = agreement.changes.filter(verb=AgreementVerb.SIGN).first()
    AGREEMENT.advance(agreement, "activate")
    mark(agreement, AgreementVerb.ACTIVATE, on=on, by=by, case=case, reason=signed.reason if signed else "")
    _move_event(agreement, "activate", on, by)
    if agreement.kind == AgreementKind.AMENDMENT:
        _change_terms(agreement)
        return
    _give_way(agreement, on, by)
    _begin_relation(agreement, on)


@transaction.atomic
def move(
    *, agreement: Agreement, verb: str, on: date, by: Person, case: Case | None = None, reason: str = ""
) -> Agreement:
    """Let an agreement rest, pause, go on or end, by the decision it rests on or for the reason given."""
    agreement = lock(agreement)
    permissions.may_change_engagement.require(by, agreement.relation.engagement)
    conditions.ready_to_move.require(agreement, on, case, reason)
    if verb == "end":
        conditions.ready_to_end.require(agreement, True, case, policy_in_force())
    carried = agreement.state not in {AgreementState.DRAFT, AgreementState.SIGNED}
    AGREEMENT.advance(agreement, verb)
    if verb == "end" and (agreement.runs_to is None or agreement.runs_to > on):
        agreement.runs_to = on
        agreement.save(update_fields=["runs_to"])
    settle(agreement, timezone.localdate())
    mark(agreement, verb, on=on, by=by, case=case, reason=reason)
    _move_event(agreement, verb, on, by)
    if carried:
        given_up = case is not None and case.matter == conditions.ending_matter(agreement.relation)
        follow(agreement, on, given_up=verb == "end" and given_up)
    return agreement


@transaction.atomic
def give_notice(
    *, agreement: Agreement, party: str, on: date, by: Person, case: Case | None = None, reason: str = ""
) -> Agreement:
    """Record notice given by the city or the partner. It runs out its period, or the next when the day had passed."""
    agreement = lock(agreement)
    permissions.may_change_engagement.require(by, agreement.relation.engagement)
    conditions.ready_to_move.require(agreement, on, case, reason)
    conditions.ready_to_end.require(agreement, party == Party.CITY, case, policy_in_force())
    ends = ends_after_notice(agreement.terms_of(party), on)
    AGREEMENT.advance(agreement, "give_notice")
    agreement.runs_to, agreement.notice_on, agreement.notice_by = ends, on, party
    agreement.save(update_fields=["runs_to", "notice_on", "notice_by"])
    settle(agreement, timezone.localdate())
    mark(agreement, AgreementVerb.GIVE_NOTICE, on=on, by=by, case=case, reason=reason)
    detail = {"verb": "give_notice", "on": on.isoformat(), "party": party, "ends": ends.isoformat()}
    events.record(Happening.AGREEMENT_MOVED, agreement, by=by, detail=detail)
    return agreement


def run_out(agreement: Agreement, *, on: date, reason: str) -> None:
    """Ended by the calendar, the day after its last one."""
    notice = agreement.changes.filter(verb=AgreementVerb.GIVE_NOTICE).first()
    AGREEMENT.advance(agreement, "end")
    settle(agreement, on)
    mark(agreement, AgreementVerb.END, on=on, by=None, case=notice.case if notice else None, reason=reason)
    _move_event(agreement, "end", on, None)
    follow(agreement, on, given_up=agreement.notice_on is not None)


def follow(agreement: Agreement, on: date, *, given_up: bool) -> None:
    """The relation without an agreement in force rests; it ends when the agreement was given up, by notice or decision.

    A draft that is dropped carried no relation, and changes none.
    """
    engagement = agreement.relation.engagement
    engagement.refresh_from_db(fields=["status"])
    others = agreement.relation.agreements.exclude(kind=AgreementKind.AMENDMENT)
    in_force = any(each.in_force_on(on) for each in others)
    if agreement.kind == AgreementKind.AMENDMENT:
        return
    if in_force:
        if engagement.status == Status.DORMANT:
            engagements.begin(engagement=engagement, by=None, on=on)
        return
    if given_up and engagement.status in {Status.ACTIVE, Status.DORMANT}:
        engagements.end(engagement=engagement, by=None, on=on)
    elif engagement.status == Status.ACTIVE:
        engagements.rest(engagement=engagement, by=None, on=on)


def _begin_relation(agreement: Agreement, on: date) -> None:
    relation = agreement.relation
    if relation.engagement.status in {Status.PROPOSED, Status.DORMANT}:
        engagements.begin(engagement=relation.engagement, by=None, on=on)
        relation.since = relation.since or on.year
        relation.save()
        events.record(Happening.RELATION_BEGAN, relation.engagement, by=None, detail={"on": on.isoformat()})


def _give_way(agreement: Agreement, on: date, by: Person | None) -> None:
    """The agreement that this one renews has done its work."""
    earlier = agreement.renews
    if earlier is None:
        return
    earlier = lock(earlier)
    if AGREEMENT.allows(earlier, "end"):
        AGREEMENT.advance(earlier, "end")
        settle(earlier, on)
        case = conditions.deciding_case(agreement)
        mark(earlier, AgreementVerb.RENEW, on=on, by=by, case=case, reason=str(agreement))
        _move_event(earlier, "renewed", on, by)
    agreement.relation.agreement_renewed = on.year
    agreement.relation.save()


def _change_terms(paper: Agreement) -> None:
    """What the paper of a change says about last day and themes applies in the agreement it changes."""
    if paper.renews is None:
        return
    changed = lock(paper.renews)
    if paper.ends_on is not None:
        changed.ends_on = paper.ends_on
        changed.save(update_fields=["ends_on"])
        settle(changed, timezone.localdate())
    changed.themes.add(*paper.themes.all())


def _move_event(agreement: Agreement, verb: str, on: date, by: Person | None) -> None:
    detail = {"verb": verb, "state": agreement.state, "on": on.isoformat()}
    events.record(Happening.AGREEMENT_MOVED, agreement, by=by, detail=detail)
