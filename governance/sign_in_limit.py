"""At most ten tries in fifteen minutes for one account from one address."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

MOST_TRIES = 10
WINDOW_SECONDS = 15 * 60


def _key(username: str, address: str) -> str:
    return "sign-in:" + hashlib.sha256(f"{username.casefold().strip()}\n{address}".encode()).hexdigest()


def may_try(username: str, address: str) -> bool:
    """Count this try and say whether it is within the limit."""
    key = _key(username, address)
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) <= MOST_TRIES
    except ValueError:
        cache.set(key, 1, WINDOW_SECONDS)
        return True


def forget(username: str, address: str) -> None:
    cache.delete(_key(username, address))
