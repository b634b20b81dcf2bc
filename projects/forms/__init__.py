"""Forms of projects: they parse and validate, and write nothing."""

from projects.forms.aid import AidCountryForm, AidForm, ExportForm
from projects.forms.budget import BudgetForm, SetAsideForm
from projects.forms.calls import CallForm, FollowForm, FunderForm, ProgrammeForm
from projects.forms.dates import DeliverableForm, HandInForm, MilestoneForm, PeriodForm, ReportForm
from projects.forms.partners import CityRoleForm, PartnerForm
from projects.forms.parts import RemoveForm
from projects.forms.projects import ProjectEditForm, ProjectForm
from projects.forms.stages import AnswerForm, CloseForm, DropForm, StepForm, SubmitForm

__all__ = [
    "AidCountryForm",
    "AidForm",
    "AnswerForm",
    "BudgetForm",
    "CallForm",
    "CityRoleForm",
    "CloseForm",
    "DeliverableForm",
    "DropForm",
    "ExportForm",
    "FollowForm",
    "FunderForm",
    "HandInForm",
    "MilestoneForm",
    "PartnerForm",
    "PeriodForm",
    "ProgrammeForm",
    "ProjectEditForm",
    "ProjectForm",
    "RemoveForm",
    "ReportForm",
    "SetAsideForm",
    "StepForm",
    "SubmitForm",
]
