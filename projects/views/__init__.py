"""HTTP for projects: load through a scoped queryset, parse, call one action or selector, answer."""

from projects.views.aid import aid_edit, aid_show, country_list, country_state, export_edit
from projects.views.budget import budget_edit, budget_show, set_aside
from projects.views.calls import call_create, call_detail, call_edit, call_follow, call_leave, call_list
from projects.views.dates import (
    date_generate,
    date_list,
    deliverable_create,
    deliverable_edit,
    deliverable_move,
    milestone_create,
    milestone_edit,
    period_create,
)
from projects.views.funders import funder_create, funder_edit, funder_list, programme_create
from projects.views.partners import city_role, partner_create, partner_edit, partner_list, partner_remove
from projects.views.projects import project_create, project_edit, project_list
from projects.views.reports import report_create, report_edit, report_file, report_hand_in, report_list
from projects.views.stages import (
    project_answer,
    project_close,
    project_drop,
    project_report,
    project_start,
    project_submit,
)

__all__ = [
    "aid_edit",
    "aid_show",
    "budget_edit",
    "budget_show",
    "call_create",
    "call_detail",
    "call_edit",
    "call_follow",
    "call_leave",
    "call_list",
    "city_role",
    "country_list",
    "country_state",
    "date_generate",
    "date_list",
    "deliverable_create",
    "deliverable_edit",
    "deliverable_move",
    "export_edit",
    "funder_create",
    "funder_edit",
    "funder_list",
    "milestone_create",
    "milestone_edit",
    "partner_create",
    "partner_edit",
    "partner_list",
    "partner_remove",
    "period_create",
    "programme_create",
    "project_answer",
    "project_close",
    "project_create",
    "project_drop",
    "project_edit",
    "project_list",
    "project_report",
    "project_start",
    "project_submit",
    "report_create",
    "report_edit",
    "report_file",
    "report_hand_in",
    "report_list",
    "set_aside",
]
