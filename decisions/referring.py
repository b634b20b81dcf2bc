"""Words of a referral: who is asked, and the sentence that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisions.enums import AnswerState, Stance
from decisions.models import Answer
from governance.models import Body, Unit

OPINION = "decisions.opinion"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is asked: a body, a unit, or an outside party by name (and e-mail address, when it is known)."""

    body: Body | None = None
    unit: Unit | None = None
    outside: str = ""
    email: str = ""

    def __str__(self) -> str:
        return str(self.body or self.unit or self.outside)

    @property
    def identity(self) -> tuple[int | None, int | None, str]:
        """Equal for two that are the same recipient."""
        return (self.body.pk if self.body else None, self.unit.pk if self.unit else None, self.outside.casefold())


def recipient_of(answer: Answer) -> Recipient:
    return Recipient(answer.body, answer.unit, answer.outside, answer.outside_email)


def sentence(said: Iterable[tuple[str, str]], *, closed: bool) -> str:
    """ "Remissen skickades till 3 instanser: 1 tillstyrker, 1 avstyrker, 1 svarade inte." of (state, stance) pairs."""
    counted = Counter(stance if state == AnswerState.ANSWERED else "" for state, stance in said)
    total = counted.total()
    first = ngettext(
        "Remissen skickades till %(number)s instans", "Remissen skickades till %(number)s instanser", total
    ) % {"number": total}
    words = [f"{counted[each]} {each.label.lower()}" for each in Stance if counted[each]]
    if counted[""]:
        silent = _("%(number)s svarade inte") if closed else _("%(number)s har inte svarat")
        words.append(silent % {"number": counted[""]})
    return f"{first}: {', '.join(words)}."


def with_names(said: str, silent: Iterable[str]) -> str:
    """The sentence with the names of those who did not answer."""
    names = ", ".join(silent)
    return said if not names else _("%(sentence)s Inget svar från %(names)s.") % {"sentence": said, "names": names}


def adopting(body: Body, stance: str) -> str:
    """What the department proposes that its body decides (SAF-01)."""
    first = _("%(body)s överlämnar förvaltningens tjänsteutlåtande som sitt yttrande över remissen") % {"body": body}
    ends = {
        Stance.FAVOUR: _("och tillstyrker förslaget."),
        Stance.FAVOUR_WITH_REMARKS: _("och tillstyrker förslaget med de synpunkter som framgår av det."),
        Stance.AGAINST: _("och avstyrker förslaget."),
        Stance.ABSTAIN: _("och avstår från att ta ställning till förslaget."),
    }
    return f"{first} {ends[Stance(stance)]}"
