"""Every write of projects that means something."""

from projects.actions.aid import state_aid, state_aid_country, state_export
from projects.actions.budget import set_aside, set_budget
from projects.actions.calls import change_call, follow_call, leave_call, record_call
from projects.actions.dates import (
    change_deliverable,
    change_milestone,
    generate_dates,
    move_deliverable,
    record_deliverable,
    record_milestone,
    remove_deliverable,
    remove_milestone,
)
from projects.actions.funders import change_funder, record_funder, record_programme
from projects.actions.partners import change_partner, record_partner, remove_partner, set_city_role
from projects.actions.periods import add_period, change_period, remove_period
from projects.actions.projects import OWN, change_project, register_project
from projects.actions.reports import change_report, hand_in, record_report, remove_report, take_back_report
from projects.actions.stages import (
    begin_project,
    close_project,
    drop_project,
    enter_application,
    record_grant,
    record_rejection,
    report_finally,
    start_project,
    submit_application,
    turn_down,
)

__all__ = [
    "OWN",
    "add_period",
    "begin_project",
    "change_call",
    "change_deliverable",
    "change_funder",
    "change_milestone",
    "change_partner",
    "change_period",
    "change_project",
    "change_report",
    "close_project",
    "drop_project",
    "enter_application",
    "follow_call",
    "generate_dates",
    "hand_in",
    "leave_call",
    "move_deliverable",
    "record_call",
    "record_deliverable",
    "record_funder",
    "record_grant",
    "record_milestone",
    "record_partner",
    "record_programme",
    "record_rejection",
    "record_report",
    "register_project",
    "remove_deliverable",
    "remove_milestone",
    "remove_partner",
    "remove_period",
    "remove_report",
    "report_finally",
    "set_aside",
    "set_budget",
    "set_city_role",
    "start_project",
    "state_aid",
    "state_aid_country",
    "state_export",
    "submit_application",
    "take_back_report",
    "turn_down",
]
