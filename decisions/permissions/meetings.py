"""Who plans, prepares and calls meetings. Computed from the appointments in force today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Meeting
from decisions.permissions.cases import records_for
from governance.models import Body, Person


@permission
def may_plan(by: Person, body: Body) -> Finding | None:
    """The body's secretary or its registrar, on the chair's behalf (KL 5:13, 6:23)."""
    return None if records_for(by, body) else _not_for(body)


@permission
def may_arrange(by: Person, meeting: Meeting) -> Finding | None:
    """Change, call or cancel the meeting, and everything about its agenda."""
    return None if records_for(by, meeting.body_id) else _not_for(meeting.body)


def _not_for(body: Body) -> Finding:
    message = _(
        "Sammanträden planeras av nämndsekreterare eller registrator för %(body)s. Du har inget sådant uppdrag i dag."
    )
    return Finding("meeting.no-appointment", message % {"body": body})
