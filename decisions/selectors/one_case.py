"""One case with its steps and what was proposed at them, as every page about a case begins by reading it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigIntegerField, Exists, F, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404
from django.utils import timezone

from core import kept_sql
from decisions.enums import ItemState
from decisions.models import Assignment, Case, CaseAnnex, CaseStep, ConflictOfInterest, DelegationRule, Referral
from governance.models import Person
from governance.powers import standing

OF_STEP = ("body", "unit", "done_by")
OF_CASE = ("engagement", "policy", "unit", "opened_by", "prepared_by", "effect")
PROPOSED = {
    "proposal_id": F("proposals__pk"),
    "proposal_round": F("proposals__round"),
    "proposal_text": F("proposals__text"),
    "proposal_by": Coalesce(NullIf(F("proposals__made_by__name"), Value("")), "proposals__made_by__username"),
    "proposal_at": F("proposals__made_at"),
}
KNOWN = ("was_referred", "gave_tasks", "has_annexes", "conflicted", "written_by_reader", "delegated_to_reader")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a body or unit proposed at a step, as the case's page tells it."""

    pk: int
    round: int
    step: CaseStep
    text: str
    made_by: str
    made_at: datetime.datetime


def case_for(person: Person, pk: int) -> Case:
    """The case with its steps and what was proposed at them, in one query; 404 when hidden just as when missing.

    The steps are handed on as `steps_read` (routing.steps_of). `was_referred` on the case says whether there are
    opinions to read (selectors.referrals.opinions_for), `gave_tasks` whether its decision gave units tasks
    (selectors.carrying_out.of_case), `has_annexes` whether there are annexes (selectors.basis.annexes_of),
    `conflicted` whether this person has a conflict of interest in it that stands (permissions.basis.may_read_basis),
    `written_by_reader` whether this person has written in it (permissions.cases.has_prepared) and
    `delegated_to_reader` whether this person holds a delegation in its matter (selectors.delegation.rules_for_case).
    """
    if pk > BigIntegerField.MAX_BIGINT:
        raise Http404
    rows = _rows_for(person, pk)
    if not rows:
        return _without_steps(person, pk)
    case = _made(Case, "case__", OF_CASE, rows[0])
    vars(case).update({name: rows[0][name] for name in KNOWN}, reader_id=person.pk)
    case.steps_read = _steps_once(case, rows)
    return case


def proposals_in(case: Case) -> list[Proposed]:
    """What bodies and units proposed, newest first, of a case that case_for has read; no query."""
    found = [proposal for step in case.steps_read for proposal in vars(step)["proposed"]]
    return sorted(found, key=lambda proposal: proposal.pk, reverse=True)


def _rows_for(person: Person, pk: int) -> list[Row]:
    """A row for each step and proposal. The question is long, and takes longer to write than to answer."""

    def rows() -> QuerySet:
        seen = Case.objects.visible_to(person).filter(pk=some)
        steps = CaseStep.objects.filter(case_id=some, case__in=seen).annotate(**PROPOSED, **_known_of(person))
        return steps.order_by("order", "proposals__pk").values_list(*columns)

    some = kept_sql.number(0)
    columns = [*_columns(CaseStep, "", OF_STEP), *_columns(Case, "case__", OF_CASE), *PROPOSED, *KNOWN]
    read = kept_sql.rows(("decisions.case_for", standing(person)), rows, {some: pk})
    return [dict(zip(columns, row, strict=True)) for row in read]


def _known_of(person: Person) -> dict[str, Exists]:
    """What a page asks about the case of a step before it asks for more."""
    case, today = OuterRef("case_id"), timezone.localdate()
    rules = DelegationRule.objects.on(today).held_by(person)
    return {
        "was_referred": Exists(Referral.objects.filter(case_id=case, state__in=["sent", "closed"])),
        "gave_tasks": Exists(Assignment.objects.filter(case_id=case)),
        "has_annexes": Exists(CaseAnnex.objects.filter(case_id=case)),
        "conflicted": Exists(_conflicts_of(person)),
        "written_by_reader": Exists(Case.writers.through.objects.filter(case_id=case, person_id=person.pk)),
        "delegated_to_reader": Exists(rules.filter(matter=OuterRef("case__matter"))),
    }


def _conflicts_of(person: Person) -> QuerySet[ConflictOfInterest]:
    """In items that are not settled yet."""
    rows = ConflictOfInterest.objects.filter(person_id=person.pk, item__step__case_id=OuterRef("case_id"))
    return rows.exclude(item__state=ItemState.BINDING)


def _without_steps(person: Person, pk: int) -> Case:
    """No case that was opened is without steps, but a row may be; else there is none to see."""
    case = Case.objects.visible_to(person).filter(pk=pk).select_related(*OF_CASE).first()
    if case is None:
        raise Http404
    case.steps_read = []
    return case


def _steps_once(case: Case, rows: Iterable[Row]) -> list[CaseStep]:
    """Each step once, with its proposals as `proposed`; a step with two proposals is read twice."""
    steps: dict[int, Any] = {}
    for row in rows:
        if row["id"] not in steps:
            steps[row["id"]] = step = _made(CaseStep, "", OF_STEP, row)
            step.case, step.proposed = case, []
        step = steps[row["id"]]
        if row["proposal_id"] is not None:
            step.proposed.append(
                Proposed(
                    row["proposal_id"],
                    row["proposal_round"],
                    step,
                    row["proposal_text"],
                    row["proposal_by"],
                    row["proposal_at"],
                )
            )
    return list(steps.values())


# ── rows of a question put together as they are by select_related ────────────────────────────────────────────────


@cache
def _columns(model: type[Model], path: str = "", joined: tuple[str, ...] = ()) -> list[str]:
    """The model's own columns, then those of what it is joined with, as they are named from the question's model."""
    own = [f"{path}{field.attname}" for field in model._meta.concrete_fields]
    of = {name: model._meta.get_field(name).related_model for name in joined}
    return own + [column for name in joined for column in _columns(of[name], f"{path}{name}__")]


def _made(model: Any, path: str, joined: tuple[str, ...], row: Row) -> Any:
    """The model's row with what it is joined with, or None where there is none."""
    columns = _columns(model, path)
    if row[f"{path}{model._meta.pk.attname}"] is None:
        return None
    made = model.from_db(
        DEFAULT_DB_ALIAS, [name.removeprefix(path) for name in columns], [row[name] for name in columns]
    )
    for name in joined:
        field = model._meta.get_field(name)
        other = _made(field.related_model, f"{path}{name}__", (), row)
        field.set_cached_value(made, other)
        if field.one_to_one and other is not None:
            field.remote_field.set_cached_value(other, made)
    return made
