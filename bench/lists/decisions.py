"""Lists of cases, what bodies decide in them, and what is decided for the bodies."""

from datetime import date

from bench.lists.ground import NOW, Ground, day, moment, one_of, small, spread, text
from bench.lists.listed import ListPage
from bench.words import RARE
from decisions.enums import AssignmentState, CaseState, MeetingState, MinutesState, NoticeKind, Outcome, ReferralState
from decisions.models import (
    Answer,
    Assignment,
    BoardNotice,
    Case,
    CaseStep,
    Decision,
    DelegatedDecision,
    DelegationOrder,
    DelegationRule,
    Meeting,
    Minutes,
    Referral,
)
from governance.enums import BodyKind
from governance.models import Body

LISTS = [
    ListPage(
        "decisions:case_list", "decisions.Case", "state=tabled", "text", in_admin=("search_text",),
        admin_filter="state__exact=tabled",
    ),
    ListPage(
        "decisions:decision_list", "decisions.Decision", "body=2", "q",
        in_admin=("case__search_text", "body__name", "paragraph"), admin_filter="body__id__exact=2",
    ),
    ListPage(
        "decisions:assignment_list", "decisions.Assignment", "unit=2", "q",
        in_admin=("text", "unit__name", "decision__body__name", "case__search_text"), admin_filter="unit__id__exact=2",
    ),
    ListPage("decisions:balance_list", "decisions.Case", search="q", pages=False),
    ListPage(
        "decisions:delegated_list", "decisions.DelegatedDecision", "body=2", "q",
        in_admin=("title", "reference_number", "body__name", "decided_by__name", "rule__number"),
    ),
    ListPage("decisions:meeting_list", "decisions.Meeting", "when=earlier", "q", in_admin=("body__name", "place")),
    ListPage(
        "decisions:minutes_list", "decisions.Minutes", "state=adjusted", "q",
        in_admin=("meeting__body__name", "meeting__place"), admin_filter="state__exact=adjusted",
    ),
    ListPage(
        "decisions:referral_list", "decisions.Referral", "state=sent", "q", in_admin=("title", "case__search_text"),
        admin_filter="state__exact=sent",
    ),
    ListPage(
        "decisions:board_list", "decisions.BoardNotice", search="q", in_admin=("title", "body__name"), pages=False
    ),
    ListPage("decisions:board_public", "decisions.BoardNotice", search="q", pages=False),
]  # fmt: skip
STATES = [CaseState.DECIDED] * 6 + [CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED, CaseState.REJECTED]
RUNNING = {CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED}
FIVE = {"text": "Nämnden beslutar enligt förslaget.", "presenter": "Direktören", "present_without_deciding": "Ingen"}
RULES = 40


def state(number: int) -> str:
    return one_of(STATES, "state")(number)


def hangs(number: int) -> bool:
    """One notice in twenty, and of those with the rare word one in three, so that the board has some."""
    return not spread(number, 20, "hangs") or (RARE in small(number) and number % 3 == 0)


def fill(ground: Ground) -> None:
    _cases(ground)
    _delegated(ground)
    _meetings(ground)


def _cases(ground: Ground) -> None:
    if ground.numbers.start == 1:
        Body.objects.create(key="namnd-rar", name=f"Nämnd om {RARE}", kind=BodyKind.COMMITTEE, series_prefix="NR")
    opened = moment("opened", days=2870)
    ground.many(
        Case, engagement_id=lambda n: n, matter="memberships.join", state=state, title=text, search_text=small,
        reference_number=lambda n: f"KS 2026/{n:06d}", opened_at=opened, registered_at=opened, changed_at=opened,
        closed_at=lambda n: None if state(n) in RUNNING else NOW,
    )  # fmt: skip
    body = one_of(ground.bodies, "body")
    ground.many(
        CaseStep, order=1, role="decide", body_id=body, due_on=day("due"),
        state=lambda n: "active" if state(n) in RUNNING else "done",
    )  # fmt: skip
    ground.many(
        Decision, step_id=lambda n: n, case_id=lambda n: n, round=1, paragraph="§ 12", text_hash="", body_id=body,
        decided_on=day("decided", days=2870), outcome=one_of([Outcome.APPROVED, Outcome.REJECTED], "outcome"), **FIVE,
    )  # fmt: skip
    ground.many(
        Assignment, text=text,
        state=one_of([AssignmentState.GIVEN, AssignmentState.REPORTED, AssignmentState.DONE], "assignment"),
    )  # fmt: skip
    asked = one_of([ReferralState.SENT, ReferralState.CLOSED, ReferralState.CLOSED, ReferralState.DRAFT], "referral")
    ground.many(Referral, state=asked, title=text, question=text)
    ground.many(Answer, unit_id=one_of(ground.frame.units, "asked"), due_on=day("answer"))


def _delegated(ground: Ground) -> None:
    if ground.numbers.start == 1:
        ground.many(DelegationOrder, range(1, 31), starts_on=date(2020, 1, 1), adopted_on=date(2020, 1, 1))
        ground.many(
            DelegationRule, range(1, RULES + 1), order_id=lambda n: 1 + n % 30, person_id=ground.person.pk,
            matter="memberships.join", number=str, starts_on=date(2020, 1, 1),
        )  # fmt: skip
    decided = day("decided", days=2870)
    ground.many(
        DelegatedDecision, rule_id=lambda n: 1 + spread(n, RULES, "rule"), case_id=None, number=lambda n: n,
        decided_on=decided, year=lambda n: decided(n).year, title=text,
        reference_number=lambda n: f"KS 2026/D{n:06d}", recorded_at=moment("recorded", days=2870), **FIVE,
    )  # fmt: skip


def _meetings(ground: Ground) -> None:
    starts = moment("starts")
    ground.many(
        Meeting, starts_at=starts, place=text,
        state=lambda n: MeetingState.PLANNED if starts(n) > NOW else MeetingState.CLOSED,
    )  # fmt: skip
    states = [MinutesState.ADJUSTED] * 4 + [MinutesState.SENT]
    ground.many(Minutes, state=one_of(states, "minutes"), content={}, part=1)
    ground.many(
        BoardNotice, kind=NoticeKind.MEETING, meeting_id=lambda n: n, title=text, body_id=ground.frame.board.pk,
        posted_at=moment("posted", days=2870), taken_down_at=lambda n: None if hangs(n) else NOW,
    )  # fmt: skip
