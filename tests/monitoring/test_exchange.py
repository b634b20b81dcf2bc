"""The register of what is monitored out and in: what its own actions say of a row. Also what every register shares is
tried on it, in tests/engagements/test_exchange_import.py."""

from datetime import date

import pytest

from monitoring.models import Dossier
from tests import factories
from tests.engagements.exchange_files import counts, read_in, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["Titel", "Slag", "Ansvarig enhet", "Riktas till", "EU-beteckning", "Nästa tidsfrist"]


def test_dossier_comes_in_with_what_it_follows_and_changes_through_its_own_action():
    factories.policy()
    officer = factories.coordinator()
    head = ["Avloppsdirektivet", "Intressebevakning", factories.coordinating_unit().name]
    read_in("monitoring", workbook(HEADINGS, [*head, "Kommissionen", "COM(2022) 541", date(2026, 12, 1)]), officer)

    upload = read_in("monitoring", workbook(HEADINGS, [*head, "Rådet", "COM(2022) 541", date(2026, 12, 1)]), officer)

    dossier = Dossier.objects.get()
    assert (counts(upload), dossier.target, dossier.eu_reference) == ((0, 1, 0, 0), "Rådet", "COM(2022) 541")
