"""What this app puts in the navigation and on the start page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance import navigation, selectors, start
from governance.models import Person
from governance.powers import Powers


def _news(person: Person) -> dict[str, Any]:
    return {"notices": selectors.unread_notices(person)}


def _incomplete(person: Person) -> dict[str, Any]:
    found = selectors.incomplete()
    return {"items": found[:8], "more": max(0, len(found) - 8)}


def _administers(powers: Powers) -> bool:
    return powers.administers


def register() -> None:
    navigation.register(
        navigation.Item("start", _("Start"), "governance:start", order=0, prefixes=("/start/",)),
        navigation.Item(
            "policy",
            _("Policy"),
            "governance:policy_detail",
            order=90,
            prefixes=("/organ/", "/enheter/", "/instruktioner/", "/natverk/", "/personer/", "/forordnanden/"),
        ),
    )
    start.register(
        start.Panel(
            "governance.administration", 5, "governance/panels/incomplete.html", _incomplete, _administers, queries=3
        ),
        start.Panel("governance.news", 90, "governance/panels/news.html", _news),
    )
