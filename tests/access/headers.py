"""The headers every answer must carry, and what is wrong with those of one."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse

SOURCES = ("default-src", "script-src", "style-src", "object-src", "base-uri", "frame-ancestors", "form-action")
CLOSED = {"default-src": "'none'", "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
PUBLIC_FEEDS = {"portal:feed_atom": "public, max-age=300", "portal:feed_json": "public, max-age=300"}


def faults(answer: HttpResponse, *, signed_in: bool, name: str = "") -> list[str]:
    """What is wrong with the headers of one answer; `name` is that of the URL. Only public feeds may be kept."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer.get("Content-Security-Policy", "").split(";"))
    found = [f"no {name}" for name in SOURCES if name not in policy and "sandbox" not in policy]
    found += [f"{name} {policy[name]}" for name, value in CLOSED.items() if policy.get(name, value) != value]
    found += [word for word in ("unsafe-inline", "unsafe-eval", "http:", " * ") if word in str(policy)]
    wanted = {
        "X-Content-Type-Options": {"nosniff"},
        "Referrer-Policy": {"same-origin", "no-referrer"},
        "Cross-Origin-Opener-Policy": {"same-origin"},
    }
    found += [f"{name}: {answer.get(name)}" for name, values in wanted.items() if answer.get(name) not in values]
    if answer.get("X-Frame-Options") != "DENY":
        found.append(f"X-Frame-Options: {answer.get('X-Frame-Options')}")
    kept = answer.get("Cache-Control", "")
    if name in PUBLIC_FEEDS and answer.status_code == HTTPStatus.OK:
        in_order = kept == PUBLIC_FEEDS[name]
    else:
        in_order = "no-store" in kept or not signed_in
    if not in_order:
        found.append(f"Cache-Control: {kept}")
    if answer.has_header("Server") or answer.has_header("X-Powered-By"):
        found.append("says what serves it")
    return found
