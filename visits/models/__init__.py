from visits.models.checklist import ChecklistLine
from visits.models.feedback import FeedbackLink, VisitFeedback
from visits.models.gifts import Gift
from visits.models.outcomes import CompanyMet, Promise
from visits.models.outgoing import Delegate, OutgoingVisit
from visits.models.programme import ProgrammeHeading, ProgrammeItem, VisitFeed
from visits.models.visit import Visit

__all__ = [
    "ChecklistLine",
    "CompanyMet",
    "Delegate",
    "FeedbackLink",
    "Gift",
    "OutgoingVisit",
    "ProgrammeHeading",
    "ProgrammeItem",
    "Promise",
    "Visit",
    "VisitFeed",
    "VisitFeedback",
]
