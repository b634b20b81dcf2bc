"""Find a real address, and somebody who may see it, for every URL of the resolver that gives a page.

    python -m tests.browser.tour       prints {"pages": [...], "unseen": [...], "broken": [...], "asks_often": {...}}

Follows links from the start page as each kind of person, without a browser: what
no link leads to is not seen.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from functools import lru_cache
from urllib.parse import urldefrag, urlsplit

import django

EACH = 2
MOST_QUERIES = 10
# What leads on differs from row to row.
EACH_OF = {
    "engagements:engagement_detail": 60,
    "decisions:case_detail": 14,
    "decisions:meeting_detail": 8,
    "decisions:minutes_detail": 4,
    "governance:body_detail": 12,
    "reviews:paper_detail": 6,
    "engagements:activity_detail": 6,
    "memberships:organisation_detail": 6,
    "projects:date_list": 6,
    "cities:agreement_detail": 8,
    "cities:agreement_list": 6,
    "cities:grant_detail": 8,
    "memberships:mandate_detail": 8,
    "monitoring:position_detail": 8,
    "visits:outgoing_detail": 6,
    "visits:programme_detail": 20,
    "visits:feedback_detail": 8,
    "visits:compartment_list": 6,
    "memberships:mandate_list": 4,
    "engagements:area_list": 6,
    "engagements:communication_list": 60,
}
SEEDS = ["/", "/logga-in/", "/sok/?q=stad", "/offentligt/", "/besok/forfragan/tack/", "/besok/forfragan/bekrafta/"]
# A page that says its own language is the same page once more.
OTHER_LANGUAGE = "sprak="
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
BROKEN: list[str] = []
ASKS_OFTEN: dict[str, int] = {}
"""Addresses of pages that ask the database more often than a page may, with how often."""
FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
FIELD = re.compile(r'<(input|select|textarea)[^>]*name="(?!csrfmiddlewaretoken|language|next)[^"]*"')


def tour() -> dict:
    django.setup()
    from django.conf import settings

    from tests.access.patterns import all_patterns

    settings.ALLOWED_HOSTS = ["*"]
    seen: dict[str, list[dict]] = defaultdict(list)
    for person in guides():
        client = signed_in(person)
        for name, url, text in follow(client, thorough=person is not None and goes_far(person)):
            if len(seen[name]) < EACH or len(text) > 1.5 * max(page["length"] for page in seen[name]):
                seen[name].append(
                    {"person": person and person.name, "url": url, "length": len(text), "form": asks(text)}
                )
    chosen = {name: max(found, key=lambda page: page["length"]) for name, found in sorted(seen.items()) if found}
    pages = [{"name": name} | page for name, page in chosen.items()]
    others = [pattern for pattern in all_patterns() if pattern.name not in chosen]
    unseen = sorted({pattern.name for pattern in others if not only_posts(pattern)})
    return {"pages": pages, "unseen": unseen, "broken": sorted(set(BROKEN)), "asks_often": ASKS_OFTEN}


def goes_far(person) -> bool:
    """Those who see the most rows of each kind, and can do something about them."""
    return person.powers.coordinates or person.powers.administers or bool(person.powers.bodies.get("secretary"))


@lru_cache
def guides() -> list:
    """One of each kind, the executive board's first; and somebody who has not signed in."""
    from governance.enums import BodyKind, Function
    from governance.models import Appointment

    held = (
        Appointment.objects.today().filter(person__example=True).select_related("person", "body", "unit").order_by("pk")
    )
    by_kind = {}
    for function in Function.values:
        of_kind = sorted(
            (a for a in held if a.function == function),
            key=lambda a: not (a.body and a.body.kind == BodyKind.EXECUTIVE_BOARD),
        )
        if of_kind:
            by_kind[function] = of_kind[0].person
    proposes = next(a.person for a in held if a.function == Function.SECRETARY and a.body.kind == BodyKind.PREPARATORY)
    leads = next(a.person for a in held if a.function == Function.DIRECTOR and a.unit.coordinating)
    return [None, *by_kind.values(), proposes, leads]


def follow(client, thorough: bool):
    """Every page that links lead to, a few of each kind."""
    from django.urls import Resolver404, resolve

    waiting, known, counted = deque(SEEDS + own_jobs(client) + answers_to_give()), set(), defaultdict(int)
    while waiting:
        url = waiting.popleft()
        if url in known:
            continue
        try:
            name = resolve(urlsplit(url).path).view_name
        except Resolver404:
            known.add(url)
            continue
        kind = name + ("?" if "?" in url else "")
        if counted[kind] >= (EACH_OF.get(name, EACH) if thorough else 1):
            continue
        known.add(url)
        answer = ask(client, url)
        if answer.status_code == 302:
            waiting.append(urlsplit(answer["Location"])._replace(scheme="", netloc="").geturl())
            continue
        if not is_page(answer):
            continue
        text = answer.content.decode()
        counted[kind] += 1
        yield name, url, text
        links = (urldefrag(link.replace("&amp;", "&")).url for link in LINK.findall(text))
        waiting.extend(link for link in links if OTHER_LANGUAGE not in link)


def own_jobs(client) -> list[str]:
    """A job's page is where a page with a progress bar leads while it works; no worker runs here."""
    from core.models import Job

    mine = Job.objects.filter(requested_by_id=client.session.get("_auth_user_id") or 0)
    return [f"/jobb/{pk}/" for pk in mine.order_by("-pk").values_list("pk", flat=True)[:1]]


def answers_to_give() -> list[str]:
    """The page on which an answer is read through once more comes after one that is sent."""
    from decisions.models import Answer

    waiting = Answer.objects.filter(state="waiting").exclude(outside="")
    return [f"/remissvar/{pk}/lamna/" for pk in waiting.values_list("pk", flat=True)[:1]]


def asks(text: str) -> bool:
    """Whether the page is a form to fill in, not only buttons."""
    main = text[text.find("<main") :]
    return any(FIELD.search(re.sub(r'<input[^>]*type="hidden"[^>]*>', "", form)) for form in FORM.findall(main))


def only_posts(pattern) -> bool:
    """Whether the address answers GET with "method not allowed", tried with a number that may not exist."""
    url = "/" + re.sub(r"<[a-z]+:[^>]*>", "1", pattern.path)
    return first_guide().get(url).status_code == 405


@lru_cache
def first_guide():
    return signed_in(guides()[1])


def signed_in(person):
    from django.test import Client

    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def ask(client, url: str):
    """Asked once more, with what is kept between pages kept, before it is said to ask too often."""
    answer, asked = answered(client, url)
    if answer.status_code >= 500:
        BROKEN.append(f"{url}: {answer.status_code}")
    if asked > MOST_QUERIES and is_page(answer):
        answer, asked = answered(client, url)
        if asked > MOST_QUERIES:
            ASKS_OFTEN[url] = asked
    return answer


def answered(client, url: str):
    """The answer, and how often the database was asked for it."""
    from django.db import connection

    from tests.access.asking import Counter

    counter = Counter()
    with connection.execute_wrapper(counter):
        return client.get(url), counter.number


def is_page(answer) -> bool:
    of_text = answer.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and of_text and b"<html" in answer.content


if __name__ == "__main__":
    print(json.dumps(tour()))
