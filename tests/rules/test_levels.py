"""Every rule of the catalogue, under each of the three policies, switched to block, warn and off.

Each app's scenes (tests/rules/<app>.py) build a situation that breaks one rule for something a unit answers for, and
give what the condition that enforces the rule finds.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from decisions.conditions import MOTIVE
from decisions.conditions.cases import needs_motive
from governance import actions, policy_file, rulebook
from governance.models import RuleSetting
from tests import factories

APPS = ("engagements", "decisions", "cities", "memberships", "monitoring", "projects", "visits", "reviews")
CITIES = ("stockholm", "goteborg", "norrkoping")
LEVELS = ("block", "warn", "off")
CLAUSE = "Policy 1.2"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def scenes():
    return {code: scene for app in APPS for code, scene in importlib.import_module(f"tests.rules.{app}").SCENES.items()}


def of_the_city():
    return importlib.import_module("tests.rules.reviews").OF_THE_CITY


def shipped(city):
    return actions.load_policy(file=policy_file.read(Path(settings.BASE_DIR) / "policies" / f"{city}.toml")).policy


def at_level(policy, code, level):
    policy.__dict__.pop("_rule_settings", None)
    RuleSetting.objects.update_or_create(policy=policy, code=code, defaults={"level": level, "clause": CLAUSE})


def found(policy, scene, code, level, form):
    """What the scene's condition finds at this level for a unit of this form; nothing of it stays."""
    with transaction.atomic():
        at_level(policy, code, level)
        findings = [each for each in scene(policy, factories.unit(form=form)) if each.code == code]
        transaction.set_rollback(True)
    return findings


def test_every_rule_has_a_scene_that_breaks_it():
    assert sorted(set(scenes()) | {MOTIVE}) == sorted(rulebook.known())


@pytest.mark.clause("SAF-05", "GBG-01", "NKP-01")
@pytest.mark.parametrize("city", CITIES)
def test_every_rule_blocks_warns_or_is_off_as_the_policy_says(city):
    policy = shipped(city)
    advised = {code: {"block": [code in of_the_city()], "warn": [False], "off": []} for code in scenes()}

    bound = {c: {lv: found(policy, s, c, lv, "department") for lv in LEVELS} for c, s in scenes().items()}
    told = {c: {lv: found(policy, s, c, lv, "foundation") for lv in LEVELS} for c, s in scenes().items()}

    assert blocks_of(bound) == {code: {"block": [True], "warn": [False], "off": []} for code in scenes()}
    assert blocks_of(told) == advised
    assert {each.clause for levels in bound.values() for each in levels["block"]} == {CLAUSE}


def blocks_of(table):
    return {
        code: {level: [each.blocks for each in findings] for level, findings in levels.items()}
        for code, levels in table.items()
    }


@pytest.mark.parametrize("city", CITIES)
def test_each_policy_takes_a_stand_on_every_rule_and_says_what_it_rests_on(city):
    policy = shipped(city)

    assert sorted(policy.rules.values_list("code", flat=True)) == sorted(rulebook.known())
    assert list(policy.rules.filter(clause="").values_list("code", flat=True)) == []


def test_refusals_read_in_swedish_and_in_english_with_the_clause():
    policy = shipped("goteborg")
    texts = {}
    for code, scene in scenes().items():
        (swedish,) = found(policy, scene, code, "block", "department")
        with override("en"):
            (english,) = found(policy, scene, code, "block", "department")
        texts[code] = (str(swedish.message) != str(english.message), swedish.clause, english.clause)

    assert texts == dict.fromkeys(scenes(), (True, CLAUSE, CLAUSE))


@pytest.mark.parametrize(("level", "asked"), [("block", True), ("warn", True), ("off", False)])
@pytest.mark.parametrize("city", CITIES)
def test_a_motive_for_passing_a_warning_is_asked_for_unless_the_policy_says_off(city, level, asked):
    policy = shipped(city)
    at_level(policy, MOTIVE, level)

    assert needs_motive(factories.case(policy=policy)) is asked
