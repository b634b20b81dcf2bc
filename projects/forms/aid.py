from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField
from engagements.area_forms import GroupedForm
from engagements.models import Country
from projects import enums
from projects.models import Project
from projects.selectors.funders import countries_outside_the_eea

LINES = forms.Textarea(attrs={"rows": 3})


class AidForm(GroupedForm):
    is_aid = forms.BooleanField(label=_("Projektet är bistånd"), required=False)
    aid_forms = forms.MultipleChoiceField(
        label=_("I vilken form"), choices=enums.AidForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    permit = forms.CharField(
        label=_("Regeringens tillstånd"), required=False, max_length=200,
        help_text=_("Datum och nummer, när landet inte får svenskt statligt bistånd."),
    )  # fmt: skip
    relief_organisation = forms.CharField(label=_("Internationell hjälporganisation"), required=False, max_length=160)
    emergency = forms.CharField(label=_("Nödsituationen"), required=False, widget=LINES)
    use_verified = forms.CharField(
        label=_("Så har användningen kontrollerats"), required=False, widget=LINES,
        help_text=_("Staden ska förvissa sig om att biståndet kommer till avsedd användning."),
    )  # fmt: skip
    sida_told_on = SwedishDateField(label=_("Anmält till Sida"), required=False)

    groups = (
        ("", ("is_aid", "aid_forms", "permit")),
        (_("Genom en hjälporganisation"), ("relief_organisation", "emergency")),
        (_("Uppföljning"), ("use_verified", "sida_told_on")),
    )
    facts = ("permit", "relief_organisation", "emergency", "use_verified", "sida_told_on")

    def __init__(self, *args: Any, project: Project, **kwargs: Any):
        initial: dict[str, Any] = {"is_aid": project.is_aid}
        if project.is_aid:
            initial |= {name: getattr(project.aid, name) for name in self.facts} | {"aid_forms": project.aid.forms}
        super().__init__(*args, initial=initial, **kwargs)


class ExportForm(GroupedForm):
    is_export = forms.BooleanField(label=_("Projektet säljer kommunala tjänster utomlands"), required=False)
    risks = forms.CharField(
        label=_("Riskerna och hur de begränsas"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Produktrisker, kommersiella, politiska och finansiella risker, och valutarisker."),
    )  # fmt: skip
    goods = forms.CharField(label=_("Varor som följer med"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    goods_needed = forms.CharField(
        label=_("Varför varorna behövs för tjänsten"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    groups = (("", ("is_export", "risks", "goods", "goods_needed")),)
    facts = ("risks", "goods", "goods_needed")

    def __init__(self, *args: Any, project: Project, **kwargs: Any):
        exports = hasattr(project, "service_export")
        initial: dict[str, Any] = {"is_export": exports}
        if exports:
            initial |= {name: getattr(project.service_export, name) for name in self.facts}
        super().__init__(*args, initial=initial, **kwargs)


class AidCountryForm(GroupedForm):
    country = forms.ModelChoiceField(Country.objects.none(), label=_("Land"))
    receives = forms.TypedChoiceField(
        label=_("Får landet svenskt statligt bistånd?"), choices=[("ja", _("Ja")), ("nej", _("Nej"))],
        coerce=lambda value: value == "ja", widget=forms.RadioSelect,
    )  # fmt: skip
    source = forms.CharField(
        label=_("Källa"),
        max_length=250,
        help_text=_("Till exempel regeringens strategi för landet, eller Sidas lista."),
    )

    groups = (("", ("country", "receives", "source")),)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = countries_outside_the_eea()
