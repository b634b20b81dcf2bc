"""What the pages ask for. They parse and validate; they write nothing."""

from engagements.forms.across import (
    CheckInForm,
    CommunicationForm,
    ContactForm,
    DormancyForm,
    FollowUpForm,
    PlanCheckInsForm,
)
from engagements.forms.activity import ActivityForm, AttendanceFormSet, ReturnForm
from engagements.forms.engagement import AssessmentForm, EngagementForm, ResourceForm, ShareForm
from engagements.forms.instruction import InstructionForm, LineRows
from engagements.forms.link import LinkForm

__all__ = [
    "ActivityForm",
    "AssessmentForm",
    "AttendanceFormSet",
    "CheckInForm",
    "CommunicationForm",
    "ContactForm",
    "DormancyForm",
    "EngagementForm",
    "FollowUpForm",
    "InstructionForm",
    "LineRows",
    "LinkForm",
    "PlanCheckInsForm",
    "ResourceForm",
    "ReturnForm",
    "ShareForm",
]
