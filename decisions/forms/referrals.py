"""Parse and validate; nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from decisions.enums import Stance
from decisions.forms.cases import Day, long_text


class ReferralForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    question = forms.CharField(
        label=_("Vad ska yttrandet gälla?"),
        widget=long_text(5),
        help_text=_("Instanserna läser frågan först. Underlaget i ärendet får de med."),
    )
    due_on = Day(label=_("Sista svarsdag"))
    bodies = forms.TypedMultipleChoiceField(
        label=_("Nämnder och styrelser"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ett organ svarar genom ett eget beslut. Räkna med tid för ett sammanträde."),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Förvaltningar och bolag"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Här svarar chefen, utan beslut i nämnden."),
    )

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], units: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = bodies
        self.fields["units"].choices = units
        for name in ("bodies", "units"):
            self.fields[name].either_or = True


class OutsideForm(forms.Form):
    name = forms.CharField(label=_("Namn"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-post"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Skriv vem adressen hör till."))
        return cleaned


class _Outsiders(forms.BaseFormSet):
    @property
    def rows(self) -> list[dict[str, Any]]:
        """Rows with somebody in them; an emptied row is gone."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("name", "").strip()]


OutsideFormSet = formset_factory(OutsideForm, formset=_Outsiders, extra=1, max_num=60, absolute_max=80)


class AddRecipientForm(forms.Form):
    """One more recipient: chosen from the list, or written when it is an outside party."""

    who = forms.ChoiceField(label=_("Nämnd, förvaltning eller bolag"), required=False)
    outside = forms.CharField(label=_("Utomstående"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-post till den utomstående"), required=False)
    due_on = Day(label=_("Sista svarsdag"))

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], units: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [
            ("", "–"),
            (_("Nämnder och styrelser"), [(f"body-{pk}", name) for pk, name in bodies]),
            (_("Förvaltningar och bolag"), [(f"unit-{pk}", name) for pk, name in units]),
        ]
        for name in ("who", "outside"):
            self.fields[name].either_or = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("who")) == bool(cleaned.get("outside", "").strip()):
            self.add_error("who", _("Välj en instans i listan, eller skriv en utomstående."))
        return cleaned


class AnswerForm(forms.Form):
    """A draft may lack anything; what an answer needs is asked when it is given."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label=_("Ställningstagande"), choices=Stance.choices, widget=forms.RadioSelect, required=False
    )
    statement = forms.CharField(label=_("Yttrande"), widget=long_text(14), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("stance", "statement"):
            self.fields[name].either_or = True


class GiveForm(forms.Form):
    document = forms.FileField(label=_("Yttrandet som fil"), required=False)
    answered_on = Day(label=_("Kom in"), help_text=_("Dagen då svaret kom till kommunen."))

    def __init__(self, *args: Any, outside: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not outside:
            del self.fields["answered_on"]


class ExtendForm(forms.Form):
    due_on = Day(label=_("Ny sista svarsdag"))
    reason = forms.CharField(label=_("Varför förlängs svarstiden?"), max_length=300, widget=long_text(3))


class WithdrawReferralForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför återkallas remissen?"),
        widget=long_text(3),
        help_text=_("Skälet sparas i ärendets historik och kan läsas av alla som ser ärendet."),
    )
