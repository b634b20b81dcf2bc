"""Find a real address, and somebody who may see it, for every URL of the resolver that gives a page.

    python -m tests.browser.tour       prints {"pages": [...], "forms": [...], "unseen": [...]}

Follows links from the start page as each kind of person, without a browser. What no link leads to is tried with the
objects there are.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from urllib.parse import urldefrag, urlsplit

import django

EACH = 2
LINK = re.compile(r'href="(/[^"#]*)"')
FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
FIELD = re.compile(r'<(input|select|textarea)[^>]*name="(?!csrfmiddlewaretoken|language|next)[^"]*"')


def tour() -> dict:
    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    seen: dict[str, list[dict]] = defaultdict(list)
    for person in guides():
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person)
        for name, url, text in follow(client):
            if len(seen[name]) < EACH or len(text) > 1.5 * max(page["length"] for page in seen[name]):
                seen[name].append(
                    {"person": person and person.name, "url": url, "length": len(text), "form": asks(text)}
                )
    chosen = {name: sorted(pages, key=lambda page: -page["length"])[:1] for name, pages in seen.items()}
    pages = [{"name": name} | page for name, found in sorted(chosen.items()) for page in found]
    return {"pages": pages, "unseen": sorted(set(gives_pages()) - set(chosen))}


def guides() -> list:
    """One of each kind, the executive board's first; and somebody who has not signed in."""
    from governance.enums import BodyKind, Function
    from governance.models import Appointment

    held = Appointment.objects.today().filter(person__example=True).select_related("person", "body").order_by("pk")
    by_kind = {}
    for function in Function.values:
        of_kind = sorted(
            (a for a in held if a.function == function),
            key=lambda a: not (a.body and a.body.kind == BodyKind.EXECUTIVE_BOARD),
        )
        if of_kind:
            by_kind[function] = of_kind[0].person
    return [None, *by_kind.values()]


def follow(client):
    """Every page that links lead to, at most `EACH` of one kind."""
    from django.urls import Resolver404, resolve

    waiting, known, counted = deque(["/", "/logga-in/", "/om/"]), set(), defaultdict(int)
    while waiting:
        url = waiting.popleft()
        path = urlsplit(url).path
        try:
            name = resolve(path).view_name
        except Resolver404:
            continue
        kind = name + ("?" if "?" in url else "")
        if url in known or counted[kind] >= EACH:
            continue
        known.add(url)
        answer = client.get(url)
        if answer.status_code == 302:
            waiting.append(urlsplit(answer["Location"])._replace(scheme="", netloc="").geturl())
            continue
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        text = answer.content.decode()
        if "<html" not in text:
            continue
        counted[kind] += 1
        yield name, url, text
        waiting.extend(urldefrag(link.replace("&amp;", "&")).url for link in LINK.findall(text))


def asks(text: str) -> bool:
    """Whether the page is a form to fill in, not only buttons."""
    main = text[text.find("<main") :]
    return any(FIELD.search(re.sub(r'<input[^>]*type="hidden"[^>]*>', "", form)) for form in FORM.findall(main))


def gives_pages() -> list[str]:
    """URL names whose GET is a page for somebody: all but those that take only POST, give files or parts of pages."""
    from tests.access.patterns import all_patterns

    return [pattern.name for pattern in all_patterns()]


if __name__ == "__main__":
    print(json.dumps(tour()))
