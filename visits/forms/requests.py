"""Requests: written down by staff, pasted by a contact person, sent by a delegation, assessed and answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm, SecrecyFields
from engagements.models import Country
from governance.models import Aim, Unit
from visits.enums import RequestResult, Serving, VisitKind

STAMP_SALT = "visits.request.form"
LEAST_SECONDS, MOST_SECONDS = 3, 24 * 60 * 60
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
AIM = "aim_%s"


def own_units(person: Any) -> Any:
    """Units somebody reports for; every unit for the coordinating one."""
    if person.powers.coordinates:
        return Unit.objects.order_by("name")
    return Unit.objects.filter(pk__in=person.powers.own_units).order_by("name")


class AskedFields(forms.Form):
    """What is known of who wants to come."""

    visitor = forms.CharField(
        label=_("Delegation"), max_length=200, required=False,
        help_text=_("Vilka som vill komma, och från vilken organisation."),
    )  # fmt: skip
    city = forms.CharField(label=_("Stad"), max_length=120, required=False)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"), required=False)
    visitors_count = forms.IntegerField(
        label=_("Antal besökare"), required=False, min_value=1, max_value=10000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    wanted_from = SwedishDateField(label=_("Önskat från"), required=False)
    wanted_to = SwedishDateField(label=_("Önskat till"), required=False)
    text = forms.CharField(label=_("Vad de skriver"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    sender_name = forms.CharField(label=_("Avsändarens namn"), max_length=160, required=False)
    sender_email = forms.EmailField(label=_("Avsändarens e-post"), required=False)

    asked_names = (
        "visitor", "city", "country", "visitors_count", "wanted_from", "wanted_to", "text", "sender_name",
        "sender_email",
    )  # fmt: skip

    def asked(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.asked_names if name in self.cleaned_data}


class RequestForm(AskedFields, SecrecyFields, GroupedForm):
    """The staff's form, also to complete a request that was passed on."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Kom in genom"))
    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("Inte bestämt")), *VisitKind.choices], required=False)
    language = forms.ChoiceField(label=_("Språk för svaret"), choices=LANGUAGES, initial="sv")

    groups = (
        (_("Vem vill komma"), ("visitor", "city", "country", "visitors_count", "wanted_from", "wanted_to", "kind")),
        (_("Förfrågan"), ("text", "unit")),
        (_("Avsändare"), ("sender_name", "sender_email", "language")),
        SecrecyFields.secrecy_group,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = own_units(person)

    def facts(self) -> dict[str, Any]:
        return self.asked() | self.secrecy() | {name: self.cleaned_data[name] for name in ("kind", "language")}


class RequestEditForm(RequestForm):
    """Which unit it came through is a fact that does not change."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["unit"]


class ForwardForm(GroupedForm):
    """One step, under a minute: paste and pass on. Who reports for one unit is asked nothing more."""

    text = forms.CharField(
        label=_("Klistra in förfrågan"), widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Hela brevet eller sms:et. Den samordnande enheten läser ut resten."),
    )  # fmt: skip
    sender_email = forms.EmailField(label=_("Avsändarens e-post"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Din enhet"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = own_units(person)
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
            self.fields["unit"].widget = forms.HiddenInput()

    groups = (("", ("text", "sender_email", "unit")),)


class PublicRequestForm(AskedFields, GroupedForm):
    """For delegations, without an account. A field that people leave empty and a stamp of when the page was made keep
    machines away."""

    homepage = forms.CharField(required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    groups = (
        (_("Vilka ni är"), ("visitor", "city", "country", "visitors_count")),
        (_("Besöket"), ("wanted_from", "wanted_to", "text")),
        (_("Kontakt"), ("sender_name", "sender_email")),
    )
    must = ("visitor", "country", "text", "sender_name", "sender_email")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in self.must:
            self.fields[name].required = True
        self.fields["visitors_count"].label = _("Hur många ni är")
        self.fields["visitor"].label = _("Er delegation eller organisation")
        self.fields["visitor"].help_text = ""
        self.fields["text"].label = _("Vad vill ni se eller tala om, och varför?")
        self.fields["text"].max_length = 4000
        self.fields["sender_name"].label = _("Ditt namn")
        self.fields["sender_email"].label = _("Din e-post")
        self.fields["sender_email"].help_text = _("Vi skickar ett brev dit. Förfrågan räknas när du öppnat länken.")
        self.fields["stamp"].initial = signing.dumps("", salt=STAMP_SALT)

    @property
    def filled_by_machine(self) -> bool:
        return bool(self.data.get("homepage", "").strip())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            signing.loads(cleaned.get("stamp", ""), salt=STAMP_SALT, max_age=MOST_SECONDS)
        except signing.BadSignature:
            raise forms.ValidationError(
                _("Sidan var öppen för länge. Kontrollera uppgifterna och skicka igen.")
            ) from None
        if _seconds_since(cleaned["stamp"]) < LEAST_SECONDS:
            raise forms.ValidationError(_("Det gick lite för fort. Vänta några sekunder och skicka igen."))
        starts, ends = cleaned.get("wanted_from"), cleaned.get("wanted_to")
        if starts and ends and ends < starts:
            self.add_error("wanted_to", _("Slutdatum ligger före startdatum."))
        return cleaned


def _seconds_since(stamp: str) -> float:
    """How long ago the page was made; the signature has been checked."""
    try:
        signing.loads(stamp, salt=STAMP_SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return LEAST_SECONDS
    return 0


class AssessForm(SecrecyFields, GroupedForm):
    """The same questions for every request: each aim of the policy, the own value, the result and why."""

    own_value = forms.ChoiceField(
        label=_("Mervärde för stadens egen verksamhet"), choices=Serving.choices,
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    own_value_note = forms.CharField(label=_("Vad staden kan lära eller vinna"), max_length=300, required=False)
    result = forms.ChoiceField(
        label=_("Resultat"), choices=RequestResult.choices, widget=forms.RadioSelect, required=False
    )
    kind = forms.ChoiceField(
        label=_("Slag av besök"), choices=[("", _("Inte bestämt")), *VisitKind.choices], required=False
    )
    host_unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet som tar emot"), required=False)
    offered = forms.CharField(
        label=_("Annan form som erbjuds"), max_length=300, required=False,
        help_text=_("Till exempel ett digitalt möte eller ett annat datum."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Skäl"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skälen är stadens egna och skickas inte till avsändaren."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    groups = (
        (_("Resultat och skäl"), ("own_value_note", "result", "reason")),
        (_("Om besöket tas emot"), ("kind", "host_unit")),
        (_("Om en annan form erbjuds"), ("offered",)),
        SecrecyFields.secrecy_group,
    )
    said_names = ("own_value", "own_value_note", "result", "kind", "host_unit", "offered", "reason")

    def __init__(self, *args: Any, person: Any, aims: list[Aim], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.aims = aims
        self.fields["host_unit"].queryset = own_units(person)
        for name in ("own_value", "result", "reason"):
            self.fields[name].either_or = True
        for aim in aims:
            self.fields[AIM % aim.pk] = forms.ChoiceField(
                label=aim.name, choices=Serving.choices, widget=forms.RadioSelect, required=False
            )

    def weighed(self) -> list[forms.BoundField]:
        """What is weighed on the same scale: the aims in the policy's order, and the own value last."""
        return [*(self[AIM % aim.pk] for aim in self.aims), self["own_value"]]

    def servings(self) -> dict[int, str]:
        return {aim.pk: self.cleaned_data.get(AIM % aim.pk, "") for aim in self.aims}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.said_names} | self.secrecy()


class AnswerForm(GroupedForm):
    text = forms.CharField(label=_("Svar"), widget=forms.Textarea(attrs={"rows": 12}), required=False)
    groups = (("", ("text",)),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"].either_or = True
