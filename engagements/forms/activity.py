from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import SwedishDateField
from engagements.enums import ActivityKind, AttendanceLevel, Mode
from engagements.models import Country, Engagement
from governance.models import Aim, Body, Unit


class KronorField(forms.IntegerField):
    """Takes "12 500", "12500 kr" and "12.500"."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.casefold().removesuffix("kr").removesuffix("km").strip()
            value = "".join(letter for letter in value if letter not in " \N{NO-BREAK SPACE}.")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "class": "short"}


class ActivityForm(forms.Form):
    """One page. `complete` asks for everything that sending in needs; a draft needs an engagement and a title."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none())
    engagement = forms.ModelChoiceField(
        label=pgettext_lazy("ett", "Engagemang"),
        queryset=Engagement.objects.none(),
        error_messages={"required": _("Välj vilket engagemang aktiviteten hör till.")},
    )
    engagement_title = forms.CharField(label=_("Finns det inte i listan? Skriv titeln"), max_length=250, required=False)
    title = forms.CharField(
        label=_("Vad"),
        max_length=250,
        help_text=_("Till exempel: Möte i arbetsgruppen för klimat."),
        error_messages={"required": _("Skriv vad aktiviteten var.")},
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=ActivityKind.choices)
    forum = forms.CharField(
        label=_("Forum eller arbetsgrupp"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"list": "forum"}),
    )
    starts_on = SwedishDateField(
        label=_("När"), required=False, help_text=_("Till exempel 20/11 eller 20 november 2026.")
    )
    ends_on = SwedishDateField(label=_("Till"), required=False, help_text=_("Om det var flera dagar."))
    place = forms.CharField(label=_("Plats"), max_length=160, required=False)
    country = forms.ModelChoiceField(label=_("Land"), queryset=Country.objects.all(), required=False, empty_label="–")
    mode = forms.ChoiceField(
        label=_("Hur deltog ni?"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.REMOTE
    )
    why_not_remote = forms.CharField(
        label=_("Om ni reste: varför inte på distans?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    cost = KronorField(label=_("Kostnad i kronor"), required=False, min_value=0, max_value=2_000_000_000)
    distance_km = KronorField(
        label=_("Resa i kilometer, tur och retur"), required=False, min_value=0, max_value=100_000
    )
    result = forms.CharField(
        label=_("Vad ledde det till?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad blev annorlunda hos oss eller hos andra?"),
    )
    lesson = forms.CharField(label=_("Lärdom att dela"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    aims = forms.ModelMultipleChoiceField(
        label=_("Inriktningar"), queryset=Aim.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    motive = forms.CharField(
        label=_("Motivering till avsteg"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Fyll i om något som policyn frågar efter saknas."),
    )  # fmt: skip
    file = forms.FileField(label=_("Bilaga"), required=False)

    def __init__(self, *args: Any, units: Any, engagements: Any, offered: Any, choices: Any, **kwargs: Any):
        """`engagements` are those that may be chosen, `offered` the grouped few of them that the list shows."""
        super().__init__(*args, **kwargs)
        # A draft may lack its day; what is not sent in yet still shows that the day will be asked for.
        self.fields["starts_on"].required = not self.is_bound or "submit" in self.data
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = None
        self.fields["engagement"].queryset = engagements
        self.fields["engagement"].widget.choices = [("", _("Välj …")), *offered]
        if self.is_bound and not self.data.get("engagement") and self.data.get("engagement_title", "").strip():
            self.data = self.data.copy()
            self.data["engagement"] = self._named(self.data["engagement_title"])
        self.fields["country"].widget.choices = [("", "–"), *choices["countries"]]
        self.fields["aims"].widget.choices = choices["aims"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "engagement" in self.errors and data.get("engagement_title"):
            self.add_error("engagement_title", _("Inget eller flera engagemang passar. Skriv hela titeln."))
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutdatum ligger före startdatum."))
        if ends and not starts and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Ange också när det började."))
        return data

    def _named(self, title: str) -> int | str:
        """The key of the one engagement with that title, or with all those words in it; nothing when none or more."""
        may = self.fields["engagement"].queryset
        for found in (may.filter(title__iexact=title.strip()), may.matching(title)):
            keys = list(found.values_list("pk", flat=True)[:2])
            if len(keys) == 1:
                return keys[0]
        return ""

    @property
    def values(self) -> dict[str, Any]:
        """What `actions.save_draft` takes as fields."""
        apart = {"draft_key", "version", "unit", "engagement", "engagement_title", "aims", "file"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


class AttendanceForm(forms.Form):
    who = forms.CharField(label=_("Vem (funktion)"), max_length=160, required=False)
    level = forms.ChoiceField(
        label=_("Nivå"), choices=AttendanceLevel.choices, initial=AttendanceLevel.OFFICIAL, required=False
    )
    body = forms.ModelChoiceField(
        label=_("Nämnd eller styrelse"), queryset=Body.objects.all(), required=False, empty_label="–"
    )
    count = forms.IntegerField(
        label=_("Antal"), min_value=1, max_value=999, initial=1, required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.choices = [("", "–"), *bodies]


class _Attendances(forms.BaseFormSet):
    @property
    def rows(self) -> list[dict[str, Any]]:
        """Rows with somebody in them; an emptied row is gone."""
        told = [form.cleaned_data for form in self.forms if form.cleaned_data.get("who", "").strip()]
        return [
            {
                "who": row["who"],
                "level": row.get("level") or AttendanceLevel.OFFICIAL,
                "body": row.get("body"),
                "count": row.get("count") or 1,
            }
            for row in told
        ]


AttendanceFormSet = formset_factory(AttendanceForm, formset=_Attendances, extra=1, max_num=50, absolute_max=60)


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Vad ska kompletteras?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv varför, så att den som rapporterat vet vad som ska kompletteras.")},
    )
