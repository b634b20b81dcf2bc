"""What docker-compose.yml promises, read as the file it is."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat")


def test_services_are_the_parts_of_production():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize("name", [*OURS, "postgres", "redis"])
def test_every_lasting_service_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", OURS)
def test_health_check_asks_for_a_sign_of_life(name):
    assert SERVICES[name]["healthcheck"]["test"] == ["CMD", "python", "-m", "tools.heartbeat", name]


def test_there_is_one_clock():
    clocks = [name for name, service in SERVICES.items() if {"beat", "--beat", "-B"} & set(service.get("command", []))]

    assert clocks == ["beat"]
    assert "deploy" not in SERVICES["beat"]


def test_only_the_web_server_is_published_and_only_to_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["${WEB_LISTEN:-127.0.0.1:8000}:8000"]}


@pytest.mark.parametrize("name", ["migrate", *OURS])
def test_our_services_run_with_no_more_than_they_need(name):
    service = SERVICES[name]

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert "USER utblick" in (ROOT / "Dockerfile").read_text()


def test_documents_lie_in_a_volume_shared_by_web_and_worker():
    assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"] == ["documents:/var/lib/utblick/documents"]
    assert "documents" in COMPOSE["volumes"]


def test_no_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()

    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "ALLOWED_HOSTS"):
        assert set(re.findall(rf"\$\{{{name}(:.)", text)) == {":?"}


def test_every_variable_is_explained_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert asked - explained == {"SECRET_KEY_FALLBACKS", "UTBLICK_VERSION"}


def test_example_environment_is_refused_by_production():
    from config import safeguards

    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert any("SECRET_KEY" in sentence for sentence in safeguards.weaknesses(example))
