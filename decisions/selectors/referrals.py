"""Referrals as pages and papers show them, with a fixed number of queries however many were asked."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.words import matching
from decisions import referring
from decisions.enums import AnswerState, ReferralState, Stance
from decisions.models import Answer, Case, Referral
from decisions.permissions.referrals import may_refer
from decisions.querysets import case_seen_by
from decisions.selectors.cases import MOST_COUNTED, PAGE, RUNNING, Page
from governance.enums import BodyKind, Function
from governance.models import Body, Person, Unit

STATE_COLORS = {
    ReferralState.DRAFT: "neutral",
    ReferralState.SENT: "info",
    ReferralState.CLOSED: "success",
    ReferralState.WITHDRAWN: "neutral",
}
STANCE_COLORS = {
    Stance.FAVOUR: "success",
    Stance.FAVOUR_WITH_REMARKS: "success",
    Stance.AGAINST: "danger",
    Stance.ABSTAIN: "neutral",
}
LONG = 420
NO_ANSWER = "ej-svar"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one recipient answered, or that it has not. `statement` is empty until the answer is given."""

    pk: int
    name: str
    kind: str
    answered: bool
    stance: str
    label: str
    color: str
    statement: str
    beginning: str
    due_on: datetime.date
    answered_on: datetime.date | None
    late: bool
    after_summary: bool
    extended_reason: str
    decision: str
    decision_url: str
    document: str
    document_url: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Round:
    """One referral with its answers. `sentence` is the frozen one when it is closed."""

    pk: int
    title: str
    question: str
    url: str
    state: str
    state_label: str
    color: str
    sent_on: datetime.date | None
    due_on: datetime.date
    closed_on: datetime.date | None
    sentence: str
    silent: tuple[str, ...]
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    pk: int
    title: str
    number: str
    recipient: str
    due_on: datetime.date
    late: bool
    its_case: str


@dataclass(frozen=True, slots=True)
class ReferralRow:
    pk: int
    title: str
    case_id: int
    number: str
    state_label: str
    color: str
    asked: int
    given: int
    due_on: datetime.date
    late: bool


def opinions_for(case: Case) -> list[Round]:
    """The referrals of a case that were sent and not withdrawn, oldest first, with every answer; one query.

    For the case's page, the papers of a meeting and the decision basis.
    """
    if not getattr(case, "was_referred", True):
        return []
    out = [ReferralState.SENT, ReferralState.CLOSED]
    rows = _with_all(Answer.objects.filter(referral__case_id=case.pk, referral__state__in=out))
    rounds: dict[int, list[Answer]] = {}
    for answer in rows.select_related("referral"):
        rounds.setdefault(answer.referral_id, []).append(answer)
    return [_round(answers[0].referral, answers) for answers in rounds.values()]


def opinions_in(case_ids: Collection[int]) -> dict[int, list[Round]]:
    """The same for many cases, for the papers of a meeting; one query."""
    out = [ReferralState.SENT, ReferralState.CLOSED]
    rows = _with_all(Answer.objects.filter(referral__case_id__in=case_ids, referral__state__in=out))
    rounds: dict[int, list[Answer]] = {}
    for answer in rows.select_related("referral"):
        rounds.setdefault(answer.referral_id, []).append(answer)
    found: dict[int, list[Round]] = {}
    for answers in rounds.values():
        found.setdefault(answers[0].referral.case_id, []).append(_round(answers[0].referral, answers))
    return found


def compiled(referral: Referral) -> Round:
    """One referral with its answers; one query."""
    return _round(referral, list(_with_all(Answer.objects.filter(referral=referral))))


def referral_for(person: Person, pk: int) -> Referral:
    """404 when the case is hidden, and for a draft when it is not the person's to send."""
    rows = Referral.objects.filter(case__in=Case.objects.visible_to(person))
    referral = rows.select_related("case__unit", "case__engagement", "step__body", "sent_by").filter(pk=pk).first()
    if referral is None or (referral.state == ReferralState.DRAFT and not may_refer.allows(person, referral.case)):
        raise Http404
    return referral


