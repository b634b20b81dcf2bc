"""What the pages ask for. They parse and validate; they write nothing."""

from engagements.forms.activity import ActivityForm, AttendanceFormSet, ReturnForm
from engagements.forms.engagement import AssessmentForm, EngagementForm, ResourceForm, ShareForm
from engagements.forms.instruction import InstructionForm, LineRows
from engagements.forms.link import LinkForm

__all__ = [
    "ActivityForm",
    "AssessmentForm",
    "AttendanceFormSet",
    "EngagementForm",
    "InstructionForm",
    "LineRows",
    "LinkForm",
    "ResourceForm",
    "ReturnForm",
    "ShareForm",
]
