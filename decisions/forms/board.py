"""Parse what is written about appeals; nothing is written here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import SwedishDateField


class AppealForm(forms.Form):
    received_on = SwedishDateField(label=_("Överklagandet kom in"))
    court = forms.CharField(
        label=_("Domstol"), max_length=120, help_text=_("Ett kommunalt beslut överklagas till förvaltningsrätten.")
    )
    court_number = forms.CharField(label=_("Målnummer"), max_length=60, required=False)


class AppealEndForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("Hur slutade det?"),
        choices=[("yes", _("Beslutet står fast")), ("no", _("Beslutet är upphävt"))],
        widget=forms.RadioSelect,
    )
    ended_on = SwedishDateField(
        label=_("Dag då avgörandet vann laga kraft"),
        help_text=_("Den dag då domstolens avgörande inte längre kunde överklagas."),
    )
