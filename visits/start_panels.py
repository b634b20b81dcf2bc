"""What the start page says of visits: requests that wait, and what came of those passed on."""

from __future__ import annotations

from typing import Any

from engagements.start_panels import coordinates, reports
from governance.start import Panel
from visits.selectors import requests


def waiting(person: Any) -> dict[str, Any]:
    rows, more = requests.waiting_requests(person)
    return {"rows": rows, "more": more}


def passed_on(person: Any) -> dict[str, Any]:
    return {"rows": requests.forwarded_by(person)}


PANELS = [
    Panel("visits.requests", 14, "visits/_start_requests.html", waiting, coordinates),
    Panel("visits.forwarded", 40, "visits/_start_forwarded.html", passed_on, reports, narrow=True),
]
