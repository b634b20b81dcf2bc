"""Who is signed in, and what they may do today: every page begins with both, so they are read together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from core import kept_sql
from governance.models import Person
from governance.powers import NONE, READ, powers_from


class SignedIn(ModelBackend):
    """Django's own way to sign in; the person of a session comes with their powers."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person with the powers of today, in one query; None when gone, or no longer active."""
        on = timezone.localdate()
        rows = kept_sql.rows(("governance.signed_in", on), lambda: _people(on), {kept_sql.number(0): user_id})
        if not (found := list(rows)):
            return None
        own = _columns()
        person = Person.from_db(DEFAULT_DB_ALIAS, own, found[0][: len(own)])
        person.keep_powers(powers_from(row[len(own) : -1] for row in found if row[-1]) if person.is_active else NONE)
        return person if self.user_can_authenticate(person) else None


def _people(day: date) -> QuerySet:
    """A row for each appointment of the person in force on the day, or one row with none."""
    still = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=day)
    held = FilteredRelation("appointments", condition=Q(appointments__starts_on__lte=day) & still)
    rows = Person.objects.filter(pk=kept_sql.number(0)).annotate(held=held)
    columns = [*_columns(), *(f"held__{name}" for name in READ), "held__id"]
    return rows.order_by("held__function", "held__starts_on").values_list(*columns)


def _columns() -> list[str]:
    return [field.attname for field in Person._meta.concrete_fields]
