from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel-arbetsbok (.xlsx) eller CSV, högst 10 000 rader."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Välj en fil.")},
    )
