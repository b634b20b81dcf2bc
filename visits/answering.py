"""The city's letters to who asked, in Swedish and English: a draft that is read and changed before it is sent.

Both languages stand here and not in the catalogue of translations: the language is the sender's, never the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import override

from governance.selectors import policy_in_force
from visits.enums import RequestResult
from visits.models import VisitRequest


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


SUBJECTS = {"sv": "Svar på er förfrågan om besök", "en": "Our reply to your request for a visit"}
CONFIRM = {
    "sv": Letter(
        "Bekräfta er förfrågan om besök",
        "Vi har tagit emot en förfrågan om besök med den här adressen. Öppna länken och bekräfta, så läser vi den.\n\n"
        "Har ni inte skickat någon förfrågan behöver ni inte göra något. Den raderas inom två dygn.",
    ),
    "en": Letter(
        "Confirm your request for a visit",
        "We have received a request for a visit with this address. Open the link and confirm it, and we will read it.\n"
        "\nIf you have not sent a request you need not do anything. It will be deleted within two days.",
    ),
}
TEXTS = {
    "sv": {
        RequestResult.ACCEPT: "Tack för er förfrågan. Vi tar gärna emot {visitor}{dates}. {host} håller i besöket och "
        "hör av sig om programmet.",
        RequestResult.OTHER_FORM: "Tack för er förfrågan. Vi har inte möjlighet att ta emot {visitor} på plats, men "
        "erbjuder i stället: {offered}. Svara på det här brevet om det passar.",
        RequestResult.DECLINE: "Tack för er förfrågan. Vi har tyvärr inte möjlighet att ta emot {visitor} den här "
        "gången. Vi väger varje förfrågan mot stadens inriktning för det internationella arbetet.",
    },
    "en": {
        RequestResult.ACCEPT: "Thank you for your request. We are pleased to receive {visitor}{dates}. {host} will "
        "host the visit and will contact you about the programme.",
        RequestResult.OTHER_FORM: "Thank you for your request. We are unable to receive {visitor} on site, but would "
        "like to offer instead: {offered}. Please reply to this letter if that suits you.",
        RequestResult.DECLINE: "Thank you for your request. Unfortunately we are unable to receive {visitor} this "
        "time. We weigh every request against the city's priorities for its international work.",
    },
}
SIGNED = {"sv": "Vänliga hälsningar", "en": "Kind regards"}
PERIOD = {"sv": (" den {0}", " den {0} till den {1}"), "en": (" on {0}", " from {0} to {1}")}
NAMELESS = {"sv": "er delegation", "en": "your delegation"}


def confirmation(language: str) -> Letter:
    return CONFIRM[language]


def subject(language: str) -> str:
    return SUBJECTS[language]


def draft(request: VisitRequest) -> Letter:
    """What the letter says to begin with, from the result. The reasons are the city's own and are not put in."""
    language = request.language
    text = TEXTS[language][RequestResult(request.result)].format(
        visitor=request.visitor or NAMELESS[language],
        dates=_period(request),
        host=request.host_unit.name if request.host_unit else "",
        offered=request.offered.rstrip("."),
    )
    policy = policy_in_force()
    sender = policy.municipality if policy else ""
    return Letter(SUBJECTS[language], f"{text}\n\n{SIGNED[language]}\n{sender}".rstrip())


def _period(request: VisitRequest) -> str:
    if request.wanted_from is None:
        return ""
    one, several = PERIOD[request.language]
    with override(request.language):
        first, last = (date_format(day, "j F Y") if day else "" for day in (request.wanted_from, request.wanted_to))
    return several.format(first, last) if last and last != first else one.format(first)
