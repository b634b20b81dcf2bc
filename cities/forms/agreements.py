from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.enums import AgreementKind, Party
from cities.models import Agreement, Amendment, CityRelation
from cities.selectors.agreements import agreements_to_renew, amendments_without_paper, decided_cases
from cities.states import AGREEMENT
from core.dates import SwedishDateField
from decisions.models import Case
from engagements.area_forms import GroupedForm
from governance.models import Theme

SHORT = {"class": "short", "inputmode": "numeric"}
CITY_OFFICE = _("Befattning eller uppdrag, till exempel kommunstyrelsens ordförande.")
PARTNER_OFFICE = _("Till exempel borgmästaren.")
MOVES = ("rest", "pause", "resume", "end")


class MonthsField(forms.IntegerField):
    """Months, none when left empty."""

    widget = forms.NumberInput(attrs=SHORT)

    def __init__(self, **kwargs: Any):
        super().__init__(**{"min_value": 0, "max_value": 120, "required": False} | kwargs)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class KronorField(forms.IntegerField):
    """Whole kronor; spaces between the thousands are read."""

    widget = forms.TextInput(attrs=SHORT)

    def __init__(self, **kwargs: Any):
        super().__init__(**{"min_value": 0, "max_value": 2_000_000_000} | kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class AgreementForm(GroupedForm):
    kind = forms.ChoiceField(label=_("Slag"), choices=AgreementKind.choices, widget=forms.RadioSelect)
    parties = forms.CharField(
        label=_("Parter"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("En part på varje rad.")
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Teman"), required=False, widget=forms.CheckboxSelectMultiple
    )
    benefit_city = forms.CharField(
        label=_("Nytta för staden"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    benefit_partner = forms.CharField(
        label=_("Nytta för motparten"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    starts_on = SwedishDateField(label=_("Gäller från"), required=False)
    ends_on = SwedishDateField(label=_("Gäller till"), required=False, help_text=_("Lämna tomt för tills vidare."))
    prolongs_months = MonthsField(
        label=_("Förlängs automatiskt med (månader)"), help_text=_("Varje gång, om ingen säger upp avtalet i tid.")
    )
    notice_months = MonthsField(label=_("Stadens uppsägningstid (månader)"))
    partner_notice_months = MonthsField(label=_("Motpartens uppsägningstid (månader)"))
    renews = forms.ModelChoiceField(
        Agreement.objects.none(), label=_("Förnyar eller ändrar"), required=False, empty_label=_("Inget")
    )
    amendment = forms.ModelChoiceField(
        Amendment.objects.none(), label=_("Den ändring som tilläggsavtalet gäller"), required=False,
        empty_label=_("Ingen"),
    )  # fmt: skip
    city_office = forms.CharField(
        label=_("Undertecknas för staden av"), max_length=160, required=False, help_text=CITY_OFFICE
    )
    partner_office = forms.CharField(
        label=_("Undertecknas för motparten av"), max_length=160, required=False, help_text=PARTNER_OFFICE
    )
    aid = forms.BooleanField(label=_("Avtalet är till stöd för bistånd"), required=False)
    aid_costs = KronorField(label=_("Avtalets kostnader, kr"), required=False)
    aid_state_costs = KronorField(label=_("Därav bär staten genom Sida, kr"), required=False)

    groups = (
        (_("Avtalet"), ("kind", "parties", "renews", "amendment")),
        (_("Vad det gäller"), ("themes", "benefit_city", "benefit_partner")),
        (_("Tid och uppsägning"), (
            "starts_on", "ends_on", "prolongs_months", "notice_months", "partner_notice_months",
        )),
        (_("Vem som undertecknar"), ("city_office", "partner_office")),
        (_("Bistånd"), ("aid", "aid_costs", "aid_state_costs")),
    )  # fmt: skip

    def __init__(self, *args: Any, relation: CityRelation, agreement: Agreement | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.order_by("name")
        earlier = self._offer("renews", agreements_to_renew(relation, agreement))
        if agreement is None and earlier:
            self.initial.setdefault("renews", earlier[0].pk)
        if not self._offer("amendment", amendments_without_paper(relation, agreement)):
            del self.fields["amendment"]

    def _offer(self, name: str, queryset: QuerySet[Any]) -> list[Any]:
        """Let the field choose among these, and return them: read once, where the field would read them again."""
        field, rows = self.fields[name], list(queryset)
        field.queryset = queryset
        field.choices = [("", field.empty_label), *((row.pk, str(row)) for row in rows)]
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("aid_costs", "aid_state_costs"):
            cleaned[name] = cleaned.get(name) or 0
        return cleaned


class SignForm(GroupedForm):
    city_office = forms.CharField(label=_("Undertecknas för staden av"), max_length=160, help_text=CITY_OFFICE)
    city_place = forms.CharField(label=_("Ort"), max_length=120)
    city_signed_on = SwedishDateField(label=_("Dag"))
    partner_office = forms.CharField(label=_("Undertecknas för motparten av"), max_length=160, help_text=PARTNER_OFFICE)
    partner_place = forms.CharField(label=_("Ort"), max_length=120)
    partner_signed_on = SwedishDateField(label=_("Dag"))
    reason = forms.CharField(
        label=_("Vad undertecknandet stöder sig på"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Behövs bara när avtalet inte är beslutat i ett ärende här."),
    )  # fmt: skip

    groups = (
        (_("Staden"), ("city_office", "city_place", "city_signed_on")),
        (_("Motparten"), ("partner_office", "partner_place", "partner_signed_on")),
        ("", ("reason",)),
    )


class _BasisForm(GroupedForm):
    """The day, and what the change rests on: a decided case of the relation, or a reason."""

    on = SwedishDateField(label=_("Dag"))
    case = forms.ModelChoiceField(
        Case.objects.none(), label=_("Beslut"), required=False,
        empty_label=_("Inget ärende"),
    )  # fmt: skip
    reason = forms.CharField(label=_("Skäl"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.fields["case"].queryset = decided_cases(agreement)
        for name in ("case", "reason"):
            self.fields[name].either_or = True


class MoveForm(_BasisForm):
    verb = forms.ChoiceField(label=_("Vad händer med avtalet?"), widget=forms.RadioSelect)

    groups = (("", ("verb", "on")), (_("Vad det vilar på"), ("case", "reason")))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        super().__init__(*args, agreement=agreement, **kwargs)
        words = {
            "rest": _("Det blir vilande"),
            "pause": _("Det pausas"),
            "resume": _("Det återupptas"),
            "end": _("Det avslutas"),
        }
        self.fields["verb"].choices = [(verb, words[verb]) for verb in MOVES if AGREEMENT.allows(agreement, verb)]


class NoticeForm(_BasisForm):
    party = forms.ChoiceField(label=_("Vem säger upp avtalet?"), choices=Party.choices, widget=forms.RadioSelect)

    groups = (("", ("party", "on")), (_("Vad det vilar på"), ("case", "reason")))


class DocumentForm(GroupedForm):
    file = forms.FileField(label=_("Undertecknat avtal"), help_text=_("PDF eller bild av det undertecknade avtalet."))

    groups = (("", ("file",)),)


def agreement_initial(relation: CityRelation, agreement: Agreement | None, municipality: str) -> dict[str, Any]:
    """What is known already: the draft's own, or the relation's. What a new one renews is the form's to say."""
    if agreement is not None:
        names = [name for name in AgreementForm.base_fields if name != "themes"]
        return {name: getattr(agreement, name) for name in names} | {"themes": list(agreement.themes.all())}
    spine = relation.engagement
    return {
        "kind": AgreementKind.FORMAL,
        "parties": f"{municipality}\n{relation.city.name}",
        "themes": list(spine.themes.all()),
        "benefit_city": spine.benefit_city,
        "benefit_partner": spine.benefit_partner,
        "starts_on": spine.starts_on if spine.status == "proposed" else None,
        "ends_on": spine.ends_on if spine.status == "proposed" else None,
    }
