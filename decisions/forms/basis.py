"""The decision basis as it is written; nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.forms.cases import Day, long_text
from decisions.models import Case
from documents.uploads import ACCEPT, UploadRefused, inspect


class PrepareForm(forms.ModelForm):
    """The parts of a tjänsteutlåtande in the order it is read, and one more annex."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    annex = forms.FileField(
        label=_("Lägg till en bilaga"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("Filen sparas tillsammans med underlaget. Högst 25 MB."),
    )
    annex_title = forms.CharField(
        label=_("Bilagans titel"), required=False, max_length=200, help_text=_("Lämna tom för att använda filens namn.")
    )
    take_back = forms.BooleanField(
        label=_("Ja, ta tillbaka ärendet till beredning"),
        error_messages={"required": _("Kryssa för att ärendet ska tas tillbaka till beredning.")},
    )

    class Meta:
        model = Case
        fields = [
            "title",
            "proposed_decision",
            "summary",
            "background",
            "preparation",
            "matter_text",
            "assessment",
            "survey",
            "effective_on",
        ]
        field_classes = {"effective_on": Day}
        widgets = {
            "proposed_decision": long_text(4),
            "summary": long_text(4),
            "background": long_text(7),
            "preparation": long_text(4),
            "matter_text": long_text(8),
            "assessment": long_text(6),
            "survey": long_text(5),
            "effective_on": Day.widget,
        }
        help_texts = {
            "proposed_decision": _("Så som det ska stå i protokollet."),
            "summary": _("Det viktigaste i några meningar, för den som bara läser början."),
            "background": _("Vad gäller ärendet och vad har hänt hittills?"),
            "preparation": _("Vilka har berett ärendet, och vilka behandlar det sedan?"),
            "matter_text": _("Vad innebär förslaget, till vilken nytta och till vilken kostnad?"),
            "assessment": _("Vad talar för och emot?"),
            "survey": _("Vad har andra städer kommit fram till, och vad händer omkring frågan?"),
            "effective_on": _("Lämna tomt om beslutet ska gälla samma dag som det fattas."),
        }

    def __init__(self, *args: Any, asks_effective_on: bool = True, takes_back: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # Asked for before the case is put forward, although a draft may be saved without them.
        self.fields["proposed_decision"].either_or = self.fields["background"].either_or = True
        if not asks_effective_on:
            del self.fields["effective_on"]
        if takes_back:
            del self.fields["annex"], self.fields["annex_title"]
        else:
            del self.fields["take_back"]

    def clean_annex(self) -> Any:
        file = self.cleaned_data["annex"]
        if file:
            try:
                inspect(file)
            except UploadRefused as reason:
                raise forms.ValidationError(str(reason)) from reason
        return file

    def texts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}


class PublicTitleForm(forms.Form):
    public_title = forms.CharField(
        label=_("Offentlig titel"),
        required=False,
        max_length=250,
        help_text=_("Visas i det offentliga diariet i stället för ärendets rubrik. Skriv inget som är hemligt."),
    )
