"""Parse and validate; nothing is written here."""

from decisions.forms.basis import PrepareForm
from decisions.forms.cases import (
    ONLY_HANDED_BACK,
    Day,
    DecideForm,
    OpenForm,
    ProposeForm,
    PutForwardForm,
    WithdrawForm,
    long_text,
)

__all__ = [
    "ONLY_HANDED_BACK",
    "Day",
    "DecideForm",
    "OpenForm",
    "PrepareForm",
    "ProposeForm",
    "PutForwardForm",
    "WithdrawForm",
    "long_text",
]
