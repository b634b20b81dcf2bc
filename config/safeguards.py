"""What Utblick refuses to start with. Each refusal is one sentence that says what to do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ImproperlyConfigured

DEMO_SETTINGS = "config.settings.demo"
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 12
KNOWN_KEYS = ("django-insecure", "only-for-", "change-me", "changeme", "example", "secret-key", "byt-ut")
YES = ("1", "true", "yes", "on", "y", "t")
NEW_KEY = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


def is_on(value: str | None) -> bool:
    return (value or "").strip().lower() in YES


def weakness_of_key(key: str) -> str | None:
    """Return why `key` must not sign sessions, or nothing."""
    if len(key) < SHORTEST_KEY:
        return f"SECRET_KEY is missing or shorter than {SHORTEST_KEY} characters. {NEW_KEY}"
    if len(set(key)) < FEWEST_CHARACTERS:
        return f"SECRET_KEY repeats a few characters. {NEW_KEY}"
    if any(known in key.lower() for known in KNOWN_KEYS):
        return f"SECRET_KEY is one that stands in an example or in the code. {NEW_KEY}"
    return None


def weakness_of_hosts(hosts: Sequence[str]) -> str | None:
    named = [host.strip() for host in hosts if host.strip()]
    if not named:
        return "ALLOWED_HOSTS is empty. Name the addresses people use, parted by commas."
    if any("*" in host or host == "." for host in named):
        return "ALLOWED_HOSTS has a wildcard. Name the addresses people use, parted by commas."
    return None


def weaknesses(environment: Mapping[str, str]) -> list[str]:
    """Return every reason not to run in production with this environment."""
    found = [
        weakness_of_key(environment.get("SECRET_KEY", "")),
        weakness_of_hosts(environment.get("ALLOWED_HOSTS", "").split(",")),
    ]
    if is_on(environment.get("DEBUG")):
        found.append("DEBUG is on. It shows settings and source to anybody; remove it.")
    if is_on(environment.get("DEMO_SIGN_IN")):
        found.append("DEMO_SIGN_IN is on. Sign-in without a password exists only in the demo; remove it.")
    if not environment.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        found.append("DATABASE_URL must lead to PostgreSQL: postgres://user:password@host:5432/name")
    if not environment.get("REDIS_URL", "").startswith(("redis://", "rediss://")):
        found.append("REDIS_URL must lead to Redis: redis://host:6379/0")
    return [sentence for sentence in found if sentence]


def refuse_weak(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured with every weakness at once, so that nobody has to find them one start at a time."""
    found = weaknesses(environment)
    if found:
        raise ImproperlyConfigured("Utblick does not start in production:\n- " + "\n- ".join(found))


def refuse_demo_outside_demo() -> None:
    """Raise when sign-in without a password is on under any settings but the demo's."""
    from django.conf import settings

    if settings.DEMO_SIGN_IN and settings.SETTINGS_MODULE != DEMO_SETTINGS:
        raise ImproperlyConfigured(f"DEMO_SIGN_IN is on under {settings.SETTINGS_MODULE}; it exists only in the demo.")
    if settings.DEBUG:
        raise ImproperlyConfigured("DEBUG is on; a served Utblick never runs with it.")
