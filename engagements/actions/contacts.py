"""Contacts at partners: kept with consent, until a day, and then gone (NKP-15)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from engagements import conditions, notices, permissions
from engagements.enums import Happening
from engagements.models import ContactEngagement, Engagement, PartnerContact
from governance.models import Person, Unit

REMINDED_BEFORE = timedelta(days=30)
FIELDS = {"name", "role", "organisation", "country", "email", "phone", "consent_on", "consent_how", "delete_on"}
log = logging.getLogger(__name__)


@transaction.atomic
def save_contact(
    *,
    unit: Unit,
    by: Person,
    contact: PartnerContact | None = None,
    version: int | None = None,
    engagements: Iterable[Engagement] | None = None,
    example: bool = False,
    **fields: Any,
) -> PartnerContact:
    """Add a contact (None) or change one; a new deletion date is reminded of anew.

    `engagements` are those the writer sees; links to others stay as they are. The event holds no name: events are kept,
    the contact is not.
    """
    _only_known(fields)
    permissions.may_keep_contact.require(by, unit)
    row = _locked(contact, version, by) if contact else PartnerContact(created_by=by, example=example)
    conditions.ready_to_keep_contact.require(fields["consent_on"], fields["consent_how"], fields["delete_on"])
    if row.delete_on != fields["delete_on"]:
        row.reminded_on = None
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.unit = unit
    row.search_text = _words(row)
    row._history_user = by
    row.save()
    if engagements is not None:
        _set_engagements(row, {each.pk for each in engagements}, by)
    events.record(Happening.CONTACT_SAVED, row, by=by, detail={"new": contact is None})
    return row


def _only_known(fields: dict[str, Any]) -> None:
    unknown = sorted(fields.keys() - FIELDS)
    if unknown:
        raise TypeError(f"not a field of a contact: {', '.join(unknown)}")


def _locked(contact: PartnerContact, version: int | None, by: Person) -> PartnerContact:
    rows = PartnerContact.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    row = rows.get(pk=contact.pk)
    permissions.may_keep_contact.require(by, row.unit)
    if version is not None and row.version != version:
        raise Conflict(_("Någon annan sparade kontakten medan du skrev. Öppna sidan igen och se vad som ändrats."))
    row.version += 1
    return row


def _words(row: PartnerContact) -> str:
    parts = [row.name, row.role, row.organisation]
    if row.country:
        parts += [row.country.name, row.country.name_en]
    return "\n".join(part.casefold() for part in parts if part)


def _set_engagements(row: PartnerContact, wanted: set[int], by: Person) -> None:
    """Bring the links to what is asked, among those that `by` sees."""
    seen = Engagement.objects.visible_to(by)
    now = set(row.links.filter(engagement__in=seen.order_by().values("pk")).values_list("engagement_id", flat=True))
    row.links.filter(engagement_id__in=now - wanted).delete()
    fresh = seen.filter(pk__in=wanted - now).values_list("pk", flat=True)
    ContactEngagement.objects.bulk_create(ContactEngagement(contact=row, engagement_id=pk) for pk in sorted(fresh))


@transaction.atomic
def delete_contact(*, contact: PartnerContact, by: Person | None) -> None:
    """Delete the contact with every row of its history; `by` is None when the day has come."""
    row = PartnerContact.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=contact.pk)
    if by is not None:
        permissions.may_keep_contact.require(by, row.unit)
    subject = events.subject_key(row)
    row.delete()
    # Deleting writes one more row of history; all of them go, or the name would still be there.
    PartnerContact.history.filter(id=contact.pk).delete()
    events.record(Happening.CONTACT_DELETED, subject, by=by)


def delete_due(*, today: date | None = None) -> int:
    """Delete every contact whose day has come. Returns how many. Each is a transaction of its own."""
    day = today or timezone.localdate()
    done = 0
    for contact in list(PartnerContact.objects.filter(delete_on__lte=day).order_by("delete_on", "pk")):
        try:
            delete_contact(contact=contact, by=None)
            done += 1
        except PartnerContact.DoesNotExist:
            continue
        except Exception:
            log.exception("contact %s could not be deleted", contact.pk)
    return done


def remind_before_deletion(*, today: date | None = None) -> int:
    """Tell the unit a month before, once, so that it may ask for consent anew. Returns how many."""
    day = today or timezone.localdate()
    due = PartnerContact.objects.filter(delete_on__gt=day, delete_on__lte=day + REMINDED_BEFORE, reminded_on=None)
    return sum(_remind(pk, day) for pk in list(due.order_by("delete_on", "pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, day: date) -> int:
    rows = PartnerContact.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    row = rows.filter(pk=pk, reminded_on=None).first()
    if row is None:
        return 0
    row.reminded_on = day
    row.save(update_fields=["reminded_on"])
    notices.contact_to_be_deleted(row)
    events.record(Happening.CONTACT_REMINDED, row, by=None)
    return 1
