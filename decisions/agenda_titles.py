"""What an item of the agenda is called when not everybody who reads it may see its case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from decisions import minutes_content
from decisions.models import AgendaItem


def secret_title() -> str:
    return _("Ärende som omfattas av sekretess")


def usual_titles() -> list[str]:
    """The formalities an agenda begins with."""
    return [_("Val av justerare"), _("Fastställande av dagordning")]


def for_everybody(item: AgendaItem) -> str:
    """The title as it may be sent to all who are called, also when the case became confidential after it was added."""
    return secret_title() if item.step and minutes_content.hides(item.step.case) else item.title
