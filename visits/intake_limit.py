"""At most a few requests an hour from one address. The address itself is kept nowhere: a keyed hash, for an hour."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

MOST = 5
WINDOW_SECONDS = 60 * 60


def may_send(address: str) -> bool:
    """Count this request and say whether it is within the limit."""
    key = "visit-request:" + salted_hmac("visits.intake_limit", address, algorithm="sha256").hexdigest()
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) <= MOST
    except ValueError:
        cache.set(key, 1, WINDOW_SECONDS)
        return True
