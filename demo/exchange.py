"""A file that the international unit has left to be read in, waiting to be looked through."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.people import with_function
from engagements.exchange import actions, registry
from engagements.models import Import
from governance.enums import Function
from governance.models import Unit

NAME = "nya bevakningar.csv"
HEADINGS = "Titel;Slag;Ansvarig enhet;Riktas till;Bakgrund"
ROWS = (
    "EU:s nästa långtidsbudget;Intressebevakning;{unit};Europeiska kommissionen;Nästa budgetperiod börjar 2028.",
    "Städernas uppdrag om klimatneutralitet;Omvärldsbevakning;{unit};Europeiska kommissionen;Hundra städer deltar.",
    "Ny strategi för kulturen;Bevakning;{unit};Rådet;Slaget är felskrivet: då läses ingen rad in.",
)


def load() -> int:
    """One file; a worker compares it with the register."""
    unit = Unit.objects.get(coordinating=True).name
    text = "\n".join([HEADINGS, *(row.format(unit=unit) for row in ROWS)])
    register = registry.find("monitoring")
    assert register is not None
    file = SimpleUploadedFile(NAME, text.encode("utf-8-sig"))
    actions.start_import(register=register, file=file, by=with_function(Function.COORDINATOR))
    return 1


def remove() -> int:
    """Files left by example people, and what was copied from them. What one read in stays, unless an example itself."""
    uploads = list(Import.objects.filter(by__example=True).select_related("document"))
    for upload in uploads:
        upload.delete()
        upload.document.delete()
    return len(uploads)
