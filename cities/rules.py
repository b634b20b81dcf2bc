"""The rules of cities whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from cities.conditions import (
    ACTIVE_NEEDS_AGREEMENT,
    AID_OWN_MONEY,
    COMPLETE,
    NO_TWIN_TOWNS,
    PROJECT_FIRST,
    WITHIN_BUDGET,
)
from governance import rulebook
from governance.enums import Level

AT_CASE = _("När ett ärende om avtal läggs fram")


DECIDING = (
    rulebook.Rule(
        code=NO_TWIN_TOWNS,
        meaning=_("Staden tecknar inga vänortsavtal."),
        enforced_at=_("När en relation registreras och när ett ärende om avtal läggs fram"),
        default=Level.OFF,
        clause="SMF-08",
    ),
    rulebook.Rule(
        code=COMPLETE,
        meaning=_("Ett avtal har teman, slutdatum och nytta för båda parter."),
        enforced_at=AT_CASE,
        default=Level.WARN,
        clause="GBG-C1",
    ),
    rulebook.Rule(
        code=PROJECT_FIRST,
        meaning=_("Ett externt finansierat projekt prövas före ett nytt avtal."),
        enforced_at=AT_CASE,
        default=Level.OFF,
        clause="NKP-04",
    ),
)
STANDING = (
    rulebook.Rule(
        code=ACTIVE_NEEDS_AGREEMENT,
        meaning=_("En relation till en stad blir aktiv med ett avtal i kraft."),
        enforced_at=_("När ett ärende om avtal läggs fram och när relationen ska bli aktiv"),
        default=Level.OFF,
        clause="GBG-C9",
    ),
    rulebook.Rule(
        code=AID_OWN_MONEY,
        meaning=_("Staten genom Sida bär alla kostnader i ett vänortsavtal till stöd för bistånd."),
        enforced_at=_("När avtalet skrivs, när ärendet läggs fram och när avtalet undertecknas"),
        default=Level.BLOCK,
        clause="NKP-22",
    ),
    rulebook.Rule(
        code=WITHIN_BUDGET,
        meaning=_("Beviljade utbytesbidrag ryms i årets ram."),
        enforced_at=_("När ett utbytesbidrag beviljas"),
        default=Level.WARN,
        clause="NKP-21",
    ),
)


def register() -> None:
    rulebook.register(*DECIDING, *STANDING)
