"""The rules this app enforces, whose level the policy sets."""

from django.utils.translation import gettext_lazy as _

from governance.enums import Level
from governance.rulebook import Rule

BEFORE_DECISION = _("när ett ärende om engagemanget lyfts")
ON_SUBMIT = _("när en aktivitet skickas in")

RULES = [
    Rule(
        "engagement.foreign-policy-assessed",
        _("Ett samarbete med en utländsk part är bedömt mot svensk utrikespolitik och mänskliga rättigheter"),
        BEFORE_DECISION,
        Level.BLOCK,
        "GBG-03, NKP-03",
    ),
    Rule(
        "engagement.benefit-stated",
        _("Nyttan är skriven både för staden och för motparten"),
        BEFORE_DECISION,
        Level.BLOCK,
        "GBG-04",
    ),
    Rule(
        "engagement.cites-assignment",
        _("Engagemanget anger det uppdrag eller ägardirektiv det tjänar"),
        BEFORE_DECISION,
        Level.OFF,
        "NKP-10",
    ),
    Rule("engagement.units-named", _("De enheter som deltar är namngivna"), BEFORE_DECISION, Level.OFF, "STR-03"),
    Rule(
        "activity.remote-considered",
        _("En resa anger varför mötet inte hölls på distans"),
        ON_SUBMIT,
        Level.BLOCK,
        "GBG-C7",
    ),
    Rule("activity.result-stated", _("Aktiviteten anger vad den ledde till"), ON_SUBMIT, Level.WARN, "SMF-01"),
]
