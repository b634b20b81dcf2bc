"""A body in its room: a meeting that goes on, its members, and the shortest words for what tests do there."""

from __future__ import annotations

from decisions.actions import closing, recording
from tests import factories


class Room:
    """`count` members serve; the secretary records. Items are added by the case whose turn it is."""

    def __init__(self, body, count=5, **fields):
        self.body = body
        self.members = factories.members(body, count)
        self.secretary = factories.secretary(body)
        self.meeting = factories.open_meeting(body, self.members, **fields)

    def item(self, case=None, **fields):
        step = case.steps.get(state="active") if case is not None else None
        return factories.agenda_item(self.meeting, step, **fields)

    def written(self, **changed):
        return {
            "outcome": "approved",
            "text": "Bifalls.",
            "proposals": "Inga",
            "presenter": "Stadsdirektören",
            "present_without_deciding": "Ingen",
        } | changed

    def record(self, item, by=None, **changed):
        item.refresh_from_db()
        values = self.written(**changed)
        return recording.record_item(item=item, version=item.version, by=by or self.secretary, **values)

    def vote(self, item, *, by=None, **changed):
        values = {"method": "counted", "for_yes": "bifall", "for_no": "avslag"} | changed
        return recording.record_ballot(item=item, by=by or self.secretary, **values)

    def close(self, by=None):
        return closing.close_meeting(meeting=self.meeting, by=by or self.secretary)

    def bind(self, item, by=None):
        return closing.bind_item(item=item, by=by or self.secretary)

    def settle(self, case, **changed):
        """One case through the whole meeting."""
        item = self.item(case)
        self.record(item, **changed)
        self.close()
        item.refresh_from_db()
        case.refresh_from_db()
        return item
