"""An example order of delegation with decisions taken on it, and a task that a decision gave."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from decisions.actions.carrying_out import give_task
from decisions.actions.delegated import decide_on_delegation, report
from decisions.actions.delegation import add_rule, adopt_order
from decisions.delegating import Taken
from decisions.enums import DelegationHolder, Outcome
from decisions.models import AgendaItem, Case, DelegationOrder, DelegationRule, Meeting
from demo import clock, meetings
from demo.people import SINCE, reporting_units, with_function
from governance.enums import BodyKind, Function
from governance.models import Body, Unit

ORDER = "Delegationsordning för internationella ärenden (exempel)"
TASK = "Samla kontakter och arbetsgrupper i en lista och lämna den till internationella enheten."
DECISIONS = [
    (
        26,
        "Deltagande i arbetsgrupp om hållbara transporter",
        "Förvaltningen deltar med en handläggare till och med juni.",
        6_000,
    ),
    (
        4,
        "Resa till nätverkets årsmöte",
        "En handläggare reser med tåg till årsmötet. Kostnaden ryms i budgeten.",
        11_000,
    ),
]


def load(called: Meeting, evaluation: Case) -> None:
    """The order, two decisions by the city's director (the first reported at the meeting to come), and the task."""
    rule = _rule()
    item = called.items.get(title=meetings.REPORTS)
    for number, (days, title, text, amount) in enumerate(DECISIONS):
        with clock.days_ago(days):
            _decide(rule, title, text, amount, item if number == 0 else None)
    with clock.days_ago(9):
        unit = reporting_units()[0]
        decision = evaluation.decisions.filter(outcome=Outcome.APPROVED).latest("pk")
        due_on = timezone.localdate() + timedelta(days=40)
        give_task(decision=decision, unit=unit, text=TASK, due_on=due_on, by=with_function(Function.COORDINATOR))


def orders() -> list[DelegationOrder]:
    """The example's own orders, on which nobody else has decided anything."""
    return list(DelegationOrder.objects.filter(title=ORDER, rules__decisions=None).distinct())


def _rule() -> DelegationRule:
    board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD)
    coordinating = Unit.objects.get(coordinating=True)
    secretary = with_function(Function.SECRETARY, body=board)
    order = adopt_order(body=board, title=ORDER, adopted_on=SINCE, paragraph="12", starts_on=SINCE, by=secretary)
    return add_rule(
        order=order,
        number="1.1",
        subject="Deltagande i möten och arbetsgrupper utomlands",
        scope="Inom beslutad budget, högst 50 000 kronor",
        limit_amount=50_000,
        function=DelegationHolder.DIRECTOR,
        unit=coordinating,
        onward=True,
        starts_on=SINCE,
        by=secretary,
    )


def _decide(rule: DelegationRule, title: str, text: str, amount: int, item: AgendaItem | None) -> None:
    director = with_function(Function.DIRECTOR, unit=rule.unit)
    taken = Taken(
        title=title,
        decided_on=timezone.localdate(),
        outcome=Outcome.APPROVED,
        text=text,
        presenter="Internationella enheten",
        present_without_deciding="Ingen",
        unbiased=True,
        amount=amount,
    )
    delegated = decide_on_delegation(rule=rule, taken=taken, by=director)
    delegated.example = True
    delegated.save(update_fields=["example"])
    if item is not None:
        report(delegated=delegated, item=item, by=with_function(Function.SECRETARY, body=rule.order.body))
