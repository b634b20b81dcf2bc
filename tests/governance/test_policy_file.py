from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.models import Event
from core.rules import NotPermitted, Refused
from governance import actions, policy_file
from governance.models import Aim, Body, Policy, Route, Theme, Unit
from tests import factories
from tests.governance.files import GOOD

CITIES = ["stockholm", "goteborg", "norrkoping"]


def problems_of(text: str) -> list[str]:
    with pytest.raises(policy_file.PolicyFileRefused) as refusal:
        policy_file.read_text(text, "x.toml")
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.django_db
@pytest.mark.clause("GBG-08", "NKP-07")
def test_a_file_becomes_the_policy_in_force_with_all_its_parts():
    loaded = actions.load_policy(file=policy_file.read_text(GOOD))

    policy = loaded.policy
    assert (loaded.changed, policy.version, policy.in_force) == (True, 1, True)
    assert (policy.adopted_by, policy.reference) == ("Kommunfullmäktige", "KS 2026/1")
    assert [aim.name for aim in policy.aims.order_by("policyaim__order")] == ["Profilering", "Påverkan"]
    assert [theme.key for theme in policy.focus_themes.all()] == ["utbildning"]
    assert [(rule.code, rule.level) for rule in policy.rules.all()] == [("engagement.benefit-stated", "block")]
    steps = policy.routes.get(matter="cities.twin_town").steps.all()
    assert [step.role for step in steps] == ["prepare", "propose", "decide"]
    assert Unit.objects.get().serves.key == "kommunstyrelsen"
    assert Event.objects.filter(happening="governance.policy_loaded").count() == 1


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing():
    actions.load_policy(file=policy_file.read_text(GOOD))
    events, history = Event.objects.count(), Body.history.count()

    again = actions.load_policy(file=policy_file.read_text("# en anmärkning till\n" + GOOD))

    assert (again.changed, again.policy.version) == (False, 1)
    assert (Policy.objects.count(), Event.objects.count(), Body.history.count()) == (1, events, history)


@pytest.mark.django_db
def test_the_same_file_does_not_undo_an_edit_made_since():
    actions.load_policy(file=policy_file.read_text(GOOD))
    edited = actions.change_rule(
        code="engagement.benefit-stated",
        level="warn",
        clause="Policyn 1",
        reason="Prov",
        version=1,
        by=factories.administrator(),
    )

    again = actions.load_policy(file=policy_file.read_text(GOOD))

    assert (again.changed, again.policy.pk) == (False, edited.pk)


@pytest.mark.django_db
@pytest.mark.clause("SAF-04")
def test_a_changed_file_makes_the_next_version_that_supersedes_the_one_before():
    first = actions.load_policy(file=policy_file.read_text(GOOD)).policy

    second = actions.load_policy(file=policy_file.read_text(GOOD.replace("KS 2026/1", "KS 2026/2"))).policy

    first.refresh_from_db()
    assert (second.version, second.supersedes, second.in_force) == (2, first, True)
    assert (first.in_force, first.reference, second.replaces_reference) == (False, "KS 2026/1", "KS 2008/9")


@pytest.mark.django_db
def test_another_municipality_is_not_loaded_on_top():
    actions.load_policy(file=policy_file.read_text(GOOD))

    with pytest.raises(Refused) as refusal:
        actions.load_policy(file=policy_file.read_text(GOOD.replace("Exempelstad", "Annanstad")))

    assert [finding.code for finding in refusal.value.findings] == ["policy.other-municipality"]
    assert Policy.objects.count() == 1


@pytest.mark.django_db
def test_only_an_administrator_loads_by_hand():
    with pytest.raises(NotPermitted):
        actions.load_policy(file=policy_file.read_text(GOOD), by=factories.coordinator())

    assert Policy.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_fails_halfway_leaves_nothing(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Route.objects, "create", fail)

    with pytest.raises(RuntimeError):
        actions.load_policy(file=policy_file.read_text(GOOD))

    rows = [model.objects.count() for model in (Policy, Body, Unit, Aim, Theme, Event)]
    assert rows == [0, 0, 0, 0, 0, 0]


WRONG = {
    "unknown rule": ("engagement.benefit-stated", "engagement.no-such", "rules[0].code"),
    "unknown level": ('level = "block"', 'level = "stop"', "rules[0].level"),
    "unknown matter": ("memberships.join", "memberships.no-such", "routes[0].matter"),
    "unknown body in a step": ('body = "kommunfullmaktige"', 'body = "finns-inte"', "routes[1].steps[2].body"),
    "unknown unit in a step": (
        'role = "prepare"\nunit = "kontoret"\n[',
        'role = "prepare"\nunit = "x"\n[',
        "routes[1].steps[0].unit",
    ),
    "unknown body of a unit": ('serves = "kommunstyrelsen"', 'serves = "finns-inte"', "units[0].serves"),
    "unknown kind of body": ('kind = "preparatory"', 'kind = "utskott"', "bodies[2].kind"),
    "unknown form of unit": ('form = "department"', 'form = "bolag"', "units[0].form"),
    "unknown role": ('role = "propose"', 'role = "tycker"', "routes[1].steps[1].role"),
    "unknown key": ("focus = true", "focal = true", "themes[0].focal"),
    "wrong type": ("days = 30", 'days = "trettio"', "routes[0].steps[0].days"),
    "days below one": ("days = 30", "days = 0", "routes[0].steps[0].days"),
    "missing key": ('title = "Policy för internationellt samarbete"', "", "policy.title"),
    "a date that is text": ("valid_from = 2026-10-15", 'valid_from = "2026-10-15"', "policy.valid_from"),
    "a term that ends first": ("2030-10-14", "2020-10-14", "policy.term_ends_on"),
    "a key twice": ('key = "paverkan"', 'key = "profilering"', "aims[1].key"),
    "a key with å": ('key = "paverkan"', 'key = "påverkan"', "aims[1].key"),
    "no executive board": ('kind = "executive_board"', 'kind = "committee"', "bodies"),
    "no coordinating unit": ("coordinating = true", "coordinating = false", "units"),
}


