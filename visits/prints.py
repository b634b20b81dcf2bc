"""The programme of a visit as PDF: for guests in Swedish and in English, and for hosts with every part (GBG-V8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import municipality
from visits.conditions.programme import days_of
from visits.models import Visit
from visits.selectors.programme import programme_of, visit_for

WITH_CONTENTS = 4


def find(person: Person, pk: int) -> Visit:
    visit = visit_for(person, pk)
    if visit is None:
        raise Http404
    return visit


def load(pk: int) -> Visit | None:
    rows = Visit.objects.select_related("engagement__responsible_unit", "main_host")
    return rows.filter(pk=pk).first()


def _html(language: str, *, hosts: bool) -> Callable[[Visit, str], str]:
    def html(visit: Visit, variant: str) -> str:
        with override(language):
            programme = programme_of(visit, guests=not hosts)
            cover = Cover(
                municipality=municipality(),
                kind=_("Värdarnas program") if hosts else _("Program"),
                title=programme.heading.title(language) or visit.engagement.title,
                date=_days(visit),
                facts=_facts(visit, programme.heading.contact, hosts=hosts),
            )
            days = [
                (day.day, [(item, item.title_in(language), item.text_in(language)) for item in day.items])
                for day in programme.days
            ]
            context = {"days": days, "welcome": programme.heading.welcome(language), "hosts": hosts}
            body = render_to_string("visits/pdf/programme.html", context)
            depth = 2 if len(days) >= WITH_CONTENTS else 1
            return compose(cover=cover, body=body, language=language, numbered=False, contents_depth=depth)

    return html


def _days(visit: Visit) -> str:
    days = days_of(visit.engagement)
    if days is None:
        return ""
    first, last = (date_format(day, "j F Y") for day in days)
    return first if first == last else f"{first} – {last}"


def _facts(visit: Visit, contact: str, *, hosts: bool) -> list[tuple[str, str]]:
    facts = []
    if contact:
        facts.append((_("Kontakt under besöket"), contact))
    if hosts:
        facts.append((_("Ansvarig enhet"), str(visit.engagement.responsible_unit)))
        if visit.main_host is not None:
            facts.append((_("Huvudvärd"), str(visit.main_host)))
        facts.append((_("Får läsas av"), _("Bara värdar")))
    return facts


def _title(language: str, what: Any) -> Callable[[Visit], str]:
    """A confidential visit goes by its number in the list of jobs."""

    def title(visit: Visit) -> str:
        spine = visit.engagement
        with override(language):
            return f"{what}: {spine.reference_number if spine.is_confidential else spine.title}"

    return title


def record(visit: Visit) -> dict[str, Any]:
    names = ("reference_number", "public_title", "confidentiality", "confidentiality_ground")
    return {name: getattr(visit.engagement, name) for name in names}


def back(visit: Visit) -> str:
    return reverse("visits:programme_detail", args=[visit.pk])


def _print(key: str, name: Any, language: str, *, hosts: bool = False) -> prints.Print:
    return prints.Print(
        key=key, name=name, find=find, load=load, title=_title(language, name), html=_html(language, hosts=hosts),
        back=back, record=record, language=language,
    )  # fmt: skip


GUESTS_SV = _print("besoksprogram", gettext_lazy("Program på svenska"), "sv")
GUESTS_EN = _print("besoksprogram-engelska", gettext_lazy("Program på engelska"), "en")
HOSTS = _print("vardprogram", gettext_lazy("Värdarnas program"), "sv", hosts=True)
