"""Lists across the areas: activities, what came of them, check-ins, communication, contacts and the inbox."""

from datetime import timedelta

from bench.lists.ground import NOW, TODAY, Ground, day, moment, one_of, small, spread, text
from bench.lists.listed import ListPage
from engagements.enums import ActivityState, InboxKind
from engagements.models import (
    Activity,
    ActivityFollowUp,
    CheckIn,
    Communication,
    ContactEngagement,
    InboxItem,
    PartnerContact,
)

LISTS = [
    ListPage(
        "engagements:engagement_list", "engagements.Engagement", "area=projects&status=active", "q",
        in_admin=("search_text",), admin_filter="area__exact=projects&status__exact=active",
    ),
    ListPage(
        "engagements:activity_list", "engagements.Activity", "state=returned", "q",
        in_admin=("title", "engagement__title", "unit__name"), admin_filter="state__exact=returned",
    ),
    ListPage("engagements:follow_up_list", "engagements.Activity", "enhet=min", "q"),
    ListPage(
        "engagements:check_ins_waiting", "engagements.CheckIn", "visa=forsenade", "q",
        in_admin=("engagement__search_text", "engagement__responsible_unit__name"),
    ),
    ListPage(
        "engagements:communication_plan", "engagements.Communication", "visa=gjort", "q",
        in_admin=("title", "audience", "engagement__search_text"),
    ),
    ListPage(
        "engagements:contact_list", "engagements.PartnerContact", "enhet=2", "q", in_admin=("search_text",),
        admin_filter="unit__id__exact=2",
    ),
    ListPage(
        "engagements:inbox", "engagements.InboxItem", "visa=hanterat", "q", pages=False,
        in_admin=(
            "subject", "activity__title", "engagement__title", "engagement__reference_number", "unit__name",
        ),
    ),
]  # fmt: skip
STATES = [ActivityState.ACCEPTED] * 4 + [ActivityState.REPORTED] * 2 + [ActivityState.RETURNED, ActivityState.DRAFT]


def done(number: int) -> bool:
    return spread(number, 2, "done") == 0


def fill(ground: Ground) -> None:
    ground.many(Activity, state=one_of(STATES, "state"), starts_on=day("starts", days=2870), result=text)
    followed = [number for number in ground.numbers if spread(number, 3, "followed") == 0]
    ground.many(
        ActivityFollowUp, followed, changed=text, came_of=one_of(["planned", "in_use", "dropped"], "came"),
        next_on=lambda n: day("next")(n) if one_of(["planned", "in_use", "dropped"], "came")(n) == "planned" else None,
    )  # fmt: skip
    ground.many(CheckIn, due_on=day("due"), held_on=lambda n: day("held", days=2870)(n) if done(n) else None)
    ground.many(
        Communication, planned_on=day("planned"), done_on=lambda n: day("done", days=2870)(n) if done(n) else None
    )
    ground.many(
        PartnerContact, name=text, search_text=small, consent_on=day("consent", days=2870), consent_how="I mejl",
        delete_on=lambda n: TODAY + timedelta(days=30 + spread(n, 900)), organisation=text,
    )  # fmt: skip
    ground.many(ContactEngagement)
    ground.many(
        InboxItem, kind=InboxKind.ENGAGEMENT, engagement_id=lambda n: n, subject=text,
        arrived_at=moment("arrived", days=2870), handled_at=lambda n: NOW if done(n) else None,
    )  # fmt: skip
