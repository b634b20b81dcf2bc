"""The lists beside the register of organisations: to try, seats about to end, declarations, fees."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import FormPage, answer
from governance.models import Unit
from governance.selectors import policy_in_force
from memberships import actions, permissions
from memberships.forms import FeeForm, PopulationForm
from memberships.selectors import declarations, fees, reviews, seats
from memberships.terms import term_on
from memberships.views.lists import Column, ListPage, Select, asked_of, number_of, organisations_crumb, show
from memberships.views.memberships import membership_or_404
from memberships.views.organisations import crumbs_to


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Sector memberships not tried anew this term, longest ago first (GBG-O4)."""
    asked = asked_of(request, "q", "enhet")
    today = timezone.localdate()
    term = term_on(policy_in_force(), today)
    units = Unit.objects.order_by("name").values_list("pk", "name")
    page = ListPage(
        title=_("Branschspecifika medlemskap att pröva"),
        lead=_review_lead(term),
        heads=_("Organisation"),
        columns=[
            Column(_("Ansvarig enhet")), Column(_("Nämnd eller styrelse")), Column(_("Senast prövat")),
            Column(_("Läge")), Column(_("Gör")),
        ],
        empty=_("Alla branschspecifika medlemskap är prövade"),
        empty_text=_("Här visas de som inte är prövade sedan mandatperioden började."),
        search=_("Sök organisation, enhet eller nämnd"),
        selects=[Select("enhet", _("Ansvarig enhet"), units, _("Alla"))],
    )  # fmt: skip
    if term is None:
        return show(request, page, seats.Listing([], 1, False, ""), asked)
    rows = reviews.review_page(request.user, asked, term=term, today=today, number=number_of(request))
    return show(request, page, rows, asked)


def _review_lead(term: Any) -> str:
    if term is None:
        return _("Branschspecifika medlemskap prövas på nytt minst en gång per mandatperiod.")
    said = _(
        "Branschspecifika medlemskap prövas på nytt minst en gång per mandatperiod. Den här mandatperioden är "
        "%(from)s – %(to)s."
    )
    return said % {"from": date_format(term.starts_on, "j F Y"), "to": date_format(term.ends_on, "j F Y")}


@require_safe
def seat_list(request: HttpRequest) -> HttpResponse:
    """Seats that end within two years, with the last meeting that can decide on standing again (NKP-17)."""
    asked = asked_of(request, "q")
    page = ListPage(
        title=_("Uppdrag som löper ut"),
        lead=_(
            "Uppdrag i organisationer som slutar inom två år, och det sista planerade sammanträde som hinner besluta "
            "om staden ska kandidera igen."
        ),
        heads=_("Organisation"),
        columns=[Column(_("Organ")), Column(_("Innehas av")), Column(_("Löper ut")), Column(_("Sista sammanträde"))],
        empty=_("Inga uppdrag löper ut inom två år"),
        empty_text=_("Uppdragens slutdatum noteras på organisationens sida."),
        search=_("Sök organisation, organ eller befattning"),
    )
    rows = seats.seat_page(request.user, asked, today=timezone.localdate(), number=number_of(request))
    return show(request, page, rows, asked)


@require_safe
def declaration_list(request: HttpRequest) -> HttpResponse:
    """Declarations with their last day, overdue first (GBG-O3)."""
    asked = asked_of(request, "q", "visa")
    shown = [("oppna", _("Inte avgjorda")), ("antagna", _("Antagna")), ("avslutade", _("Avslutade utan att antas"))]
    page = ListPage(
        title=_("Deklarationer och avsiktsförklaringar"),
        lead=_("Det som organisationer föreslår bli antaget. En deklaration antas genom beslut i sitt ärende."),
        heads=_("Deklaration"),
        columns=[
            Column(_("Organisation")), Column(_("Ska antas senast")), Column(_("Tid")), Column(_("Ärende")),
            Column(_("Utfall")),
        ],
        empty=_("Inga deklarationer är registrerade"),
        empty_text=_("En deklaration registreras på organisationens sida."),
        search=_("Sök organisation"),
        selects=[Select("visa", _("Visa"), shown, _("Alla"))],
    )  # fmt: skip
    rows = declarations.declaration_page(request.user, asked, today=timezone.localdate(), number=number_of(request))
    return show(request, page, rows, asked)


@require_safe
def fee_list(request: HttpRequest) -> HttpResponse:
    """The fees of one year with their sum, and the sum of each year."""
    asked = asked_of(request, "q", "ar")
    years = fees.years_of_fees(request.user)
    this_year = timezone.localdate().year
    latest = years[0].year if years else this_year
    year = int(asked["ar"][:4]) if asked["ar"].isdecimal() else min(latest, this_year)
    page = ListPage(
        title=_("Medlemsavgifter"),
        lead=_("Vad medlemskapen kostar ett år, i organisationens valuta och i kronor."),
        heads=_("Organisation"),
        columns=[
            Column(_("Ansvarig enhet")), Column(_("Belopp"), True), Column(_("Kurs"), True), Column(_("Kronor"), True),
            Column(_("Anmärkning")),
        ],
        empty=_("Inga avgifter är noterade"),
        empty_text=_("Avgiften noteras på organisationens sida."),
        search=_("Sök organisation"),
        selects=[Select("ar", _("År"), [(each.year, each.year) for each in years] or [(year, year)], chosen=str(year))],
        context={"years": years, "chosen": year, "total_span": 4},
        template="memberships/fee_list.html",
    )  # fmt: skip
    return show(request, page, fees.fee_page(request.user, asked, year=year, number=number_of(request)), asked)


@require_http_methods(["GET", "HEAD", "POST"])
def fee_record(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    permissions.may_change_membership.require(request.user, membership)
    initial = {"year": timezone.localdate().year, "currency": membership.fee_currency}
    lead = _("En avgift för varje år. Samma år en gång till rättar det som är noterat.")
    page = FormPage(_("Notera avgift"), _("Notera avgiften"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        actions.record_fee(membership=membership, by=request.user, **data)
        messages.success(request, _("Avgiften är noterad."))
        return membership.get_absolute_url()

    return answer(request, FeeForm(request.POST or None, initial=initial), page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def population_record(request: HttpRequest) -> HttpResponse:
    """How many live in the city: what a grade's conditions are held against (STR-01)."""
    permissions.may_record_population.require(request.user)
    lead = _("Medlemsgraders villkor om minsta folkmängd prövas mot den senaste siffran.")
    page = FormPage(_("Notera folkmängd"), _("Notera folkmängden"), [organisations_crumb()], lead)

    def save(data: dict[str, Any]) -> str:
        actions.record_population(by=request.user, **data)
        messages.success(request, _("Folkmängden är noterad."))
        return reverse("memberships:organisation_list")

    form = PopulationForm(request.POST or None, initial={"year": timezone.localdate().year - 1})
    return answer(request, form, page, save)
