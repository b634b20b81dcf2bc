from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cities.enums import RelationKind
from cities.models import City, CityRelation
from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SpineForm, YearField
from engagements.models import Country

DEGREES = {"class": "short", "inputmode": "decimal"}


class RelationForm(SpineForm):
    city = forms.CharField(label=_("Stad"), max_length=120)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"))
    population = forms.IntegerField(label=_("Folkmängd"), required=False, min_value=1)
    kind = forms.ChoiceField(label=_("Slag"), choices=RelationKind.choices, widget=forms.RadioSelect)
    starts_on = SwedishDateField(label=_("Avtalet gäller från"), required=False)
    ends_on = SwedishDateField(label=_("Avtalet gäller till"), required=False)

    groups = (
        (_("Staden"), ("city", "country", "population")),
        (_("Avtalet"), ("kind", "responsible_unit", "starts_on", "ends_on")),
        SpineForm.spine_group,
    )
    asks_for = (*SpineForm.asks_for, "starts_on", "ends_on")


class RelationEditForm(GroupedForm):
    since = YearField(label=_("Sedan (år)"), required=False)
    agreement_renewed = YearField(label=_("Avtalet förnyat (år)"), required=False)

    latitude = forms.FloatField(
        label=_("Latitud"), required=False, min_value=-90, max_value=90, localize=True,
        help_text=_("Grader, norr om ekvatorn är plus. Till exempel 56,16."), widget=forms.TextInput(attrs=DEGREES),
    )  # fmt: skip
    longitude = forms.FloatField(
        label=_("Longitud"), required=False, min_value=-180, max_value=180, localize=True,
        help_text=_("Grader, öster om Greenwich är plus."), widget=forms.TextInput(attrs=DEGREES),
    )  # fmt: skip

    groups = (
        (_("Åren"), ("since", "agreement_renewed")),
        (_("Läget på kartan"), ("latitude", "longitude")),
    )


class TwinsForm(GroupedForm):
    others = forms.ModelMultipleChoiceField(
        City.objects.none(), label=_("Vänort även med"), required=False, widget=forms.CheckboxSelectMultiple
    )

    groups = (("", ("others",)),)

    def __init__(self, *args: Any, choices: QuerySet[City], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = choices


class AmendForm(GroupedForm):
    text = forms.CharField(
        label=_("Vad ändras?"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Så som det ska stå i avtalet.")
    )
    significant = forms.TypedChoiceField(
        label=_("Är ändringen betydande?"),
        choices=[("ja", _("Ja, ett ärende öppnas för beslut")), ("nej", _("Nej, enheten noterar den"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        help_text=_("Ändrade parter, teman, åtaganden eller löptid är betydande."),
    )
    reason = forms.CharField(label=_("Om inte: varför?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    applies_on = SwedishDateField(label=_("Gäller från"), required=False)

    groups = (("", ("text", "significant", "reason", "applies_on")),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].either_or = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("significant") is False and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Skriv varför ändringen inte är betydande."))
        return cleaned


def relation_initial(relation: CityRelation) -> dict[str, Any]:
    years = {"since": relation.since, "agreement_renewed": relation.agreement_renewed}
    return years | {"latitude": relation.city.latitude, "longitude": relation.city.longitude}
