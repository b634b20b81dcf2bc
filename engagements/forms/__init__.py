"""What the pages ask for. They parse and validate; they write nothing."""

from engagements.forms.activity import ActivityForm, AttendanceFormSet, ReturnForm
from engagements.forms.engagement import AssessmentForm, EngagementForm, ResourceForm, ShareForm

__all__ = [
    "ActivityForm",
    "AssessmentForm",
    "AttendanceFormSet",
    "EngagementForm",
    "ResourceForm",
    "ReturnForm",
    "ShareForm",
]
