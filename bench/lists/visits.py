"""Lists of visits: the visits, requests, promises, gifts and the city's own study visits."""

from bench.lists.ground import Ground, day, moment, one_of, small, spread, text
from bench.lists.listed import ListPage
from visits.enums import RequestState, VisitKind, VisitState
from visits.models import Delegate, Gift, OutgoingVisit, Promise, Visit, VisitRequest

LISTS = [
    ListPage("visits:visit_list", "visits.Visit", "slag=study", "q", in_admin=("engagement__search_text",),
             admin_filter="kind__exact=study"),
    ListPage("visits:request_list", "visits.VisitRequest", "lage=assessed", "q", in_admin=("search_text",),
             admin_filter="state__exact=assessed"),
    ListPage("visits:promise_list", "visits.Promise", "visa=kept", "q",
             in_admin=("visit__engagement__search_text", "text", "to_whom"), admin_filter="state__exact=kept"),
    ListPage("visits:gift_list", "visits.Gift", "slag=given", "q",
             in_admin=("what", "visit__engagement__search_text"), admin_filter="kind__exact=given"),
    ListPage("visits:outgoing_list", "visits.OutgoingVisit", "ar=2020", "q", in_admin=("engagement__search_text",)),
]  # fmt: skip
REQUESTS = [RequestState.RECEIVED, RequestState.ASSESSED, RequestState.ANSWERED, RequestState.ANSWERED]


def fill(ground: Ground) -> None:
    ground.many(
        Visit, kind=one_of(list(VisitKind), "kind"), state=one_of(list(VisitState), "state"), visitor=text,
        visitors_count=lambda n: 1 + spread(n, 40),
    )  # fmt: skip
    ground.many(
        VisitRequest, title=text, search_text=small, state=one_of(REQUESTS, "state"), visitor=text, text=text,
        sent_at=moment("sent", days=2870), unit_id=one_of(ground.frame.units, "unit"), reference_number="",
    )  # fmt: skip
    ground.many(
        Promise, text=text, state=one_of(["open", "open", "kept", "dropped"], "state"), to_whom="Staden Bergen",
        kept_on=lambda n: day("kept")(n) if one_of(["open", "open", "kept", "dropped"], "state")(n) == "kept" else None,
    )  # fmt: skip
    ground.many(Gift, what=text, value=lambda n: 50 + spread(n, 900), on=day("on", days=2870))
    ground.many(OutgoingVisit, city="Bergen", purpose=text, travel_mode=one_of(["train", "flight"], "mode"))
    ground.many(Delegate, level="official", unit_id=one_of(ground.frame.units, "delegate"), number=3)
