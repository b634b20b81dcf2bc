"""A voting mandate for one meeting: written, given, and what came of it (GBG-O5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from governance.models import Person
from memberships import conditions, notices, offices, permissions
from memberships.actions.memberships import lock as lock_membership
from memberships.enums import Happening
from memberships.models import MandateQuestion, Membership, VotingMandate
from memberships.states import MANDATE

FACTS = (
    "meeting", "place", "starts_on", "ends_on", "mode", "office", "office_body", "office_function", "bearer",
    "background",
)  # fmt: skip
BORNE = ("office", "office_body", "office_function", "bearer")
ASKED = (
    "title", "background", "instruction", "position", "may_vote_for", "may_not_promise", "decided_how", "case",
    "delegated", "declaration",
)  # fmt: skip


@transaction.atomic
def draft_mandate(
    *, membership: Membership, meeting: str, starts_on: date, by: Person, example: bool = False, **facts: Any
) -> VotingMandate:
    """Begin the mandate for a meeting of an organisation the city is a member of. An office written in words is tied to
    the appointment it is the name of."""
    membership = lock_membership(membership)
    permissions.may_write_mandate.require(by, membership)
    conditions.ready_to_draft.require(membership)
    conditions.dates_in_order.require(starts_on, facts.get("ends_on"))
    _only(facts, FACTS)
    facts = offices.tied(facts)
    mandate = VotingMandate.objects.create(
        membership=membership, meeting=meeting.strip(), starts_on=starts_on, example=example, **facts
    )
    events.record(Happening.MANDATE_DRAFTED, mandate, by=by, detail={"mandate": mandate.pk})
    return mandate


@transaction.atomic
def change_mandate(*, mandate: VotingMandate, version: int, by: Person, **facts: Any) -> VotingMandate:
    """Change what is said of the meeting while the mandate is a draft. Conflict when somebody saved since `version`."""
    mandate = _draft_of(mandate, by)
    if mandate.version != version:
        raise Conflict(_("Någon annan sparade mandatet medan du skrev."))
    _only(facts, FACTS)
    facts = facts | offices.tied({name: facts.get(name, getattr(mandate, name)) for name in BORNE})
    conditions.dates_in_order.require(facts.get("starts_on", mandate.starts_on), facts.get("ends_on", mandate.ends_on))
    changed = sorted(name for name, value in facts.items() if getattr(mandate, name) != value)
    if not changed:
        return mandate
    for name in changed:
        setattr(mandate, name, facts[name])
    mandate.version += 1
    mandate.save()
    events.record(Happening.MANDATE_CHANGED, mandate, by=by, detail={"mandate": mandate.pk, "fields": changed})
    return mandate


@transaction.atomic
def add_question(*, mandate: VotingMandate, by: Person, **asked: Any) -> MandateQuestion:
    """One more question, last in the mandate."""
    mandate = _draft_of(mandate, by)
    _only(asked, ASKED)
    conditions.question_in_order.require(mandate, asked)
    last = mandate.questions.aggregate(last=Max("order"))["last"] or 0
    question = MandateQuestion.objects.create(mandate=mandate, order=last + 1, **asked)
    events.record(Happening.MANDATE_CHANGED, question, by=by, detail={"mandate": mandate.pk, "added": question.pk})
    return question


@transaction.atomic
def change_question(*, question: MandateQuestion, by: Person, **asked: Any) -> MandateQuestion:
    mandate = _draft_of(question.mandate, by)
    _only(asked, ASKED)
    question = MandateQuestion.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
    values = {name: asked.get(name, getattr(question, name)) for name in ASKED}
    conditions.question_in_order.require(mandate, values)
    changed = sorted(name for name, value in values.items() if getattr(question, name) != value)
    if not changed:
        return question
    for name in changed:
        setattr(question, name, values[name])
    question.save()
    detail = {"mandate": mandate.pk, "question": question.pk, "fields": changed}
    events.record(Happening.MANDATE_CHANGED, question, by=by, detail=detail)
    return question


@transaction.atomic
def remove_question(*, question: MandateQuestion, by: Person) -> None:
    """Take a question out of a draft; its history stays."""
    mandate = _draft_of(question.mandate, by)
    detail = {"mandate": mandate.pk, "removed": question.pk}
    events.record(Happening.MANDATE_CHANGED, question, by=by, detail=detail)
    question.delete()


@transaction.atomic
def give_mandate(*, mandate: VotingMandate, by: Person) -> VotingMandate:
    """Give the mandate to who represents the city, who is told. Refused until each question rests on a decision."""
    mandate = lock_mandate(mandate)
    permissions.may_write_mandate.require(by, mandate.membership)
    conditions.ready_to_give.require(mandate, mandate.questions.select_related("case", "declaration"))
    for name, value in offices.tied({name: getattr(mandate, name) for name in BORNE}).items():
        setattr(mandate, name, value)
    mandate.given_at, mandate.given_by = timezone.now(), by
    mandate.version += 1
    mandate.save()
    MANDATE.advance(mandate, "give")
    events.record(Happening.MANDATE_GIVEN, mandate, by=by, detail={"mandate": mandate.pk})
    notices.mandate_given(mandate)
    return mandate


@transaction.atomic
def recall_mandate(*, mandate: VotingMandate, by: Person) -> VotingMandate:
    """Take a given mandate back to be written again. What was noted about its questions stays."""
    mandate = lock_mandate(mandate)
    permissions.may_write_mandate.require(by, mandate.membership)
    MANDATE.advance(mandate, "recall")
    events.record(Happening.MANDATE_RECALLED, mandate, by=by, detail={"mandate": mandate.pk})
    return mandate


@transaction.atomic
def note_outcomes(
    *, mandate: VotingMandate, outcomes: dict[int, dict[str, str]], by: Person, came_of_it: str = ""
) -> VotingMandate:
    """Note how it went with the mandate's questions: `outcomes` maps a question's id to vote, result and deviation.

    Refused for a vote that departs from the instruction without a reason. May be done again until it is reported.
    """
    mandate = lock_mandate(mandate)
    permissions.may_note_outcome.require(by, mandate)
    questions = {row.pk: row for row in mandate.questions.all()}
    if set(outcomes) - set(questions):
        raise Refused([Finding("mandate.other-question", _("Frågan hör till ett annat mandat."))])
    said = [(questions[pk], row.get("vote", ""), row.get("deviation", "")) for pk, row in outcomes.items()]
    conditions.outcome_in_order.require(mandate, said)
    for pk, row in outcomes.items():
        question = questions[pk]
        question.vote, question.result = row.get("vote", ""), row.get("result", "")
        question.deviation = row.get("deviation", "").strip() if question.deviates else ""
        question.save()
    mandate.came_of_it = came_of_it.strip()
    mandate.save()
    detail = {"mandate": mandate.pk, "votes": {str(pk): row.get("vote", "") for pk, row in outcomes.items()}}
    events.record(Happening.MANDATE_OUTCOME, mandate, by=by, detail=detail)
    return mandate


def _draft_of(mandate: VotingMandate, by: Person) -> VotingMandate:
    mandate = lock_mandate(mandate)
    permissions.may_write_mandate.require(by, mandate.membership)
    conditions.is_draft.require(mandate)
    return mandate


def lock_mandate(mandate: VotingMandate) -> VotingMandate:
    rows = VotingMandate.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(
        "membership__engagement__responsible_unit", "membership__organisation", "office_body", "bearer"
    ).get(pk=mandate.pk)


def _only(given: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(given.keys() - set(known))
    if unknown:
        raise TypeError(f"not a field of a mandate: {', '.join(unknown)}")
