"""What can be decided about what the city watches and wants."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decisions import matters
from decisions.matters import Matter
from engagements.enums import AreaKey
from monitoring import conditions
from monitoring.actions import consultations, positions
from monitoring.enums import ConsultationState, PositionState


def answered(case: Any, decision: Any) -> None:
    consultations.answer_consultation(consultation=case.consultation, on=decision.decided_on)


def left(case: Any, decision: Any = None) -> None:
    """The case ended without an answer."""
    if hasattr(case, "consultation") and case.consultation.state == ConsultationState.TAKEN_UP:
        consultations.leave_unanswered(consultation=case.consultation)


def adopted(case: Any, decision: Any) -> None:
    positions.adopt_position(position=case.position, on=decision.decided_on)


def released(case: Any, decision: Any = None) -> None:
    """A position that was not approved is a draft again."""
    if hasattr(case, "position") and case.position.state == PositionState.DRAFT:
        positions.release_position(position=case.position)


def source_of(case: Any) -> tuple[Any, str] | None:
    """From the case back to what it answers."""
    if hasattr(case, "consultation"):
        return _("Samrådet med tidsfrist och plan"), case.consultation.get_absolute_url()
    if hasattr(case, "position"):
        return _("Ståndpunkten"), case.position.get_absolute_url()
    return None


def register() -> None:
    """Cases open from the page of the dossier, the consultation or the position, where it is described."""
    matters.register(
        Matter(
            key=consultations.CONSULTATION, name=_("Svar på samråd"), area=AreaKey.MONITORING,
            in_order=conditions.ready_to_answer, on_decided=answered, on_rejected=left, on_closed=left,
            asks_effective_on=True, asks_survey=False, link=source_of,
        )
    )  # fmt: skip
    matters.register(
        Matter(
            key=positions.POSITION, name=_("Ståndpunkt i intressebevakningen"), area=AreaKey.MONITORING,
            in_order=conditions.ready_to_adopt, on_decided=adopted, on_rejected=released, on_closed=released,
            asks_survey=False, goals=True, link=source_of,
        )
    )  # fmt: skip
