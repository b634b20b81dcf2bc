"""Whether a file may be read in now."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.enums import JobState
from core.models import Job
from core.rules import Finding, condition
from engagements.exchange.enums import ImportState
from engagements.models.exchange import Import


@condition
def ready_to_run(upload: Import) -> list[Finding]:
    """All or nothing: one row that is wrong stops the file."""
    if upload.wrong:
        message = ngettext(
            "%(number)s rad är fel. Rätta den i filen och lämna filen på nytt: allt läses in, eller inget.",
            "%(number)s rader är fel. Rätta dem i filen och lämna filen på nytt: allt läses in, eller inget.",
            upload.wrong,
        )
        return [Finding("import.rows-wrong", message % {"number": upload.wrong})]
    if not upload.new and not upload.changed:
        return [Finding("import.nothing-new", _("Allt i filen står redan i registret. Det finns inget att läsa in."))]
    return []


@condition
def ready_again(upload: Import) -> list[Finding]:
    """Not while a worker is busy with it."""
    busy = {ImportState.READING, ImportState.RUNNING}
    if upload.state in busy and Job.objects.filter(pk=upload.job_id or 0).exclude(state=JobState.FAILED).exists():
        return [Finding("import.busy", _("Filen läses just nu. Vänta tills det är klart."))]
    return []
