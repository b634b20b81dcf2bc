"""Parse and validate; nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.enums import OUTSIDE_A_MEETING, Outcome

ONLY_HANDED_BACK = (Outcome.RETURNED, Outcome.TABLED)


class Day(forms.DateField):
    """A day from the browser's own calendar, or written 2026-11-20."""

    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


def long_text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(forms.Form):
    matter = forms.ChoiceField(label=_("Vad ska beslutas?"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Handläggande enhet"))
    title = forms.CharField(
        label=_("Rubrik"), max_length=250, required=False, help_text=_("Lämna tom för att få en vanlig rubrik.")
    )
    effective_on = Day(
        label=_("Gäller från"),
        required=False,
        help_text=_("Lämna tomt om beslutet ska gälla samma dag som det fattas."),
    )

    def __init__(self, *args: Any, matters: list[tuple[str, Any]], units: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = matters
        self.fields["unit"].choices = units


class PutForwardForm(forms.Form):
    motive = forms.CharField(
        label=_("Motivering till avsteg"),
        required=False,
        widget=long_text(3),
        help_text=_("Varför går ärendet vidare trots det som anmärkts? Motiveringen sparas och följer med ärendet."),
        error_messages={"required": _("Skriv varför ärendet går vidare trots anmärkningarna.")},
    )

    def __init__(self, *args: Any, needs_motive: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["motive"].required = needs_motive


class ProposeForm(forms.Form):
    step = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Förslag till beslut"), widget=long_text(6))


class DecideForm(forms.Form):
    """The five facts of FL 31: date, content, who decided (the step's body), who presented, who took part."""

    step = forms.IntegerField(widget=forms.HiddenInput)
    sitting = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Utfall"), choices=[(each.value, each.label) for each in OUTSIDE_A_MEETING], widget=forms.RadioSelect
    )
    decided_on = Day(label=_("Beslutsdatum"))
    paragraph = forms.CharField(
        label=_("Paragraf"), max_length=30, widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    )
    text = forms.CharField(label=_("Beslutet i sin helhet"), widget=long_text(6))
    presenter = forms.CharField(
        label=_("Föredragande"),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "foredragande", "autocomplete": "off"}),
    )
    present_without_deciding = forms.CharField(
        label=_("Deltog utan att besluta"),
        max_length=300,
        help_text=_(
            "Till exempel tjänstepersoner som var med vid den slutliga handläggningen. Skriv Ingen om ingen var det."
        ),
    )

    def __init__(self, *args: Any, hands_back_only: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if hands_back_only:
            allowed = [choice for choice in Outcome.choices if choice[0] in ONLY_HANDED_BACK]
            self.fields["outcome"].choices = allowed

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Beslutsdatumet har inte varit ännu."))
        return day

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "step"}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför återkallas ärendet?"),
        widget=long_text(4),
        help_text=_("Skälet sparas i ärendets historik och kan läsas av alla som ser ärendet."),
    )
