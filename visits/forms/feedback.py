"""Forms of a checklist and of feedback."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm

SCORES = ((5, _("5 – stämmer helt")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – stämmer inte alls")))


class LineForm(forms.Form):
    text = forms.CharField(label=_("Lägg till en rad"), max_length=300)
    obligatory = forms.BooleanField(label=_("Måste göras innan besöket avslutas"), required=False)


class LinkForm(forms.Form):
    language = forms.ChoiceField(label=_("Språk"), choices=[("en", "English"), ("sv", "Svenska")])
    expires_on = SwedishDateField(label=_("Sista dag"))


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=SCORES, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett svar.")},
    )  # fmt: skip


class FeedbackForm(GroupedForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    score_purpose = _score(_("Besöket nådde sitt syfte"))
    score_programme = _score(_("Programmet var bra"))
    score_welcome = _score(_("Mottagandet var bra"))
    best = forms.CharField(
        label=_("Vad var bäst?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    change = forms.CharField(
        label=_("Vad kan bli bättre?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    may_contact = forms.BooleanField(label=_("Ni får höra av er till vår delegation om svaren"), required=False)

    names = ("score_purpose", "score_programme", "score_welcome", "best", "change", "may_contact")
    groups = ((_("Hur väl stämmer det?"), names[:3]), (_("Med egna ord"), names[3:]))

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names if name in self.fields}


class HostForm(FeedbackForm):
    may_contact = None  # type: ignore[assignment]

    groups = (
        (_("Hur väl stämmer det?"), FeedbackForm.names[:3]),
        (_("Med egna ord"), ("best", "change")),
    )


class VisitorForm(FeedbackForm):
    """`website` is left empty by people; what fills it in is no visitor."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    @property
    def by_a_machine(self) -> bool:
        return bool(self.data.get(self.add_prefix("website"), ""))
