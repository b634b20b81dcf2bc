"""Orders of delegation and decisions on delegation: parse and validate; nothing is written here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions import delegating
from decisions.delegating import Taken
from decisions.enums import DelegationHolder, DelegationSubject
from decisions.forms.cases import Day, long_text
from governance.models import Body, Person, Unit

OUTCOMES = [(each.value, each.label) for each in delegating.OUTCOMES]
SHORT = {"class": "short", "autocomplete": "off"}


class OrderForm(forms.Form):
    body = forms.ModelChoiceField(label=_("Nämnd eller styrelse"), queryset=Body.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Titel"), max_length=200)
    adopted_on = Day(label=_("Antagen"))
    paragraph = forms.CharField(label=_("Paragraf i protokollet"), max_length=30, widget=forms.TextInput(attrs=SHORT))
    starts_on = Day(label=_("Gäller från"))
    ends_on = Day(label=_("Gäller till och med"), required=False)

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])


class RuleForm(forms.Form):
    number = forms.CharField(label=_("Nummer"), max_length=20, widget=forms.TextInput(attrs=SHORT))
    subject = forms.CharField(label=_("Vad delegationen gäller"), max_length=250)
    subject_kind = forms.ChoiceField(
        label=_("Ärendets slag"),
        choices=DelegationSubject.choices,
        help_text=_("Bara löpande ärenden får delegeras. Det andra behåller nämnden själv."),
    )
    matter = forms.ChoiceField(
        label=_("Ärendetyp i Utblick"),
        required=False,
        help_text=_("Välj den om beslutet ska avgöra ärenden som bereds här. Lämna tom för annat."),
    )
    scope = forms.CharField(label=_("Omfattning och villkor"), max_length=300, required=False, widget=long_text(2))
    limit_amount = forms.IntegerField(
        label=_("Högst belopp, kronor"), required=False, min_value=1, widget=forms.NumberInput(attrs=SHORT)
    )
    function = forms.ChoiceField(label=_("Uppdrag"), required=False, choices=[("", "–"), *DelegationHolder.choices])
    unit = forms.ModelChoiceField(label=_("Förvaltning"), required=False, queryset=Unit.objects.none())
    person = forms.ModelChoiceField(
        label=_("Eller en viss person"), required=False, queryset=Person.objects.none(), empty_label="–"
    )
    onward = forms.BooleanField(label=_("Får delegeras vidare (bara förvaltningschef)"), required=False)
    reported = forms.BooleanField(label=_("Besluten anmäls till nämnden"), required=False)
    appealable = forms.BooleanField(label=_("Besluten får överklagas"), required=False)
    starts_on = Day(label=_("Gäller från"))
    ends_on = Day(label=_("Gäller till och med"), required=False)

    def __init__(self, *args: Any, matters: list[tuple[str, str]], units: Any, people: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [("", "–"), *matters]
        self.fields["function"].either_or = self.fields["person"].either_or = True
        self.fields["unit"].queryset = units
        self.fields["person"].queryset = people


class EndRuleForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = Day(label=_("Sista dag"), help_text=_("Delegationen finns kvar i ordningen, med sin sista dag."))


class PassOnForm(forms.Form):
    person = forms.ModelChoiceField(label=_("Till vem"), queryset=Person.objects.none())
    starts_on = Day(label=_("Gäller från"))
    ends_on = Day(label=_("Gäller till och med"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class DelegatedForm(forms.Form):
    """The five facts of FL 31: date, content, who decided (who is signed in), who presented, who took part."""

    title = forms.CharField(label=_("Vad beslutet gäller"), max_length=250)
    outcome = forms.ChoiceField(label=_("Utfall"), choices=OUTCOMES, widget=forms.RadioSelect)
    decided_on = Day(label=_("Beslutsdatum"))
    amount = forms.IntegerField(
        label=_("Belopp, kronor"), required=False, min_value=0, widget=forms.NumberInput(attrs=SHORT)
    )
    text = forms.CharField(label=_("Beslutet i sin helhet"), widget=long_text(6))
    presenter = forms.CharField(
        label=_("Föredragande"), max_length=160, help_text=_("Skriv Ingen om ingen föredrog ärendet.")
    )
    present_without_deciding = forms.CharField(
        label=_("Deltog utan att besluta"), max_length=300, help_text=_("Skriv Ingen om ingen annan var med.")
    )
    unbiased = forms.BooleanField(
        label=_("Jag är inte jävig"),
        error_messages={"required": _("Den som är jävig får inte besluta. Lämna ärendet till nämnden. (KL 6:28, 7:4)")},
        help_text=_("Ärendet angår inte dig själv eller någon närstående, och inget annat rubbar din opartiskhet."),
    )

    def __init__(self, *args: Any, with_amount: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = with_amount
        if not with_amount:
            del self.fields["amount"]

    def taken(self) -> Taken:
        names = set(Taken.__dataclass_fields__)
        return Taken(**{name: value for name, value in self.cleaned_data.items() if name in names})


class UrgentForm(DelegatedForm):
    why_urgent = forms.CharField(
        label=_("Varför kan det inte vänta?"),
        widget=long_text(3),
        help_text=_("Skriv vad som hade hänt om nämnden hade fått avgöra det vid nästa sammanträde."),
    )
    case = forms.ChoiceField(label=_("Ärende"), required=False, help_text=_("Lämna tomt om det inte finns något."))

    field_order = ["case", "title", "why_urgent"]

    def __init__(self, *args: Any, cases: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, with_amount=False, **kwargs)
        self.fields["case"].choices = [("", "–"), *cases]
        if not cases:
            del self.fields["case"]
