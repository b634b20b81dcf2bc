"""The register of contacts at partners (NKP-15)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.words import asked_words
from engagements import permissions
from engagements.actions import contacts as actions
from engagements.area_views import Crumb, FormPage, answer
from engagements.forms import ContactForm
from engagements.models import Engagement, PartnerContact
from engagements.selectors import contacts as selectors
from engagements.selectors.engagement_list import MOST_COUNTED, Page
from engagements.views.lookup import number_in, page_number

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    permissions.may_see_contacts.require(request.user)
    words = asked_words(request)
    unit, number = number_in(request.GET.get("enhet")), page_number(request)
    rows, more, count = selectors.page_of(request.user, words, unit, number)
    asked = {name: value for name, value in (("q", words), ("enhet", unit)) if value}
    context = {
        "rows": rows,
        "count": _counted(count),
        "words": words,
        "unit": unit,
        "units": selectors.units_to_keep_for(request.user),
        "page": Page([], number, more, "", page_query=urlencode(asked)),
        "may_add": bool(request.user.powers.own_units),
    }
    return render(request, "engagements/contact_list.html", context)


def _counted(count: int) -> str:
    if count > MOST_COUNTED:
        return _("över 1 000 kontakter")
    return ngettext("%(count)s kontakt", "%(count)s kontakter", count) % {"count": count}


def _contact_or_404(request: HttpRequest, pk: int) -> PartnerContact:
    contact = selectors.visible(request.user, pk)
    if contact is None:
        raise Http404
    return contact


@require_safe
def contact_detail(request: HttpRequest, pk: int) -> HttpResponse:
    contact = _contact_or_404(request, pk)
    context = {
        "contact": contact,
        "engagements": selectors.engagements_of(contact, request.user),
        "may_change": permissions.may_keep_contact.allows(request.user, contact.unit),
    }
    return render(request, "engagements/contact_detail.html", context)


@form_page
def contact_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a contact, or change one; ?engagemang=<number> ties a new one to where one came from."""
    contact = _contact_or_404(request, pk) if pk else None
    units = selectors.units_to_keep_for(request.user)
    if contact is not None:
        permissions.may_keep_contact.require(request.user, contact.unit)
    elif not request.user.powers.own_units:
        permissions.may_keep_contact.require(request.user, units.model())
    from_pk = number_in(request.GET.get("engagemang"))
    form = ContactForm(
        request.POST or None, units=units, engagements=_choices(request, contact, from_pk),
        initial=_initial(request, contact, from_pk),
    )  # fmt: skip
    crumbs = [Crumb(_("Kontakter"), reverse("engagements:contact_list"))]
    if contact is not None:
        crumbs.append(Crumb(contact.name, contact.get_absolute_url()))
    title = _("Ändra kontakten") if contact else _("Lägg till en kontakt")
    lead = _("Namn och uppgifter sparas med samtycke, till den dag du anger. Skriv bara det samarbetet behöver.")
    page = FormPage(title=title, button=_("Spara kontakten"), crumbs=crumbs, lead=lead)

    def save(data: dict[str, Any]) -> str:
        ties = [Engagement(pk=number) for number in data.pop("engagements")]
        saved = actions.save_contact(contact=contact, by=request.user, engagements=ties, **data)
        messages.success(request, _("Kontakten är sparad."))
        return saved.get_absolute_url()

    return answer(request, form, page, save)


def _choices(request: HttpRequest, contact: PartnerContact | None, from_pk: int | None) -> list[tuple[int, str]]:
    offered = selectors.engagements_to_tie(request.user, contact)
    known = {pk for pk, _title in offered}
    extra = selectors.named(request.user, from_pk) if from_pk and from_pk not in known else []
    return [*extra, *offered]


def _initial(request: HttpRequest, contact: PartnerContact | None, from_pk: int | None) -> dict[str, Any]:
    if contact is None:
        return {
            "engagements": [from_pk] if from_pk else [],
            "unit": min(request.user.powers.own_units, default=None),
        }
    names = ("version", "name", "role", "organisation", "email", "phone", "consent_on", "consent_how", "delete_on")
    ties = [pk for pk, _title in selectors.engagements_of(contact, request.user)]
    plain = {name: getattr(contact, name) for name in names}
    return plain | {"country": contact.country_id, "unit": contact.unit_id, "engagements": ties}


@form_page
def contact_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more before it is gone for good."""
    contact = _contact_or_404(request, pk)
    permissions.may_keep_contact.require(request.user, contact.unit)
    if request.method == "POST":
        actions.delete_contact(contact=contact, by=request.user)
        messages.success(request, _("Kontakten och dess historik är raderade."))
        return redirect("engagements:contact_list")
    return render(request, "engagements/contact_delete.html", {"contact": contact})
