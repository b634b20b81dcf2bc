"""Funders, their programmes, and what is known of countries."""

from __future__ import annotations

from django.db.models import QuerySet

from engagements.models import Country
from projects.models import AidCountry, Funder, Programme


def funders() -> list[Funder]:
    """With their programmes; two queries."""
    return list(Funder.objects.prefetch_related("programmes").order_by("name", "pk"))


def funder_or_none(pk: int) -> Funder | None:
    return Funder.objects.filter(pk=pk).first()


def programmes() -> QuerySet[Programme]:
    return Programme.objects.select_related("funder").order_by("funder__name", "name")


def aid_countries() -> list[AidCountry]:
    return list(AidCountry.objects.select_related("country").order_by("country__name"))


def countries_outside_the_eea() -> QuerySet[Country]:
    """Those of whom it is not plain that they receive no Swedish state aid."""
    return Country.objects.filter(eea=False, eu=False).order_by("name")
