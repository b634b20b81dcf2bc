"""Offices that are known by appointment: a mandate borne by one of them reaches whoever holds it that day (GBG-O5)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from governance.enums import Function
from governance.models import Appointment, Body
from memberships.models import VotingMandate

OFFICES = (Function.CHAIR, Function.MEMBER)
LANGUAGES = ("sv", "en")


def tied(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts, with the function and body that an office written in words is the name of. What somebody has chosen
    stays, and so does an office that no appointment is known by. One query at most."""
    chosen = facts.get("office_function") or facts.get("office_body") or facts.get("bearer")
    said = _plain(facts.get("office") or "")
    if chosen or not said:
        return facts
    found = [
        (function, body)
        for body in Body.objects.order_by("pk")
        for function in OFFICES
        if said in _names(function, body)
    ]
    if len(found) != 1:
        return facts
    function, body = found[0]
    return facts | {"office_function": function, "office_body": body}


def reaches_somebody(mandate: VotingMandate) -> bool:
    """Whether anybody has the mandate on the start page today: the person named, or who holds the office. One query."""
    if mandate.bearer_id:
        return True
    if not (mandate.office_function and mandate.office_body_id):
        return False
    held = Appointment.objects.today().filter(person__is_active=True)
    return held.filter(function=mandate.office_function, body_id=mandate.office_body_id).exists()


def _names(function: Function, body: Body) -> set[str]:
    """ "Ordförande, Kommunstyrelsen", "Kommunstyrelsens ordförande", "ordföranden i kommunstyrelsen"."""
    names = set()
    for language in LANGUAGES:
        with override(language):
            names.add(f"{function.label}, {body.name}")
    with override("sv"):
        label = str(function.label)
    owner = body.name if body.name.endswith(("s", "x", "z")) else f"{body.name}s"
    definite = f"{label}n" if label.endswith("e") else label
    names |= {f"{label} i {body.name}", f"{definite} i {body.name}", f"{owner} {label}"}
    return {_plain(name) for name in names}


def _plain(text: str) -> str:
    return " ".join(text.replace(",", " ").casefold().split())
