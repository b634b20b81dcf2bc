"""What the programme, outcomes, feedback and study journeys put on the start page and on an engagement's page, in the
rulebook, in the printer and in the log. Called once from `apps.py`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import events
from documents import prints
from engagements import panels
from engagements.areas import Fact
from engagements.enums import AreaKey
from governance import rulebook, start
from governance.enums import Level
from governance.powers import Powers
from visits import panel_parts, promise_states
from visits import prints as own_prints
from visits.conditions.closing import CHECKLIST_DONE, ENDS_WITH_FEEDBACK
from visits.enums.checklist import ChecklistHappening
from visits.enums.feedback import FeedbackHappening
from visits.enums.gifts import GiftHappening
from visits.enums.outcomes import OutcomeHappening
from visits.enums.outgoing import OutgoingHappening
from visits.enums.programme import ProgrammeHappening
from visits.models import Visit
from visits.selectors import outcomes, outgoing

HAPPENINGS = (
    ProgrammeHappening, OutcomeHappening, GiftHappening, ChecklistHappening, FeedbackHappening, OutgoingHappening,
)  # fmt: skip
ON_CLOSING = _("När ett besök avslutas")
STATES = promise_states.PROMISE


def register() -> None:
    for happening in HAPPENINGS:
        events.declare(happening)
    rulebook.register(
        rulebook.Rule(
            CHECKLIST_DONE, _("Det som måste göras enligt enhetens instruktion är gjort."), ON_CLOSING, Level.BLOCK,
            "GBG-V7",
        ),
        rulebook.Rule(
            ENDS_WITH_FEEDBACK, _("Ett besök avslutas med återkoppling från värden."), ON_CLOSING, Level.WARN, "GBG-V7",
        ),
    )  # fmt: skip
    panel_parts.register(links)
    prints.register(own_prints.GUESTS_SV, own_prints.GUESTS_EN, own_prints.HOSTS)
    panels.register(panels.Panel("visits.outgoing", 20, "visits/outgoing_panel.html", outgoing_panel))
    start.register(start.Panel("visits.promises", 55, "visits/outcome_start.html", promises, has_a_unit, narrow=True))


def links(visit: Visit, person: Any) -> list[Fact]:
    """The sub-pages of one visit; no query."""
    pages = (
        (gettext("Program"), gettext("Tider, platser och värdar"), "visits:programme_detail"),
        (gettext("Checklista"), gettext("Vad som ska göras"), "visits:checklist_detail"),
        (gettext("Utfall"), gettext("Företag, löften och gåvor"), "visits:outcome_detail"),
        (gettext("Återkoppling"), gettext("Från värd och besökare"), "visits:feedback_detail"),
    )
    return [Fact(label, value, reverse(name, args=[visit.pk])) for label, value, name in pages]


def has_a_unit(powers: Powers) -> bool:
    return bool(powers.own_units)


def promises(person: Any) -> dict[str, Any]:
    """One query (NKP-08)."""
    today = timezone.localdate()
    return {"promises": outcomes.waiting_promises(person, today=today), "today": today}


def outgoing_panel(engagement: Any, person: Any) -> dict[str, Any] | None:
    """One query for a study journey; nothing is asked for other visits and other areas."""
    if engagement.area != AreaKey.VISITS or getattr(engagement, "_visit_of_page", None) is not None:
        return None
    row = outgoing.summary_of(engagement)
    return {"outgoing": row} if row is not None else None
