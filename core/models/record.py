"""What every record carries from its first day, because it hurts to add later."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.enums import Confidentiality, RetentionRule


class Record(models.Model):
    """Base of everything that is registered.

    A secrecy marking without the provision it rests on cannot be stored (TF 2:20); registration needs a date, a
    reference number and in brief what it is about (OSL 5:1-2), and the public title is what the public register shows.
    """

    reference_number = models.CharField(_("diarienummer"), max_length=60, blank=True, db_index=True)
    registered_at = models.DateTimeField(_("registrerad"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=250)
    public_title = models.CharField(
        _("offentlig titel"), max_length=250, blank=True, help_text=_("Visas för allmänheten i stället för titeln.")
    )
    confidentiality = models.CharField(
        _("sekretess"), max_length=20, choices=Confidentiality.choices, default=Confidentiality.OPEN
    )
    confidentiality_ground = models.CharField(
        _("lagrum för sekretess"), max_length=200, blank=True, help_text=_("Till exempel OSL 15:1.")
    )
    retention_rule = models.CharField(
        _("bevarande"), max_length=20, choices=RetentionRule.choices, default=RetentionRule.PRESERVE
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(confidentiality="confidential") | ~Q(confidentiality_ground=""),
                name="%(app_label)s_%(class)s_secrecy_states_its_ground",
                violation_error_message=_("Ange lagrum: sekretess får bara markeras med den bestämmelse som gäller."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confidential(self) -> bool:
        return self.confidentiality == Confidentiality.CONFIDENTIAL