@pytest.mark.parametrize(("right", "wrong", "key"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_is_refused_with_its_key(right, wrong, key):
    assert GOOD.count(right) >= 1

    found = problems_of(GOOD.replace(right, wrong, 1))

    assert key in [line.split(": ")[1] for line in found]


def test_a_fault_is_refused_with_its_line():
    line = GOOD.splitlines().index('level = "block"') + 1

    found = problems_of(GOOD.replace('level = "block"', 'level = "stop"'))

    assert found == [f"x.toml:{line}: rules[0].level: ”stop” finns inte. Välj bland: block, warn, off."]


def test_text_that_is_no_toml_is_refused():
    assert len(problems_of("[policy\n")) == 1


COUNCIL_DECIDES = 'role = "decide"\nbody = "kommunfullmaktige"'
BOARD_PROPOSES = 'role = "propose"\nbody = "kommunstyrelsen"'
LAW = {
    "no deciding step": (COUNCIL_DECIDES, 'role = "carry_out"', "saknar ett steg"),
    "council without preparation": (BOARD_PROPOSES, 'role = "carry_out"', "KL 5:26"),
    "board not heard": (BOARD_PROPOSES, 'role = "propose"\nbody = "beredningen"', "KL 5:28"),
    "council matter delegated": (COUNCIL_DECIDES, 'role = "decide"\nbody = "kommunstyrelsen"', "KL 5:1-2"),
    "unit decides": (COUNCIL_DECIDES, 'role = "decide"\nunit = "kontoret"', "KL 6:3"),
    "drafting body decides": (COUNCIL_DECIDES, 'role = "decide"\nbody = "beredningen"', "KL 5:26"),
}


@pytest.mark.law("KL 5:1-2")
@pytest.mark.law("KL 5:26-28")
@pytest.mark.law("KL 6:3")
@pytest.mark.parametrize(("right", "wrong", "reason"), LAW.values(), ids=LAW.keys())
def test_a_route_that_breaks_the_law_is_refused_with_its_paragraph(right, wrong, reason):
    found = problems_of(GOOD.replace(right, wrong, 1))

    assert any(reason in line and "routes[1].steps" in line for line in found)


def test_decisions_in_the_wrong_order_are_refused():
    text = GOOD + '[[routes.steps]]\nrole = "decide"\nbody = "kommunstyrelsen"\n'

    found = problems_of(text)

    assert any("fel ordning" in line for line in found)


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_refuses_with_every_reason(tmp_path, capsys):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD)
    bad.write_text(GOOD.replace("memberships.join", "a.b").replace("engagement.benefit-stated", "c.d"))

    with pytest.raises(CommandError) as refusal:
        call_command("load_policy", bad)
    loaded_by_bad = Policy.objects.count()
    call_command("load_policy", good)
    call_command("load_policy", good)

    assert loaded_by_bad == 0
    assert ["a.b" in str(refusal.value), "c.d" in str(refusal.value)] == [True, True]
    assert capsys.readouterr().out.splitlines() == [
        "Exempelstad: version 1 av policyn gäller nu.",
        "Exempelstad: filen är redan inläst, inget ändrat (version 1).",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("city", CITIES)
def test_the_policies_of_the_three_municipalities_load(city):
    path = Path(settings.BASE_DIR) / "policies" / f"{city}.toml"

    loaded = actions.load_policy(file=policy_file.read(path))

    file = policy_file.read(path)
    assert loaded.policy.routes.count() == len(file.routes)
    assert loaded.policy.rules.count() == len(file.rules)
    assert loaded.policy.aims.count() == 4
    assert str(loaded.policy.term_starts_on) == "2026-10-15"


def _decider(city: str, matter: str) -> str:
    file = policy_file.read(Path(settings.BASE_DIR) / "policies" / f"{city}.toml")
    route = next(route for route in file.routes if route.matter == matter)
    return [step.body for step in route.steps if step.role == "decide"][-1]


def test_who_decides_differs_as_the_sources_say():
    assert _decider("stockholm", "memberships.leave") == "kommunstyrelsen"
    assert _decider("goteborg", "cities.twin_town") == "kommunfullmaktige"
    assert _decider("goteborg", "cities.partner_city") == "kommunstyrelsen"
    assert _decider("goteborg", "memberships.join_sector") == ""
    assert _decider("norrkoping", "reviews.adopt_evaluation") == "kommunfullmaktige"


@pytest.mark.clause("SAF-02", "NKP-07")
def test_stockholm_and_norrkoping_each_have_their_own_four_aims():
    folder = Path(settings.BASE_DIR) / "policies"

    stockholm = [aim.name for aim in policy_file.read(folder / "stockholm.toml").aims]
    norrkoping = [aim.name for aim in policy_file.read(folder / "norrkoping.toml").aims]

    assert stockholm == ["Profilering", "Omvärldsbevakning", "Samverkan", "Påverkan"]
    assert norrkoping == [
        "Vi utvecklar vår verksamhet",
        "Vi profilerar Norrköping",
        "Vi bedriver strategiskt påverkansarbete",
        "Vi gör Norrköpings kommun till en attraktiv arbetsgivare",
    ]
