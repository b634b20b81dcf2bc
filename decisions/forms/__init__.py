"""Parse and validate; nothing is written here."""

from decisions.forms.cases import (
    ONLY_HANDED_BACK,
    Day,
    DecideForm,
    OpenForm,
    PrepareForm,
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
