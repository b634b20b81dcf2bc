"""The rules of memberships whose level a policy sets."""

from django.utils.translation import gettext_lazy as _

from governance import rulebook
from governance.enums import Level
from memberships.conditions import GRADE, HELD_THROUGH, REVIEWED, SEATS_END


def register() -> None:
    rulebook.register(
        rulebook.Rule(
            code=HELD_THROUGH,
            meaning=_("Den som föreslår utträde säger vad som händer med medlemskap som hålls genom organisationen."),
            enforced_at=_("När ett ärende om utträde läggs fram"),
            default=Level.WARN,
            clause="STR-03",
        ),
        rulebook.Rule(
            code=GRADE,
            meaning=_("Staden uppfyller medlemsgradens villkor, eller skälet till undantag är skrivet."),
            enforced_at=_("När ett ärende om inträde läggs fram"),
            default=Level.WARN,
            clause="STR-01, STR-04",
        ),
        rulebook.Rule(
            code=SEATS_END,
            meaning=_("Den som föreslår utträde vet vilka uppdrag som upphör samtidigt."),
            enforced_at=_("När ett ärende om utträde läggs fram"),
            default=Level.WARN,
            clause="STR-02",
        ),
        rulebook.Rule(
            code=REVIEWED,
            meaning=_("Branschspecifika medlemskap prövas på nytt minst en gång per mandatperiod."),
            enforced_at=_("När en enhet lägger fram ett inträde under mandatperiodens sista år, och i påminnelserna"),
            default=Level.WARN,
            clause="GBG-O4",
        ),
    )
