from memberships.models.declaration import Declaration
from memberships.models.demand import Demand, DemandPursuit
from memberships.models.fee import MembershipFee
from memberships.models.forum import Forum, ForumParticipation
from memberships.models.invitation import Invitation
from memberships.models.mandate import MandateQuestion, VotingMandate
from memberships.models.membership import IndirectRepresentation, Membership
from memberships.models.organisation import Grade, Organisation
from memberships.models.population import Population
from memberships.models.review import MembershipReview
from memberships.models.seat import Candidature, Seat

__all__ = [
    "Candidature",
    "Declaration",
    "Demand",
    "DemandPursuit",
    "Forum",
    "ForumParticipation",
    "Grade",
    "IndirectRepresentation",
    "Invitation",
    "MandateQuestion",
    "Membership",
    "MembershipFee",
    "MembershipReview",
    "Organisation",
    "Population",
    "Seat",
    "VotingMandate",
]
