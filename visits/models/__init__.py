from visits.models.checklist import ChecklistLine
from visits.models.compartment import Compartment, CompartmentDetail, CompartmentGrant
from visits.models.fee import FeeProgramme
from visits.models.feedback import FeedbackLink, VisitFeedback
from visits.models.gifts import Gift
from visits.models.outcomes import CompanyMet, Promise
from visits.models.outgoing import Delegate, OutgoingVisit
from visits.models.programme import ProgrammeHeading, ProgrammeItem, VisitFeed
from visits.models.request import RequestAim, VisitRequest
from visits.models.visit import HostAcceptance, Visit

__all__ = [
    "ChecklistLine",
    "CompanyMet",
    "Compartment",
    "CompartmentDetail",
    "CompartmentGrant",
    "Delegate",
    "FeeProgramme",
    "FeedbackLink",
    "Gift",
    "HostAcceptance",
    "OutgoingVisit",
    "ProgrammeHeading",
    "ProgrammeItem",
    "Promise",
    "RequestAim",
    "Visit",
    "VisitFeed",
    "VisitFeedback",
    "VisitRequest",
]
