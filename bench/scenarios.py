"""What is asked for, and of whom. A scenario names the addresses one visit takes at each contender."""

from __future__ import annotations

from dataclasses import dataclass

from bench.words import RARE

PRODUCT, TUNED, AS_IT_COMES, LEAST = "utblick", "admin_tuned", "admin", "least"
CONTENDERS = {
    PRODUCT: "config.settings.bench",
    TUNED: "bench.admin.settings",
    AS_IT_COMES: "bench.admin.settings",
    LEAST: "bench.least.settings",
}
DETAILED = 5
"""The engagement that is opened: one of those with 20 activities, versions and events."""


@dataclass(frozen=True)
class Scenario:
    key: str
    says: str
    addresses: dict[str, tuple[str, ...]]
    compares_rows: bool = True


def _list(key: str, says: str, product: str, admin: str) -> Scenario:
    return Scenario(
        key,
        says,
        {
            PRODUCT: (f"/engagemang/{product}",),
            TUNED: (f"/tuned/engagements/engagement/{admin}",),
            AS_IT_COMES: (f"/admin/engagements/engagement/{admin}",),
            LEAST: (f"/least/{product}",),
        },
    )


def _search(key: str, says: str, words: str) -> Scenario:
    return Scenario(
        key,
        says,
        {
            PRODUCT: (f"/sok/?q={words}",),
            TUNED: (f"/tuned/engagements/engagement/?q={words}",),
            AS_IT_COMES: (f"/admin/engagements/engagement/?q={words}",),
            LEAST: (f"/least/search/?q={words}",),
        },
    )


def _detail() -> Scenario:
    def of_admin(name: str) -> tuple[str, ...]:
        page = f"/{name}/engagements/engagement/{DETAILED}"
        return (f"{page}/change/", f"{page}/history/")

    return Scenario(
        "detail",
        "one engagement and its history",
        {
            PRODUCT: (f"/engagemang/{DETAILED}/", f"/engagemang/{DETAILED}/historik/"),
            TUNED: of_admin("tuned"),
            AS_IT_COMES: of_admin("admin"),
            LEAST: (f"/least/{DETAILED}/",),
        },
        compares_rows=False,
    )


SCENARIOS = [
    _list("list", "list", "", ""),
    _list(
        "filter_area",
        "list of an area and a status",
        "?area=projects&status=active",
        "?area__exact=projects&status__exact=active",
    ),
    _list(
        "filter_theme",
        "list of a theme and a country",
        "?theme=3&country=NO",
        "?themes__id__exact=3&countries__code__exact=NO",
    ),
    _search("search_common", "search, a common word", "klimatanpassning"),
    _search("search_two", "search, two words", "nordiskt+luftkvalitet"),
    _search("search_rare", "search, a rare word", RARE),
    _detail(),
]
