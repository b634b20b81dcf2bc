import pytest
from django.core.management import CommandError, call_command

from core.models import Event
from governance.models import Person
from tests import factories

FACTS = {"username": "admin", "name": "Administratör", "email": "admin@exempel.se", "password": "en lång och egen fras"}


@pytest.mark.django_db
def test_first_administrator_may_appoint_others(client):
    call_command("first_administrator", **FACTS)

    person = Person.objects.get(username="admin")
    assert person.powers.administers
    assert client.login(username="admin", password=FACTS["password"])
    assert Event.objects.filter(happening="governance.appointed").count() == 1


@pytest.mark.django_db
def test_first_administrator_is_refused_while_there_is_one():
    factories.administrator()

    with pytest.raises(CommandError, match="Det finns redan en administratör"):
        call_command("first_administrator", **FACTS)

    assert Person.objects.filter(username="admin").count() == 0


@pytest.mark.django_db
def test_first_administrator_with_a_weak_password_leaves_nobody_behind():
    with pytest.raises(CommandError):
        call_command("first_administrator", **FACTS | {"password": "kort"})

    assert Person.objects.count() == 0
