"""A small policy file that is right, to be made wrong one thing at a time."""

GOOD = """
[policy]
municipality = "Exempelstad"
title = "Policy för internationellt samarbete"
reference = "KS 2026/1"
adopted_by = "Kommunfullmäktige"
replaces_reference = "KS 2008/9"
valid_from = 2026-10-15
term_starts_on = 2026-10-15
term_ends_on = 2030-10-14

[[bodies]]
key = "kommunfullmaktige"
name = "Kommunfullmäktige"
kind = "council"

[[bodies]]
key = "kommunstyrelsen"
name = "Kommunstyrelsen"
kind = "executive_board"

[[bodies]]
key = "beredningen"
name = "Beredningen"
kind = "preparatory"

[[units]]
key = "kontoret"
name = "Kontoret"
form = "department"
serves = "kommunstyrelsen"
coordinating = true

[[aims]]
key = "profilering"
name = "Profilering"

[[aims]]
key = "paverkan"
name = "Påverkan"

[[themes]]
key = "utbildning"
name = "Utbildning"
focus = true

[[rules]]
code = "engagement.benefit-stated"
level = "block"
clause = "Policyn 1"

[[routes]]
matter = "memberships.join"
clause = "Policyn 2"
[[routes.steps]]
role = "prepare"
unit = "kontoret"
days = 30
[[routes.steps]]
role = "decide"
body = "kommunstyrelsen"

[[routes]]
matter = "cities.twin_town"
clause = "Policyn 3"
council_reserved = true
[[routes.steps]]
role = "prepare"
unit = "kontoret"
[[routes.steps]]
role = "propose"
body = "kommunstyrelsen"
[[routes.steps]]
role = "decide"
body = "kommunfullmaktige"
"""
