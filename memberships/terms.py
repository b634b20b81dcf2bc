"""The term of office a day falls in: what the policy says, and four years on when a new one is not loaded yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    starts_on: date
    ends_on: date

    @property
    def midway(self) -> date:
        """From here on a unit is reminded of what it has not tried."""
        return self.starts_on + (self.ends_on - self.starts_on) / 2

    @property
    def last_year_starts_on(self) -> date:
        """From here on the committee is told."""
        return _years(self.ends_on + ONE_DAY, -1)

    @property
    def label(self) -> str:
        return f"{self.starts_on.year}–{self.ends_on.year}"

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def term_on(policy: Any, day: date) -> Term | None:
    """The term `day` is in, counted in the policy's length of a term; None without a policy."""
    if policy is None:
        return None
    term = Term(policy.term_starts_on, policy.term_ends_on)
    years = max(1, round((term.ends_on - term.starts_on).days / 365.25))
    while day > term.ends_on:
        starts_on = term.ends_on + ONE_DAY
        term = Term(starts_on, _years(starts_on, years) - ONE_DAY)
    while day < term.starts_on:
        term = Term(_years(term.starts_on, -years), term.starts_on - ONE_DAY)
    return term


def _years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
