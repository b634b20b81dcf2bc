"""A mandate becomes the report of its meeting (GBG-O5)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import events
from engagements import actions as engagements
from engagements.enums import ActivityKind, AttendanceLevel
from governance.models import Person
from memberships import conditions, permissions
from memberships.actions.mandates import lock_mandate
from memberships.enums import Happening, Vote
from memberships.models import MandateQuestion, VotingMandate
from memberships.states import MANDATE


@transaction.atomic
def report_mandate(*, mandate: VotingMandate, by: Person) -> VotingMandate:
    """Close the mandate and begin the unit's report of the meeting with what came of each question.

    The report is a draft of the responsible unit, to be completed and sent in as any other. Refused while a question
    has no outcome; in somebody else's name nothing is reported.
    """
    mandate = lock_mandate(mandate)
    membership = mandate.membership
    permissions.may_write_mandate.require(by, membership)
    questions = list(mandate.questions.all())
    conditions.ready_to_report.require(mandate, questions)
    level = AttendanceLevel.POLITICIAN if _is_political(mandate) else AttendanceLevel.OFFICIAL
    activity = engagements.save_draft(
        by=by,
        engagement=membership.engagement,
        unit=membership.engagement.responsible_unit,
        title=f"{mandate.meeting}, {membership}"[:250],
        kind=ActivityKind.CONFERENCE,
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        place=mandate.place,
        mode=mandate.mode,
        result=result_text(mandate, questions),
        attendances=[{"level": level, "who": mandate.borne_by[:160], "body": mandate.office_body}],
    )
    if mandate.example:
        activity.example = True
        activity.save(update_fields=["example"])
    mandate.activity, mandate.reported_at = activity, timezone.now()
    mandate.save()
    MANDATE.advance(mandate, "report")
    detail = {"mandate": mandate.pk, "activity": activity.pk}
    events.record(Happening.MANDATE_REPORTED, mandate, by=by, detail=detail)
    return mandate


def result_text(mandate: VotingMandate, questions: list[MandateQuestion]) -> str:
    """What came of the meeting, and a line for each question: how we voted, how it went, why we departed."""
    with translation.override("sv"):
        lines = [mandate.came_of_it, ""]
        for number, row in enumerate(questions, start=1):
            said = [f"{row.get_vote_display()}."]
            if row.vote != Vote.NOT_PUT:
                said.append(f"{row.get_result_display()}.")
            if row.deviates:
                said.append(_("Avvek från instruktionen: %(why)s") % {"why": row.deviation})
            lines.append(f"{number}. {row.title}: {' '.join(said)}")
        return "\n".join(lines)


def _is_political(mandate: VotingMandate) -> bool:
    """An office in a body, or a person with a seat; an office named only by its title is taken for a politician's."""
    if mandate.office_function or mandate.bearer is None:
        return True
    return bool(mandate.bearer.powers.seats)
