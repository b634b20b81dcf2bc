"""Forms of reviews, fees, invitations and demands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from decisions.models import Case
from engagements.area_forms import GroupedForm, YearField
from governance.models import Aim, Body, Theme, Unit
from memberships.enums import DeclineReason, InvitationKind, PursuitState, ReviewOutcome
from memberships.forms.mandates import MOST_CHOICES, numbered
from memberships.models import Demand, Membership, Organisation
from memberships.selectors import demands
from memberships.states import PURSUIT

CURRENCIES = ["SEK", "EUR", "USD", "NOK", "DKK", "GBP", "CHF"]


class AmountField(forms.DecimalField):
    """Reads an amount as Swedes write it: 16 300,50."""

    widget = forms.TextInput(attrs={"class": "short", "inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


def own_units(person: Any) -> Any:
    units = Unit.objects.all() if person.powers.coordinates else Unit.objects.filter(pk__in=person.powers.own_units)
    return units.order_by("name")


class ReviewForm(GroupedForm):
    on = SwedishDateField(label=_("Prövat den"))
    outcome = forms.ChoiceField(
        label=_("Utfall"), choices=ReviewOutcome.choices, initial=ReviewOutcome.KEEP, widget=forms.RadioSelect
    )
    decided = forms.CharField(
        label=_("Prövat av"), max_length=200, help_text=_("Till exempel Kulturnämnden 2026-11-18 § 12.")
    )
    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Organ"), required=False, empty_label=_("Inget organ, eller ett annat")
    )
    note = forms.CharField(label=_("Skäl"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    groups = (("", ("on", "decided", "body", "outcome", "note")),)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any):
        serves = membership.engagement.responsible_unit.serves_id
        super().__init__(*args, **{"initial": {"on": timezone.localdate(), "body": serves}} | kwargs)
        self.fields["body"].queryset = Body.objects.order_by("name")


class FeeForm(GroupedForm):
    year = YearField(label=_("År"))
    amount = AmountField(label=_("Belopp"), min_value=Decimal(0), max_digits=12, decimal_places=2)
    currency = forms.ChoiceField(label=_("Valuta"), choices=[(each, each) for each in CURRENCIES])
    rate = AmountField(
        label=_("Kurs"), required=False, max_digits=12, decimal_places=6,
        help_text=_("Vad en enhet av valutan kostade i kronor. Behövs inte för svenska kronor."),
    )  # fmt: skip
    note = forms.CharField(label=_("Anmärkning"), required=False, max_length=200)

    groups = (("", ("year", "amount", "currency", "rate", "note")),)


class PopulationForm(GroupedForm):
    year = YearField(label=_("År"))
    inhabitants = forms.IntegerField(label=_("Invånare vid årets slut"), min_value=1)
    source = forms.CharField(label=_("Källa"), max_length=200, initial=_("Statistiska centralbyrån"))

    groups = (("", ("year", "inhabitants", "source")),)


class InvitationForm(GroupedForm):
    title = forms.CharField(label=_("Vad inbjudan gäller"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Slag"), choices=InvitationKind.choices, initial=InvitationKind.MEETING, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("En stad eller någon annan")
    )
    inviter = forms.CharField(
        label=_("Stad eller annan som bjuder in"), required=False, max_length=160,
        help_text=_("Skrivs när det inte är en organisation i registret."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet som svarar"))
    place = forms.CharField(label=_("Plats"), required=False, max_length=160)
    takes_place_on = SwedishDateField(label=_("Äger rum"), required=False)
    received_on = SwedishDateField(label=_("Kom in"))
    answer_by = SwedishDateField(label=_("Svar senast"), required=False)

    groups = (
        (_("Från vem"), ("organisation", "inviter")),
        (_("Till vad"), ("title", "kind", "place", "takes_place_on")),
        (_("Svar"), ("unit", "received_on", "answer_by")),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **{"initial": {"received_on": timezone.localdate()}} | kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)
        self.fields["organisation"].either_or = self.fields["inviter"].either_or = True
        self.fields["unit"].queryset = own_units(person)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("organisation") and not cleaned.get("inviter", "").strip():
            self.add_error("inviter", _("Välj en organisation eller skriv vem som bjuder in."))
        return cleaned


class DeclineForm(GroupedForm):
    reason = forms.ChoiceField(label=_("Skäl"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    reason_text = forms.CharField(label=_("Närmare skäl"), required=False, max_length=250)

    groups = (("", ("reason", "reason_text")),)


class DemandForm(GroupedForm):
    title = forms.CharField(label=_("Krav"), max_length=200)
    text = forms.CharField(label=_("Vad staden kräver"), widget=forms.Textarea(attrs={"rows": 4}))
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Tema"), required=False, empty_label=_("Inget"))
    aim = forms.ModelChoiceField(Aim.objects.none(), label=_("Inriktning"), required=False, empty_label=_("Ingen"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Ansvarig enhet"))
    case = forms.ModelChoiceField(
        Case.objects.none(), label=_("Beslutat i ärende"), required=False, empty_label=_("Inget")
    )
    decided = forms.CharField(
        label=_("Annan beslutad ståndpunkt"), required=False, max_length=200,
        help_text=_("När beslutet inte finns i Utblick, till exempel Kommunfullmäktige 2024-03-12 § 8."),
    )  # fmt: skip

    groups = (
        (_("Kravet"), ("title", "text", "theme", "aim", "unit")),
        (_("Vad kravet vilar på"), ("case", "decided")),
    )

    def __init__(self, *args: Any, person: Any, demand: Demand | None = None, **kwargs: Any):
        if demand is not None:
            kwargs["initial"] = {name: getattr(demand, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["case"].either_or = self.fields["decided"].either_or = True
        self.fields["theme"].queryset = Theme.objects.order_by("name")
        self.fields["aim"].queryset = Aim.objects.order_by("name")
        units = own_units(person)
        self.fields["unit"].queryset = units | Unit.objects.filter(pk=demand.unit_id) if demand else units
        cases = demands.decided_cases(person, demand.case_id if demand else None)
        newest = list(cases.values_list("pk", flat=True)[:MOST_CHOICES])
        self.fields["case"].queryset = Case.objects.filter(pk__in=newest).order_by("-opened_at", "-pk")
        self.fields["case"].label_from_instance = numbered


class WayForm(GroupedForm):
    membership = forms.ModelChoiceField(Membership.objects.none(), label=_("Genom medlemskap i"))
    note = forms.CharField(label=_("Hur"), required=False, max_length=250)

    groups = (("", ("membership", "note")),)

    def __init__(self, *args: Any, person: Any, demand: Demand, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = demands.memberships_left(demand, person)


class MoveForm(GroupedForm):
    verb = forms.ChoiceField(label=_("Nytt läge"), widget=forms.RadioSelect)
    on = SwedishDateField(label=_("Sedan"))
    note = forms.CharField(label=_("Hur"), required=False, max_length=250)

    groups = (("", ("verb", "on", "note")),)

    def __init__(self, *args: Any, verbs: list[str], **kwargs: Any):
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}} | kwargs)
        labels = dict(PursuitState.choices)
        self.fields["verb"].choices = [(verb, labels[PURSUIT.transitions[verb].target]) for verb in verbs]