def answer_for(person: Person, pk: int) -> Answer:
    """An answer of a referral that was sent; 404 when the case is hidden."""
    rows = Answer.objects.filter(referral__case__in=Case.objects.visible_to(person))
    rows = rows.exclude(referral__state=ReferralState.DRAFT).select_related(
        "body", "unit", "referral__case__unit", "referral__case__engagement", "answer_case", "document", "decision",
        "answered_by",
    )  # fmt: skip
    answer = rows.filter(pk=pk).first()
    if answer is None:
        raise Http404
    return answer


def writable(person: Person, referral: Referral) -> set[int]:
    """Answers of this referral that the person may write; one query."""
    return set(_mine(person, Answer.objects.filter(referral=referral)).values_list("pk", flat=True))


def to_answer(person: Person, most: int = PAGE) -> list[ToAnswer]:
    """What waits for an answer from the person's unit, from the body it works for, or from outside through the
    person, the nearest last day first; one query."""
    columns = ("pk", "referral__title", "referral__case__reference_number", "due_on", "outside")
    rows = waiting_for(person).order_by("due_on", "pk")
    today = timezone.localdate()
    return [
        ToAnswer(pk, title, number, name or outside, due_on, due_on < today, its_case or "")
        for pk, title, number, due_on, outside, name, its_case in rows.values_list(
            *columns, Coalesce("body__name", "unit__name"), "answer_case__reference_number"
        )[:most]
    ]


def waiting_for(person: Person) -> QuerySet[Answer]:
    """Answers that are waited for and are the person's to write."""
    waiting = Answer.objects.filter(
        state=AnswerState.WAITING,
        referral__state=ReferralState.SENT,
        referral__case__in=Case.objects.visible_to(person).filter(state__in=RUNNING),
    )
    return _mine(person, waiting)


def referrals(person: Person, filters: Mapping[str, str], words: str = "") -> Page:
    """Referrals of cases the person may see, newest first; two queries. Filters: state, page; `words` of the title or
    the case."""
    rows = Referral.objects.filter(case_seen_by(person))
    powers = person.powers
    if not powers.coordinates:
        rows = rows.filter(~Q(state=ReferralState.DRAFT) | Q(case__unit_id__in=powers.own_units))
    rows = matching(rows, words, "title", "case__search_text")
    if filters.get("state") in ReferralState.values:
        rows = rows.filter(state=filters["state"])
    wanted = filters.get("page", "")
    number = min(max(int(wanted), 1), 10_000) if wanted.isdecimal() and len(wanted) < 6 else 1
    start = (number - 1) * PAGE
    found = _referral_rows(rows.order_by("-pk")[start : start + PAGE + 1])
    total = rows.order_by()[: MOST_COUNTED + 1].count()
    return Page(rows=found[:PAGE], number=number, has_next=len(found) > PAGE, total=total)


def bodies_that_answer() -> list[tuple[int, str]]:
    """Bodies that decide and have a department to write for them."""
    rows = Body.objects.exclude(kind=BodyKind.PREPARATORY).filter(units__isnull=False)
    return list(rows.distinct().order_by("name").values_list("pk", "name"))


def units_that_answer() -> list[tuple[int, str]]:
    return list(Unit.objects.order_by("name").values_list("pk", "name"))


def bodies_named(keys: list[int]) -> list[Body]:
    return list(Body.objects.filter(pk__in=keys).order_by("name"))


def units_named(keys: list[int]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=keys).order_by("name"))


def recipients_of(referral: Referral) -> list[referring.Recipient]:
    rows = referral.answers.select_related("body", "unit").order_by("pk")
    return [referring.recipient_of(answer) for answer in rows]


def answers_of(referral: Referral) -> list[Answer]:
    return list(referral.answers.select_related("body", "unit").order_by("pk"))


def _mine(person: Person, rows: QuerySet[Answer]) -> QuerySet[Answer]:
    powers = person.powers
    served = Unit.objects.filter(pk__in=powers.own_units, serves__isnull=False).values("serves_id")
    mine = Q(unit_id__in=powers.own_units) | Q(body_id__in=served)
    if powers.coordinates or powers.is_a(Function.REGISTRAR):
        mine |= ~Q(outside="")
    return rows.filter(mine)


def _with_all(rows: QuerySet[Answer]) -> QuerySet[Answer]:
    related = ("body", "unit", "decision", "document")
    return rows.select_related(*related).order_by("referral_id", "pk")


