"""The cities looked at rather than read: map, timeline, and who is twinned with whom. Each with its table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities import actions, permissions
from cities.forms import TwinsForm
from cities.selectors import nordic, pictures
from cities.views.crumbs import home, of_relation, relation_or_404
from engagements.area_views import Crumb, FormPage, answer


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    permissions.may_see_agreements.require(request.user)
    drawings, places = pictures.maps(request.user)
    context = {"drawings": drawings, "places": places, "own": drawings[0].home, "crumbs": home()}
    return render(request, "cities/city_map.html", context)


@require_safe
def city_timeline(request: HttpRequest) -> HttpResponse:
    permissions.may_see_agreements.require(request.user)
    timeline = pictures.timeline(request.user, timezone.localdate())
    return render(request, "cities/city_timeline.html", {"timeline": timeline, "crumbs": home()})


@require_safe
def city_twins(request: HttpRequest) -> HttpResponse:
    permissions.may_see_agreements.require(request.user)
    return render(request, "cities/city_twins.html", {"rows": nordic.twins(request.user), "crumbs": home()})


@require_http_methods(["GET", "HEAD", "POST"])
def twins_edit(request: HttpRequest, pk: int) -> HttpResponse:
    relation = relation_or_404(request, pk, change=True)
    choices = nordic.other_cities(request.user, relation)
    initial = {"others": [each.pk for each in relation.city.twinned_with.all()]}
    form = TwinsForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    crumbs = [*of_relation(relation), Crumb(_("Vänorter sinsemellan"), reverse("cities:city_twins"))]
    lead = _("Vilka av våra andra städer är %(city)s vänort med?") % {"city": relation.city.name}

    def save(data: dict[str, Any]) -> str:
        actions.set_twins(relation=relation, others=data["others"], by=request.user)
        return reverse("cities:city_twins")

    return answer(request, form, FormPage(_("Ändra vänorter sinsemellan"), _("Spara vänorterna"), crumbs, lead), save)
