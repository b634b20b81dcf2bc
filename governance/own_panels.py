"""What this app puts in the navigation and on the start page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from governance import navigation


def register() -> None:
    navigation.register(
        navigation.Item("start", _("Start"), "governance:start", order=0),
        navigation.Item(
            "policy",
            _("Policy och organisation"),
            "governance:policy_detail",
            order=90,
            prefixes=("/organ/", "/enheter/", "/natverk/", "/personer/"),
        ),
    )
