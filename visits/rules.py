"""The rules of visits whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from governance import rulebook
from governance.enums import Level
from visits.conditions.visits import CONFIRMED_BY_KIND, ONE_MAIN_HOST


def register() -> None:
    at = _("När ett besök bekräftas")
    rulebook.register(
        rulebook.Rule(
            code=CONFIRMED_BY_KIND,
            meaning=_("Protokollära besök och VIP-besök bekräftas inte av en förvaltning."),
            enforced_at=at,
            default=Level.WARN,
            clause="GBG-V3",
        ),
        rulebook.Rule(
            code=ONE_MAIN_HOST,
            meaning=_("Ett besök med flera enheter har en huvudvärd som enheterna har kommit överens om."),
            enforced_at=at,
            default=Level.WARN,
            clause="GBG-V4",
        ),
    )
