"""Page-sized reads with a fixed number of queries."""

from governance.selectors.instructions import (
    instruction,
    instruction_for,
    instructions_of,
    latest_version,
    versions_of,
)
from governance.selectors.organisation import (
    appointments_of,
    body_rows,
    network,
    people,
    unit_rows,
)
from governance.selectors.personal import (
    example_people,
    incomplete,
    municipality_and_unread,
    notices_of,
    own_job,
    unread_notices,
)
from governance.selectors.policy import (
    advising_rules,
    municipality,
    policy_in_force,
    policy_version,
    policy_versions,
    routes_shown,
    rule_rows,
)

__all__ = [
    "advising_rules",
    "appointments_of",
    "body_rows",
    "example_people",
    "incomplete",
    "instruction",
    "instruction_for",
    "instructions_of",
    "latest_version",
    "municipality",
    "municipality_and_unread",
    "network",
    "notices_of",
    "own_job",
    "people",
    "policy_in_force",
    "policy_version",
    "policy_versions",
    "routes_shown",
    "rule_rows",
    "unit_rows",
    "unread_notices",
    "versions_of",
]
