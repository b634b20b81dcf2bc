from governance.models.appointment import Appointment
from governance.models.body import Body
from governance.models.diary_number import DiaryNumber
from governance.models.instruction import InstructionLine, UnitInstruction
from governance.models.person import Person
from governance.models.policy import Aim, Policy, PolicyAim, RuleSetting, Theme
from governance.models.route import Route, RouteStep
from governance.models.unit import Unit

__all__ = [
    "Aim",
    "Appointment",
    "Body",
    "DiaryNumber",
    "InstructionLine",
    "Person",
    "Policy",
    "PolicyAim",
    "Route",
    "RouteStep",
    "RuleSetting",
    "Theme",
    "Unit",
    "UnitInstruction",
]
