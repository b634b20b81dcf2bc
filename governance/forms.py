"""Parsing what people type; nothing here writes."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
        "inactive": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Användarnamn")
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = _("Lösenord")
