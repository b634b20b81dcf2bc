"""What reaches the coordinating unit's inbox at once, and that somebody took care of it (GBG-05)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from engagements import permissions
from engagements.enums import Happening, InboxKind
from engagements.models import Engagement, InboxItem
from governance.models import Person, Unit


def put(*, kind: str, unit: Unit | None, subject: str, url: str, engagement: Engagement | None = None) -> InboxItem:
    """Lay something before the coordinating unit, as a part of the action that made it and in its transaction.

    `url` is a path of ours, `subject` is shown to everybody who coordinates and so holds nothing confidential; with an
    `engagement` that is confidential the whole item is seen only by those it was handed to. `unit` is None when nobody
    of the city sent it. The action that calls records the event.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"not a path of ours: {url}")
    return InboxItem.objects.create(
        kind=InboxKind(kind), unit=unit, subject=subject.strip()[:250], url=url, engagement=engagement
    )


@transaction.atomic
def take_care(*, item: InboxItem, by: Person) -> InboxItem:
    """Mark something in the inbox as looked at. Of two at once the second is told."""
    item = InboxItem.objects.select_for_update(of=("self",), no_key=True).select_related("engagement").get(pk=item.pk)
    permissions.may_handle_inbox.require(by, item.engagement)
    if item.kind == InboxKind.ACTIVITY:
        raise Refused([Finding("inbox.is-activity", _("En aktivitet godkänns eller återsänds."))])
    taken = InboxItem.objects.filter(pk=item.pk, handled_at=None).update(handled_at=timezone.now(), handled_by=by)
    if not taken:
        raise Conflict(_("Någon annan tog hand om det före dig."))
    item.refresh_from_db()
    events.record(Happening.ENGAGEMENT_HANDLED, item.engagement or item, by=by, detail={"kind": item.kind})
    return item
