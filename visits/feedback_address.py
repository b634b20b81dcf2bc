"""The address at which visitors answer: a link's number, signed. Nothing secret is stored."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

SALT = "visits.feedback"


def token_of(pk: int) -> str:
    return signing.Signer(salt=SALT, sep=".").sign(str(pk))


def read(token: str) -> int | None:
    """The number of the link, or None when the signature is not the product's."""
    try:
        return int(signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def address_of(pk: int) -> str:
    return reverse("visits:feedback_answer", args=[token_of(pk)])
