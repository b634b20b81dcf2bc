import pytest

from core.rules import Finding, NotPermitted, Refused, condition, permission

STOP = Finding("stop", "Stopp", "§ 1")
CARE = Finding("care", "Akta", "§ 2", blocks=False)


@permission
def may_do(by, obj):
    return None if by == obj else STOP


@condition
def ready(findings):
    return findings


def test_permission_that_finds_nothing_lets_through():
    assert may_do.allows("a", "a") is True
    assert may_do.require("a", "a") is None


def test_permission_refused_carries_its_clause():
    with pytest.raises(NotPermitted) as refused:
        may_do.require("a", "b")

    assert refused.value.finding == STOP


def test_condition_that_blocks_is_refused_even_with_a_motive():
    with pytest.raises(Refused) as refused:
        ready.require([STOP, CARE], motive="Särskilda skäl")

    assert refused.value.findings == [STOP]


def test_condition_that_warns_needs_a_motive():
    with pytest.raises(Refused) as refused:
        ready.require([CARE], motive="  ")

    assert refused.value.findings == [CARE]
    assert ready.require([CARE], motive="Särskilda skäl") == [CARE]
