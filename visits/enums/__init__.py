"""Choices of visits, by noun. Each module's happenings are declared in `apps.py`."""

from visits.enums.requests import RequestChannel, RequestHappening, RequestResult, RequestState, Serving
from visits.enums.visits import CompartmentKind, DetailKind, FeeOutcome, Happening, VisitKind, VisitState

__all__ = [
    "CompartmentKind",
    "DetailKind",
    "FeeOutcome",
    "Happening",
    "RequestChannel",
    "RequestHappening",
    "RequestResult",
    "RequestState",
    "Serving",
    "VisitKind",
    "VisitState",
]
