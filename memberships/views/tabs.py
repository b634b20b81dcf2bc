"""The area's lists, one tab each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LISTS = (
    (_("Medlemskap"), "memberships:organisation_list"),
    (_("Mandat"), "memberships:mandate_list"),
    (_("Deklarationer"), "memberships:declaration_list"),
    (_("Krav"), "memberships:demand_list"),
    (_("Inbjudningar"), "memberships:invitation_list"),
    (_("Avgifter"), "memberships:fee_list"),
    (_("Uppdrag som löper ut"), "memberships:seat_list"),
    (_("Branschspecifika att pröva"), "memberships:review_list"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: Any
    url: str
    current: bool


def tabs(name: str) -> list[Tab]:
    return [Tab(label, reverse(each), each == name) for label, each in LISTS]
