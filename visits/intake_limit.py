"""At most a few requests an hour from one address, and a few letters an hour to one mailbox. Neither address is kept:
a keyed hash, for an hour."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

MOST = 5
MOST_LETTERS = 2
WINDOW_SECONDS = 60 * 60


def may_send(address: str) -> bool:
    """Count this request and say whether it is within the limit of the address it came from."""
    return _count("from", address) <= MOST


def may_mail(mailbox: str) -> bool:
    """Count this letter: nobody fills somebody else's mailbox through our form."""
    return _count("to", mailbox.casefold().strip()) <= MOST_LETTERS


def _count(what: str, address: str) -> int:
    digest = salted_hmac("visits.intake_limit", address, algorithm="sha256").hexdigest()
    key = f"visit-request:{what}:{digest}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:
        cache.set(key, 1, WINDOW_SECONDS)
        return 1
