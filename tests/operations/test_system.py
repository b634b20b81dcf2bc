"""What a machine must have before there is a virtual environment."""

from __future__ import annotations

import sys

import pytest

from tools import system


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The distribution's interpreter, as a program that ends in this way."""

    def ends(status: int) -> str:
        program = tmp_path / "python3"
        program.write_text(f"#!/bin/sh\nexit {status}\n")
        program.chmod(0o755)
        monkeypatch.setattr(system, "OWN_PYTHON", str(program))
        return str(program)

    return ends


def test_distributions_own_python_is_taken_where_it_will_do(own):
    program = own(0)

    assert system.python() == program


def test_python_that_runs_this_is_taken_where_the_own_is_another_or_lacks_something(own):
    own(1)

    assert system.python() == sys.executable


def test_python_that_runs_this_is_taken_where_there_is_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(system, "OWN_PYTHON", str(tmp_path / "none"))

    assert system.python() == sys.executable


def test_who_cannot_install_asks_whether_the_own_python_can_make_an_environment(own, tmp_path, monkeypatch):
    program = tmp_path / "python3"
    monkeypatch.setattr(system, "OWN_PYTHON", str(program))
    program.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    program.chmod(0o755)

    monkeypatch.setattr(system, "can_install", lambda: False)
    without = system.python()
    monkeypatch.setattr(system, "can_install", lambda: True)

    assert (without, system.python()) == (sys.executable, str(program))
