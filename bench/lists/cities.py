"""Lists of cities: relations, agreements to take a stand on, and exchange grants."""

from datetime import date

from bench import words
from bench.lists.ground import TODAY, Ground, day, one_of, spread, text
from bench.lists.listed import ListPage
from cities.enums import AgreementState, GrantState
from cities.models import Agreement, City, CityRelation, ExchangeGrant

LISTS = [
    ListPage(
        "cities:city_list", "cities.CityRelation", "slag=twin_town", "q", in_admin=("engagement__search_text",),
        admin_filter="kind__exact=twin_town",
    ),
    ListPage("cities:agreements_due", "cities.Agreement", search="q", in_admin=("relation__engagement__search_text",)),
    ListPage(
        "cities:grant_list", "cities.ExchangeGrant", "lage=paid", "q",
        in_admin=("association", "relation__engagement__search_text"), admin_filter="state__exact=paid",
    ),
]  # fmt: skip
CITIES = 200
"""Relations to the same one begin and end."""
STATES = [AgreementState.ACTIVE] * 3 + [AgreementState.ENDED, AgreementState.DORMANT]


def last_day(number: int) -> date:
    """A day of the ten years, of which a page shows a year and a half; what is searched for is in the part to come."""
    if words.RARE in text(number):
        return day("decide", since=TODAY, days=500)(number)
    return day("decide")(number)


def fill(ground: Ground) -> None:
    if ground.numbers.start == 1:
        ground.many(City, range(1, CITIES + 1), key=lambda n: f"stad-{n}", name=lambda n: f"Stad {n}")
    ground.many(CityRelation, city_id=lambda n: 1 + n % CITIES, since=lambda n: 1950 + spread(n, 70))
    ground.many(
        Agreement, state=one_of(STATES, "state"), decide_by=last_day, starts_on=day("starts", days=900),
        runs_to=last_day, parties=text,
    )  # fmt: skip
    ground.many(
        ExchangeGrant, state=one_of(list(GrantState), "state"), year=lambda n: 2019 + spread(n, 8, "year"),
        applied_on=day("applied", days=2870), association=text, granted=5000, paid=5000,
    )  # fmt: skip
