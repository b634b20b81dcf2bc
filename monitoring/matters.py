"""What can be decided about what the city watches."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decisions import matters
from decisions.matters import Matter
from engagements.enums import AreaKey
from monitoring import consulting


def answered(case: Any, decision: Any) -> None:
    consulting.answer_consultation(consultation=case.consultation, on=decision.decided_on)


def register() -> None:
    """Cases open from the dossier's page, where the consultation is described."""
    matters.register(
        Matter(
            key=consulting.CONSULTATION, name=_("Svar på samråd"), area=AreaKey.MONITORING,
            in_order=consulting.ready_to_answer, on_decided=answered, asks_effective_on=True, asks_survey=False,
        )
    )  # fmt: skip
