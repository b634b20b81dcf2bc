from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from engagements.models import Country
from projects.enums import PartnerRole
from projects.forms.parts import VersionedForm


class PartnerForm(VersionedForm):
    name = forms.CharField(label=_("Part"), max_length=160, help_text=_("Staden, lärosätet, företaget."))
    role = forms.ChoiceField(
        label=_("Roll"), choices=PartnerRole.choices, initial=PartnerRole.PARTNER, widget=forms.RadioSelect,
        help_text=_("En part i taget är samordnande. Väljer du det här lämnar den förra över."),
    )  # fmt: skip
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"), required=False)
    task = forms.CharField(label=_("Vad parten gör"), required=False, max_length=250)

    groups = (("", ("name", "role", "country", "task")),)


class CityRoleForm(VersionedForm):
    role = forms.ChoiceField(label=_("Stadens roll"), choices=PartnerRole.choices, widget=forms.RadioSelect)

    groups = (("", ("role",)),)
