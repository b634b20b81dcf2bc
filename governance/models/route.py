from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.enums import StepRole
from governance.models.body import Body
from governance.models.policy import Policy
from governance.models.unit import Unit


class Route(models.Model):
    """The way one matter takes through the municipality under one version of the policy.

    A matter that the policy keeps for the council stays with it, however the steps are edited (KL 5:1-2).
    """

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="routes")
    matter = models.SlugField(_("ärendetyp"), max_length=80)
    clause = models.CharField(_("stöd"), max_length=160, blank=True)
    council_reserved = models.BooleanField(_("hör till fullmäktige"), default=False)

    class Meta:
        ordering = ["matter"]
        constraints = [models.UniqueConstraint(fields=["policy", "matter"], name="governance_route_once")]

    def __str__(self) -> str:
        return self.matter


class RouteStep(models.Model):
    """One step: who does what, resting on which clause, within how many days.

    A step names a body or a unit; a decide or propose step with neither is taken by the body that the case's own unit
    serves (a committee within its field).
    """

    route = models.ForeignKey(Route, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(_("roll"), max_length=20, choices=StepRole.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.CharField(_("stöd"), max_length=160, blank=True)
    days = models.PositiveSmallIntegerField(_("dagar"), null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["route", "order"], name="governance_routestep_order_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.get_role_display()} {self.body or self.unit or ''}"
