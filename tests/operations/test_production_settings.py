"""Production starts only with settings that are fit for it, and sign-in without a password exists only in the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import safeguards

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "pT3-vYw9Qz_8sLk2MnB7hXc4RfG6jD1aUeW5oZiHtVqNyKbJ0xPmSrElCgAu",
    "ALLOWED_HOSTS": "utblick.kommun.test,internationellt.kommun.test",
    "DATABASE_URL": "postgres://utblick:hemligt@db.kommun.test:5432/utblick",
    "REDIS_URL": "redis://redis.kommun.test:6379/0",
}
WEAK = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY is missing or shorter than 50 characters"),
    "short key": ({"SECRET_KEY": "kort"}, "SECRET_KEY is missing or shorter than 50 characters"),
    "monotonous key": ({"SECRET_KEY": "abc" * 30}, "SECRET_KEY repeats a few characters"),
    "generated example key": ({"SECRET_KEY": "django-insecure-" + GOOD["SECRET_KEY"]}, "stands in an example"),
    "the demo's key": (
        {"SECRET_KEY": "only-for-trying-out-on-one-machine-never-in-production"},
        "stands in an example",
    ),
    "debug": ({"DEBUG": "true"}, "DEBUG is on"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS has a wildcard"),
    "any host among others": ({"ALLOWED_HOSTS": "utblick.kommun.test,*"}, "ALLOWED_HOSTS has a wildcard"),
    "no host": ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty"),
    "demo sign-in": ({"DEMO_SIGN_IN": "1"}, "DEMO_SIGN_IN is on"),
    "sqlite": ({"DATABASE_URL": "sqlite:////tmp/utblick.sqlite3"}, "DATABASE_URL must lead to PostgreSQL"),
    "no redis": ({"REDIS_URL": ""}, "REDIS_URL must lead to Redis"),
}


def start(*command: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME")}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.production"} | GOOD | environment
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=inherited | settings, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("change, reason", WEAK.values(), ids=WEAK.keys())
def test_refuse_weak_names_the_weakness(change, reason):
    with pytest.raises(ImproperlyConfigured, match=reason):
        safeguards.refuse_weak(GOOD | change)


def test_refuse_weak_lets_good_settings_through():
    assert safeguards.weaknesses(GOOD) == []


def test_refuse_weak_names_every_weakness_at_once():
    assert len(safeguards.weaknesses({"DEBUG": "yes", "DEMO_SIGN_IN": "on"})) == 6


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short key", "debug", "any host", "demo sign-in"])
def test_production_process_does_not_start(name):
    change, reason = WEAK[name]

    run = start("-c", "import config.wsgi", **change)

    assert (run.returncode, reason in run.stderr) == (1, True)


@pytest.mark.slow
def test_production_passes_the_deployment_checks():
    run = start("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (run.returncode, "System check identified no issues" in run.stdout) == (0, True)


@pytest.mark.slow
def test_production_sets_what_browsers_are_told():
    code = (
        "from django.conf import settings as s; "
        "print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_SSL_REDIRECT, s.DEBUG)"
    )

    run = start("-c", code)

    assert run.stdout.split() == ["63072000", "__Host-utblick", "__Host-utblick-csrf", "True", "False"]


@pytest.mark.slow
def test_demo_app_is_not_installed_in_production():
    run = start("-c", "from django.conf import settings; print('demo' in settings.INSTALLED_APPS)")

    assert run.stdout.strip() == "False"


@pytest.mark.slow
@pytest.mark.parametrize("module", ["config.settings.production", "config.settings.test"])
def test_demo_sign_in_switched_on_by_other_settings_is_not_served(module, tmp_path):
    (tmp_path / "own_settings.py").write_text(f"from {module} import *\nDEMO_SIGN_IN = True\n")

    run = start("-c", "import config.wsgi", DJANGO_SETTINGS_MODULE="own_settings", PYTHONPATH=f"{tmp_path}:{ROOT}")

    assert (run.returncode, "it exists only in the demo" in run.stderr) == (1, True)


@pytest.mark.slow
def test_celery_without_a_word_about_settings_is_production():
    code = "import os; name = 'DJANGO_SETTINGS_MODULE'; del os.environ[name]; import config; print(os.environ[name])"

    run = start("-c", code)

    assert run.stdout.strip() == "config.settings.production"
