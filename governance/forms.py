"""Parsing what people type; nothing here writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from governance.actions import StepInput
from governance.enums import Function, Level, StepRole
from governance.models import Body, Person, Unit

DATE = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
        "inactive": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Användarnamn")
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = _("Lösenord")


class PolicyEditForm(forms.Form):
    """What every edit of the policy asks: on which version it was begun, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Varför ändras policyn?"),
        max_length=300,
        help_text=_("Till exempel beslutet som ligger bakom, med diarienummer. Syns i listan över versioner."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RuleForm(PolicyEditForm):
    level = forms.ChoiceField(
        label=_("Vad händer när regeln bryts?"), choices=Level.choices, widget=forms.RadioSelect, required=True
    )
    clause = forms.CharField(
        label=_("Stöd"), max_length=160, required=False, help_text=_("Den punkt i policyn som regeln vilar på.")
    )
    field_order = ["level", "clause", "reason", "version"]


class RouteForm(PolicyEditForm):
    clause = forms.CharField(label=_("Stöd för vägen"), max_length=160, required=False)
    field_order = ["clause", "reason", "version"]


class StepForm(forms.Form):
    role = forms.ChoiceField(label=_("Roll"), choices=[("", "–"), *StepRole.choices], required=False)
    place = forms.ChoiceField(label=_("Organ eller enhet"), required=False)
    clause = forms.CharField(label=_("Eget stöd"), max_length=160, required=False)
    days = forms.IntegerField(
        label=_("Dagar"), min_value=1, max_value=999, required=False, widget=forms.NumberInput(attrs={"class": "short"})
    )

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("role") and any(cleaned.get(name) for name in ("place", "clause", "days")):
            self.add_error("role", _("Välj en roll, eller töm raden."))
        return cleaned


class StepFormSet(forms.BaseFormSet):
    ordering_widget = forms.NumberInput(attrs={"class": "short"})

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Plats")
        form.fields["DELETE"].label = _("Ta bort steget")

    def steps(self, bodies: dict[int, Body], units: dict[int, Unit]) -> list[StepInput]:
        """The rows that say something, in the order asked for."""
        rows = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data.get("role")]
        return [_step(row, bodies, units) for row in rows]


def _step(row: dict[str, Any], bodies: dict[int, Body], units: dict[int, Unit]) -> StepInput:
    kind, _sep, number = row["place"].partition(":")
    return StepInput(
        role=row["role"],
        body=bodies[int(number)] if kind == "body" else None,
        unit=units[int(number)] if kind == "unit" else None,
        clause=row["clause"],
        days=row["days"],
    )


StepRows = forms.formset_factory(StepForm, formset=StepFormSet, extra=1, can_delete=True, can_order=True, max_num=15)


class AppointmentForm(forms.Form):
    function = forms.ChoiceField(label=_("Uppdrag"), choices=[("", "–"), *Function.choices])
    body = forms.ModelChoiceField(
        label=_("Organ"),
        queryset=Body.objects.all(),
        required=False,
        help_text=_("För ledamöter, ordförande och sekreterare."),
    )
    unit = forms.ModelChoiceField(
        label=_("Enhet"),
        queryset=Unit.objects.all(),
        required=False,
        help_text=_("För förvaltningschefer, handläggare och kontaktpersoner."),
    )
    starts_on = forms.DateField(label=_("Från och med"), widget=DATE, input_formats=DATE_FORMATS)
    ends_on = forms.DateField(
        label=_("Till och med"),
        widget=DATE,
        input_formats=DATE_FORMATS,
        required=False,
        help_text=_("Lämna tomt när det gäller tills vidare."),
    )


class EndForm(forms.Form):
    ends_on = forms.DateField(label=_("Sista dag"), widget=DATE, input_formats=DATE_FORMATS)


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "email"]


class NewPersonForm(PersonForm):
    password = forms.CharField(
        label=_("Första lösenord"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Minst 12 tecken. Lämna tomt om personen loggar in på annat sätt."),
    )

    class Meta(PersonForm.Meta):
        fields = ["name", "username", "email", "language"]
        labels = {"username": _("Användarnamn")}
        help_texts = {"username": ""}


class BodyForm(forms.ModelForm):
    class Meta:
        model = Body
        fields = [
            "name",
            "key",
            "kind",
            "field",
            "series_prefix",
            "number_template",
            "numbers_from_diary",
            "seats",
            "note",
        ]
        labels = {"key": _("Nyckel"), "note": _("Anmärkning")}
        help_texts = {"key": _("Kort namn med a–z och bindestreck, till exempel kulturnamnden.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["name", "key", "short", "form", "serves", "coordinating", "note"]
        labels = {"key": _("Nyckel"), "short": _("Förkortning"), "note": _("Anmärkning")}
        help_texts = {
            "key": _("Kort namn med a–z och bindestreck, till exempel kulturforvaltningen."),
            "form": _("Förvaltningar och helägda bolag binds av policyn. För andra är den vägledande."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class DiaryNumbersForm(forms.Form):
    numbers = forms.CharField(
        label=_("Diarienummer från kommunens diarium"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("Ett nummer på varje rad. De används uppifrån och ner, vart och ett en gång."),
    )
