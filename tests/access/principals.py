"""The kinds of people whose access is tried, each as a signed-in client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from governance.enums import Function
from governance.models import Person
from tests import factories
from tests.access.asking import Visitor
from tests.access.world import World


def deactivated(world: World) -> Person:
    return factories.contact_person(world.own_unit)


def contact_own(world: World) -> Person:
    return factories.contact_person(world.own_unit)


def contact_other(world: World) -> Person:
    return factories.contact_person(world.other_unit)


def coordinator(world: World) -> Person:
    return factories.coordinator()


def politician(world: World) -> Person:
    return factories.member(world.board)


def former_politician(world: World) -> Person:
    who = factories.person("Tidigare ledamot")
    yesterday = timezone.localdate() - timedelta(days=1)
    factories.appoint(who, Function.MEMBER, body=world.board, ends_on=yesterday)
    return who


def secretary(world: World) -> Person:
    return factories.secretary(world.board)


def administrator(world: World) -> Person:
    """Also superuser: what is confidential is hidden from the highest role too."""
    who = factories.administrator()
    who.is_superuser = who.is_staff = True
    who.save()
    return who


def granted(world: World) -> Person:
    """An officer of the coordinating unit to whom the confidential engagements were handed."""
    who = factories.coordinator()
    for engagement in world.secrets:
        factories.grant(who, engagement)
    return who


PRINCIPALS: dict[str, Callable[[World], Person] | None] = {
    "anonymous": None,
    "deactivated": deactivated,
    "contact_own": contact_own,
    "contact_other": contact_other,
    "coordinator": coordinator,
    "politician": politician,
    "former_politician": former_politician,
    "secretary": secretary,
    "administrator": administrator,
    "granted": granted,
}


def client_of(name: str, world: World) -> Visitor:
    """A client signed in as this principal; the deactivated one was signed in before the account was closed."""
    client = Visitor(raise_request_exception=False)
    make = PRINCIPALS[name]
    if make is not None:
        who = make(world)
        client.force_login(who)
        if name == "deactivated":
            who.is_active = False
            who.save()
    return client
