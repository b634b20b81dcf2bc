"""Forms of memberships: they parse and validate, and write nothing."""

from memberships.forms.calls import (
    DeclineForm,
    DemandForm,
    FeeForm,
    InvitationForm,
    MoveForm,
    PopulationForm,
    ReviewForm,
    WayForm,
)
from memberships.forms.mandates import MandateForm, OutcomeForm, QuestionForm
from memberships.forms.memberships import (
    DayForm,
    DeclarationForm,
    ElectionForm,
    ForumForm,
    MembershipEditForm,
    MembershipForm,
    OrganisationForm,
    SeatForm,
    StandForm,
    StepAsideForm,
    seat_initial,
)

__all__ = [
    "DayForm",
    "DeclarationForm",
    "DeclineForm",
    "DemandForm",
    "ElectionForm",
    "FeeForm",
    "ForumForm",
    "InvitationForm",
    "MandateForm",
    "MembershipEditForm",
    "MembershipForm",
    "MoveForm",
    "OrganisationForm",
    "OutcomeForm",
    "PopulationForm",
    "QuestionForm",
    "ReviewForm",
    "SeatForm",
    "StandForm",
    "StepAsideForm",
    "WayForm",
    "seat_initial",
]
