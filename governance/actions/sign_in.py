"""Signing in, and the language a person reads."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from governance.happenings import Happening
from governance.models import Person


@transaction.atomic
def note_sign_in(*, by: Person, demo: bool = False) -> None:
    """Record that a person signed in, and whether it was with a click or with a password."""
    events.record(Happening.SIGNED_IN, by, by=by, detail={"demo": demo})


@transaction.atomic
def choose_language(*, language: str, by: Person) -> Person:
    """Keep the language this person wants pages and mail in."""
    if language not in dict(settings.LANGUAGES):
        raise Refused([Finding("language.unknown", _("Det språket finns inte."))])
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    person.language = language
    person.save(update_fields=["language"])
    events.record(Happening.LANGUAGE_CHOSEN, person, by=by, detail={"language": language})
    return person
