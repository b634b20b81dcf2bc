"""Forms of what engagements of every area have in common: check-ins, rest, contacts, communication, follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField, read_date
from engagements.area_forms import GroupedForm
from engagements.enums import CameOf, Channel, DormancyChoice
from engagements.models import Country
from governance.models import Unit


def _lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanCheckInsForm(GroupedForm):
    every_months = forms.TypedChoiceField(
        label=_("Hur ofta?"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Inte med jämna mellanrum")), (1, _("Varje månad")), (3, _("Varje kvartal")),
                 (6, _("Varje halvår")), (12, _("Varje år"))],
    )  # fmt: skip
    days = forms.CharField(
        label=_("Bestämda dagar"), required=False, widget=_lines(3), help_text=_("En dag på varje rad."),
    )  # fmt: skip

    groups = (("", ("every_months", "days")),)

    def clean_days(self) -> list[Any]:
        found = []
        for line in self.cleaned_data["days"].splitlines():
            if line.strip():
                try:
                    found.append(read_date(line))
                except ValueError as reason:
                    raise forms.ValidationError(str(reason)) from None
        return found


class CheckInForm(GroupedForm):
    held_on = SwedishDateField(label=_("När"), initial=timezone.localdate)
    who = forms.CharField(
        label=_("Vilka stämde av?"), max_length=200,
        help_text=_("Funktioner, till exempel kontaktpersonen och enheten."),
        error_messages={"required": _("Skriv vilka som stämde av.")},
    )  # fmt: skip
    said = forms.CharField(
        label=_("Vad sades?"), widget=_lines(4), error_messages={"required": _("Skriv vad som sades.")}
    )
    next_on = SwedishDateField(
        label=_("Nästa avstämning senast"), required=False,
        help_text=_("Lämna tomt så gäller mellanrummet, om ett är bestämt."),
    )  # fmt: skip

    groups = (("", ("held_on", "who", "said", "next_on")),)


class DormancyForm(GroupedForm):
    choice = forms.ChoiceField(
        label=_("Vad vill enheten?"), choices=DormancyChoice.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av de tre.")},
    )  # fmt: skip
    motive = forms.CharField(
        label=_("Varför?"), widget=_lines(3), help_text=_("Motiveringen sparas."),
        error_messages={"required": _("Skriv varför. Motiveringen sparas.")},
    )  # fmt: skip
    plan = forms.CharField(
        label=_("Hur ska det väckas till liv?"), required=False, widget=_lines(3),
        help_text=_("Fylls i om ni väcker det till liv: vad, vem och när."),
    )  # fmt: skip
    next_on = SwedishDateField(label=_("Nästa steg senast"), required=False, help_text=_("Blir en avstämning."))

    groups = ((_("Välj"), ("choice", "motive")), (_("Om det väcks till liv"), ("plan", "next_on")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("choice") == DormancyChoice.REVIVE:
            if not data.get("plan", "").strip():
                self.add_error("plan", _("Skriv hur samarbetet ska väckas till liv."))
            if not data.get("next_on") and "next_on" not in self.errors:
                self.add_error("next_on", _("Ange en kommande dag när nästa steg senast är taget."))
        return data


class ContactForm(GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Namn"), max_length=160, error_messages={"required": _("Skriv ett namn.")})
    role = forms.CharField(label=_("Roll"), max_length=160, required=False)
    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, error_messages={"required": _("Skriv vilken organisation.")}
    )
    country = forms.ModelChoiceField(label=_("Land"), queryset=Country.objects.all(), required=False, empty_label="–")
    email = forms.EmailField(label=_("E-post"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    unit = forms.ModelChoiceField(label=_("Enhet som håller kontakten"), queryset=Unit.objects.none(), empty_label=None)
    engagements = forms.TypedMultipleChoiceField(
        label=_("Gäller"), coerce=int, required=False, widget=forms.SelectMultiple(attrs={"size": 8, "class": "tall"}),
        help_text=_("Håll ned Ctrl för att välja flera."),
    )  # fmt: skip
    consent_on = SwedishDateField(label=_("Samtycke lämnat"))
    consent_how = forms.CharField(
        label=_("Hur lämnades samtycket?"), max_length=200, help_text=_("Till exempel: i mejl till kontaktpersonen."),
        error_messages={"required": _("Skriv hur samtycket lämnades.")},
    )  # fmt: skip
    delete_on = SwedishDateField(
        label=_("Raderas den"), help_text=_("Då tas kontakten och dess historik bort. Ni påminns en månad före.")
    )

    groups = (
        (_("Vem"), ("name", "role", "organisation", "country", "email", "phone")),
        (_("Vårt samarbete"), ("unit", "engagements")),
        (_("Samtycke"), ("consent_on", "consent_how", "delete_on")),
    )

    def __init__(self, *args: Any, units: Any, engagements: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["engagements"].choices = engagements


class CommunicationForm(GroupedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Vad"), max_length=200, error_messages={"required": _("Skriv vad ni berättar.")})
    channel = forms.ChoiceField(label=_("Kanal"), choices=Channel.choices)
    audience = forms.CharField(
        label=_("Målgrupp"), max_length=160, help_text=_("Till exempel: invånare, lärare, näringsliv."),
        error_messages={"required": _("Skriv vilka det är till för.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Text"), required=False, widget=_lines(4), help_text=_("Det som syns om insatsen publiceras.")
    )
    link = forms.URLField(label=_("Länk"), max_length=300, required=False, assume_scheme="https")
    unit = forms.ModelChoiceField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=None)
    planned_on = SwedishDateField(label=_("Planerat"), required=False)
    done_on = SwedishDateField(label=_("Genomfört"), required=False)

    groups = (
        ("", ("title", "channel", "audience", "text", "link", "unit")),
        (_("När"), ("planned_on", "done_on")),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("planned_on") or data.get("done_on")) and not {"planned_on", "done_on"} & self.errors.keys():
            self.add_error("planned_on", _("Ange när det är planerat eller när det gjordes."))
        return data


class FollowUpForm(GroupedForm):
    came_of = forms.ChoiceField(
        label=_("Vad blev det av det?"), choices=CameOf.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av de tre.")},
    )  # fmt: skip
    changed = forms.CharField(
        label=_("Vad förändrades?"), widget=_lines(4),
        help_text=_("För verksamheten och för invånarna. Blev det inte av: skriv varför."),
        error_messages={"required": _("Skriv vad som förändrades, eller varför det inte blev av.")},
    )  # fmt: skip
    next_on = SwedishDateField(
        label=_("Följ upp igen den"), required=False, help_text=_("Bara för det som är planerat.")
    )

    groups = (("", ("came_of", "changed", "next_on")),)
