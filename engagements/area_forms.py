"""The part of a form that every area's engagement has in common, beside the area's own fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.enums import Confidentiality
from engagements.models import Engagement
from governance.models import Theme, Unit


class YearField(forms.IntegerField):
    widget = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})

    def __init__(self, **kwargs: Any):
        super().__init__(**{"min_value": 1800, "max_value": 2100} | kwargs)


class GroupedForm(forms.Form):
    """A form drawn in fieldsets: `groups` lists a legend and the names of its fields, in order."""

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def __init_subclass__(cls, **kwargs: Any):
        """The order of the groups is the order of the fields, and so of the errors above the form."""
        super().__init_subclass__(**kwargs)
        cls.field_order = [name for _legend, names in cls.groups for name in names]

    def grouped(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for legend, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield legend, fields


class SpineForm(GroupedForm):
    """The engagement's own fields. `spine()` gives what `engagements.actions.register` takes beside title and unit."""

    responsible_unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Ansvarig enhet"))
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Teman"), required=False, widget=forms.CheckboxSelectMultiple
    )
    background = forms.CharField(label=_("Bakgrund"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    benefit_city = forms.CharField(
        label=_("Nytta för staden"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    benefit_partner = forms.CharField(
        label=_("Nytta för motparten"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    assignment = forms.CharField(
        label=_("Uppdrag eller ägardirektiv"), required=False, max_length=250,
        help_text=_("Vilket uppdrag tjänar engagemanget?"),
    )  # fmt: skip

    spine_group = (_("Varför"), ("themes", "background", "benefit_city", "benefit_partner", "assignment"))
    asks_for = ("themes", "background", "benefit_city", "benefit_partner", "assignment")

    def __init__(self, *args: Any, person: Any, engagement: Engagement | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = Unit.objects.all() if person.powers.coordinates else Unit.objects.filter(pk__in=person.powers.own_units)
        if engagement is not None:
            units = Unit.objects.filter(pk__in=[*units.values_list("pk", flat=True), engagement.responsible_unit_id])
        self.fields["responsible_unit"].queryset = units.order_by("name")
        self.fields["themes"].queryset = Theme.objects.order_by("name")

    @classmethod
    def spine_initial(cls, engagement: Engagement) -> dict[str, Any]:
        initial = {name: getattr(engagement, name) for name in cls.asks_for if name != "themes"}
        return initial | {"themes": list(engagement.themes.all()), "responsible_unit": engagement.responsible_unit_id}

    def spine(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.asks_for}


class SecrecyFields(forms.Form):
    """Open, or confidential with the provision it rests on (TF 2:20)."""

    confidentiality = forms.ChoiceField(
        label=_("Öppen eller hemlig"),
        choices=Confidentiality.choices,
        initial=Confidentiality.OPEN,
        widget=forms.RadioSelect,
    )
    confidentiality_ground = forms.CharField(
        label=_("Lagrum"),
        required=False,
        max_length=200,
        help_text=_("Anges när uppgiften är hemlig, till exempel OSL 15:1."),
    )
    public_title = forms.CharField(
        label=_("Offentlig titel"), required=False, max_length=250,
        help_text=_("Det som får synas utåt i stället för titeln."),
    )  # fmt: skip

    secrecy_fields = ("confidentiality", "confidentiality_ground", "public_title")
    secrecy_group = (pgettext_lazy("rubrik", "Sekretess"), secrecy_fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        secret = cleaned.get("confidentiality") == Confidentiality.CONFIDENTIAL
        if secret and not cleaned.get("confidentiality_ground", "").strip():
            self.add_error(
                "confidentiality_ground", _("Ange lagrum: sekretess får bara markeras med den bestämmelse som gäller.")
            )
        return cleaned

    def secrecy(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.secrecy_group[1]}
