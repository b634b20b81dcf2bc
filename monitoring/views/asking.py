"""What every page of monitoring asks of its address: which page, which filter, which row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.words import asked_words
from engagements.area_views import Crumb

T = TypeVar("T")


def page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() else 1


def query_of(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def asked_for(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """The words searched for under `q`, and each filter as it is in the address."""
    return {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in names}


def or_404(row: T | None) -> T:
    """What is hidden and what is missing look the same."""
    if row is None:
        raise Http404
    return row


def area_crumb() -> Crumb:
    return Crumb(_("Omvärlds- och intressebevakning"), reverse("monitoring:dossier_list"))


def crumbs(*further: tuple[Any, str]) -> list[Crumb]:
    return [area_crumb(), *(Crumb(label, url) for label, url in further)]


def dossier_crumbs(dossier: Any) -> list[Crumb]:
    return crumbs((dossier.engagement.title, dossier.engagement.get_absolute_url()))
