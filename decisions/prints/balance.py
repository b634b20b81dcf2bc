"""The balance list of a body as PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.selectors import balance
from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Body, Person
from governance.selectors import municipality

EVERYTHING = "allt"


def find(person: Person, pk: int) -> Body:
    """For everybody who holds an appointment today."""
    body = load(pk)
    if body is None or not person.powers.functions:
        raise Http404
    return body


def load(pk: int) -> Body | None:
    return Body.objects.filter(pk=pk).first()


def html(body: Body, variant: str) -> str:
    """As it stands today; nothing secret is printed. Another day is another document."""
    found = balance.balance(body, balance.for_print(variant == EVERYTHING))
    counted: list[tuple[str, Any]] = [
        (_("Ärenden under beredning eller beslut"), len(found.cases)),
        (_("Beslutat men inte genomfört"), len(found.left)),
        (_("Försenat"), found.late),
    ]
    cover = Cover(
        municipality=municipality(),
        kind=_("Ärendebalans"),
        title=body.name,
        subtitle=_("Ärenden som inte är avgjorda, och beslut som inte är genomförda"),
        date=date_format(timezone.localdate(), "j F Y"),
        facts=[(label, str(number)) for label, number in counted],
    )
    context = {"balance": found, "everything": variant == EVERYTHING}
    return compose(cover=cover, body=render_to_string("decisions/pdf/balance.html", context))


BALANCE = prints.Print(
    key="arendebalans",
    name=gettext_lazy("Ärendebalans"),
    find=find,
    load=load,
    title=lambda body: f"{_('Ärendebalans')} {body.name} {timezone.localdate().isoformat()}",
    html=html,
    back=lambda body: reverse("decisions:balance_detail", args=[body.pk]),
    variant=lambda person, body: EVERYTHING if balance.sees_all(person) else "",
)
