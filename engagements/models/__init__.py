from engagements.models.activity import Activity, Attachment, Attendance
from engagements.models.check_in import CheckIn, CheckInRhythm
from engagements.models.communication import Communication
from engagements.models.contact import ContactEngagement, PartnerContact
from engagements.models.country import Country
from engagements.models.dormancy import DormancyReview
from engagements.models.engagement import Engagement, EngagementAim, EngagementGoal, EngagementGrant, Participation
from engagements.models.exchange import Import, ImportRow
from engagements.models.follow_up import ActivityFollowUp
from engagements.models.inbox import InboxItem
from engagements.models.instruction_file import InstructionFile
from engagements.models.link import EngagementLink
from engagements.models.resource import ResourceLine

__all__ = [
    "Activity",
    "ActivityFollowUp",
    "Attachment",
    "Attendance",
    "CheckIn",
    "CheckInRhythm",
    "Communication",
    "ContactEngagement",
    "Country",
    "DormancyReview",
    "Engagement",
    "EngagementAim",
    "EngagementGoal",
    "EngagementGrant",
    "EngagementLink",
    "Import",
    "ImportRow",
    "InboxItem",
    "InstructionFile",
    "Participation",
    "PartnerContact",
    "ResourceLine",
]
