from projects.models.aid import Aid, AidCountry, ServiceExport
from projects.models.budget import BudgetLine
from projects.models.call import BRUSSELS, Call, CallFollower
from projects.models.dates import Deliverable, Milestone, PartnershipPeriod, ReportingDate
from projects.models.funder import Funder, Programme
from projects.models.partner import ProjectPartner
from projects.models.project import Project

__all__ = [
    "BRUSSELS",
    "Aid",
    "AidCountry",
    "BudgetLine",
    "Call",
    "CallFollower",
    "Deliverable",
    "Funder",
    "Milestone",
    "PartnershipPeriod",
    "Programme",
    "Project",
    "ProjectPartner",
    "ReportingDate",
    "ServiceExport",
]
