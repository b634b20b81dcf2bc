"""People and their appointments, for administrators."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Refused
from core.words import asked_words
from governance import actions, permissions, selectors
from governance.forms import AppointmentForm, EndForm, NewPersonForm, PersonForm
from governance.models import Appointment, Person


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    words = asked_words(request, "namn")
    page = Paginator(selectors.people(words), 50).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "pager_query": urlencode({"namn": words}) if words else ""}
    return render(request, "governance/person_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    person = get_object_or_404(Person, pk=pk)
    return render(request, "governance/person_detail.html", _person_context(person))


def _person_context(person: Person) -> dict:
    return {"person": person, "appointments": selectors.appointments_of(person=person)}


@require_http_methods(["GET", "HEAD", "POST"])
def person_create(request: HttpRequest) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    form = NewPersonForm(request.POST or None)
    context = {"form": form, "person": None}
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/person_edit.html", context, status=409)
        messages.success(request, _("%s är tillagd. Ge personen ett förordnande.") % person)
        return redirect("governance:appointment_create", person.pk)
    return render(request, "governance/person_edit.html", context, status=400 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    person = get_object_or_404(Person, pk=pk)
    form = PersonForm(request.POST or None, instance=person)
    context = {"form": form, "person": person}
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(person=person, by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/person_edit.html", context, status=409)
        messages.success(request, _("Uppgifterna är sparade."))
        return redirect("governance:person_detail", person.pk)
    return render(request, "governance/person_edit.html", context, status=400 if request.method == "POST" else 200)


@require_POST
def person_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    actions.deactivate(person=person, by=request.user)
    messages.success(request, _("Inloggningen är stängd. Du kan öppna den igen när som helst."))
    return redirect("governance:person_detail", pk)


@require_POST
def person_reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    actions.reactivate(person=person, by=request.user)
    messages.success(request, _("Inloggningen är öppen igen."))
    return redirect("governance:person_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_create(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    person = get_object_or_404(Person, pk=pk)
    form = AppointmentForm(request.POST or None, initial={"starts_on": timezone.localdate()} | request.GET.dict())
    context = {"form": form, "person": person}
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.appoint(person=person, by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/appointment_create.html", context, status=409)
        messages.success(request, _("Förordnad: %s.") % row.title)
        return redirect("governance:person_detail", pk)
    status = 400 if request.method == "POST" else 200
    return render(request, "governance/appointment_create.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_appoint.require(request.user)
    row = get_object_or_404(Appointment.objects.select_related("person", "body", "unit"), pk=pk)
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    context = {"form": form, "appointment": row}
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_appointment(appointment=row, by=request.user, **form.cleaned_data)
        except Refused as refused:
            context["findings"] = refused.findings
            return render(request, "governance/appointment_end.html", context, status=409)
        messages.success(request, _("Förordnandet har fått en sista dag."))
        return redirect("governance:person_detail", row.person_id)
    return render(request, "governance/appointment_end.html", context, status=400 if request.method == "POST" else 200)
