"""How a person's adjustment of minutes is confirmed. settings.SIGNING_ADAPTER says by which means.

A means is a class with the shape of `Signer`: the built-in one asks for the password again and binds the sha256 of the
content. An external service (an e-identification, a signing service) is another class, named by its dotted path;
Utblick makes no cryptography of its own.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.rules import Finding, Refused
from governance import sign_in_limit
from governance.models import Person


@dataclass(frozen=True, slots=True)
class Seal:
    """What a means of signing gives back: its key, and what proves the signature (at most 300 characters)."""

    means: str
    evidence: str


class Signer(Protocol):
    """One means of signing.

    `template` is the part of the form that asks for the credentials, rendered with what `context` returns. `sign`
    returns the seal over `text_hash`, or raises Refused with words for the person; it must change nothing of ours.
    """

    key: str
    template: str

    def context(self, person: Person) -> dict[str, Any]: ...

    def sign(self, *, person: Person, text_hash: str, credentials: Mapping[str, Any]) -> Seal: ...


class PasswordSigner:
    """The password once more, within the limit of tries that sign-in has."""

    key = "password"
    template = "decisions/_sign_password.html"

    def context(self, person: Person) -> dict[str, Any]:
        return {
            "has_password": person.has_usable_password() or bool(demo_password(person)),
            "demo_password": demo_password(person),
        }

    def sign(self, *, person: Person, text_hash: str, credentials: Mapping[str, Any]) -> Seal:
        if not sign_in_limit.may_try(person.username, "adjustment"):
            message = _("För många försök med fel lösenord. Vänta en kvart och försök igen.")
            raise Refused([Finding("signing.too-many-tries", message)])
        password = str(credentials.get("password", ""))
        if not password:
            raise Refused([Finding("signing.password-missing", _("Skriv ditt lösenord för att justera."))])
        demo = demo_password(person)
        if not person.check_password(password) and not (demo and hmac.compare_digest(password, demo)):
            message = _("Lösenordet stämmer inte. Protokollet är inte justerat av dig.")
            raise Refused([Finding("signing.wrong-password", message)])
        sign_in_limit.forget(person.username, "adjustment")
        return Seal(means=self.key, evidence=f"sha256:{text_hash}")


def demo_password(person: Person) -> str:
    """What the example people sign with where the product is tried out; nothing anywhere else."""
    return settings.DEMO_SIGNING_PASSWORD if settings.DEMO_SIGN_IN and person.example else ""


def signer() -> Signer:
    return _load(settings.SIGNING_ADAPTER)()


@cache
def _load(path: str) -> type[Signer]:
    return import_string(path)