def _round(referral: Referral, answers: list[Answer]) -> Round:
    closed = referral.state == ReferralState.CLOSED
    said = [(answer.state, answer.stance) for answer in answers]
    return Round(
        pk=referral.pk,
        title=referral.title,
        question=referral.question,
        url=referral.get_absolute_url(),
        state=referral.state,
        state_label=str(referral.get_state_display()),
        color=STATE_COLORS[ReferralState(referral.state)],
        sent_on=timezone.localdate(referral.sent_at) if referral.sent_at else None,
        due_on=referral.due_on,
        closed_on=timezone.localdate(referral.closed_at) if referral.closed_at else None,
        sentence=referral.summary or referring.sentence(said, closed=closed),
        silent=tuple(str(answer) for answer in answers if answer.state != AnswerState.ANSWERED),
        opinions=tuple(_opinion(answer) for answer in answers),
    )


def _opinion(answer: Answer) -> Opinion:
    answered = answer.state == AnswerState.ANSWERED
    statement = answer.statement if answered else ""
    today = timezone.localdate()
    return Opinion(
        pk=answer.pk,
        name=str(answer),
        kind="body" if answer.body_id else "unit" if answer.unit_id else "outside",
        answered=answered,
        stance=answer.stance if answered else "",
        label=str(answer.get_stance_display() if answered else answer.get_state_display()),
        color=STANCE_COLORS[Stance(answer.stance)] if answered else "warning",
        statement=statement,
        beginning=statement[:LONG].rsplit(" ", 1)[0] if len(statement) > LONG else "",
        due_on=answer.due_on,
        answered_on=answer.answered_on,
        late=answer.is_late if answered else answer.due_on < today,
        after_summary=answer.after_summary,
        extended_reason=answer.extended_reason,
        decision=_decision_in_words(answer),
        decision_url=f"/arenden/{answer.answer_case_id}/" if answer.decision_id and answer.answer_case_id else "",
        document=answer.document.name if answered and answer.document else "",
        document_url=f"/remissvar/{answer.pk}/handling/" if answered and answer.document_id else "",
        by_hand=bool(answer.outside) and not answer.outside_email and not answered,
    )


def _decision_in_words(answer: Answer) -> str:
    if answer.decision is None:
        return ""
    words = {"paragraph": answer.decision.paragraph, "day": date_format(answer.decision.decided_on, "j F Y")}
    return _("§ %(paragraph)s, %(day)s") % words


def _referral_rows(rows: QuerySet[Referral]) -> list[ReferralRow]:
    labels = {value: str(label) for value, label in ReferralState.choices}
    of_it = Answer.objects.filter(referral_id=OuterRef("pk")).order_by().values("referral_id")
    given = of_it.filter(state=AnswerState.ANSWERED)
    counted = rows.annotate(
        asked=Subquery(of_it.annotate(number=Count("pk")).values("number")),
        given=Subquery(given.annotate(number=Count("pk")).values("number")),
    )
    columns = ("pk", "title", "case_id", "case__reference_number", "state", "asked", "given", "due_on")
    today = timezone.localdate()
    return [
        ReferralRow(
            pk=pk,
            title=title,
            case_id=case_id,
            number=number,
            state_label=labels[state],
            color=STATE_COLORS[ReferralState(state)],
            asked=asked or 0,
            given=answered or 0,
            due_on=due_on,
            late=state == ReferralState.SENT and due_on < today and (answered or 0) < (asked or 0),
        )
        for pk, title, case_id, number, state, asked, answered, due_on in counted.values_list(*columns)
    ]


def filtered(opinions: tuple[Opinion, ...], chosen: str) -> list[Opinion]:
    """Those with the stance that was chosen, or those who have not answered."""
    if chosen == NO_ANSWER:
        return [each for each in opinions if not each.answered]
    if chosen in Stance.values:
        return [each for each in opinions if each.stance == chosen]
    return list(opinions)


def stances_in(opinions: tuple[Opinion, ...]) -> list[tuple[str, str, int]]:
    """The choices of the filter with how many each has, those with none left out."""
    counted: dict[str, int] = {}
    for each in opinions:
        counted[each.stance or NO_ANSWER] = counted.get(each.stance or NO_ANSWER, 0) + 1
    labels: dict[str, Any] = dict(Stance.choices) | {NO_ANSWER: _("Ej svar")}
    return [(value, str(label), counted[value]) for value, label in labels.items() if value in counted]
