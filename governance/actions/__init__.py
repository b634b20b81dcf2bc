from governance.actions.appointing import add_person, appoint, change_person, deactivate, end_appointment, reactivate
from governance.actions.instructing import issue_instruction
from governance.actions.loading import load_policy
from governance.actions.notices import read_notices
from governance.actions.organising import import_numbers, save_body, save_unit
from governance.actions.policy_editing import StepInput, change_route, change_rule
from governance.actions.sign_in import choose_language, note_sign_in

__all__ = [
    "StepInput",
    "add_person",
    "appoint",
    "change_person",
    "change_route",
    "change_rule",
    "choose_language",
    "deactivate",
    "end_appointment",
    "import_numbers",
    "issue_instruction",
    "load_policy",
    "note_sign_in",
    "reactivate",
    "read_notices",
    "save_body",
    "save_unit",
]
