"""The order of delegation a body has adopted, and its rules (KL 6:37-38, 7:5-6)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from decisions import delegating
from decisions.conditions import delegation as conditions
from decisions.enums import Happening
from decisions.models import DelegationOrder, DelegationRule
from decisions.permissions.delegation import may_keep_order, may_pass_on
from governance.models import Body, Person

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def adopt_order(
    *,
    body: Body,
    title: str,
    adopted_on: datetime.date,
    paragraph: str,
    starts_on: datetime.date,
    by: Person,
    ends_on: datetime.date | None = None,
) -> DelegationOrder:
    """Register the order the body has adopted. The order before it ends the day before this one begins."""
    body = Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    may_keep_order.require(by, body)
    order = DelegationOrder(body=body, title=title.strip(), paragraph=paragraph.strip())
    order.adopted_on, order.starts_on, order.ends_on = adopted_on, starts_on, ends_on
    conditions.ready_to_adopt.require(order)

    ended = []
    for earlier in DelegationOrder.objects.filter(body=body, starts_on__lt=starts_on):
        if earlier.ends_on is None or earlier.ends_on >= starts_on:
            earlier.ends_on = starts_on - ONE_DAY
            earlier.version += 1
            earlier.save(update_fields=["ends_on", "version"])
            ended.append(earlier.pk)
    order.save()
    detail = {"body": str(body), "paragraph": order.paragraph, "starts_on": starts_on.isoformat(), "ended": ended}
    events.record(Happening.DELEGATION_ADOPTED, order, by=by, detail=detail)
    return order


@transaction.atomic
def add_rule(*, order: DelegationOrder, by: Person, **facts: Any) -> DelegationRule:
    """Add one line to the order. Refused with the point of KL 6:38 for what the body must decide itself; the database
    refuses to store that too."""
    order = _lock_order(order)
    may_keep_order.require(by, order.body)
    rule = DelegationRule(order=order, **facts)
    conditions.ready_to_add_rule.require(rule)

    rule.number, rule.subject, rule.scope = rule.number.strip(), rule.subject.strip(), rule.scope.strip()
    rule.save()
    detail = {"rule": rule.pk, "number": rule.number, "matter": rule.matter, "to": rule.holder}
    events.record(Happening.DELEGATION_RULE_ADDED, order, by=by, detail=detail)
    return rule


@transaction.atomic
def end_rule(*, rule: DelegationRule, version: int, ends_on: datetime.date, by: Person) -> DelegationRule:
    """Let a rule end on a day; what was passed on from it ends with it. A rule is never removed."""
    rule = lock_rule(rule)
    may_keep_order.require(by, rule.order.body)
    if rule.version != version:
        raise Conflict(_("Någon annan har ändrat delegationen. Ladda om sidan och se hur den ser ut nu."))
    conditions.ready_to_end_rule.require(rule, ends_on)

    for each in [rule, *rule.passed_on.all()]:
        if each.ends_on is None or each.ends_on > ends_on:
            each.ends_on = max(ends_on, each.starts_on)
            each.version += 1
            each.save(update_fields=["ends_on", "version"])
    detail = {"rule": rule.pk, "number": rule.number, "ends_on": ends_on.isoformat()}
    events.record(Happening.DELEGATION_RULE_ENDED, rule.order, by=by, detail=detail)
    return rule


@transaction.atomic
def pass_on(
    *, rule: DelegationRule, person: Person, starts_on: datetime.date, by: Person, ends_on: datetime.date | None = None
) -> DelegationRule:
    """The director passes the rule on to another employee, within the same limits (KL 7:6)."""
    rule = lock_rule(rule)
    may_pass_on.require(by, rule)
    same = ("order", "matter", "subject", "subject_kind", "scope", "limit_amount", "reported", "appealable")
    passed = DelegationRule(**{name: getattr(rule, name) for name in same})
    passed.person, passed.passed_on_from = person, rule
    passed.number = delegating.next_rule_number(rule)
    passed.starts_on, passed.ends_on = starts_on, ends_on or rule.ends_on
    conditions.ready_to_pass_on.require(rule, passed)

    passed.save()
    detail = {"rule": rule.pk, "number": passed.number, "to": str(person)}
    events.record(Happening.DELEGATION_PASSED_ON, rule.order, by=by, detail=detail)
    return passed


def lock_rule(rule: DelegationRule) -> DelegationRule:
    """The rule as it stands now, locked, with its order and body."""
    DelegationRule.objects.select_for_update(of=("self",), no_key=True).get(pk=rule.pk)
    return DelegationRule.objects.select_related("order__body", "person", "unit").get(pk=rule.pk)


def _lock_order(order: DelegationOrder) -> DelegationOrder:
    DelegationOrder.objects.select_for_update(of=("self",), no_key=True).get(pk=order.pk)
    return DelegationOrder.objects.select_related("body").get(pk=order.pk)
